import type { Uuid } from '../../platform/id.ts';
import type { ServiceStatus } from '../service.ts';
import type { TopicChange } from './change.ts';

/** change: of an entry families see; new: an entry they shall see; retirement: one that shall no longer be seen. */
export const proposalKinds = ['new', 'change', 'retirement'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** waiting for somebody who decides; returned to the provider with a question; the rest is over. */
export type ProposalState = 'waiting' | 'returned' | 'approved' | 'refused' | 'withdrawn';

/** What a provider wants an entry to say, and what became of it. */
export interface Proposal {
  id: Uuid;
  serviceId: Uuid;
  kind: ProposalKind;
  state: ProposalState;
  /** with an account, or by the link of a mail */
  origin: 'account' | 'link';
  changes: readonly TopicChange[];
  note: string;
  proposedAt: Date;
  proposedBy?: Uuid;
  proposerName?: string;
  decidedAt?: Date;
  decisionNote: string;
}

export function isOpen({ state }: Pick<Proposal, 'state'>): boolean {
  return state === 'waiting' || state === 'returned';
}

/** What kind of proposal these changes are, of an entry in this state. */
export function kindOf(changes: readonly TopicChange[], status: ServiceStatus): ProposalKind {
  const wanted = changes.find(({ topic }) => topic === 'status')?.to['status'] as ServiceStatus | undefined;
  if (wanted === undefined) return 'change';
  if (status === 'draft') return wanted === 'active' ? 'new' : 'change';
  return wanted === 'active' ? 'change' : 'retirement';
}

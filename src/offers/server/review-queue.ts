import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { TopicChange } from '../revision/change.ts';
import type { RecordTopic } from '../revision/record-topic.ts';
import { proposalKinds } from '../revision/proposal.ts';
import type { CorrectionTopic } from '../correction/correction.ts';

export const queueKinds = [...proposalKinds, 'correction'] as const;
export type QueueKind = (typeof queueKinds)[number];

/** One thing that waits for somebody who keeps the directory. */
export interface Waiting {
  id: Uuid;
  kind: QueueKind;
  since: Date;
  serviceId: Uuid;
  offerName: string;
  organizationName: string;
  topics: readonly RecordTopic[];
  /** of a suggested correction */
  about?: CorrectionTopic;
}

/** Everything that waits, the oldest first; two statements. */
export async function listWaiting(tx: Read, municipalityId: Uuid): Promise<Waiting[]> {
  const proposals = await tx.selectFrom('offers.proposal as proposal')
    .innerJoin('offers.service as service', (join) => join.onRef('service.municipality_id', '=', 'proposal.municipality_id').onRef('service.id', '=', 'proposal.service_id'))
    .innerJoin('network.organization as organization', (join) => join.onRef('organization.municipality_id', '=', 'service.municipality_id').onRef('organization.id', '=', 'service.organization_id'))
    .select(['proposal.id', 'proposal.kind', 'proposal.proposed_at', 'proposal.changes', 'service.id as service_id', 'service.name', 'organization.name as organization_name'])
    .where('proposal.municipality_id', '=', municipalityId).where('proposal.state', '=', 'waiting').execute();
  const corrections = await tx.selectFrom('offers.correction as correction')
    .innerJoin('offers.service as service', (join) => join.onRef('service.municipality_id', '=', 'correction.municipality_id').onRef('service.id', '=', 'correction.service_id'))
    .innerJoin('network.organization as organization', (join) => join.onRef('organization.municipality_id', '=', 'service.municipality_id').onRef('organization.id', '=', 'service.organization_id'))
    .select(['correction.id', 'correction.made_at', 'correction.topic', 'service.id as service_id', 'service.name', 'organization.name as organization_name'])
    .where('correction.municipality_id', '=', municipalityId).where('correction.state', '=', 'open').execute();
  const waiting: Waiting[] = [
    ...proposals.map((row): Waiting => ({
      id: row.id, kind: row.kind as QueueKind, since: row.proposed_at, serviceId: row.service_id, offerName: row.name, organizationName: row.organization_name,
      topics: (row.changes as TopicChange[]).map(({ topic }) => topic),
    })),
    ...corrections.map((row): Waiting => ({
      id: row.id, kind: 'correction', since: row.made_at, serviceId: row.service_id, offerName: row.name, organizationName: row.organization_name, topics: [], about: row.topic as CorrectionTopic,
    })),
  ];
  return waiting.sort((a, b) => a.since.getTime() - b.since.getTime() || a.id.localeCompare(b.id));
}

/** How much waits. */
export async function countWaiting(tx: Read, municipalityId: Uuid): Promise<number> {
  const { count: proposals } = await tx.selectFrom('offers.proposal').select(({ fn }) => fn.countAll<number>().as('count')).where('municipality_id', '=', municipalityId).where('state', '=', 'waiting').executeTakeFirstOrThrow();
  const { count: corrections } = await tx.selectFrom('offers.correction').select(({ fn }) => fn.countAll<number>().as('count')).where('municipality_id', '=', municipalityId).where('state', '=', 'open').executeTakeFirstOrThrow();
  return Number(proposals) + Number(corrections);
}

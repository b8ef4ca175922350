import { sql, type Selectable } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { OffersProposal } from '../../platform/database-types.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { TopicChange } from '../revision/change.ts';
import { kindOf, type Proposal, type ProposalKind, type ProposalState } from '../revision/proposal.ts';
import type { ServiceStatus } from '../service.ts';

export interface NewProposal {
  service: { id: Uuid; status: ServiceStatus };
  changes: readonly TopicChange[];
  note: string;
  /** missing: by the link of a mail */
  by?: Uuid;
}

/** Lets changes wait. An open proposal of the same way in is replaced: one form, one state. */
export async function propose(tx: Write, municipalityId: Uuid, clock: Clock, { service, changes, note, by }: NewProposal): Promise<Uuid> {
  const values = {
    kind: kindOf(changes, service.status), state: 'waiting', changes: JSON.stringify(changes), note, proposed_by: by ?? null, proposed_at: clock.now(),
    decided_by: null, decided_at: null, decision_note: '',
  };
  const row = await tx.insertInto('offers.proposal')
    .values({ municipality_id: municipalityId, id: newId(), service_id: service.id, origin: by ? 'account' : 'link', ...values })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'service_id', 'origin']).where('state', 'in', ['waiting', 'returned']).doUpdateSet(values))
    .returning('id').executeTakeFirstOrThrow();
  return row.id;
}

/** Takes the open proposal of an account back, if there is one. */
export async function withdrawOpen(tx: Write, municipalityId: Uuid, clock: Clock, serviceId: Uuid, by: Uuid | undefined): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('offers.proposal').set({ state: 'withdrawn', decided_at: clock.now(), decided_by: by ?? null })
    .where('municipality_id', '=', municipalityId).where('service_id', '=', serviceId).where('origin', '=', 'account').where('state', 'in', ['waiting', 'returned'])
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Proposals of an offer, the newest first. */
export async function proposalsOf(tx: Read, municipalityId: Uuid, serviceId: Uuid): Promise<Proposal[]> {
  const rows = await all(tx, municipalityId).where('proposal.service_id', '=', serviceId).orderBy('proposal.proposed_at', 'desc').execute();
  return rows.map(proposalOf);
}

export async function findProposal(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Proposal | undefined> {
  const row = await all(tx, municipalityId).where('proposal.id', '=', id).executeTakeFirst();
  return row && proposalOf(row);
}

/** Keeps others from deciding until this transaction ends; the second to come sees what the first has decided. */
export async function lockProposal(tx: Write, municipalityId: Uuid, id: Uuid): Promise<Proposal | undefined> {
  await tx.selectFrom('offers.proposal').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  return findProposal(tx, municipalityId, id);
}

export async function endProposal(tx: Write, municipalityId: Uuid, clock: Clock, id: Uuid, end: { state: ProposalState; by?: Uuid; note: string }): Promise<void> {
  await tx.updateTable('offers.proposal').set({ state: end.state, decided_at: clock.now(), decided_by: end.by ?? null, decision_note: end.note })
    .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

/** Offers of these with changes that wait: for marks in lists. */
export async function waitingServices(tx: Read, municipalityId: Uuid): Promise<Set<Uuid>> {
  const rows = await tx.selectFrom('offers.proposal').select('service_id').where('municipality_id', '=', municipalityId).where('state', '=', 'waiting').execute();
  return new Set(rows.map(({ service_id }) => service_id));
}

function all(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('offers.proposal as proposal')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'proposal.municipality_id').onRef('person.id', '=', 'proposal.proposed_by'))
    .selectAll('proposal').select(sql<string | null>`person.display_name`.as('proposer_name'))
    .where('proposal.municipality_id', '=', municipalityId);
}

function proposalOf(row: Selectable<OffersProposal> & { proposer_name: string | null }): Proposal {
  return {
    id: row.id, serviceId: row.service_id, kind: row.kind as ProposalKind, state: row.state as ProposalState, origin: row.origin as Proposal['origin'],
    changes: row.changes as TopicChange[], note: row.note, proposedAt: row.proposed_at, decisionNote: row.decision_note,
    ...(row.proposed_by ? { proposedBy: row.proposed_by } : {}), ...(row.proposer_name ? { proposerName: row.proposer_name } : {}), ...(row.decided_at ? { decidedAt: row.decided_at } : {}),
  };
}

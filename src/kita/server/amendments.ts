import type { Exception } from '@lueckenlos/fair-allocation';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { amendProposal } from '../rounds-permissions.ts';
import { runFigures } from '../rounds/run-figures.ts';
import { allocateApart } from './allocate-apart.ts';
import { findRun, finishRun, openRun, planRun, runDetails } from './run-records.ts';
import { lockRound, recordStep } from './rounds.ts';
import { place } from './sealed-json.ts';

export interface Amendment {
  id: Uuid;
  runId: Uuid;
  childId: Uuid;
  childName: string;
  /** null: no place */
  facilityName: string | null;
  seatTypeId: Uuid | null;
  reason: string;
  proposedAt: Date;
  proposedBy: Uuid;
  proposedByName: string | null;
  outcome: 'approved' | 'refused' | null;
  decidedAt: Date | null;
  decidedByName: string | null;
}

export async function listAmendments(tx: Read, municipalityId: Uuid, secretKey: Buffer, roundId: Uuid): Promise<Amendment[]> {
  const rows = await tx.selectFrom('kita.amendment as amendment')
    .innerJoin('kita.run as run', (join) => join.onRef('run.municipality_id', '=', 'amendment.municipality_id').onRef('run.id', '=', 'amendment.run_id'))
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'amendment.municipality_id').onRef('child.id', '=', 'amendment.child_id'))
    .leftJoin('kita.facility as facility', (join) => join.onRef('facility.municipality_id', '=', 'amendment.municipality_id').onRef('facility.id', '=', 'amendment.facility_id'))
    .leftJoin('accounts.person as proposer', (join) => join.onRef('proposer.municipality_id', '=', 'amendment.municipality_id').onRef('proposer.id', '=', 'amendment.proposed_by'))
    .leftJoin('accounts.person as decider', (join) => join.onRef('decider.municipality_id', '=', 'amendment.municipality_id').onRef('decider.id', '=', 'amendment.decided_by'))
    .selectAll('amendment').select(['child.given_names', 'child.family_name', 'facility.name as facility_name', 'proposer.display_name as proposed_by_name', 'decider.display_name as decided_by_name'])
    .where('amendment.municipality_id', '=', municipalityId).where('run.round_id', '=', roundId).orderBy('amendment.proposed_at').orderBy('amendment.id').execute();
  return rows.map((row) => ({
    id: row.id, runId: row.run_id, childId: row.child_id, childName: `${row.given_names} ${row.family_name}`.trim(), facilityName: row.facility_name, seatTypeId: row.seat_type_id,
    reason: decryptField(secretKey, reasonPlace(municipalityId, row.id), row.reason_sealed).toString('utf8'), proposedAt: row.proposed_at, proposedBy: row.proposed_by, proposedByName: row.proposed_by_name,
    outcome: row.outcome as Amendment['outcome'], decidedAt: row.decided_at, decidedByName: row.decided_by_name,
  }));
}

const reasonPlace = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.amendment', 'reason_sealed', id);

/** No place. */
const NONE = 'none';

/** A change by hand of one child's place, asked for with its reason. Whether it is possible the gate says when a second person decides. */
export const proposeAmendment = action({
  may: amendProposal,
  audit: 'kita.amendment.proposed',
  input: v.object({ round: uuidField(), child: uuidField(), seat: text(100), reason: v.pipe(text(2000), v.minLength(10, 'too-short')) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { round: roundId, child, seat, reason }): Promise<Outcome<Uuid>> {
    const round = await lockRound(tx, municipalityId, roundId);
    if (round.state !== 'proposed' || round.runId === null) return refused('step-not-next');
    const { market } = await openRun(tx, municipalityId, configuration.secretKey, round.runId);
    const applicant = market.applicants.find(({ id }) => id === child);
    if (!applicant) throw new NotFound();
    const [facility, seatType] = seat === NONE ? [null, null] : seat.split('/') as [Uuid, Uuid];
    const isKnown = facility === null || applicant.wishes.some((wish) => wish.facility === facility && wish.seatType === seatType) || (applicant.holds?.facility === facility && applicant.holds.seatType === seatType);
    if (!isKnown) return refused('seat-not-wished', { field: 'seat' });
    const open = await tx.selectFrom('kita.amendment').select('id').where('municipality_id', '=', municipalityId).where('run_id', '=', round.runId).where('outcome', 'is', null).executeTakeFirst();
    if (open) return refused('amendment-waits');
    const id = newId();
    await tx.insertInto('kita.amendment').values({
      municipality_id: municipalityId, id, run_id: round.runId, child_id: child, facility_id: facility, seat_type_id: seatType, proposed_at: clock.now(), proposed_by: who.personId!,
      reason_sealed: encryptField(configuration.secretKey, reasonPlace(municipalityId, id), reason),
    }).execute();
    concerns(id, ['child_id', 'facility_id', 'reason']);
    return accepted(roundId);
  },
});

/**
 * A second person decides. Approved, the changed result passes the gate: what is impossible stays impossible; what is unfair to others is excepted by the
 * key of every single violation, with the reason. It is a new proposal, which both sides have to release anew.
 */
export const decideAmendment = action({
  may: amendProposal,
  audit: 'kita.amendment.decided',
  input: v.object({ amendment: uuidField(), outcome: choice(['approved', 'refused']) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { amendment: id, outcome }): Promise<Outcome<Uuid>> {
    const { secretKey } = configuration;
    const row = await tx.selectFrom('kita.amendment').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
    const run = row && await findRun(tx, municipalityId, row.run_id);
    if (!row || !run) throw new NotFound();
    const round = await lockRound(tx, municipalityId, run.roundId);
    const current = await tx.selectFrom('kita.amendment').select('outcome').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
    if (current?.outcome !== null) return refused('amendment-decided');
    if (row.proposed_by === who.personId) return refused('own-amendment');
    const decided = { outcome, decided_at: clock.now(), decided_by: who.personId! };
    const settle = (resultRunId: Uuid | null) => tx.updateTable('kita.amendment').set({ ...decided, result_run_id: resultRunId }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['outcome']);
    if (outcome === 'refused') {
      await settle(null);
      return accepted(round.id);
    }
    if (round.state !== 'proposed' || round.runId !== row.run_id) return refused('proposal-changed');
    const before = await openRun(tx, municipalityId, secretKey, run.id);
    const reason = decryptField(secretKey, reasonPlace(municipalityId, id), row.reason_sealed).toString('utf8');
    const change = { applicant: row.child_id, seat: row.facility_id && row.seat_type_id ? { facility: row.facility_id, seatType: row.seat_type_id } : null };
    const earlier = (await runDetails(tx, municipalityId, secretKey, run.id)).exceptions;
    const tried = await allocateApart({ market: before.market, start: before.allocation, changes: [change], exceptions: earlier });
    if (tried.gate.refused.some(({ severity }) => severity !== 'unfair') || tried.gate.problems.length > 0) {
      return refused('amendment-impossible', { values: { kinds: [...new Set(tried.gate.refused.filter(({ severity }) => severity !== 'unfair').map(({ kind }) => kind))].join(', ') } });
    }
    const stillUsed = earlier.filter(({ key }) => !tried.gate.unused.some((one) => one.key === key));
    const exceptions: Exception[] = [...stillUsed, ...tried.gate.refused.map(({ key }) => ({ key, reason }))];
    const result = await allocateApart({ market: before.market, start: tried.allocation, changes: [], exceptions });
    if (!result.gate.open) return refused('amendment-impossible', { values: { kinds: '' } });
    const resultId = await planRun(tx, municipalityId, clock, { roundId: round.id, kind: 'proposal', catalogueId: run.catalogueId, baseRunId: run.id, byPerson: row.proposed_by });
    const details = await runDetails(tx, municipalityId, secretKey, run.id);
    await finishRun(tx, municipalityId, secretKey, clock, resultId, {
      ...result, checks: run.checks, details: details.details, exceptions, figures: runFigures(before.market, result.allocation, result.gate.excepted.map(({ violation }) => violation)),
    });
    await settle(resultId);
    await recordStep(tx, municipalityId, clock, { roundId: round.id, state: 'proposed', runId: resultId, byPerson: who.personId ?? null, note: '' });
    return accepted(round.id);
  },
});

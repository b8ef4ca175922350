import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalUuid, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { decideObjections, raiseObjection } from '../rounds-permissions.ts';
import { facilityLists } from './facility-lists.ts';
import { isOwn, ownFacilityIds } from './own-facilities.ts';
import { findRun } from './run-records.ts';
import { lockRound } from './rounds.ts';
import { place } from './sealed-json.ts';

export interface Objection {
  id: Uuid;
  runId: Uuid;
  facilityId: Uuid;
  facilityName: string;
  childId: Uuid | null;
  childName: string | null;
  reason: string;
  raisedAt: Date;
  raisedByName: string | null;
  raisedBy: Uuid;
  outcome: 'upheld' | 'rejected' | null;
  answer: string | null;
  decidedAt: Date | null;
  decidedByName: string | null;
}

/** Objections to the proposals of a round, also to earlier ones: those of one's own facilities, or all for the office. Reasons are opened (Sozialdaten may stand in them). */
export async function listObjections(tx: Read, municipalityId: Uuid, secretKey: Buffer, roundId: Uuid, own: readonly Uuid[] | 'all'): Promise<Objection[]> {
  const rows = await tx.selectFrom('kita.objection as objection')
    .innerJoin('kita.run as run', (join) => join.onRef('run.municipality_id', '=', 'objection.municipality_id').onRef('run.id', '=', 'objection.run_id'))
    .innerJoin('kita.facility as facility', (join) => join.onRef('facility.municipality_id', '=', 'objection.municipality_id').onRef('facility.id', '=', 'objection.facility_id'))
    .leftJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'objection.municipality_id').onRef('child.id', '=', 'objection.child_id'))
    .leftJoin('accounts.person as raiser', (join) => join.onRef('raiser.municipality_id', '=', 'objection.municipality_id').onRef('raiser.id', '=', 'objection.raised_by'))
    .leftJoin('accounts.person as decider', (join) => join.onRef('decider.municipality_id', '=', 'objection.municipality_id').onRef('decider.id', '=', 'objection.decided_by'))
    .selectAll('objection').select(['facility.name as facility_name', 'child.given_names', 'child.family_name', 'raiser.display_name as raised_by_name', 'decider.display_name as decided_by_name'])
    .where('objection.municipality_id', '=', municipalityId).where('run.round_id', '=', roundId).orderBy('objection.raised_at').orderBy('objection.id').execute();
  const open = (column: 'reason_sealed' | 'answer_sealed', id: Uuid, sealed: Buffer) => decryptField(secretKey, place(municipalityId, 'kita.objection', column, id), sealed).toString('utf8');
  return rows.filter(({ facility_id }) => isOwn(own, facility_id)).map((row) => ({
    id: row.id, runId: row.run_id, facilityId: row.facility_id, facilityName: row.facility_name, childId: row.child_id, childName: row.family_name === null ? null : `${row.given_names} ${row.family_name}`.trim(),
    reason: open('reason_sealed', row.id, row.reason_sealed), raisedAt: row.raised_at, raisedBy: row.raised_by, raisedByName: row.raised_by_name, outcome: row.outcome as Objection['outcome'],
    answer: row.answer_sealed ? open('answer_sealed', row.id, row.answer_sealed) : null, decidedAt: row.decided_at, decidedByName: row.decided_by_name,
  }));
}

/** A Träger objects to the list of one of its facilities while it is proposed. */
export const objectToList = action({
  may: raiseObjection,
  audit: 'kita.objection.raised',
  input: v.object({ round: uuidField(), facility: uuidField(), child: optionalUuid(), reason: v.pipe(text(2000), v.minLength(10, 'too-short')) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { round: roundId, facility, child, reason }): Promise<Outcome<Uuid>> {
    const own = await ownFacilityIds(tx, who, clock);
    if (!isOwn(own, facility)) throw new NotFound();
    const round = await lockRound(tx, municipalityId, roundId);
    if (round.state !== 'proposed' || round.runId === null) return refused('objection-too-late');
    if (child) {
      const lists = await facilityLists(tx, municipalityId, configuration.secretKey, round, [facility]);
      // A child of another facility's list is as unknown as one that does not exist.
      if (!lists.some(({ children }) => children.some(({ childId }) => childId === child))) throw new NotFound();
    }
    const id = newId();
    await tx.insertInto('kita.objection').values({
      municipality_id: municipalityId, id, run_id: round.runId, facility_id: facility, child_id: child ?? null, raised_at: clock.now(), raised_by: who.personId!,
      reason_sealed: encryptField(configuration.secretKey, place(municipalityId, 'kita.objection', 'reason_sealed', id), reason),
    }).execute();
    concerns(id, ['facility_id', 'reason']);
    return accepted(roundId);
  },
});

/** The office decides an objection, never who raised it; both sides see the answer. Upheld: the proposal cannot be released as it is. */
export const decideObjection = action({
  may: decideObjections,
  audit: 'kita.objection.decided',
  input: v.object({ objection: uuidField(), outcome: choice(['upheld', 'rejected']), answer: v.pipe(text(2000), v.minLength(5, 'too-short')) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { objection: id, outcome, answer }): Promise<Outcome<Uuid>> {
    const row = await tx.selectFrom('kita.objection').select(['run_id', 'raised_by', 'outcome']).where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
    const run = row && await findRun(tx, municipalityId, row.run_id);
    if (!row || !run) throw new NotFound();
    if (row.outcome !== null) return refused('objection-decided');
    if (row.raised_by === who.personId) return refused('own-objection');
    await tx.updateTable('kita.objection').set({
      outcome, decided_at: clock.now(), decided_by: who.personId!, answer_sealed: encryptField(configuration.secretKey, place(municipalityId, 'kita.objection', 'answer_sealed', id), answer),
    }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['outcome', 'answer']);
    return accepted(run.roundId);
  },
});

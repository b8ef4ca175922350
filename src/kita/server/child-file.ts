import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import type { TextByLanguage } from '../facilities/facility.ts';
import { agreementsOf } from './agreements.ts';
import { inclusionNeeds, listChildren } from './children.ts';
import { listCircumstances } from './circumstances.ts';
import { listClaimEvents } from './claim-file.ts';
import { listCalls } from './calls.ts';
import { listDuplicates } from './child-duplicates.ts';
import { guardiansOf } from './guardians.ts';
import { listMoves } from './moves.ts';
import { listNotes } from './notes.ts';
import { listRegistrations } from './registrations.ts';
import { remarksOf } from './remarks.ts';

/** Everything the office knows of a child. NotFound for a child of nobody or of another municipality. About twenty statements. */
export async function loadChildFile(tx: Read, municipalityId: Uuid, secretKey: Buffer, id: string) {
  const [child] = isUuid(id) ? await listChildren(tx, municipalityId, [id]) : [];
  if (!child) throw new NotFound();
  const registrations = await listRegistrations(tx, municipalityId, { childIds: [child.id] });
  const facilities = await tx.selectFrom('kita.facility').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  const seatTypes = await tx.selectFrom('kita.seat_type').select(['id', 'names', 'key']).where('municipality_id', '=', municipalityId).execute();
  const area = child.areaId ? await tx.selectFrom('areas.area').select('name').where('municipality_id', '=', municipalityId).where('id', '=', child.areaId).executeTakeFirst() : undefined;
  return {
    child, areaName: area?.name, registrations,
    facilityName: new Map(facilities.map((row) => [row.id, row.name])),
    seatTypeName: new Map(seatTypes.map((row) => [row.id, (row.names as TextByLanguage).de ?? row.key])),
    agreements: await agreementsOf(tx, municipalityId, registrations.map((one) => one.id)),
    remarks: await remarksOf(tx, municipalityId, secretKey, registrations.map((one) => one.id)),
    inclusion: (await inclusionNeeds(tx, municipalityId, secretKey, [child.id])).get(child.id),
    guardians: (await guardiansOf(tx, municipalityId, secretKey, [child.id])).get(child.id) ?? [],
    circumstances: await listCircumstances(tx, municipalityId, secretKey, registrations.map((one) => one.id)),
    placements: await placementsOf(tx, municipalityId, child.id),
    decisions: await decisionsOf(tx, municipalityId, child.id),
    claimEvents: await listClaimEvents(tx, municipalityId, secretKey, child.id),
    calls: await listCalls(tx, municipalityId, secretKey, child.id),
    notes: await listNotes(tx, municipalityId, secretKey, child.id),
    moves: await listMoves(tx, municipalityId, child.id),
    duplicates: await listDuplicates(tx, municipalityId, { childIds: [child.id] }),
  };
}

export type ChildFile = Awaited<ReturnType<typeof loadChildFile>>;

export interface FilePlacement {
  id: Uuid;
  facilityId: Uuid;
  seatTypeId: Uuid;
  startsOn: Day;
  endsOn: Day | null;
  source: 'round' | 'rolling' | 'emergency' | 'import' | 'office';
}

async function placementsOf(tx: Read, municipalityId: Uuid, childId: Uuid): Promise<FilePlacement[]> {
  const rows = await tx.selectFrom('kita.placement').select(['id', 'facility_id', 'seat_type_id', 'starts_on', 'ends_on', 'source']).where('municipality_id', '=', municipalityId).where('child_id', '=', childId)
    .orderBy('starts_on', 'desc').execute();
  return rows.map((row) => ({ id: row.id, facilityId: row.facility_id, seatTypeId: row.seat_type_id, startsOn: row.starts_on, endsOn: row.ends_on, source: row.source as FilePlacement['source'] }));
}

export interface FileDecision {
  id: Uuid;
  number: string;
  outcome: 'place' | 'keeps' | 'none';
  facilityId: Uuid | null;
  startsOn: Day | null;
  answerUntil: Day | null;
  decidedAt: Date;
  isReplaced: boolean;
  answer: 'accepted' | 'declined' | 'lapsed' | null;
  firstDay: Day | null;
}

async function decisionsOf(tx: Read, municipalityId: Uuid, childId: Uuid): Promise<FileDecision[]> {
  const rows = await tx.selectFrom('kita.decision as decision')
    .leftJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select(['decision.id', 'decision.number', 'decision.outcome', 'decision.facility_id', 'decision.starts_on', 'decision.answer_until', 'decision.decided_at', 'decision.replaced_at', 'answer.answer', 'answer.first_day'])
    .where('decision.municipality_id', '=', municipalityId).where('decision.child_id', '=', childId).orderBy('decision.decided_at', 'desc').orderBy('decision.id').execute();
  return rows.map((row) => ({
    id: row.id, number: row.number, outcome: row.outcome as FileDecision['outcome'], facilityId: row.facility_id, startsOn: row.starts_on, answerUntil: row.answer_until, decidedAt: row.decided_at,
    isReplaced: row.replaced_at !== null, answer: row.answer as FileDecision['answer'], firstDay: row.first_day,
  }));
}

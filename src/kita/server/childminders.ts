import { sql } from 'kysely';
import type { Day } from '../../platform/day.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { refused, type Outcome } from '../../platform/outcome.ts';
import type { TakenSeat } from '../facilities/capacity.ts';
import { beyondLicence, type ChildminderLicence, type Cover } from '../facilities/childminder.ts';
import type { Placement } from '../facilities/placement.ts';

export async function listChildminders(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, ChildminderLicence>> {
  const rows = await tx.selectFrom('kita.childminder').selectAll().where('municipality_id', '=', municipalityId).execute();
  return new Map(rows.map((row) => [row.id, {
    facilityId: row.id, licensedFrom: row.licensed_from, licensedUntil: row.licensed_until, childrenAtOnce: row.children_at_once, substituteId: row.substitute_id,
  }]));
}

/** Covers that end on a day or later, by first day. */
export async function listCovers(tx: Read, municipalityId: Uuid, from: Day): Promise<(Cover & { id: Uuid })[]> {
  const rows = await tx.selectFrom('kita.childminder_cover').selectAll().where('municipality_id', '=', municipalityId).where('last_day', '>=', from).orderBy('first_day').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, facilityId: row.facility_id, substituteId: row.substitute_id, firstDay: row.first_day, lastDay: row.last_day }));
}

/** Keeps others from giving places of these persons until this transaction ends; in one order, so that nobody waits for each other. */
export async function lockChildminders(tx: Write, municipalityId: Uuid, ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.selectFrom('kita.childminder').select('id').where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${[...ids]}::uuid[])`).orderBy('id').forUpdate().execute();
}

/** Refuses a child a person of Kindertagespflege has no licence for: `childminder-full` or `childminder-without-licence` (values: day). Nothing for a Kita. */
export async function refuseChildminder(tx: Write, municipalityId: Uuid, facilityId: Uuid, others: readonly Placement[], wanted: TakenSeat): Promise<Outcome<never> | undefined> {
  await lockChildminders(tx, municipalityId, [facilityId]);
  const licence = (await listChildminders(tx, municipalityId)).get(facilityId);
  if (!licence) return undefined;
  const covers = (await listCovers(tx, municipalityId, wanted.startsOn)).filter((cover) => cover.facilityId === facilityId || cover.substituteId === facilityId);
  // A licence is for five years and renewed (§ 43 Abs. 3 SGB VIII): a child may stay beyond its end, but not come without one.
  const isLicensed = licence.licensedUntil !== null && wanted.startsOn < licence.licensedUntil;
  const ends = [wanted.expectedEndsOn, isLicensed ? licence.licensedUntil : null].filter((day) => day !== null).sort()[0] ?? null;
  const beyond = beyondLicence(licence, [...others, { ...wanted, facilityId }], covers, wanted.startsOn, ends);
  return beyond && refused(beyond.reason === 'too-many' ? 'childminder-full' : 'childminder-without-licence', { values: { day: beyond.day } });
}

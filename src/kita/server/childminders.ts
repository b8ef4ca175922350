import { sql } from 'kysely';
import type { Day } from '../../platform/day.ts';
import type { Read, Write } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import { refused, type Outcome } from '../../platform/outcome.ts';
import type { TakenSeat } from '../facilities/capacity.ts';
import { beyondLicence, runsOutOn, type ChildminderLicence, type Cover, type LicenceKind, type LicencePeriod } from '../facilities/childminder.ts';
import type { Placement } from '../facilities/placement.ts';

/** One entry of a licence's history. */
export interface StoredLicence extends LicencePeriod {
  id: Uuid;
  /** Nebenbestimmung (§ 43 Abs. 3 Satz 5 SGB VIII) */
  restriction: string;
  fileNumber: string;
  recordedAt: Date;
  recordedByName: string | null;
}

export interface Childminder extends ChildminderLicence<StoredLicence> {
  /** rises with each change; a form that knows an older one is refused */
  version: number;
}

/** Persons of Kindertagespflege with all their licences, facility id → person. Two statements. */
export async function listChildminders(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, Childminder>> {
  const minders = await tx.selectFrom('kita.childminder').selectAll().where('municipality_id', '=', municipalityId).execute();
  if (minders.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.childminder_licence as licence')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'licence.municipality_id').onRef('person.id', '=', 'licence.recorded_by'))
    .selectAll('licence').select('person.display_name').where('licence.municipality_id', '=', municipalityId).orderBy('licence.valid_from').execute();
  const ofFacility = groupedBy(rows, ({ facility_id }) => facility_id);
  return new Map(minders.map(({ id, substitute_id, version }) => [id, {
    facilityId: id, substituteId: substitute_id, version,
    periods: (ofFacility.get(id) ?? []).map((row): StoredLicence => ({
      id: row.id, kind: row.kind as LicenceKind, validFrom: row.valid_from, validUntil: row.valid_until, childrenAtOnce: row.children_at_once, restriction: row.restriction, fileNumber: row.file_number,
      recordedAt: row.recorded_at, recordedByName: row.display_name,
    })),
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
  const end = runsOutOn(licence);
  const ends = [wanted.expectedEndsOn, end !== null && wanted.startsOn < end ? end : null].filter((day) => day !== null).sort()[0] ?? null;
  const beyond = beyondLicence(licence, [...others, { ...wanted, facilityId }], covers, wanted.startsOn, ends);
  return beyond && refused(beyond.reason === 'too-many' ? 'childminder-full' : 'childminder-without-licence', { values: { day: beyond.day } });
}

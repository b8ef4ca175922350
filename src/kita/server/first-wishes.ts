import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { AgeBand } from '../facilities/age-band.ts';

interface FirstWishes {
  facilityId: Uuid;
  ageBand: AgeBand;
  wishedStart: Day;
  children: number;
}

/** How many registered children wish for a facility first, by age band of the wished place and wished start. Numbers only, for the town's own use: pages for families say words. */
export async function countFirstWishes(tx: Read, municipalityId: Uuid): Promise<FirstWishes[]> {
  const rows = await tx.selectFrom('kita.registration as registration')
    .innerJoin('kita.wish as wish', (join) => join.onRef('wish.municipality_id', '=', 'registration.municipality_id').onRef('wish.registration_id', '=', 'registration.id').on('wish.position', '=', 1))
    .innerJoin('kita.seat_type as type', (join) => join.onRef('type.municipality_id', '=', 'wish.municipality_id').onRef('type.id', '=', 'wish.seat_type_id'))
    .select(['wish.facility_id', 'type.age_band', 'registration.wished_start']).select((count) => count.fn.countAll<number>().as('children'))
    .where('registration.municipality_id', '=', municipalityId).where('registration.state', '=', 'submitted').where('registration.wished_start', 'is not', null)
    .groupBy(['wish.facility_id', 'type.age_band', 'registration.wished_start']).execute();
  return rows.map((row) => ({ facilityId: row.facility_id, ageBand: row.age_band as AgeBand, wishedStart: row.wished_start!, children: Number(row.children) }));
}

/** Children who wish for a facility first and want to have begun by a month: they are counted before anybody who asks now. */
export function waitingFor(wishes: readonly FirstWishes[], facilityId: Uuid, band: AgeBand, month: Day): number {
  return wishes.filter((one) => one.facilityId === facilityId && one.ageBand === band && one.wishedStart <= month).reduce((sum, { children }) => sum + children, 0);
}

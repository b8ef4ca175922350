import { addMonths, type Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBands, type AgeBand } from '../facilities/age-band.ts';
import { isOpenOn, type Facility, type SeatType } from '../facilities/facility.ts';
import { likelihoodOf, type Likelihood } from '../facilities/free-seats.ts';
import { listAllFacilities } from './facilities.ts';
import { countFirstWishes, waitingFor } from './first-wishes.ts';
import { occupancy } from './free-seats.ts';

/** A facility as families see it: kinds of places and words, no numbers of children. */
export interface ShownFacility {
  facility: Facility;
  months: { month: Day; seatTypes: SeatType[]; likely: Partial<Record<AgeBand, Likelihood>> }[];
}

/** Months a family may ask for: from the coming one on, two Kita years ahead at most. */
export function monthsToAskFor(today: Day): Day[] {
  const next = addMonths(`${today.slice(0, 7)}-01` as Day, 1);
  return Array.from({ length: 18 }, (_, at) => addMonths(next, at));
}

/** Facilities that are open in at least one of the months, with what families may know of each month, by name. */
export async function showFacilities(tx: Read, municipalityId: Uuid, wanted: readonly Day[], facilityId?: Uuid): Promise<ShownFacility[]> {
  const facilities = (await listAllFacilities(tx, municipalityId)).filter((one) => facilityId === undefined ? wanted.some((month) => isOpenOn(one, month)) : one.id === facilityId);
  const first = wanted[0]!;
  const last = wanted.at(-1)!;
  const count = (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(last.slice(5, 7)) - Number(first.slice(5, 7)) + 1;
  const byFacility = await occupancy(tx, municipalityId, first, count, facilityId ? [facilityId] : undefined);
  const wishes = await countFirstWishes(tx, municipalityId);
  return facilities.map((facility) => ({
    facility,
    months: (byFacility.get(facility.id) ?? []).filter(({ month }) => wanted.includes(month)).map(({ month, pools }) => {
      const seatTypes = pools.flatMap(({ byType }) => byType.map(({ type }) => type)).sort((a, b) => a.position - b.position);
      const likely: Partial<Record<AgeBand, Likelihood>> = {};
      for (const band of ageBands) {
        const word = likelihoodOf(pools, band, waitingFor(wishes, facility.id, band, month));
        if (word) likely[band] = word;
      }
      return { month, seatTypes, likely };
    }),
  }));
}

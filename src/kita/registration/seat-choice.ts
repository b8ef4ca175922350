import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn, type AgeBand } from '../facilities/age-band.ts';
import type { SeatPool, SeatType } from '../facilities/facility.ts';
import type { RulePack } from '../facilities/rule-pack.ts';

interface Wanted {
  ageBand: AgeBand;
  weeklyHours: number;
  isInclusive: boolean;
}

/** The band of a child when the place begins; a child expected later counts from the expected day. */
export function bandAtStart(birth: Day, start: Day, pack: RulePack): AgeBand | undefined {
  return ageBandOn(birth < start ? birth : start, start, pack);
}

/** Hours of care a family can choose for a band, fewest first. */
export function hoursOffered(types: readonly SeatType[], pools: readonly SeatPool[], band: AgeBand): number[] {
  const given = new Set(pools.flatMap((pool) => pool.types.map(({ seatTypeId }) => seatTypeId)));
  return [...new Set(types.filter(({ id, ageBand }) => ageBand === band && given.has(id)).map(({ weeklyHours }) => weeklyHours))].sort((one, other) => one - other);
}

/**
 * The kind of place a facility has for a wish: of the age band, inclusive where it is needed and there is one, with the fewest hours that are
 * enough, else with the most it has. Undefined where it has no place for that age.
 */
export function seatTypeFor(facilityId: Uuid, { ageBand, weeklyHours, isInclusive }: Wanted, types: readonly SeatType[], pools: readonly SeatPool[]): SeatType | undefined {
  const given = new Set(pools.filter((pool) => pool.facilityId === facilityId).flatMap((pool) => pool.types.map(({ seatTypeId }) => seatTypeId)));
  const ofAge = types.filter((type) => given.has(type.id) && type.ageBand === ageBand);
  const inclusive = ofAge.filter((type) => type.isInclusive === isInclusive);
  const fitting = (inclusive.length > 0 ? inclusive : isInclusive ? ofAge : []).toSorted((one, other) => one.weeklyHours - other.weeklyHours || one.position - other.position);
  return fitting.find((type) => type.weeklyHours >= weeklyHours) ?? fitting.at(-1);
}

import { addDays, addMonths, day, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { SeatType } from '../facilities/facility.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import type { Criterion } from './catalogue.ts';
import { facts, type FactKey } from './fact.ts';
import type { ChildFacts, WishFacts } from './judge.ts';

/** A child and a wish, invented to find out what a catalogue does. */
export interface Situation {
  child: ChildFacts;
  wish: WishFacts;
}

/** Ids that no record has: places of invented children. */
const ELSEWHERE = '00000000-0000-4000-8000-00000000e15e' as Uuid;
export const INVENTED_CHILD = '00000000-0000-4000-8000-00000000c41d' as Uuid;

/** Invented children are born in the middle of a month: whichever Land's start of school counts, it is the same for them. */
export const ANY_LAND: RulePack = 'ni-nkitag';

export interface Place {
  facilityId: Uuid;
  organizationId: Uuid;
}

export interface Ground {
  seatTypes: readonly Pick<SeatType, 'ageBand' | 'weeklyHours' | 'isInclusive'>[];
  /** facilities with their Träger */
  facilities: readonly Place[];
}

/** 1 August on or after a day: when most children start. */
export function firstAugust(from: Day): Day {
  const sameYear = day(`${from.slice(0, 4)}-08-01`);
  return sameYear >= from ? sameYear : addMonths(sameYear, 12);
}

/**
 * Situations at one place that tell criteria apart: each age at which something may change, each held place, each value just inside a range, each
 * kind of seat. Truths only help (no criterion asks that something is not so), so all are set.
 * Grows with the product of the ranges of number facts; each fact is varied alone beside one value of the others.
 */
export function* situationsAt(place: Place, criteria: readonly Criterion[], { seatTypes }: Pick<Ground, 'seatTypes'>, startsOn: Day): Generator<Situation> {
  const values = numberCombinations(criteria);
  for (const months of agesOf(criteria)) {
    for (const seatType of seatTypes) {
      for (const held of [undefined, place, { facilityId: ELSEWHERE, organizationId: place.organizationId }]) {
        for (const numbers of values) {
          yield {
            child: {
              childId: INVENTED_CHILD, bornOn: bornMonthsBefore(startsOn, months), startsOn, rulePack: ANY_LAND, areaId: null, isResident: true, needsInclusiveSeat: true,
              waitsSince: addMonths(startsOn, -(numbers.get('waits-since') ?? 0)), proved: allProved(numbers), siblingFacilityIds: [place.facilityId],
              catchmentFacilityIds: [place.facilityId], heldFacilityId: held?.facilityId ?? null, heldOrganizationId: held?.organizationId ?? null,
            },
            wish: { ...place, seatType, isInCatchment: true },
          };
        }
      }
    }
  }
}

/** A birthday so many completed months before a day: the 15th, so that no month's end is in the way. */
export function bornMonthsBefore(startsOn: Day, months: number): Day {
  return addDays(addMonths(startsOn, -months), -14);
}

/** A facility that is none of the town's, where only what holds everywhere applies. */
export const ANYWHERE: Place = { facilityId: INVENTED_CHILD, organizationId: INVENTED_CHILD };

/** One facility for each place criteria name: that facility, or one of that Träger. */
export function namedPlaces(criteria: readonly Criterion[], { facilities }: Pick<Ground, 'facilities'>): Place[] {
  const named = criteria.flatMap(({ facilityId, organizationId }) => facilities.find((one) => (facilityId !== null && one.facilityId === facilityId) || (organizationId !== null && one.organizationId === organizationId)) ?? []);
  return [...new Map(named.map((place) => [place.facilityId, place])).values()];
}

const AGES = [2, 11, 12, 23, 24, 35, 36, 47, 48, 59, 60, 66, 71, 72, 83, 84, 120, 155];

function agesOf(criteria: readonly Criterion[]): number[] {
  const asked = boundaries(criteria, 'age-at-start').filter((months) => months >= 0 && months < 14 * 12);
  return [...new Set([...AGES, ...asked])].sort((a, b) => a - b);
}

function boundaries(criteria: readonly Criterion[], fact: FactKey): number[] {
  return [...new Set(criteria.filter((criterion) => criterion.fact === fact).flatMap(({ condition: { atLeast, atMost } }) => [atLeast, atMost]).filter((value) => value !== undefined))];
}

const toldNumbers = facts.filter(({ value, key }) => value !== 'truth' && key !== 'age-at-start' && key !== 'seat-hours').map(({ key }) => key);

/** First every fact at its largest boundary, then each fact alone at each of its others. */
function numberCombinations(criteria: readonly Criterion[]): Map<FactKey, number>[] {
  const lists = toldNumbers.map((key) => [key, [...boundaries(criteria, key), 1].sort((a, b) => b - a)] as const);
  const largest = new Map<FactKey, number>(lists.map(([key, values]) => [key, values[0]!]));
  return [largest, ...lists.flatMap(([key, values]) => values.slice(1).map((value) => new Map([...largest, [key, value]])))];
}

function allProved(numbers: ReadonlyMap<FactKey, number>): Map<string, number | true> {
  return new Map(facts.filter(({ origin }) => origin === 'family').map(({ key, value }) => [key, value === 'truth' ? true as const : (numbers.get(key) ?? 1)]));
}

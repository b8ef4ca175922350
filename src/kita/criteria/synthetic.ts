import { addDays, addMonths, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn } from '../facilities/age-band.ts';
import type { SeatType } from '../facilities/facility.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import type { RoundInput, RoundPool, RoundRegistration, RoundWish } from '../rounds/round-input.ts';
import { facts, type FactKey } from './fact.ts';

/** How invented children are drawn. Shares lie between 0 and 1. They are assumptions, no figures of the town; the result says so. */
export interface SyntheticAssumptions {
  children: number;
  seed: number;
  /** so many times children are drawn, with seed, seed + 1, …: one draw alone is chance */
  draws: number;
  /** share of each pool's seats that are given out anew */
  freeSeats: number;
  under3: number;
  sibling: number;
  resident: number;
  inclusive: number;
  /** share of families of whom a circumstance is proved; at areas of high burden 1.6 times, of low burden 0.6 times as often (work the other way round) */
  circumstances: Readonly<Partial<Record<FactKey, number>>>;
}

/** About what is known of German towns as a whole (Mikrozensus and Kita statistics, rounded); a town changes them on the page. */
export const usualAssumptions: SyntheticAssumptions = {
  children: 400, seed: 1, draws: 10, freeSeats: 0.35, under3: 0.6, sibling: 0.3, resident: 0.97, inclusive: 0.03,
  circumstances: {
    'child-protection': 0.01, hardship: 0.03, 'single-parent': 0.18, 'both-work-or-train': 0.6, 'work-hours': 0.6, 'seeks-work': 0.06, 'language-support': 0.2, benefits: 0.15, 'many-children': 0.14,
    'disability-in-family': 0.04, 'parent-seriously-ill': 0.02, 'foster-child': 0.01, 'emergency-shelter': 0.01, 'staff-child': 0.02, 'company-place': 0.02,
  },
};

export type BurdenClass = 'low' | 'middle' | 'high';

export interface SyntheticTown {
  rulePack: RulePack;
  areas: readonly { id: Uuid; /** children who live there, or 1 for all where nobody knows */ weight: number; burden?: BurdenClass }[];
  facilities: readonly { id: Uuid; organizationId: Uuid; areaId?: Uuid }[];
  seatTypes: readonly SeatType[];
  pools: readonly RoundPool[];
  catchments: RoundInput['catchments'];
}

const MORE_OR_LESS: Record<BurdenClass, number> = { low: 0.6, middle: 1, high: 1.6 };
const MOST_WISHES = 5;
const MONTHS_BEFORE_SCHOOL = 72;

/**
 * A round of invented children in the town's real facilities: nobody holds a place, wishes go to facilities of the own area first, then to popular
 * ones. The same town, assumptions and day give the same round, byte by byte. O(children × facilities).
 */
export function syntheticRound(town: SyntheticTown, assumptions: SyntheticAssumptions, firstStart: Day): Omit<RoundInput, 'catalogue'> {
  const draw = randomOf(assumptions.seed);
  const offered = offersOf(town);
  const totalWeight = town.areas.reduce((sum, { weight }) => sum + weight, 0);
  const registrations = Array.from({ length: assumptions.children }, (_, at): RoundRegistration => {
    const area = town.areas.length === 0 ? undefined : pick(town.areas, draw() * totalWeight);
    const months = draw() < assumptions.under3 ? 8 + Math.floor(draw() * 28) : 36 + Math.floor(draw() * (MONTHS_BEFORE_SCHOOL - 36));
    const bornOn = addDays(addMonths(firstStart, -months), -Math.floor(draw() * 28));
    const needsInclusiveSeat = draw() < assumptions.inclusive;
    const hours = [25, 35, 40, 45][Math.floor(draw() * 4)]!;
    const wishes = wishesOf(town, offered, { bornOn, firstStart, areaId: area?.id, hours, needsInclusiveSeat }, draw);
    const childId = inventedId(1, at);
    const hasSibling = draw() < assumptions.sibling && wishes.length > 0;
    return {
      childId, registrationId: inventedId(2, at), bornOn, areaId: area?.id ?? null, isResident: draw() < assumptions.resident, wishedStart: firstStart, weeklyHours: hours, needsInclusiveSeat,
      waitsSince: addMonths(firstStart, -Math.floor(draw() * 18)), proved: circumstancesOf(assumptions, area?.burden ?? 'middle', draw), pendingCircumstances: 0, siblingGroup: null,
      siblingIds: hasSibling ? [inventedId(3, at)] : [], guardianIds: [], wishes, declined: [],
    };
  });
  const places = siblingPlaces(registrations, town, firstStart);
  const held = (poolId: Uuid) => places.filter((place) => place.poolId === poolId).length;
  return {
    rulePack: town.rulePack, kind: 'main', lotteryName: `Simulation ${assumptions.seed}`, seed: `Simulation ${assumptions.seed}`, firstStart, lastStart: firstStart,
    facilities: town.facilities.map(({ id, organizationId }) => ({ id, organizationId })), seatTypes: town.seatTypes, catchments: town.catchments,
    pools: town.pools.map((pool) => ({ ...pool, seats: Math.round(pool.seats * assumptions.freeSeats) + held(pool.id), validFrom: pool.validFrom > firstStart ? firstStart : pool.validFrom, isConfirmed: true })),
    registrations, places,
  };
}

/** Brothers and sisters who are in a facility already and stay there: their places come on top of those given out. */
function siblingPlaces(registrations: readonly RoundRegistration[], { pools }: SyntheticTown, firstStart: Day): RoundInput['places'] {
  return registrations.flatMap(({ siblingIds, wishes, areaId }, at): RoundInput['places'][number][] => {
    const [siblingId] = siblingIds;
    const wish = wishes[at % Math.max(1, Math.min(2, wishes.length))];
    const bornOn = addMonths(firstStart, -50);
    const pool = wish && pools.find(({ facilityId, types }) => facilityId === wish.facilityId && types.some(({ seatTypeId }) => seatTypeId === wish.seatTypeId));
    if (!siblingId || !wish || !pool) return [];
    return [{ childId: siblingId, bornOn, areaId, isResident: true, facilityId: wish.facilityId, seatTypeId: wish.seatTypeId, poolId: pool.id, startsOn: addMonths(firstStart, -12), endsOn: null, isOffer: false }];
  });
}

function offersOf({ pools }: SyntheticTown): Map<Uuid, Set<Uuid>> {
  const offers = new Map<Uuid, Set<Uuid>>();
  for (const { facilityId, types } of pools) for (const { seatTypeId } of types) offers.set(facilityId, (offers.get(facilityId) ?? new Set()).add(seatTypeId));
  return offers;
}

interface Wisher {
  bornOn: Day;
  firstStart: Day;
  areaId: Uuid | undefined;
  hours: number;
  needsInclusiveSeat: boolean;
}

function wishesOf({ rulePack, facilities, seatTypes }: SyntheticTown, offered: ReadonlyMap<Uuid, ReadonlySet<Uuid>>, { bornOn, firstStart, areaId, hours, needsInclusiveSeat }: Wisher, draw: () => number): RoundWish[] {
  const band = ageBandOn(bornOn, firstStart, rulePack);
  const fitting = seatTypes.filter(({ ageBand, isInclusive }) => ageBand === band && (needsInclusiveSeat || !isInclusive));
  const nearest = (facilityId: Uuid) => fitting.filter(({ id }) => offered.get(facilityId)?.has(id))
    .toSorted((a, b) => Number(b.isInclusive && needsInclusiveSeat) - Number(a.isInclusive && needsInclusiveSeat) || Math.abs(a.weeklyHours - hours) - Math.abs(b.weeklyHours - hours) || (a.id < b.id ? -1 : 1))[0];
  // Facilities early in the list are the better known ones.
  const liked = facilities.map(({ id, areaId: at }, index) => ({ id, liking: draw() + (at !== undefined && at === areaId ? 1 : 0) - index / facilities.length / 2 })).toSorted((a, b) => b.liking - a.liking);
  const many = 1 + Math.floor(draw() * MOST_WISHES);
  return liked.flatMap(({ id }) => {
    const type = nearest(id);
    return type ? [{ facilityId: id, seatTypeId: type.id }] : [];
  }).slice(0, many);
}

function circumstancesOf({ circumstances }: SyntheticAssumptions, burden: BurdenClass, draw: () => number): Map<string, number | true> {
  const proved = new Map<string, number | true>();
  // In the order of the facts, so that the same seed draws the same families whatever the object's order.
  for (const { key, value } of facts) {
    const share = circumstances[key];
    if (share === undefined) continue;
    const isWork = key === 'both-work-or-train' || key === 'work-hours';
    const factor = isWork ? 1 / Math.sqrt(MORE_OR_LESS[burden]) : MORE_OR_LESS[burden];
    const [chance, number] = [draw(), draw()];
    if (chance >= Math.min(1, share * factor)) continue;
    proved.set(key, value === 'truth' ? true : value === 'hours' ? 10 + Math.floor(number * 31) : 3 + Math.floor(number * 3));
  }
  return proved;
}

function pick<Item extends { weight: number }>(items: readonly Item[], at: number): Item {
  let left = at;
  return items.find(({ weight }) => (left -= weight) < 0) ?? items.at(-1)!;
}

function inventedId(kind: number, at: number): Uuid {
  return `00000000-0000-4000-800${kind}-${at.toString(16).padStart(12, '0')}` as Uuid;
}

/** mulberry32: 32 bits of state are plenty for a few thousand invented children. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

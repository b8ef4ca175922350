import type { Applicant, Ceiling, Market, Pool, Wish } from '@lueckenlos/fair-allocation';
import { groupedBy } from '../../platform/grouped.ts';
import { judge, reservesOf, traitsOf, type ChildFacts } from '../criteria/judge.ts';
import { isOpenOn } from '../facilities/facility.ts';
import { holdsOf, type Holds } from './holds.ts';
import type { HeldPlace, RoundInput, RoundPool, RoundRegistration } from './round-input.ts';
import { familiesOf } from './sibling-families.ts';
import { monthOf, monthsOf, seatsByMonth, startCeilings, traitOfMonth } from './start-months.ts';

/** What the market could not say exactly; the checks tell it (src/kita/rounds/checks.ts). */
export interface MarketNotes {
  /** pools with quotas and bounds of a kind at once: the quotas were left out */
  reservesBesideCeilings: readonly string[];
  /** pool → seats that become free within the round and are not given out in it, because the pool has quotas or bounds */
  laterSeatsLeftOut: ReadonlyMap<string, number>;
  /** wishes nobody gives out: no pool of that facility has the kind */
  notOffered: readonly { childId: string; facilityId: string }[];
  /** families whose joint options were cut, since they would be too many */
  shortenedFamilies: readonly string[];
}

export interface BuiltMarket {
  market: Market;
  notes: MarketNotes;
  holds: Holds;
}

/**
 * The market of a round: a pure function of its input, independent of the order of rows; the same input gives the same bytes.
 * Applicants are the children registered and those who hold a place through the round (they can only keep or better it). Ids are the
 * database's; a wish nobody gives out stands in a pool `none:<facility>` without seats, as ineligible, so that the letter can say why.
 */
export function marketOf(input: RoundInput): Market {
  return buildMarket(input).market;
}

export function buildMarket(input: RoundInput): BuiltMarket {
  const months = monthsOf(input.firstStart, input.lastStart);
  const holds = holdsOf(input);
  const built = [...input.pools].sort(byId).map((pool) => builtPool(input, pool, holds, months));
  const seats = new Seats(built.map(({ pool }) => pool));
  for (const { place } of holds.byChild.values()) seats.add(place.facilityId, place.seatTypeId, place.poolId);
  const notOffered: { childId: string; facilityId: string }[] = [];
  const registrations = takingPart(input);
  const registered = new Set(registrations.map(({ childId }) => childId));
  for (const { childId, wishes } of registrations) {
    for (const { facilityId, seatTypeId } of wishes) {
      if (seats.has(facilityId, seatTypeId)) continue;
      notOffered.push({ childId, facilityId });
      seats.add(facilityId, seatTypeId);
    }
  }
  const offered = new Set(built.flatMap(({ pool }) => pool.seatTypes.map((type) => `${pool.facility}/${type}`)));
  const judged = judging(input, holds, offered);
  const usedMonths = [...new Set(built.flatMap(({ months: used }) => used))].sort();
  const applicants = [
    ...registrations.map((registration) => judged.applicant(registration, usedMonths)),
    ...[...holds.byChild.values()].filter(({ place }) => !registered.has(place.childId)).map(({ place }) => judged.holder(place, usedMonths)),
  ].sort(byId);
  const { families, shortened } = familiesOf(registrations, applicants);
  return {
    holds,
    market: {
      version: 1,
      round: input.lotteryName,
      lottery: { seed: input.seed, scope: input.catalogue.lotteryScope },
      rules: { blocking: input.catalogue.blocking, ties: input.catalogue.ties },
      seatTypes: seatTypesOf(input, seats),
      facilities: [...new Set([...input.facilities.map(({ id }) => id as string), ...seats.facilities()])].sort().map((id) => ({ id })),
      pools: seats.pools().sort(byId),
      applicants,
      ...(families.length > 0 ? { families: families.sort(byId) } : {}),
    },
    notes: {
      reservesBesideCeilings: built.filter(({ lostReserves }) => lostReserves).map(({ pool }) => pool.id),
      laterSeatsLeftOut: new Map(built.filter(({ leftOut }) => leftOut > 0).map(({ pool, leftOut }) => [pool.id, leftOut])),
      notOffered: notOffered.sort((a, b) => compare(a.childId, b.childId) || compare(a.facilityId, b.facilityId)),
      shortenedFamilies: shortened.sort(compare),
    },
  };
}

/** Registrations of this round: with wishes, and a start no later than its last day (an earlier one counts as the first). */
export function takingPart({ registrations, lastStart }: Pick<RoundInput, 'registrations' | 'lastStart'>): RoundRegistration[] {
  return registrations.filter(({ wishedStart, wishes }) => wishes.length > 0 && wishedStart <= lastStart).sort((a, b) => compare(a.childId, b.childId));
}

export const startOf = ({ wishedStart }: Pick<RoundRegistration, 'wishedStart'>, { firstStart }: Pick<RoundInput, 'firstStart'>) => (wishedStart < firstStart ? firstStart : wishedStart);

interface BuiltPool {
  pool: Pool;
  /** months some ceiling asks for */
  months: string[];
  leftOut: number;
  lostReserves: boolean;
}

/**
 * Bounds of a kind come from the licence and go before quotas; bounds by month of start stand beside neither (they would cross: fair-allocation
 * refuses what can leave no stable allocation). Then only the seats free from the beginning are given out, the later ones in the next round.
 */
function builtPool({ catalogue, facilities }: RoundInput, pool: RoundPool, holds: Holds, months: readonly string[]): BuiltPool {
  const shared = pool.shared ?? [];
  const wholeByMonth = seatsByMonth(pool, holds, months);
  // Two who share a seat both hold; reserves are shares of the seats there really are.
  const byMonth = wholeByMonth.map((seats) => (seats === 0 ? 0 : seats + shared.length));
  const last = byMonth.at(-1)!;
  const typeCeilings: Ceiling[] = [...pool.types].sort((a, b) => compare(a.seatTypeId, b.seatTypeId))
    .flatMap(({ seatTypeId, atMost }) => (atMost === null || atMost >= pool.seats ? [] : [{ id: `type:${seatTypeId}`, seatTypes: [seatTypeId], seats: atMost + shared.filter((id) => id === seatTypeId).length }]));
  const organizationId = facilities.find(({ id }) => id === pool.facilityId)?.organizationId;
  const capacityIfFirst = Math.min(...byMonth);
  const wanted = organizationId === undefined ? [] : reservesOf(catalogue, { id: pool.id, facilityId: pool.facilityId, organizationId, seats: wholeByMonth.at(-1)! });
  const hasBounds = typeCeilings.length > 0;
  const lostReserves = hasBounds && wanted.length > 0;
  const isStaggered = capacityIfFirst < last;
  const isCoarse = isStaggered && (hasBounds || wanted.length > 0);
  const capacity = isCoarse ? capacityIfFirst : last;
  const reserves = lostReserves || organizationId === undefined ? [] : isCoarse ? reservesOf(catalogue, { id: pool.id, facilityId: pool.facilityId, organizationId, seats: Math.min(...wholeByMonth) }) : wanted;
  const ceilings = isStaggered && !isCoarse ? startCeilings(byMonth, months) : typeCeilings;
  return {
    pool: {
      id: pool.id, facility: pool.facilityId, seatTypes: pool.types.map(({ seatTypeId }) => seatTypeId as string).sort(compare), capacity, openSeats: pool.openSeats,
      ...(reserves.length > 0 ? { reserves } : {}), ...(ceilings.length > 0 ? { ceilings } : {}),
    },
    months: ceilings.flatMap(({ trait }) => (trait ? [trait] : [])),
    leftOut: last - capacity,
    lostReserves,
  };
}

/** Group, points, traits and obstacles of children, as the catalogue in force judges them. */
function judging(input: RoundInput, holds: Holds, offered: ReadonlySet<string>) {
  const types = new Map(input.seatTypes.map((type) => [type.id as string, type]));
  const facilities = new Map(input.facilities.map((facility) => [facility.id as string, facility]));
  const catchments = new Map(input.catchments.map(({ areaId, facilityIds }) => [areaId as string, [...facilityIds].sort(compare)]));
  const placesOf = groupedBy(input.places, ({ childId }) => childId);

  function factsOf(child: RoundRegistration | HeldPlace, startsOn: ChildFacts['startsOn']): ChildFacts {
    const held = holds.byChild.get(child.childId)?.place;
    const siblings = 'siblingIds' in child ? child.siblingIds : [];
    const there = siblings.flatMap((id) => placesOf.get(id) ?? []).filter(({ startsOn: from, endsOn }) => from <= startsOn && (endsOn === null || endsOn > startsOn));
    return {
      childId: child.childId, bornOn: child.bornOn, startsOn, rulePack: input.rulePack, areaId: child.areaId, isResident: child.isResident,
      needsInclusiveSeat: 'needsInclusiveSeat' in child ? child.needsInclusiveSeat : types.get(child.seatTypeId)?.isInclusive ?? false,
      waitsSince: 'waitsSince' in child ? child.waitsSince : null, proved: 'proved' in child ? child.proved : new Map(),
      siblingFacilityIds: [...new Set(there.map(({ facilityId }) => facilityId))].sort(compare),
      catchmentFacilityIds: (child.areaId && catchments.get(child.areaId)) || [],
      heldFacilityId: held?.facilityId ?? null, heldOrganizationId: (held && facilities.get(held.facilityId)?.organizationId) ?? null,
    };
  }

  const holding = (childId: string) => {
    const hold = holds.byChild.get(childId);
    return hold ? { holds: { facility: hold.place.facilityId as string, seatType: hold.place.seatTypeId as string }, ...(hold.isFinal ? { locked: true } : {}) } : {};
  };
  const withTraits = (facts: ChildFacts, from: string, months: readonly string[]) => {
    const traits = [...traitsOf(input.catalogue, facts), ...months.filter((trait) => traitOfMonth(monthOf(from)) <= trait)].sort(compare);
    return traits.length > 0 ? { traits } : {};
  };

  return {
    applicant(registration: RoundRegistration, months: readonly string[]): Applicant {
      const startsOn = startOf(registration, input);
      const facts = factsOf(registration, startsOn);
      const held = holds.byChild.get(registration.childId)?.place;
      const wishes = registration.wishes.map(({ facilityId, seatTypeId }): Wish => {
        const facility = facilities.get(facilityId);
        const seatType = types.get(seatTypeId);
        const seat = { facility: facilityId as string, seatType: seatTypeId as string };
        if (!facility || !seatType) return { ...seat, ineligible: 'not-offered' };
        const { group, points, ineligible } = judge(input.catalogue, facts, { facilityId, organizationId: facility.organizationId, seatType, isInCatchment: facts.catchmentFacilityIds.includes(facilityId) });
        const isHeld = held?.facilityId === facilityId && held.seatTypeId === seatTypeId;
        const obstacle = isHeld ? undefined
          : !isOpenOn(facility, startsOn) ? 'closed'
          : !offered.has(`${facilityId}/${seatTypeId}`) ? 'not-offered'
          : registration.declined.some((one) => one.facilityId === facilityId && one.seatTypeId === seatTypeId) ? 'declined'
          : ineligible;
        return { ...seat, group, points, ...(obstacle ? { ineligible: obstacle } : {}) };
      });
      return { id: registration.childId, wishes, ...holding(registration.childId), ...withTraits(facts, startsOn, months) };
    },
    /** A child that holds a place and asks for nothing. */
    holder(place: HeldPlace, months: readonly string[]): Applicant {
      const startsOn = place.startsOn > input.firstStart ? place.startsOn : input.firstStart;
      return { id: place.childId, wishes: [], ...holding(place.childId), ...withTraits(factsOf(place, startsOn), place.startsOn, months) };
    },
  };
}

/** Which pool gives out which seat; seats nobody gives out get a pool without places. */
class Seats {
  private readonly known = new Map<string, Pool>();
  private readonly all = new Map<string, Pool>();

  constructor(pools: readonly Pool[]) {
    for (const pool of pools) {
      this.all.set(pool.id, pool);
      for (const type of pool.seatTypes) this.known.set(`${pool.facility}/${type}`, pool);
    }
  }

  has(facility: string, seatType: string): boolean {
    return this.known.has(`${facility}/${seatType}`);
  }

  /** A held seat of a kind the pool no longer gives out stays in that pool, for those who have it. */
  add(facility: string, seatType: string, poolId?: string): void {
    if (this.has(facility, seatType)) return;
    const own = poolId === undefined ? undefined : this.all.get(poolId);
    const id = `none:${facility}`;
    const pool = own?.facility === facility ? own : this.all.get(id) ?? { id, facility, seatTypes: [], capacity: 0 };
    pool.seatTypes = [...pool.seatTypes, seatType].sort(compare);
    this.all.set(pool.id, pool);
    this.known.set(`${facility}/${seatType}`, pool);
  }

  facilities(): string[] {
    return [...this.all.values()].map(({ facility }) => facility);
  }

  pools(): Pool[] {
    return [...this.all.values()];
  }
}

function seatTypesOf({ seatTypes }: RoundInput, seats: Seats): Market['seatTypes'] {
  const known = new Map(seatTypes.map((type) => [type.id as string, type]));
  const ids = new Set([...known.keys(), ...seats.pools().flatMap((pool) => pool.seatTypes)]);
  return [...ids].sort().map((id) => {
    const type = known.get(id);
    return type ? { id, ageBand: type.ageBand, hours: type.weeklyHours, inclusion: type.isInclusive } : { id };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byId(a: { id: string }, b: { id: string }): number {
  return compare(a.id, b.id);
}


import type { Allocation, Market } from '@lueckenlos/fair-allocation';
import { beeline, type Point } from '../../areas/beeline.ts';
import type { Facility, SeatType } from '../facilities/facility.ts';
import type { Alternative } from './content.ts';

const MOST = 3;

/** Facilities with a free seat of a kind, after the allocation; made once for a run. */
export interface FreeSeats {
  /** ids of facilities with a free seat of that age, inclusive or not */
  facilityIds(of: { ageBand: SeatType['ageBand']; isInclusive: boolean }): readonly string[];
}

/** Seats kept by hard reserves and beyond a kind's upper bound are not free. O(applicants + pools × kinds). */
export function freeSeats(market: Market, allocation: Allocation, seatTypes: readonly SeatType[]): FreeSeats {
  const types = new Map<string, SeatType>(seatTypes.map((type) => [type.id, type]));
  const seated = new Map<string, number>();
  for (const { seat } of allocation.placements) if (seat) seated.set(`${seat.facility} ${seat.seatType}`, (seated.get(`${seat.facility} ${seat.seatType}`) ?? 0) + 1);
  const free = new Map<string, Set<string>>();
  for (const { facility, seatTypes: kinds, capacity, reserves = [], ceilings = [] } of market.pools) {
    const taken = (of: readonly string[]) => of.reduce((sum, kind) => sum + (seated.get(`${facility} ${kind}`) ?? 0), 0);
    const kept = reserves.reduce((sum, reserve) => sum + (reserve.kind === 'hard' ? reserve.seats : 0), 0);
    if (capacity - taken(kinds) - kept <= 0) continue;
    for (const kind of kinds) {
      const type = types.get(kind);
      const isFull = ceilings.some(({ trait, seatTypes: bound, seats }) => trait !== undefined || (bound?.includes(kind) && taken(bound) >= seats));
      if (!type || isFull) continue;
      const key = keyOf(type);
      free.set(key, (free.get(key) ?? new Set()).add(facility));
    }
  }
  return { facilityIds: (of) => [...free.get(keyOf(of)) ?? []] };
}

const keyOf = ({ ageBand, isInclusive }: { ageBand: string; isInclusive: boolean }) => `${ageBand} ${isInclusive}`;

/** The nearest facilities the family did not ask for (by name where the home is not known). */
export function alternativesFor(ids: readonly string[], { facilities, wished, home }: { facilities: ReadonlyMap<string, Facility>; wished: ReadonlySet<string>; home: Point | null }): Alternative[] {
  const found = ids.filter((id) => !wished.has(id)).flatMap((id) => facilities.get(id) ?? []).map((facility) => ({ facility, metres: distanceTo(facility, home) }));
  found.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || a.facility.name.localeCompare(b.facility.name, 'de'));
  return found.slice(0, MOST).map(({ facility, metres }) => ({
    facilityId: facility.id, facilityName: facility.name, street: [facility.street, facility.houseNumber].filter(Boolean).join(' '), city: [facility.postalCode, facility.city].filter(Boolean).join(' '),
    ...(facility.phone ? { phone: facility.phone } : {}), ...(metres === undefined ? {} : { metres }),
  }));
}

export function distanceTo({ longitude, latitude }: Pick<Facility, 'longitude' | 'latitude'>, home: Point | null): number | undefined {
  return home && longitude !== undefined && latitude !== undefined ? Math.round(beeline(home, { longitude, latitude })) : undefined;
}

import { ceilingBit, mostPerPool, reserveBit, type SpecialPool } from './compiled.ts';
import { MarketError, type Market, type Pool, type SeatChoice } from './model.ts';

/** Finds the seat, and with it the pool, behind a pair of names. */
export interface SeatIndex {
  readonly facilities: ReadonlyMap<string, number>;
  readonly seatPool: Int32Array;
  readonly seatFacility: Int32Array;
  /** Seat number; throws a MarketError at `path` when the facility does not offer the seat type. */
  find(seat: SeatChoice, path: () => string): number;
  typeOf(seat: number): string;
}

/** O(number of pools and their seat types). Throws a MarketError on unknown names and on a seat that two pools give out. */
export function indexSeats(market: Market): SeatIndex {
  const facilities = new Map(market.facilities.map(({ id }, i) => [id, i]));
  const types = new Set(market.seatTypes.map(({ id }) => id));
  const seats: Map<string, number>[] = market.facilities.map(() => new Map());
  const pools: number[] = [];
  const places: number[] = [];
  const names: string[] = [];
  for (const [p, pool] of market.pools.entries()) {
    const facility = facilities.get(pool.facility);
    if (facility === undefined) throw new MarketError('unknown-facility', `$.pools[${p}].facility`, `no facility "${pool.facility}"`);
    for (const [t, type] of pool.seatTypes.entries()) {
      const path = `$.pools[${p}].seatTypes[${t}]`;
      if (!types.has(type)) throw new MarketError('unknown-seat-type', path, `no seat type "${type}"`);
      if (seats[facility]!.has(type)) throw new MarketError('seat-in-two-pools', path, `another pool of "${pool.facility}" gives out "${type}" too`);
      seats[facility]!.set(type, pools.length);
      pools.push(p);
      places.push(facility);
      names.push(type);
    }
  }
  return {
    facilities, seatPool: Int32Array.from(pools), seatFacility: Int32Array.from(places), typeOf: (seat) => names[seat]!,
    find(seat, path) {
      const facility = facilities.get(seat.facility);
      if (facility === undefined) throw new MarketError('unknown-facility', path(), `no facility "${seat.facility}"`);
      const found = seats[facility]!.get(seat.seatType);
      if (found === undefined) throw new MarketError('unknown-seat', path(), `facility "${seat.facility}" has no seats of type "${seat.seatType}"`);
      return found;
    },
  };
}

/** Reserves and ceilings of a pool, or undefined when it has none. Throws a MarketError on what cannot be allocated stably. */
export function specialPool(pool: Pool, path: string): SpecialPool | undefined {
  const reserves = pool.reserves ?? [];
  const ceilings = pool.ceilings ?? [];
  if (reserves.length === 0 && ceilings.length === 0) return undefined;
  if (reserves.length > 0 && ceilings.length > 0) {
    throw new MarketError('reserves-and-ceilings', path, 'a pool with ceilings cannot have reserves; give the reserved seats a pool of their own');
  }
  if (reserves.length > mostPerPool || ceilings.length > mostPerPool) {
    throw new MarketError('too-many-quotas', path, `more than ${mostPerPool} reserves or ceilings in one pool`);
  }
  const reserved = reserves.reduce((sum, { seats }) => sum + seats, 0);
  if (reserved > pool.capacity) throw new MarketError('reserves-exceed-capacity', `${path}.reserves`, `${reserved} reserved seats, but only ${pool.capacity} seats`);
  return {
    reserveSeats: reserves.map(({ seats }) => seats), reserveIsSoft: reserves.map(({ kind }) => kind === 'soft'),
    openFirst: pool.openSeats === 'first', ceilingSeats: ceilings.map(({ seats }) => seats),
  };
}

/** Which reserves and ceilings of the pool concern a child with these traits asking for this seat type. */
export function quotaMask(pool: Pool, seatType: string, traits: readonly string[] = []): number {
  let mask = 0;
  for (const [r, { trait }] of (pool.reserves ?? []).entries()) if (traits.includes(trait)) mask |= reserveBit(r);
  for (const [c, ceiling] of (pool.ceilings ?? []).entries()) {
    const concerned = (ceiling.trait === undefined || traits.includes(ceiling.trait)) && (!ceiling.seatTypes || ceiling.seatTypes.includes(seatType));
    if (concerned) mask |= ceilingBit(c);
  }
  return mask;
}

/** Throws a MarketError when two ceilings of the pool cross among the wishes made (`masks`). */
export function checkLaminar(pool: Pool, masks: ReadonlySet<number>, path: string): void {
  const ceilings = pool.ceilings ?? [];
  for (const [a, first] of ceilings.entries()) {
    for (const [b, second] of ceilings.entries()) {
      if (b <= a) continue;
      const found = new Set([...masks].map((mask) => (mask & ceilingBit(a) ? 1 : 0) + (mask & ceilingBit(b) ? 2 : 0)));
      if (found.has(1) && found.has(2) && found.has(3)) {
        throw new MarketError('ceilings-cross', `${path}.ceilings[${b}]`, `"${first.id}" and "${second.id}" overlap, and neither contains the other`);
      }
    }
  }
}

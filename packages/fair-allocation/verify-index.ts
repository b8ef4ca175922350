import type { Market, SeatChoice } from './model.ts';

/**
 * The market as the verifier reads it: one *entry* per wish, in the order of the wishes, and one more per child whose held
 * seat is not among them. An entry is what the theory calls a contract (Hatfield, Milgrom 2005): this child in this seat.
 * Shares nothing with the engine's own form. Expects a market that `checkMarket` has nothing against.
 */
export interface MarketIndex {
  market: Market;
  /** Child i's entries are `firstEntry[i]` … `firstEntry[i + 1] - 1`, best first. */
  firstEntry: Int32Array;
  child: Int32Array;
  seat: Int32Array;
  group: Float64Array;
  points: Float64Array;
  /** 0: the child holds this very seat; 1: it holds another seat of the same pool; 2: it comes from elsewhere. */
  level: Uint8Array;
  /** The child may have the seat at all (held seats always). */
  eligible: Uint8Array;
  /** The child asks for it by itself: eligible, not after the held seat, and the child is not locked (held seats always). */
  asked: Uint8Array;
  /** The entry of the held seat, -1 without one. */
  heldEntry: Int32Array;
  /** The family a child belongs to, -1 for a single child. */
  family: Int32Array;
  pools: IndexedPool[];
  seats: { facility: string; seatType: string; pool: number }[];
  seatOf(choice: SeatChoice): number;
  childOf(id: string): number | undefined;
  carries(child: number, trait: string): boolean;
}

export interface IndexedPool {
  capacity: number;
  reserves: { id: string; trait: string; seats: number; hard: boolean }[];
  openFirst: boolean;
  ceilings: { id: string; trait?: string; seats: number; seatSet?: Set<number> }[];
}

/** O(children + wishes + pools). */
export function indexMarket(market: Market): MarketIndex {
  const seats: MarketIndex['seats'] = [];
  const seatsByFacility = new Map<string, Map<string, number>>();
  const pools = market.pools.map((pool, p): IndexedPool => {
    const ofFacility = seatsByFacility.get(pool.facility) ?? new Map<string, number>();
    seatsByFacility.set(pool.facility, ofFacility);
    for (const seatType of pool.seatTypes) {
      ofFacility.set(seatType, seats.length);
      seats.push({ facility: pool.facility, seatType, pool: p });
    }
    return {
      capacity: pool.capacity,
      reserves: (pool.reserves ?? []).map((reserve) => ({
        id: reserve.id,
        trait: reserve.trait,
        seats: reserve.seats,
        hard: reserve.kind === 'hard',
      })),
      openFirst: pool.openSeats === 'first',
      ceilings: (pool.ceilings ?? []).map((ceiling) => ({
        id: ceiling.id,
        trait: ceiling.trait,
        seats: ceiling.seats,
        seatSet: ceiling.seatTypes && new Set(ceiling.seatTypes.map((seatType) => ofFacility.get(seatType)!)),
      })),
    };
  });
  const seatOf = (choice: SeatChoice): number => seatsByFacility.get(choice.facility)?.get(choice.seatType) ?? -1;

  const children = market.applicants.length;
  let entryBound = 0;
  for (const applicant of market.applicants) entryBound += applicant.wishes.length + (applicant.holds ? 1 : 0);
  const index = {
    firstEntry: new Int32Array(children + 1),
    child: new Int32Array(entryBound),
    seat: new Int32Array(entryBound),
    group: new Float64Array(entryBound),
    points: new Float64Array(entryBound),
    level: new Uint8Array(entryBound),
    eligible: new Uint8Array(entryBound),
    asked: new Uint8Array(entryBound),
    heldEntry: new Int32Array(children).fill(-1),
    family: new Int32Array(children).fill(-1),
  };
  const childById = new Map<string, number>();
  let entry = 0;
  for (let child = 0; child < children; child++) {
    const applicant = market.applicants[child]!;
    childById.set(applicant.id, child);
    index.firstEntry[child] = entry;
    const heldSeat = applicant.holds ? seatOf(applicant.holds) : -1;
    const heldPool = heldSeat === -1 ? -1 : seats[heldSeat]!.pool;
    let afterHeld = applicant.locked === true;
    for (const wish of applicant.wishes) {
      const seat = seatOf(wish);
      const held = seat === heldSeat;
      index.child[entry] = child;
      index.seat[entry] = seat;
      index.group[entry] = wish.group ?? 0;
      index.points[entry] = wish.points ?? 0;
      index.level[entry] = held ? 0 : seats[seat]!.pool === heldPool ? 1 : 2;
      index.eligible[entry] = held || wish.ineligible === undefined ? 1 : 0;
      index.asked[entry] = held || (!afterHeld && wish.ineligible === undefined) ? 1 : 0;
      if (held) {
        index.heldEntry[child] = entry;
        afterHeld = true;
      }
      entry++;
    }
    if (heldSeat !== -1 && index.heldEntry[child] === -1) {
      index.child[entry] = child;
      index.seat[entry] = heldSeat;
      index.eligible[entry] = 1;
      index.asked[entry] = 1;
      index.heldEntry[child] = entry;
      entry++;
    }
  }
  index.firstEntry[children] = entry;
  const families = market.families ?? [];
  for (let f = 0; f < families.length; f++) for (const member of families[f]!.members) index.family[childById.get(member)!] = f;

  return {
    market,
    ...index,
    pools,
    seats,
    seatOf,
    childOf: (id) => childById.get(id),
    carries: (child, trait) => market.applicants[child]!.traits?.includes(trait) ?? false,
  };
}

/** The entry of a child in a seat; -1 when the child neither wishes nor holds it. O(wishes of the child). */
export function entryOf(index: MarketIndex, child: number, seat: number): number {
  if (seat === -1) return -1;
  for (let entry = index.firstEntry[child]!; entry < index.firstEntry[child + 1]!; entry++) if (index.seat[entry] === seat) return entry;
  return -1;
}

export function poolOf(index: MarketIndex, entry: number): number {
  return index.seats[index.seat[entry]!]!.pool;
}

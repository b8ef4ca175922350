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
  pool: Int32Array;
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
  /** 1 = the child carries a trait, whichever. */
  hasTraits: Uint8Array;
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
  const pools = market.pools.map((one, p): IndexedPool => {
    const ofFacility = seatsByFacility.get(one.facility) ?? new Map<string, number>();
    seatsByFacility.set(one.facility, ofFacility);
    for (const seatType of one.seatTypes) {
      ofFacility.set(seatType, seats.length);
      seats.push({ facility: one.facility, seatType, pool: p });
    }
    return {
      capacity: one.capacity,
      reserves: (one.reserves ?? []).map((reserve) => ({
        id: reserve.id,
        trait: reserve.trait,
        seats: reserve.seats,
        hard: reserve.kind === 'hard',
      })),
      openFirst: one.openSeats === 'first',
      ceilings: (one.ceilings ?? []).map((ceiling) => ({
        id: ceiling.id,
        trait: ceiling.trait,
        seats: ceiling.seats,
        seatSet: ceiling.seatTypes && new Set(ceiling.seatTypes.map((seatType) => ofFacility.get(seatType)!)),
      })),
    };
  });
  const seatOf = (choice: SeatChoice): number => seatsByFacility.get(choice.facility)?.get(choice.seatType) ?? -1;

  const { applicants } = market;
  const count = applicants.length;
  let entryBound = 0;
  for (const applicant of applicants) entryBound += applicant.wishes.length + (applicant.holds ? 1 : 0);
  const firstEntry = new Int32Array(count + 1);
  const child = new Int32Array(entryBound);
  const seat = new Int32Array(entryBound);
  const pool = new Int32Array(entryBound);
  const group = new Float64Array(entryBound);
  const points = new Float64Array(entryBound);
  const level = new Uint8Array(entryBound);
  const eligible = new Uint8Array(entryBound);
  const asked = new Uint8Array(entryBound);
  const heldEntry = new Int32Array(count).fill(-1);
  const family = new Int32Array(count).fill(-1);
  const hasTraits = new Uint8Array(count);
  const poolOfSeat = Int32Array.from(seats, (one) => one.pool);
  let entry = 0;
  for (let i = 0; i < count; i++) {
    const { wishes, holds, locked, traits } = applicants[i]!;
    if (traits && traits.length > 0) hasTraits[i] = 1;
    firstEntry[i] = entry;
    const heldSeat = holds ? seatOf(holds) : -1;
    const heldPool = heldSeat === -1 ? -1 : poolOfSeat[heldSeat]!;
    let afterHeld = locked === true;
    for (let w = 0; w < wishes.length; w++) {
      const wish = wishes[w]!;
      const wished = seatOf(wish);
      const held = wished === heldSeat;
      const isEligible = held || wish.ineligible === undefined;
      child[entry] = i;
      seat[entry] = wished;
      pool[entry] = poolOfSeat[wished]!;
      group[entry] = wish.group ?? 0;
      points[entry] = wish.points ?? 0;
      level[entry] = held ? 0 : pool[entry] === heldPool ? 1 : 2;
      eligible[entry] = isEligible ? 1 : 0;
      asked[entry] = held || (!afterHeld && isEligible) ? 1 : 0;
      if (held) {
        heldEntry[i] = entry;
        afterHeld = true;
      }
      entry++;
    }
    if (heldSeat !== -1 && heldEntry[i] === -1) {
      child[entry] = i;
      seat[entry] = heldSeat;
      pool[entry] = heldPool;
      eligible[entry] = 1;
      asked[entry] = 1;
      heldEntry[i] = entry;
      entry++;
    }
  }
  firstEntry[count] = entry;
  let childById: Map<string, number> | undefined;
  const childOf = (id: string): number | undefined => (childById ??= new Map(applicants.map((applicant, i) => [applicant.id, i]))).get(id);
  const families = market.families ?? [];
  for (let f = 0; f < families.length; f++) for (const member of families[f]!.members) family[childOf(member)!] = f;

  return {
    market, firstEntry, child, seat, pool, group, points, level, eligible, asked, heldEntry, family, pools, seats, seatOf, childOf, hasTraits,
    carries: (one, trait) => hasTraits[one] === 1 && applicants[one]!.traits!.includes(trait),
  };
}

/** The entry of a child in a seat; -1 when the child neither wishes nor holds it. O(wishes of the child). */
export function entryOf(index: MarketIndex, child: number, seat: number): number {
  if (seat === -1) return -1;
  for (let entry = index.firstEntry[child]!; entry < index.firstEntry[child + 1]!; entry++) if (index.seat[entry] === seat) return entry;
  return -1;
}

import { ceilingBit, reserveBit, type Compiled, type SpecialPool } from './compiled.ts';

/**
 * The choice function of a pool (order of filling: see `Pool` in model.ts).
 *
 * Reserves are filled one after the other and pass on what is unused: slot-specific priorities (Kominers, Sönmez 2016) with
 * monotone transfers (Aygün, Turhan 2020); ceilings are a laminar matroid, filled greedily (Kamada, Kojima 2018). In both, a child
 * refused once is refused whoever else comes, and nobody comes without a seat being used: substitutes and the law of
 * aggregate demand, which deferred acceptance needs (Hatfield, Milgrom 2005).
 */
export interface PoolChoice {
  /**
   * @param wishes wishes at the pool in the order of their score, in `wishes[from … to)`
   * @param taken gets 1 for each chosen, 0 for each refused, at `[0 … to − from)`
   * @returns how many are chosen. O((to − from) × (reserves + ceilings)).
   */
  choose(pool: number, wishes: Int32Array, from: number, to: number, taken: Uint8Array): number;
}

export function poolChoice(market: Compiled): PoolChoice {
  return {
    choose(pool, wishes, from, to, taken) {
      const special = market.special[pool];
      const capacity = market.capacity[pool]!;
      if (!special) return choosePlain(market, capacity, wishes, from, to, taken);
      if (special.ceilingSeats.length > 0) return chooseUnderCeilings(market, capacity, special, wishes, from, to, taken);
      return chooseWithReserves(market, capacity, special, wishes, from, to, taken);
    },
  };
}

function choosePlain({ wishScore }: Compiled, capacity: number, wishes: Int32Array, from: number, to: number, taken: Uint8Array): number {
  let used = 0;
  for (let i = from; i < to; i++) {
    const isTaken = used < capacity || wishScore[wishes[i]!]! < 0;
    taken[i - from] = isTaken ? 1 : 0;
    if (isTaken) used++;
  }
  return used;
}

function chooseUnderCeilings({ wishScore, wishMask, changing }: Compiled, capacity: number, { ceilingSeats }: SpecialPool, wishes: Int32Array, from: number, to: number, taken: Uint8Array): number {
  const free = [...ceilingSeats];
  let used = 0;
  for (let i = from; i < to; i++) {
    const wish = wishes[i]!;
    const score = wishScore[wish]!;
    const mask = wishMask[wish]!;
    const fits = free.every((seats, c) => seats > 0 || !(mask & ceilingBit(c)));
    const isTaken = score < changing || (fits && (score < 0 || used < capacity));
    taken[i - from] = isTaken ? 1 : 0;
    if (!isTaken) continue;
    used++;
    for (let c = 0; c < free.length; c++) if (mask & ceilingBit(c)) free[c]!--;
  }
  return used;
}

function chooseWithReserves({ wishScore, wishMask }: Compiled, capacity: number, special: SpecialPool, wishes: Int32Array, from: number, to: number, taken: Uint8Array): number {
  const free = [...special.reserveSeats];
  let open = capacity;
  for (const seats of free) open -= seats;
  let first = from;
  for (; first < to && wishScore[wishes[first]!]! < 0; first++) {
    taken[first - from] = 1;
    const own = free.findIndex((seats, r) => seats > 0 && (wishMask[wishes[first]!]! & reserveBit(r)) !== 0);
    const last = own >= 0 ? own : open > 0 ? -1 : free.findLastIndex((seats) => seats > 0);
    if (last >= 0) free[last]!--;
    else if (open > 0) open--;
  }
  taken.fill(0, first - from, to - from);
  const outsiders = { wishes, wishMask, taken, from, first, to };
  let used = first - from;
  let unused = 0;
  if (special.openFirst) used += fill(outsiders, open, 0);
  for (let r = 0; r < free.length; r++) {
    const filled = fill(outsiders, free[r]!, reserveBit(r));
    used += filled;
    if (special.reserveIsSoft[r]) unused += free[r]! - filled;
  }
  return used + fill(outsiders, special.openFirst ? unused : open + unused, 0);
}

/** The best who are not taken yet and carry the bit (0 = everybody) take the seats. Returns how many do. */
function fill({ wishes, wishMask, taken, from, first, to }: { wishes: Int32Array; wishMask: Int32Array; taken: Uint8Array; from: number; first: number; to: number }, seats: number, bit: number): number {
  let filled = 0;
  for (let i = first; i < to && filled < seats; i++) {
    if (taken[i - from] || (bit !== 0 && !(wishMask[wishes[i]!]! & bit))) continue;
    taken[i - from] = 1;
    filled++;
  }
  return filled;
}

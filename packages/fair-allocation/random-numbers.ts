/**
 * Pseudo-random numbers that are the same on every machine: mulberry32 (T. Ettinger, public domain). Used by the search for
 * allocations with siblings and by the generators of markets, never for the lottery.
 */
export interface RandomNumbers {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  below(limit: number): number;
}

/** @param seed any integer; only its lowest 32 bits count. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (limit) => Math.floor(next() * limit) };
}

/** Sparse vector over the prime field: position → value, never 0. */
export type Vector = Map<number, number>;

/** Prime below 2²⁶: products stay exact in a double. */
export const PRIME = 67108859;

/** value ∈ ℤ → residue. */
export function residue(value: number): number {
  return ((value % PRIME) + PRIME) % PRIME;
}

/** Multiplicative inverse by the extended Euclidean algorithm. */
function inverse(value: number): number {
  let [older, old] = [PRIME, value];
  let [before, now] = [0, 1];
  while (old !== 1) {
    const quotient = Math.floor(older / old);
    [older, old] = [old, older - quotient * old];
    [before, now] = [now, before - quotient * now];
  }
  return residue(now);
}

/**
 * A growing linear span, kept in echelon form: what an attacker can compute from sums and published cells.
 * Arithmetic modulo a prime: no rounding, and a wrong answer needs a determinant divisible by it – the audit would notice.
 */
export interface Span {
  /** Remainder of a vector; empty = the vector lies in the span. The vector given is used up. */
  reduce(vector: Vector): Vector;
  /** Takes a remainder that is not empty into the span. */
  add(remainder: Vector, pivot: number): void;
  /** Positions kept in all vectors together. */
  entries(): number;
}

/** Complexity: one reduction O(pivots met × their length). */
export function emptySpan(): Span {
  const byPivot = new Map<number, { order: number; vector: Vector }>();
  let entries = 0;
  return {
    entries: () => entries,
    reduce(vector) {
      const waiting = [...vector.keys()].filter((position) => byPivot.has(position));
      while (waiting.length > 0) {
        let first = 0;
        for (let at = 1; at < waiting.length; at++) {
          if (byPivot.get(waiting[at]!)!.order < byPivot.get(waiting[first]!)!.order) first = at;
        }
        const position = waiting[first]!;
        waiting[first] = waiting.at(-1)!;
        waiting.pop();
        const value = vector.get(position);
        if (value === undefined) continue;
        subtract(vector, byPivot.get(position)!.vector, value, (met) => {
          if (byPivot.has(met)) waiting.push(met);
        });
      }
      return vector;
    },
    add(remainder, pivot) {
      const scale = inverse(remainder.get(pivot)!);
      for (const [position, value] of remainder) remainder.set(position, (value * scale) % PRIME);
      entries += remainder.size;
      byPivot.set(pivot, { order: byPivot.size, vector: remainder });
    },
  };
}

/** vector −= factor × other; tells positions that were 0 before. */
export function subtract(vector: Vector, other: Vector, factor: number, met: (position: number) => void = () => {}): void {
  for (const [position, value] of other) {
    const before = vector.get(position) ?? 0;
    const after = (before + PRIME - ((value * factor) % PRIME)) % PRIME;
    if (after === 0) vector.delete(position);
    else {
      vector.set(position, after);
      if (before === 0) met(position);
    }
  }
}

/** Whether one is a multiple of the other (both not empty). */
export function parallel(one: Vector, other: Vector): boolean {
  if (one.size !== other.size) return false;
  const [position, value] = one.entries().next().value as [number, number];
  const counterpart = other.get(position);
  if (counterpart === undefined) return false;
  for (const [at, entry] of one) {
    const there = other.get(at);
    if (there === undefined || (entry * counterpart) % PRIME !== (there * value) % PRIME) return false;
  }
  return true;
}

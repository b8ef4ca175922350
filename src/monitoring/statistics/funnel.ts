import { binomialAtMost } from './distributions.ts';
import type { Interval } from './interval.ts';

/** levels of the two pairs of limits */
export const [NEAR, FAR] = [0.95, 0.998] as const;

export interface FunnelPoint extends Interval {
  of: number;
}

/**
 * Control limits around an average share for areas of each size: outside them lies chance only in 1 − level of cases. Exact binomial limits,
 * interpolated so that the funnel is smooth. (Spiegelhalter 2005, Statistics in Medicine 24, appendix A.1.1) O(sizes · log size).
 */
export function funnelLimits(average: number, sizes: readonly number[], level: number): FunnelPoint[] {
  const tail = (1 - level) / 2;
  return sizes.map((of) => ({ of, low: limit(average, of, tail), high: limit(average, of, 1 - tail) }));
}

function limit(average: number, of: number, probability: number): number {
  if (average <= 0 || average >= 1) return average;
  const count = smallestCount(average, of, probability);
  const upTo = binomialAtMost(count, of, average);
  const exactly = upTo - binomialAtMost(count - 1, of, average);
  return Math.min(1, Math.max(0, (count - (upTo - probability) / exactly) / of));
}

/** The smallest count with P(X ≤ count) ≥ probability. */
function smallestCount(average: number, of: number, probability: number): number {
  let [low, high] = [0, of];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (binomialAtMost(middle, of, average) >= probability) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Whether a share lies outside the limits of 99.8 % (far) or 95 % (near) around an average: the same answer as comparing it with {@link funnelLimits}, from
 * one probability instead of a search for each limit.
 */
export function outsideLimits(count: number, of: number, average: number): 'none' | 'near' | 'far' {
  const upTo = binomialAtMost(count, of, average);
  // No limit lies below 0, so nobody's 0 is above one.
  const isBeyond = (level: number) => upTo < (1 - level) / 2 || (count > 0 && upTo > 1 - (1 - level) / 2);
  return isBeyond(FAR) ? 'far' : isBeyond(NEAR) ? 'near' : 'none';
}

/** Sizes to draw a funnel at: even on a root scale, where it bends. */
export function funnelSizes(smallest: number, largest: number, steps = 40): number[] {
  const [from, until] = [Math.sqrt(Math.max(1, smallest)), Math.sqrt(Math.max(1, largest))];
  const sizes = Array.from({ length: steps + 1 }, (_, step) => Math.round((from + ((until - from) * step) / steps) ** 2));
  return [...new Set(sizes)];
}

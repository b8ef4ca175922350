import type { Compiled } from './compiled.ts';
import { run } from './deferred-acceptance.ts';

export interface PlacedMost {
  readonly granted: Int32Array;
  /** Applicants moved ahead of those equal to them, ascending. */
  readonly promoted: readonly number[];
}

/**
 * Among children of the same group and points, those who would stay without a seat go first: deferred acceptance in which a child
 * refused everywhere asks everybody a second time, now ahead of its equals (Király 2013, Linear time local approximation
 * algorithm for maximum stable marriage). Weakly stable; in pools without quotas at least two thirds as many are placed as in the largest weakly
 * stable allocation (which is NP-hard to find). Not strategy-proof: a short list can pay off.
 * Each round promotes all who are left over; O(children promoted) rounds at worst, a few in practice.
 */
export function runWithTies(market: Compiled): PlacedMost {
  const { applicants, wishStart, promotion } = market;
  const isPromoted = new Uint8Array(applicants);
  const wishScore = market.wishScore.slice();
  for (;;) {
    const granted = run({ ...market, wishScore });
    const left: number[] = [];
    for (let i = 0; i < applicants; i++) if (granted[i]! < 0 && !isPromoted[i] && wishStart[i]! < wishStart[i + 1]!) left.push(i);
    if (left.length === 0 || promotion === 0) return { granted, promoted: Array.from(isPromoted.keys()).filter((i) => isPromoted[i]) };
    for (const i of left) {
      isPromoted[i] = 1;
      for (let wish = wishStart[i]!; wish < wishStart[i + 1]!; wish++) wishScore[wish]! -= promotion;
    }
  }
}

import type { Compiled } from './compiled.ts';
import { run } from './deferred-acceptance.ts';
import { grantedWishes } from './granted-wishes.ts';
import { siblingMarket, type SiblingMarket } from './siblings-market.ts';
import { solve, type Solution, type SolveOptions } from './siblings-solve.ts';

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
  const promotions = promoting(market);
  for (;;) {
    const granted = run({ ...market, wishScore: promotions.wishScore });
    if (!promotions.promoteUnplaced(granted)) return { granted, promoted: promotions.promoted() };
  }
}

export interface SolvedMost {
  readonly index: SiblingMarket;
  readonly solution: Solution;
  readonly promoted: readonly number[];
}

/** After so many rounds hardly anybody is left who was not promoted already. */
const mostRounds = 8;

/**
 * The same with siblings: each round is solved as a market of its own; the round that leaves fewest families blocking counts, and among
 * those the one that places most children. Never fewer places than by the lottery. O(rounds × solve).
 */
export function solveWithTies(market: Compiled, options: SolveOptions): SolvedMost {
  const promotions = promoting(market);
  let best: (SolvedMost & { placed: number }) | undefined;
  for (let round = 0; round < mostRounds; round++) {
    const index = siblingMarket({ ...market, wishScore: promotions.wishScore.slice() });
    const solution = solve(index, options);
    const granted = grantedWishes(index.market, solution.choice);
    const placed = granted.reduce((sum, wish) => sum + (wish >= 0 ? 1 : 0), 0);
    const fewer = best === undefined ? 1 : best.solution.blocking.length - solution.blocking.length;
    if (fewer > 0 || (fewer === 0 && placed > best!.placed)) best = { index, solution, promoted: promotions.promoted(), placed };
    if (!promotions.promoteUnplaced(granted)) break;
  }
  return best!;
}

/** Who was moved ahead of its equals so far, and the scores that follow. Holders always have a seat and are never promoted. */
function promoting({ applicants, wishStart, wishScore: byLottery, promotion }: Compiled) {
  const isPromoted = new Uint8Array(applicants);
  const wishScore = byLottery.slice();
  return {
    wishScore,
    promoted: () => Array.from(isPromoted.keys()).filter((i) => isPromoted[i]),
    /** Moves everybody ahead who asked in vain for the first time; false = nobody did. */
    promoteUnplaced(granted: Int32Array): boolean {
      let isAnybody = false;
      for (let i = 0; i < applicants; i++) {
        if (granted[i]! >= 0 || isPromoted[i] || wishStart[i] === wishStart[i + 1]) continue;
        isPromoted[i] = 1;
        isAnybody = true;
        for (let wish = wishStart[i]!; wish < wishStart[i + 1]!; wish++) wishScore[wish]! -= promotion;
      }
      return isAnybody && promotion > 0;
    },
  };
}

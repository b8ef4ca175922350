import { poolChoice } from './pool-choice.ts';
import type { Bounds } from './siblings-bounds.ts';
import type { SiblingMarket } from './siblings-market.ts';

/**
 * With every family decided, the stable allocations of the single children form a lattice (Knuth 1976; Blair 1988); the bounds are its
 * ends. Both functions return the choices of all agents.
 */
export interface Lattice {
  bestForChildren(bounds: Bounds): Int32Array;
  worstForChildren(bounds: Bounds): Int32Array;
}

export function lattice(index: SiblingMarket): Lattice {
  const { market, wishAgent, agents } = index;
  const { applicants, families, pools, wishPool, optionStart } = market;
  const { choose } = poolChoice(market);
  const lists = index.wishesByPool();

  function choices({ options }: Bounds, isGranted: (wish: number) => boolean): Int32Array {
    const choice = new Int32Array(agents).fill(-1);
    for (let wish = 0; wish < wishPool.length; wish++) if (wishAgent[wish]! < applicants && isGranted(wish)) choice[wishAgent[wish]!] = wish;
    for (let f = 0; f < families; f++) choice[applicants + f] = options.indexOf(1, optionStart[f]!);
    return choice;
  }

  return {
    bestForChildren: (bounds) => choices(bounds, (wish) => bounds.sure[wish] === 1),
    worstForChildren(bounds) {
      const isGranted = new Uint8Array(wishPool.length);
      for (let pool = 0; pool < pools; pool++) {
        const wishes = lists[pool]!.filter((wish) => bounds.possible[wish] === 1);
        const taken = new Uint8Array(wishes.length);
        choose(pool, wishes, 0, wishes.length, taken);
        for (const [i, wish] of wishes.entries()) isGranted[wish] = taken[i]!;
      }
      return choices(bounds, (wish) => isGranted[wish] === 1);
    },
  };
}

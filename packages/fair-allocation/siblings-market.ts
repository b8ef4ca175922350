import type { Compiled } from './compiled.ts';
import { asksOf, type Asks, type FamiliesByPool } from './siblings-asks.ts';

/**
 * A compiled market with the indices the sibling search needs. An *agent* is a single child (its applicant number) or a family
 * (`market.applicants` + its number); an agent's choice is a wish, respectively an option.
 */
export interface SiblingMarket extends FamiliesByPool {
  readonly market: Compiled;
  readonly agents: number;
  /** Agent who makes the wish. */
  readonly wishAgent: Int32Array;
  /** Wishes of single children at the pool, best score first. Sorted on first use: few pools are ever asked. */
  singlesAt(pool: number): Int32Array;
  /** All wishes at each pool, best score first. Sorted on first use. */
  wishesByPool(): readonly Int32Array[];
  /** What the families ask of each pool. Made on first use. */
  asks(): Asks;
  readonly largestFamily: number;
  /** How many wishes one family has at the pool at most; members can wish for several seat types of a pool. */
  readonly mostOfOneFamily: Int32Array;
}

/** O(wishes + options). */
export function siblingMarket(market: Compiled): SiblingMarket {
  const { applicants, families, pools, wishStart, wishPool, wishScore, familyOf, memberStart } = market;
  const wishAgent = new Int32Array(wishPool.length);
  const singleCount = new Int32Array(pools + 1);
  for (let i = 0; i < applicants; i++) {
    const family = families > 0 ? familyOf[i]! : -1;
    wishAgent.fill(family < 0 ? i : applicants + family, wishStart[i]!, wishStart[i + 1]!);
    if (family < 0) for (let wish = wishStart[i]!; wish < wishStart[i + 1]!; wish++) singleCount[wishPool[wish]! + 1]!++;
  }
  for (let p = 0; p < pools; p++) singleCount[p + 1]! += singleCount[p]!;
  const singles = new Int32Array(singleCount[pools]!);
  const filled = singleCount.slice();
  for (let wish = 0; wish < wishPool.length; wish++) if (wishAgent[wish]! < applicants) singles[filled[wishPool[wish]!]!++] = wish;
  const sorted = new Uint8Array(pools);

  const byFamily = familiesByPool(market);
  let byPool: Int32Array[] | undefined;
  let asks: Asks | undefined;
  let largestFamily = 0;
  for (let f = 0; f < families; f++) largestFamily = Math.max(largestFamily, memberStart[f + 1]! - memberStart[f]!);
  return {
    market, agents: applicants + families, wishAgent, largestFamily, mostOfOneFamily: mostOfOneFamily(market), ...byFamily,
    asks: () => (asks ??= asksOf(market, byFamily)),
    wishesByPool: () => (byPool ??= sortedByPool(market)),
    singlesAt(pool) {
      const list = singles.subarray(singleCount[pool]!, singleCount[pool + 1]!);
      if (!sorted[pool]) {
        sorted[pool] = 1;
        list.sort((a, b) => wishScore[a]! - wishScore[b]! || a - b);
      }
      return list;
    },
  };
}

function familiesByPool({ families, pools, wishPool, optionStart, optionWishStart, optionWish }: Compiled): FamiliesByPool {
  const lists: number[][] = Array.from({ length: pools }, () => []);
  for (let f = 0; f < families; f++) {
    for (let o = optionStart[f]!; o < optionStart[f + 1]!; o++) {
      for (let w = optionWishStart[o]!; w < optionWishStart[o + 1]!; w++) {
        const list = optionWish[w]! < 0 ? undefined : lists[wishPool[optionWish[w]!]!]!;
        if (list && list.at(-1) !== f) list.push(f);
      }
    }
  }
  const familyStart = new Int32Array(pools + 1);
  for (const [p, list] of lists.entries()) familyStart[p + 1] = familyStart[p]! + list.length;
  return { familyStart, familyAt: Int32Array.from(lists.flat()) };
}

function mostOfOneFamily({ families, pools, wishStart, wishPool, memberStart, memberApplicant }: Compiled): Int32Array {
  const most = new Int32Array(pools);
  const own = new Int32Array(pools);
  const countedFor = new Int32Array(pools).fill(-1);
  for (let f = 0; f < families; f++) {
    for (let m = memberStart[f]!; m < memberStart[f + 1]!; m++) {
      const child = memberApplicant[m]!;
      for (let wish = wishStart[child]!; wish < wishStart[child + 1]!; wish++) {
        const pool = wishPool[wish]!;
        own[pool] = countedFor[pool] === f ? own[pool]! + 1 : 1;
        countedFor[pool] = f;
        most[pool] = Math.max(most[pool]!, own[pool]!);
      }
    }
  }
  return most;
}

/** O(wishes × log demand). */
function sortedByPool({ pools, demand, wishPool, wishScore }: Compiled): Int32Array[] {
  const lists = Array.from(demand, (length) => new Int32Array(length));
  const filled = new Int32Array(pools);
  for (let wish = 0; wish < wishPool.length; wish++) {
    const pool = wishPool[wish]!;
    lists[pool]![filled[pool]!++] = wish;
  }
  for (const list of lists) list.sort((a, b) => wishScore[a]! - wishScore[b]! || a - b);
  return lists;
}

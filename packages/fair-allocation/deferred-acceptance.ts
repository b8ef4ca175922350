import { isSibling, type Compiled } from './compiled.ts';
import { pooledHeaps } from './pool-heaps.ts';
import { poolLists } from './pool-lists.ts';

/**
 * Applicant-proposing deferred acceptance (Gale, Shapley 1962; over contracts: Hatfield, Milgrom 2005), one proposal at a time
 * (McVitie, Wilson 1971). Members of families are left out. The result is the stable allocation every child likes best
 * among the stable ones, and telling the truth is a best strategy for single children (Hatfield, Kojima 2010).
 *
 * @returns for every applicant the wish granted, or -1.
 * O(wishes × log capacity) for plain pools, O(wishes × capacity) for pools with reserves or ceilings.
 * Memory: 12 bytes a seat in use, 8 bytes an applicant.
 */
export function run(market: Compiled): Int32Array {
  const { applicants, wishStart, wishPool, wishScore, special } = market;
  const heaps = pooledHeaps(market);
  const lists = special.some((pool) => pool !== undefined) ? poolLists(market) : undefined;
  const next = wishStart.slice(0, applicants);
  const granted = new Int32Array(applicants).fill(-1);
  for (let first = 0; first < applicants; first++) {
    if (isSibling(market, first)) continue;
    let applicant = first;
    while (applicant >= 0) {
      const end = wishStart[applicant + 1]!;
      let wish = next[applicant]!;
      let refused = applicant;
      granted[applicant] = -1;
      for (; wish < end && refused === applicant; wish++) {
        const pool = wishPool[wish]!;
        refused = special[pool] ? lists!.offer(pool, wish, applicant) : heaps.offer(pool, wishScore[wish]!, applicant);
        if (refused !== applicant) granted[applicant] = wish;
      }
      next[applicant] = wish;
      applicant = refused === applicant ? -1 : refused;
    }
  }
  return granted;
}

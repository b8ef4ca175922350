import type { Compiled } from '../compiled.ts';

/**
 * What anybody would write down first, to compare with: applicant-proposing deferred acceptance as a loop over typed arrays, each pool a
 * list searched for its worst child. No quotas, no holders. @returns the wish granted to each child, or -1
 */
export function plainLoop({ applicants, pools, wishStart, wishPool, wishScore, capacity, demand }: Compiled): Int32Array {
  const granted = new Int32Array(applicants).fill(-1);
  const start = new Int32Array(pools + 1);
  for (let p = 0; p < pools; p++) start[p + 1] = start[p]! + Math.min(capacity[p]!, demand[p]!);
  const seated = new Int32Array(start[pools]!);
  const size = new Int32Array(pools);
  const next = wishStart.slice(0, applicants);
  for (let first = 0; first < applicants; first++) {
    for (let child = first; child >= 0 && next[child]! < wishStart[child + 1]!;) {
      const wish = next[child]!;
      next[child] = wish + 1;
      const pool = wishPool[wish]!;
      const base = start[pool]!;
      const end = base + size[pool]!;
      if (end < start[pool + 1]!) {
        seated[end] = child;
        size[pool]!++;
        granted[child] = wish;
        break;
      }
      let worst = base;
      for (let i = base + 1; i < end; i++) if (wishScore[granted[seated[i]!]!]! > wishScore[granted[seated[worst]!]!]!) worst = i;
      if (base === end || wishScore[wish]! > wishScore[granted[seated[worst]!]!]!) continue;
      const loser = seated[worst]!;
      seated[worst] = child;
      granted[child] = wish;
      granted[loser] = -1;
      child = loser;
    }
  }
  return granted;
}

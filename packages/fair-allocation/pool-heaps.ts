import type { Compiled } from './compiled.ts';

/** Who sits where in the plain pools while deferred acceptance runs: one bounded binary heap per pool, the worst child on top. */
export interface PooledHeaps {
  /**
   * The applicant asks for a seat of the pool. Returns who has to leave: the applicant itself, another one, or -1.
   * O(log capacity).
   */
  offer(pool: number, score: number, applicant: number): number;
}

export function pooledHeaps({ pools, capacity, holders, demand, special }: Compiled): PooledHeaps {
  const start = new Int32Array(pools + 1);
  for (let p = 0; p < pools; p++) {
    start[p + 1] = start[p]! + (special[p] ? 0 : Math.min(Math.max(capacity[p]!, holders[p]!), demand[p]!));
  }
  const size = new Int32Array(pools);
  const scores = new Float64Array(start[pools]!);
  const people = new Int32Array(start[pools]!);

  return {
    offer(pool, score, applicant) {
      const base = start[pool]!;
      const count = size[pool]!;
      if (count < capacity[pool]!) return push(pool, base, count, score, applicant);
      if (count > 0 && scores[base]! >= 0) {
        if (score > scores[base]!) return applicant;
        const leaving = people[base]!;
        sink(base, count, score, applicant);
        return leaving;
      }
      return score < 0 ? push(pool, base, count, score, applicant) : applicant;
    },
  };

  function push(pool: number, base: number, count: number, score: number, applicant: number): number {
    let hole = count;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (scores[base + parent]! >= score) break;
      scores[base + hole] = scores[base + parent]!;
      people[base + hole] = people[base + parent]!;
      hole = parent;
    }
    scores[base + hole] = score;
    people[base + hole] = applicant;
    size[pool] = count + 1;
    return -1;
  }

  function sink(base: number, count: number, score: number, applicant: number): void {
    let hole = 0;
    for (let child = 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count && scores[base + child + 1]! > scores[base + child]!) child++;
      if (scores[base + child]! <= score) break;
      scores[base + hole] = scores[base + child]!;
      people[base + hole] = people[base + child]!;
      hole = child;
    }
    scores[base + hole] = score;
    people[base + hole] = applicant;
  }
}

import type { Compiled } from './compiled.ts';
import { poolChoice } from './pool-choice.ts';
import { poolRoom } from './pool-room.ts';

/** Who sits where in pools with reserves or ceilings while deferred acceptance runs: a list in the order of the score. */
export interface PoolLists {
  /** The applicant asks with this wish. Returns who has to leave: the applicant itself, another one, or -1. O(capacity × quotas). */
  offer(pool: number, wish: number, applicant: number): number;
}

export function poolLists(market: Compiled): PoolLists {
  const { pools, capacity, holders, demand, special, wishScore, wishMask } = market;
  const { choose } = poolChoice(market);
  const start = new Int32Array(pools + 1);
  let longest = 0;
  for (let p = 0; p < pools; p++) {
    const room = special[p] ? Math.min(Math.max(capacity[p]!, holders[p]!), demand[p]!) + 1 : 0;
    start[p + 1] = start[p]! + room;
    longest = Math.max(longest, room);
  }
  const size = new Int32Array(pools);
  const wishes = new Int32Array(start[pools]!);
  const people = new Int32Array(start[pools]!);
  const taken = new Uint8Array(longest);
  const { isSoft } = poolRoom(market);

  return {
    offer(pool, wish, applicant) {
      const base = start[pool]!;
      const end = base + size[pool]!;
      const isFull = end - base >= capacity[pool]!;
      let place = end;
      if (isSoft[pool] && isFull && wishMask[wish] === 0 && end > base && wishScore[wish]! > Math.max(0, wishScore[wishes[end - 1]!]!)) return applicant;
      for (; place > base && wishScore[wishes[place - 1]!]! > wishScore[wish]!; place--) {
        wishes[place] = wishes[place - 1]!;
        people[place] = people[place - 1]!;
      }
      wishes[place] = wish;
      people[place] = applicant;
      if (isSoft[pool] && !isFull) {
        size[pool]!++;
        return -1;
      }
      const chosen = choose(pool, wishes, base, end + 1, taken);
      if (chosen === end + 1 - base) {
        size[pool] = chosen;
        return -1;
      }
      const out = base + taken.subarray(0, end + 1 - base).indexOf(0);
      const leaving = people[out]!;
      wishes.copyWithin(out, out + 1, end + 1);
      people.copyWithin(out, out + 1, end + 1);
      return leaving;
    },
  };
}

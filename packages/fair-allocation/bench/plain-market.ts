import type { Compiled } from '../compiled.ts';
import type { Market } from '../model.ts';
import { randomNumbers } from '../random-numbers.ts';

/**
 * A large market of single children, written straight into the compiled form: wishes in some popularity order of the facilities, scores
 * independent, seats for 95 % of the children.
 */
export function plainMarket({ children, facilities, wishes, seed }: { children: number; facilities: number; wishes: number; seed: number }): Compiled {
  const random = randomNumbers(seed);
  const total = children * wishes;
  const wishPool = new Int32Array(total);
  const wishScore = new Float64Array(total);
  const wishNumber = new Uint16Array(total);
  const demand = new Int32Array(facilities);
  for (let child = 0; child < children; child++) {
    for (let rank = 0; rank < wishes; rank++) {
      const wish = child * wishes + rank;
      let pool: number;
      do pool = Math.floor(facilities * random.next() ** 1.3);
      while (wishPool.subarray(child * wishes, wish).includes(pool));
      wishPool[wish] = pool;
      wishScore[wish] = random.next();
      wishNumber[wish] = rank + 1;
      demand[pool]!++;
    }
  }
  return {
    applicants: children, pools: facilities, families: 0, wishStart: Int32Array.from({ length: children + 1 }, (_, i) => i * wishes), wishPool, wishScore, wishNumber,
    wishMask: new Int32Array(0), changing: -1, promotion: 0, capacity: new Int32Array(facilities).fill(Math.round((children * 0.95) / facilities)), holders: new Int32Array(facilities),
    demand, special: Array.from({ length: facilities }, () => undefined), familyOf: new Int32Array(0), memberStart: new Int32Array(1), memberApplicant: new Int32Array(0),
    optionStart: new Int32Array(1), optionNumber: new Int32Array(0), optionWishStart: new Int32Array(1), optionWish: new Int32Array(0), keeping: false,
  };
}

/** The same kind of market with names, as it would come from a file: 100 different point values, ties left to the lottery. */
export function namedMarket({ applicants, pools, wishStart, wishPool, wishScore, capacity }: Compiled): Market {
  const seat = (pool: number) => ({ facility: `kita-${pool + 1}`, seatType: 'day' });
  return {
    version: 1, round: `plain-${applicants}`, lottery: { seed: 'plain' }, seatTypes: [{ id: 'day' }], facilities: Array.from({ length: pools }, (_, p) => ({ id: seat(p).facility })),
    pools: Array.from({ length: pools }, (_, p) => ({ id: `pool-${p + 1}`, facility: seat(p).facility, seatTypes: ['day'], capacity: capacity[p]! })),
    applicants: Array.from({ length: applicants }, (_, i) => ({
      id: `child-${i + 1}`,
      wishes: Array.from({ length: wishStart[i + 1]! - wishStart[i]! }, (_, w) => ({ ...seat(wishPool[wishStart[i]! + w]!), points: Math.floor(100 * (1 - wishScore[wishStart[i]! + w]!)) })),
    })),
  };
}

import type { Compiled } from '../compiled.ts';
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

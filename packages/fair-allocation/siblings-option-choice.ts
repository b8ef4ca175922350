import { poolChoice } from './pool-choice.ts';
import { poolRoom } from './pool-room.ts';
import type { SiblingMarket } from './siblings-market.ts';

/**
 * Would the pool take all of the option's children among the competitors, without – or
 * with – the family's own among them? O(capacity) nearly always, O(count × quotas) where a reserve or the family's own could decide.
 */
export type OptionChoice = (option: number, agent: number, pool: number, among: Competitors, withOwn: boolean) => boolean;

/** Wishes at a pool, best first; what is asked of each a thousand times lies side by side. */
export interface Competitors {
  readonly wishes: Int32Array;
  readonly scores: Float64Array;
  readonly agents: Int32Array;
  count: number;
}

export function competitors(longest: number): Competitors {
  return { wishes: new Int32Array(longest), scores: new Float64Array(longest), agents: new Int32Array(longest), count: 0 };
}

export function optionChoice({ market, wishAgent }: SiblingMarket, longest: number): OptionChoice {
  const { capacity, special, wishPool, wishScore, wishMask, optionWishStart, optionWish } = market;
  const { choose } = poolChoice(market);
  const merged = new Int32Array(longest);
  const taken = new Uint8Array(longest);
  const { open, isSoft } = poolRoom(market);

  return (option, agent, pool, { wishes, scores, agents, count }, withOwn) => {
    const from = optionWishStart[option]!;
    const to = optionWishStart[option + 1]!;
    let asked = 0;
    let worst = -1;
    for (let w = from; w < to; w++) {
      const wish = optionWish[w]!;
      if (wish < 0 || wishPool[wish] !== pool) continue;
      asked++;
      if (worst < 0 || wishScore[wish]! > wishScore[worst]!) worst = wish;
    }
    if (asked === 0 || (wishScore[worst]! < 0 && !special[pool])) return true;
    if (!withOwn && open[pool]! >= 0) {
      const score = wishScore[worst]!;
      const most = capacity[pool]! - asked;
      let better = 0;
      for (let i = 0; i < count && better <= most && scores[i]! < score; i++) if (agents[i] !== agent) better++;
      if (better + asked <= open[pool]!) return true;
      // Who carries no trait is chosen after everybody better, so all of them must fit.
      if (better > most && score >= 0 && isSoft[pool] && (!special[pool] || wishMask[worst] === 0)) return false;
      if (!special[pool]) return better <= most;
    }
    let size = 0;
    for (let i = 0; i < count; i++) {
      const wish = wishes[i]!;
      if (agents[i] !== agent || (withOwn && !isIn(option, wish))) merged[size++] = wish;
    }
    for (let w = from; w < to; w++) if (optionWish[w]! >= 0 && wishPool[optionWish[w]!] === pool) size = insert(optionWish[w]!, size);
    choose(pool, merged, 0, size, taken);
    for (let i = 0; i < size; i++) if (!taken[i] && wishAgent[merged[i]!] === agent && isIn(option, merged[i]!)) return false;
    return true;
  };

  function insert(wish: number, size: number): number {
    let place = size;
    for (; place > 0 && wishScore[merged[place - 1]!]! > wishScore[wish]!; place--) merged[place] = merged[place - 1]!;
    merged[place] = wish;
    return size + 1;
  }

  function isIn(option: number, wish: number): boolean {
    for (let w = optionWishStart[option]!; w < optionWishStart[option + 1]!; w++) if (optionWish[w] === wish) return true;
    return false;
  }
}

import { poolChoice } from './pool-choice.ts';
import { poolRoom } from './pool-room.ts';
import type { SiblingMarket } from './siblings-market.ts';

/** Who has which seat, while single children and families come, go and push each other out. */
export interface SiblingState {
  /** Choice of each agent: a wish for a single child, an option for a family, -1 for nothing (yet). */
  readonly choice: Int32Array;
  /** Would the pool take this single child's wish? Its own seat, if in the same pool, stays in the competition. */
  takesSingle(wish: number): boolean;
  /** Would every pool of the option take all its children (see `Rules.blocking`)? */
  takesFamily(family: number, option: number): boolean;
  /** The same for one pool of the option. */
  poolTakesFamily(family: number, option: number, pool: number): boolean;
  /**
   * Gives the agent its choice, at the cost of whoever is pushed out. `left` is told every pool in which a seat was given up (not
   * those in which somebody was pushed out), `displaced` every agent who now has nothing.
   */
  place(agent: number, choice: number, left: (pool: number) => void, displaced: (agent: number) => void): void;
  /** Starts again from these choices, which must fit the pools. */
  restore(choice: Int32Array): void;
  /** Children in the pool / the worst score among them (-Infinity when empty) / is there room? */
  size(pool: number): number;
  worstScore(pool: number): number;
}

export function siblingState(index: SiblingMarket): SiblingState {
  const { market, agents, wishAgent, largestFamily } = index;
  const { applicants, pools, capacity, holders, demand, special, wishPool, wishScore, wishMask, optionWishStart, optionWish, keeping } = market;
  const { choose } = poolChoice(market);
  const { open, isSoft } = poolRoom(market);
  const start = new Int32Array(pools + 1);
  let longest = 0;
  for (let p = 0; p < pools; p++) {
    const room = Math.min(Math.max(capacity[p]!, holders[p]!), demand[p]!) + largestFamily + 1;
    start[p + 1] = start[p]! + room;
    longest = Math.max(longest, room);
  }
  const size = new Int32Array(pools);
  const seated = new Int32Array(start[pools]!);
  const taken = new Uint8Array(longest + largestFamily);
  const merged = new Int32Array(longest + largestFamily);
  const choice = new Int32Array(agents).fill(-1);

  /** First place in the pool whose score is not better. */
  function placeOf(pool: number, score: number): number {
    let low = start[pool]!;
    let high = low + size[pool]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (wishScore[seated[middle]!]! < score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function insert(wish: number): void {
    const pool = wishPool[wish]!;
    const place = placeOf(pool, wishScore[wish]!);
    seated.copyWithin(place + 1, place, start[pool]! + size[pool]!);
    seated[place] = wish;
    size[pool]!++;
  }

  function remove(wish: number): void {
    const pool = wishPool[wish]!;
    let place = placeOf(pool, wishScore[wish]!);
    while (seated[place] !== wish) place++;
    seated.copyWithin(place, place + 1, start[pool]! + size[pool]!);
    size[pool]!--;
  }

  function eachWish(agent: number, chosen: number, visit: (wish: number) => void): void {
    if (chosen < 0) return;
    if (agent < applicants) visit(chosen);
    else for (let w = optionWishStart[chosen]!; w < optionWishStart[chosen + 1]!; w++) if (optionWish[w]! >= 0) visit(optionWish[w]!);
  }

  function includes(option: number, wish: number): boolean {
    for (let w = optionWishStart[option]!; w < optionWishStart[option + 1]!; w++) if (optionWish[w] === wish) return true;
    return false;
  }

  /** Counting is enough in plain pools, and in others unless the best and the worst case differ. */
  function poolTakes(agent: number, option: number, pool: number): boolean {
    let asked = 0;
    let worst = -1;
    for (let w = optionWishStart[option]!; w < optionWishStart[option + 1]!; w++) {
      const wish = optionWish[w]!;
      if (wish < 0 || wishPool[wish] !== pool) continue;
      asked++;
      if (worst < 0 || wishScore[wish]! > wishScore[worst]!) worst = wish;
    }
    const score = wishScore[worst]!;
    if (score < 0 && !special[pool]) return true;
    let better = placeOf(pool, score) - start[pool]!;
    const own = choice[agent]!;
    if (own >= 0) {
      for (let w = optionWishStart[own]!; w < optionWishStart[own + 1]!; w++) {
        const wish = optionWish[w]!;
        if (wish >= 0 && wishPool[wish] === pool && wishScore[wish]! < score && (!keeping || includes(option, wish))) better--;
      }
    }
    if (better + asked <= open[pool]!) return true;
    const fits = better + asked <= capacity[pool]!;
    if (!special[pool]) return fits;
    if (!fits && isSoft[pool] && score >= 0 && wishMask[worst] === 0) return false;
    return specialTakes(agent, option, pool);
  }

  function specialTakes(agent: number, option: number, pool: number): boolean {
    let count = 0;
    for (let w = optionWishStart[option]!; w < optionWishStart[option + 1]!; w++) {
      const wish = optionWish[w]!;
      if (wish >= 0 && wishPool[wish] === pool) count = mergeIn(count, wish);
    }
    for (let i = start[pool]!; i < start[pool]! + size[pool]!; i++) {
      const wish = seated[i]!;
      if (wishAgent[wish] === agent && (!keeping || includes(option, wish))) continue;
      count = mergeIn(count, wish);
    }
    choose(pool, merged, 0, count, taken);
    for (let i = 0; i < count; i++) if (!taken[i] && wishAgent[merged[i]!] === agent && includes(option, merged[i]!)) return false;
    return true;
  }

  /** Between wishes of equal score (the same child's) the earlier one comes first. */
  function mergeIn(count: number, wish: number): number {
    let place = count;
    for (; place > 0 && isBehind(merged[place - 1]!, wish); place--) merged[place] = merged[place - 1]!;
    merged[place] = wish;
    return count + 1;
  }

  function isBehind(other: number, wish: number): boolean {
    const difference = wishScore[other]! - wishScore[wish]!;
    return difference > 0 || (difference === 0 && other > wish);
  }

  const state: SiblingState = {
    choice,
    takesSingle(wish) {
      const pool = wishPool[wish]!;
      if (!special[pool]) return wishScore[wish]! < 0 || size[pool]! < capacity[pool]! || (size[pool]! > 0 && wishScore[wish]! < wishScore[seated[start[pool]! + size[pool]! - 1]!]!);
      let count = 0;
      if (isSoft[pool]) {
        if (size[pool]! < capacity[pool]!) return true;
        if (wishMask[wish] === 0 && wishScore[wish]! > Math.max(0, state.worstScore(pool))) return false;
      }
      for (let i = start[pool]!; i < start[pool]! + size[pool]!; i++) merged[count++] = seated[i]!;
      mergeIn(count, wish);
      choose(pool, merged, 0, count + 1, taken);
      return Boolean(taken[merged.subarray(0, count + 1).indexOf(wish)]);
    },
    poolTakesFamily: (family, option, pool) => poolTakes(applicants + family, option, pool),
    takesFamily(family, option) {
      for (let w = optionWishStart[option]!; w < optionWishStart[option + 1]!; w++) {
        if (optionWish[w]! >= 0 && !state.poolTakesFamily(family, option, wishPool[optionWish[w]!]!)) return false;
      }
      return true;
    },
    place(agent, chosen, left, displaced) {
      eachWish(agent, choice[agent]!, (wish) => {
        remove(wish);
        left(wishPool[wish]!);
      });
      choice[agent] = chosen;
      eachWish(agent, chosen, insert);
      eachWish(agent, chosen, (wish) => pushOut(wishPool[wish]!, left, displaced));
    },
    restore(from) {
      size.fill(0);
      choice.set(from);
      for (let agent = 0; agent < agents; agent++) eachWish(agent, choice[agent]!, insert);
    },
    size: (pool) => size[pool]!,
    worstScore: (pool) => (size[pool] === 0 ? -Infinity : wishScore[seated[start[pool]! + size[pool]! - 1]!]!),
  };
  return state;

  function pushOut(pool: number, left: (pool: number) => void, displaced: (agent: number) => void): void {
    for (;;) {
      const wish = firstRefused(pool);
      if (wish < 0) return;
      const loser = wishAgent[wish]!;
      eachWish(loser, choice[loser]!, (own) => {
        remove(own);
        if (own !== wish) left(wishPool[own]!);
      });
      choice[loser] = -1;
      displaced(loser);
    }
  }

  /** The worst child the pool does not want, or -1. */
  function firstRefused(pool: number): number {
    const count = size[pool]!;
    const end = start[pool]! + count;
    if (!special[pool]) return count > capacity[pool]! && wishScore[seated[end - 1]!]! >= 0 ? seated[end - 1]! : -1;
    if (choose(pool, seated, start[pool]!, end, taken) === count) return -1;
    return seated[start[pool]! + taken.subarray(0, count).lastIndexOf(0)]!;
  }
}

import { poolChoice } from './pool-choice.ts';
import { competitors, optionChoice, type Competitors } from './siblings-option-choice.ts';
import type { SiblingMarket } from './siblings-market.ts';

/**
 * What holds in *every* stable allocation. For each pool two sets of wishes: those surely competing (their child prefers them to, or
 * has, whatever it can get at best) and those possibly competing. Choices from the first bound from above, from the second
 * from below what anybody can get; families lose the options that are surely out of reach, and those worse than one surely
 * within reach, which tightens both sets again.
 *
 * Why it is sound: a pool holds what it chooses from all who compete for it, and its choice has the substitutes property (whoever is
 * refused among fewer is refused among more). Deferred acceptance is the special case without families: the sure
 * competitors are the children's proposals, the possible ones what is left after the pools propose.
 */
export interface Bounds {
  /** 1 = surely competing, 2 = surely refused (and thus no longer of any influence), 0 = neither. */
  readonly sure: Uint8Array;
  /** 1 = possibly competing with success. */
  readonly possible: Uint8Array;
  /** 1 = the option may come true in a stable allocation. */
  readonly options: Uint8Array;
  /** Options left of each family. */
  readonly left: Int32Array;
}

export interface Bounding {
  /** Nothing decided yet; call `tighten` with every pool. */
  initial(): Bounds;
  /** Leaves the family only this option and says which pools that concerns. */
  decide(bounds: Bounds, option: number, family: number, dirty: (pool: number) => void): void;
  exclude(bounds: Bounds, option: number, family: number, dirty: (pool: number) => void): void;
  /** Pools the family's options name. */
  poolsOf(family: number): Set<number>;
  /** Draws all conclusions. False = no stable allocation within these bounds. O(length of the lists of the pools concerned), repeatedly. */
  tighten(bounds: Bounds, dirty: Iterable<number>): boolean;
  /** Pools looked at so far: what the work is counted in. */
  looks(): number;
}

export function copyOf({ sure, possible, options, left }: Bounds): Bounds {
  return { sure: sure.slice(), possible: possible.slice(), options: options.slice(), left: left.slice() };
}

/** @param tolerated families that may block: they still need a seat tuple the pools grant, but not their best one. */
export function bounding(index: SiblingMarket, tolerated?: ReadonlySet<number>): Bounding {
  const { market, wishAgent, familyStart, familyAt } = index;
  const { applicants, pools, families, capacity, holders, special, wishStart, wishPool, wishScore, familyOf, memberStart, memberApplicant, optionStart, optionWishStart, optionWish, keeping } = market;
  const { choose } = poolChoice(market);
  const lists = index.wishesByPool();
  const longest = Math.max(1, ...lists.map(({ length }) => length)) + index.largestFamily;
  const now = competitors(longest);
  const takesAll = optionChoice(index, longest);
  const taken = new Uint8Array(longest);
  const seen: Competitors[] = [];
  const seenIn = new Int32Array(pools);
  let calls = 0;
  let looks = 0;
  const asks = index.asks();
  /** What a pool said last: twice the number of the list it was asked about, and 1 if it takes all. */
  const said = new Float64Array(asks.optionsFrom.length);
  const seenList = new Float64Array(pools);
  let listNumber = 0;
  const wishApplicant = new Int32Array(wishPool.length);
  for (let i = 0; i < applicants; i++) wishApplicant.fill(i, wishStart[i]!, wishStart[i + 1]!);

  /** Wishes at the pool that carry the flag, best first, in `into`. In a plain pool nobody behind the `most` best matters. */
  function gather(pool: number, flags: Uint8Array, into: Competitors, most: number): Competitors {
    const all = lists[pool]!;
    let count = 0;
    for (let i = 0; i < all.length && count < most; i++) {
      const wish = all[i]!;
      if (flags[wish] !== 1) continue;
      into.wishes[count] = wish;
      into.scores[count] = wishScore[wish]!;
      into.agents[count++] = wishAgent[wish]!;
    }
    into.count = count;
    return into;
  }

  const mattering = (pool: number) => (special[pool] ? longest : Math.max(capacity[pool]!, holders[pool]!) + index.mostOfOneFamily[pool]! + index.largestFamily);

  /** The possible competitors as last looked at. They only become fewer, so an old list errs on the safe side. */
  function possibleAt(pool: number, possible: Uint8Array, isFresh: boolean): Competitors {
    if (isFresh || seenIn[pool] !== calls) {
      seen[pool] ??= competitors(Math.min(lists[pool]!.length, mattering(pool)));
      gather(pool, possible, seen[pool], mattering(pool));
      seenIn[pool] = calls;
      seenList[pool] = ++listNumber;
    }
    return seen[pool]!;
  }

  /** Recomputes what the family surely and possibly asks for. */
  function refresh(bounds: Bounds, family: number, dirty: (pool: number) => void): void {
    const { sure, possible, options, left } = bounds;
    for (let m = memberStart[family]!; m < memberStart[family + 1]!; m++) {
      const child = memberApplicant[m]!;
      const place = m - memberStart[family]!;
      for (let wish = wishStart[child]!; wish < wishStart[child + 1]!; wish++) {
        if (!possible[wish] || sure[wish] === 1) continue;
        let uses = 0;
        for (let o = optionStart[family]!; o < optionStart[family + 1]!; o++) if (options[o] && optionWish[optionWishStart[o]! + place] === wish) uses++;
        if (uses === 0) possible[wish] = 0;
        else if (uses === left[family]) sure[wish] = 1;
        else continue;
        dirty(wishPool[wish]!);
      }
    }
  }

  /** Call `refresh` afterwards, once for all options that go. */
  function remove({ options, left }: Bounds, option: number, family: number): void {
    if (!options[option]) return;
    options[option] = 0;
    left[family]!--;
  }

  /** What follows from who surely competes: refused children try their next wish, families lose options out of reach. */
  function fromSure(bounds: Bounds, pool: number, dirty: (pool: number) => void): boolean {
    const { sure, options } = bounds;
    const { wishes, count } = gather(pool, sure, now, longest);
    choose(pool, wishes, 0, count, taken);
    for (let i = 0; i < count; i++) {
      if (taken[i]) continue;
      const wish = wishes[i]!;
      if (wishAgent[wish]! >= applicants) return false;
      sure[wish] = 2;
      bounds.possible[wish] = 0;
      dirty(pool);
      const next = wish + 1;
      if (next >= wishStart[wishApplicant[wish]! + 1]! || sure[next]) continue;
      sure[next] = 1;
      bounds.possible[next] = 1;
      dirty(wishPool[next]!);
    }
    for (let i = familyStart[pool]!; i < familyStart[pool + 1]!; i++) {
      const family = familyAt[i]!;
      const before = bounds.left[family]!;
      for (let ask = asks.start[i]!; ask < asks.start[i + 1]!; ask++) {
        const from = firstLeft(options, ask);
        if (from < 0 || takesAll(asks.options[from]!, applicants + family, pool, now, false)) continue;
        for (let o = from; o < asks.optionsFrom[ask + 1]!; o++) remove(bounds, asks.options[o]!, family);
      }
      if (bounds.left[family] === 0) return false;
      if (bounds.left[family]! < before) refresh(bounds, family, dirty);
    }
    return true;
  }

  /** The first place in `asks.options` of an option that is left and asks this, or -1. */
  function firstLeft(options: Uint8Array, ask: number): number {
    for (let o = asks.optionsFrom[ask]!; o < asks.optionsFrom[ask + 1]!; o++) if (options[asks.options[o]!]) return o;
    return -1;
  }

  /** What follows from who possibly competes: who is chosen even then needs nothing worse. */
  function fromPossible(bounds: Bounds, pool: number, dirty: (pool: number) => void): boolean {
    const { possible } = bounds;
    const { wishes, count } = possibleAt(pool, possible, true);
    choose(pool, wishes, 0, count, taken);
    for (let i = 0; i < count; i++) {
      const wish = wishes[i]!;
      if (!taken[i] || wishAgent[wish]! >= applicants) continue;
      for (let worse = wish + 1; worse < wishStart[wishApplicant[wish]! + 1]!; worse++) {
        if (!possible[worse]) continue;
        possible[worse] = 0;
        dirty(wishPool[worse]!);
      }
    }
    for (let i = familyStart[pool]!; i < familyStart[pool + 1]!; i++) {
      if (!secure(bounds, i, pool, dirty)) return false;
    }
    return true;
  }

  /** The family surely gets the first option that every pool grants even among all possible competitors, or a better one. */
  function secure(bounds: Bounds, i: number, pool: number, dirty: (pool: number) => void): boolean {
    const { options, left } = bounds;
    const family = familyAt[i]!;
    if (tolerated?.has(family)) return true;
    let best = Infinity;
    for (let ask = asks.start[i]!; ask < asks.start[i + 1]!; ask++) {
      if (!isGranted(bounds, ask, family, pool, true)) continue;
      for (let o = asks.optionsFrom[ask]!; o < asks.optionsFrom[ask + 1]! && asks.options[o]! < best; o++) if (isSecure(bounds, asks.options[o]!, family, pool)) best = asks.options[o]!;
    }
    if (best === Infinity) return left[family]! > 0;
    let removed = 0;
    for (let worse = best + 1; worse < optionStart[family + 1]!; worse++) {
      removed += options[worse]!;
      remove(bounds, worse, family);
    }
    if (removed > 0) refresh(bounds, family, dirty);
    return left[family]! > 0;
  }

  function isSecure(bounds: Bounds, option: number, family: number, first: number): boolean {
    for (let w = optionWishStart[option]!; w < optionWishStart[option + 1]!; w++) {
      if (asks.at[w]! < 0) continue;
      const pool = wishPool[optionWish[w]!]!;
      if (!isGranted(bounds, asks.at[w]!, family, pool, pool === first)) return false;
    }
    return true;
  }

  /** Would the pool grant this even among all possible competitors? */
  function isGranted({ possible }: Bounds, ask: number, family: number, pool: number, isCurrent: boolean): boolean {
    const among = isCurrent ? seen[pool]! : possibleAt(pool, possible, false);
    const number = seenList[pool]!;
    if (Math.floor(said[ask]! / 2) !== number) said[ask] = 2 * number + Number(takesAll(asks.options[asks.optionsFrom[ask]!]!, applicants + family, pool, among, keeping));
    return said[ask]! % 2 === 1;
  }

  return {
    decide(bounds, option, family, dirty) {
      for (let other = optionStart[family]!; other < optionStart[family + 1]!; other++) if (other !== option) remove(bounds, other, family);
      refresh(bounds, family, dirty);
    },
    exclude(bounds, option, family, dirty) {
      remove(bounds, option, family);
      refresh(bounds, family, dirty);
    },
    poolsOf(family) {
      const found = new Set<number>();
      for (let w = optionWishStart[optionStart[family]!]!; w < optionWishStart[optionStart[family + 1]!]!; w++) if (optionWish[w]! >= 0) found.add(wishPool[optionWish[w]!]!);
      return found;
    },
    initial() {
      const sure = new Uint8Array(wishPool.length);
      for (let i = 0; i < applicants; i++) if (familyOf[i]! < 0 && wishStart[i]! < wishStart[i + 1]!) sure[wishStart[i]!] = 1;
      const left = new Int32Array(families);
      for (let f = 0; f < families; f++) left[f] = optionStart[f + 1]! - optionStart[f]!;
      const bounds = { sure, possible: new Uint8Array(wishPool.length).fill(1), options: new Uint8Array(market.optionNumber.length).fill(1), left };
      for (let f = 0; f < families; f++) refresh(bounds, f, () => {});
      return bounds;
    },
    tighten(bounds, dirty) {
      calls++;
      const isQueued = new Uint8Array(pools);
      const queue: number[] = [];
      const enqueue = (pool: number) => {
        if (isQueued[pool]) return;
        isQueued[pool] = 1;
        queue.push(pool);
      };
      for (const pool of dirty) enqueue(pool);
      for (let head = 0; head < queue.length; head++) {
        const pool = queue[head]!;
        isQueued[pool] = 0;
        looks++;
        if (!fromSure(bounds, pool, enqueue) || !fromPossible(bounds, pool, enqueue)) return false;
      }
      return true;
    },
    looks: () => looks,
  };
}

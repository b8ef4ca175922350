import type { Compiled } from './compiled.ts';

/** Families with an option at the pool: `familyStart[p] … familyStart[p + 1]` in `familyAt`. */
export interface FamiliesByPool {
  readonly familyStart: Int32Array;
  readonly familyAt: Int32Array;
}

/** Options of a family that name the same wishes at a pool ask the same of it: most families have sixty options and three such questions. */
export interface Asks {
  /** Questions of `familyAt[i]`: from `start[i]` up to `start[i + 1]`. */
  readonly start: Int32Array;
  /** Options that ask this, ascending: from `optionsFrom[ask]` up to `optionsFrom[ask + 1]` in `options`. */
  readonly optionsFrom: Int32Array;
  readonly options: Int32Array;
  /** The question for each place in `optionWish`; -1 = no seat. */
  readonly at: Int32Array;
}

/** O(options × members²). */
export function asksOf({ pools, wishPool, optionStart, optionWishStart, optionWish }: Compiled, { familyStart, familyAt }: FamiliesByPool): Asks {
  const start = new Int32Array(familyAt.length + 1);
  const at = new Int32Array(optionWish.length).fill(-1);
  const askedBy: number[][] = [];

  const wishAt = (option: number, member: number, pool: number) => {
    const wish = optionWish[optionWishStart[option]! + member]!;
    return wish >= 0 && wishPool[wish] === pool ? wish : -1;
  };
  function numberOf(option: number, members: number, pool: number, from: number): number {
    for (let ask = from; ask < askedBy.length; ask++) {
      let member = 0;
      while (member < members && wishAt(option, member, pool) === wishAt(askedBy[ask]![0]!, member, pool)) member++;
      if (member === members) return ask;
    }
    return askedBy.push([]) - 1;
  }

  for (let pool = 0; pool < pools; pool++) {
    for (let i = familyStart[pool]!; i < familyStart[pool + 1]!; i++) {
      const family = familyAt[i]!;
      const from = askedBy.length;
      for (let option = optionStart[family]!; option < optionStart[family + 1]!; option++) {
        const members = optionWishStart[option + 1]! - optionWishStart[option]!;
        let ask = -1;
        for (let member = 0; member < members; member++) {
          if (wishAt(option, member, pool) < 0) continue;
          if (ask < 0) askedBy[(ask = numberOf(option, members, pool, from))]!.push(option);
          at[optionWishStart[option]! + member] = ask;
        }
      }
      start[i + 1] = askedBy.length;
    }
  }
  const optionsFrom = new Int32Array(askedBy.length + 1);
  for (const [ask, { length }] of askedBy.entries()) optionsFrom[ask + 1] = optionsFrom[ask]! + length;
  return { start, optionsFrom, options: Int32Array.from(askedBy.flat()), at };
}

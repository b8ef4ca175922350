/**
 * A market as flat arrays: what the algorithms run on. Applicants, pools, families and wishes are counted from 0 in the order
 * of the market. Lists of lists are flat with a start array (`start[i] … start[i + 1]`).
 *
 * `score` orders the wishes at one pool, smaller is better: below 0 for children who hold a seat of the pool (below
 * `changing` when they ask for the very seat they hold, never to be refused), from 0 on for everybody else.
 */
export interface Compiled {
  readonly applicants: number;
  readonly pools: number;
  readonly families: number;
  /** Wishes of applicant i, best first; ineligible ones and (for single children) those after the held seat are left out. */
  readonly wishStart: Int32Array;
  readonly wishPool: Int32Array;
  readonly wishScore: Float64Array;
  /** 1-based position in the applicant's own list; 0 = the held seat, not listed. */
  readonly wishNumber: Uint16Array;
  /** Bit r: may use reserve r of its pool; bit 15 + c: counts towards ceiling c of its pool. Empty when no pool has either. */
  readonly wishMask: Int32Array;
  /** Scores below it belong to children who ask for the very seat they hold. */
  readonly changing: number;
  /** A promoted child's scores are smaller by this; 0 = nobody is promoted. See `Rules.ties`. */
  readonly promotion: number;
  readonly capacity: Int32Array;
  /** Children who hold a seat of the pool and take part. */
  readonly holders: Int32Array;
  /** Wishes naming the pool. */
  readonly demand: Int32Array;
  /** What is special about the pool, if anything. */
  readonly special: readonly (SpecialPool | undefined)[];
  /** Family of each applicant or -1; empty when there are no families. */
  readonly familyOf: Int32Array;
  readonly memberStart: Int32Array;
  readonly memberApplicant: Int32Array;
  /** Options of family f: `optionStart[f] … optionStart[f + 1]`, best first, the last one being "keep or nothing". */
  readonly optionStart: Int32Array;
  /** 1-based number in the family's list; 0 = the implicit last one. */
  readonly optionNumber: Int32Array;
  /** Where the wishes of option o begin in `optionWish`; one entry per member. */
  readonly optionWishStart: Int32Array;
  /** Wish index, or -1 for no seat. */
  readonly optionWish: Int32Array;
  /** A family keeps its own present seats in the competition when it asks for others. */
  readonly keeping: boolean;
}

/** Reserves (in the order they are listed) or ceilings of one pool; never both. */
export interface SpecialPool {
  readonly reserveSeats: readonly number[];
  readonly reserveIsSoft: readonly boolean[];
  readonly openFirst: boolean;
  readonly ceilingSeats: readonly number[];
}

export const ceilingBit = (ceiling: number) => 1 << (15 + ceiling);
export const reserveBit = (reserve: number) => 1 << reserve;
/** Reserves, and ceilings, one pool may have. */
export const mostPerPool = 15;

/** Is the applicant a member of a family with joint wishes? */
export function isSibling(market: Compiled, applicant: number): boolean {
  return market.families > 0 && market.familyOf[applicant]! >= 0;
}

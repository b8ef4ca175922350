import { MarketError, type Market } from './model.ts';
import type { SeatIndex } from './compile-pools.ts';

export interface CompiledFamilies {
  familyOf: Int32Array;
  memberStart: Int32Array;
  memberApplicant: Int32Array;
  optionStart: Int32Array;
  optionNumber: Int32Array;
  optionWishStart: Int32Array;
  optionWish: Int32Array;
}

/** Wishes of the applicants as seat numbers: what the families' options refer to. */
export interface WishedSeats {
  readonly wishStart: Int32Array;
  /** Seat number of each wish; the held seat, if any, is among them. */
  readonly wishSeat: Int32Array;
  /** Seat number held, or -1. */
  readonly held: Int32Array;
}

/** Joint wishes as wish numbers. O(members × options × length of a wish list). Throws a MarketError with the path. */
export function compileFamilies(market: Market, seats: SeatIndex, wished: WishedSeats, applicantIndex: ReadonlyMap<string, number>): CompiledFamilies {
  const families = market.families ?? [];
  const familyOf = new Int32Array(families.length ? market.applicants.length : 0).fill(-1);
  const memberStart = [0];
  const members: number[] = [];
  const optionStart = [0];
  const optionNumber: number[] = [];
  const optionWishStart: number[] = [];
  const optionWish: number[] = [];
  for (const [f, family] of families.entries()) {
    const path = `$.families[${f}]`;
    const own = family.members.map((id, m) => {
      const applicant = applicantIndex.get(id);
      if (applicant === undefined) throw new MarketError('unknown-applicant', `${path}.members[${m}]`, `no applicant "${id}"`);
      if (familyOf[applicant] !== -1) throw new MarketError('in-two-families', `${path}.members[${m}]`, `"${id}" is named in a family already`);
      familyOf[applicant] = f;
      return applicant;
    });
    members.push(...own);
    memberStart.push(members.length);
    const last = own.map((applicant) => (wished.held[applicant]! < 0 ? -1 : wishOf(wished, applicant, wished.held[applicant]!)));
    const locked = own.map((applicant) => market.applicants[applicant]!.locked === true);
    const add = (wishes: number[], number: number) => {
      optionNumber.push(number);
      optionWishStart.push(optionWish.length);
      optionWish.push(...wishes);
    };
    let isLastListed = false;
    for (const [o, option] of family.options.entries()) {
      const optionPath = `${path}.options[${o}]`;
      if (option.seats.length !== own.length) throw new MarketError('option-length', optionPath, `${option.seats.length} seats for ${own.length} children`);
      const wishes = option.seats.map((seat, m) => {
        const at = `${optionPath}.seats[${m}]`;
        if (seat === null) {
          if (last[m]! >= 0) throw new MarketError('option-takes-held-seat', at, `"${family.members[m]}" holds a seat and cannot be left without`);
          return -1;
        }
        const wish = wishOf(wished, own[m]!, seats.find(seat, () => at));
        if (wish < 0) throw new MarketError('option-not-wished', at, `not among the eligible wishes of "${family.members[m]}"`);
        return wish;
      });
      if (wishes.some((wish, m) => locked[m] && wish !== last[m])) continue;
      isLastListed = wishes.every((wish, m) => wish === last[m]);
      add(wishes, o + 1);
      if (isLastListed) break;
    }
    if (!isLastListed) add(last, 0);
    optionStart.push(optionNumber.length);
  }
  optionWishStart.push(optionWish.length);
  return {
    familyOf, memberStart: Int32Array.from(memberStart), memberApplicant: Int32Array.from(members), optionStart: Int32Array.from(optionStart),
    optionNumber: Int32Array.from(optionNumber), optionWishStart: Int32Array.from(optionWishStart), optionWish: Int32Array.from(optionWish),
  };
}

function wishOf({ wishStart, wishSeat }: WishedSeats, applicant: number, seat: number): number {
  for (let wish = wishStart[applicant]!; wish < wishStart[applicant + 1]!; wish++) if (wishSeat[wish] === seat) return wish;
  return -1;
}

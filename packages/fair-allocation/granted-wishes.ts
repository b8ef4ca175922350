import type { Compiled } from './compiled.ts';

/** The wish granted to every applicant, or -1. `choice`: see `SiblingMarket`. */
export function grantedWishes(market: Compiled, choice: Int32Array): Int32Array {
  const granted = choice.slice(0, market.applicants);
  for (let family = 0; family < market.families; family++) {
    const option = choice[market.applicants + family]!;
    for (let m = market.memberStart[family]!; m < market.memberStart[family + 1]!; m++) {
      granted[market.memberApplicant[m]!] = option < 0 ? -1 : market.optionWish[market.optionWishStart[option]! + m - market.memberStart[family]!]!;
    }
  }
  return granted;
}

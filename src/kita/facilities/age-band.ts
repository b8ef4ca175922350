import type { Day } from '../../platform/day.ts';
import type { RulePack } from './rule-pack.ts';
import { schoolStartOf } from './school-start.ts';

/** Under three, three to school, school children up to 13 (§ 7 Abs. 1 Nr. 1, § 22 Abs. 1 SGB VIII; § 6 NKiTaG). */
export const ageBands = ['under-3', 'from-3', 'school'] as const;
export type AgeBand = (typeof ageBands)[number];

/** Completed years on a day; negative before birth. Who is born on 29 February completes a year on 28 February (§ 188 Abs. 2 BGB), so is older on 1 March. */
export function yearsOn(bornOn: Day, on: Day): number {
  return Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (on.slice(5) < bornOn.slice(5) ? 1 : 0);
}

/** The third birthday, as the day from which a child is three; 1 March for a child of 29 February where there is none. */
export function thirdBirthdayOf(bornOn: Day): Day {
  const year = Number(bornOn.slice(0, 4)) + 3;
  // A leap year plus three is none.
  return (bornOn.endsWith('02-29') ? `${year}-03-01` : `${year}${bornOn.slice(4)}`) as Day;
}

/** The age band of a child on a day, by the Land's start of school; undefined before its birth and from the 14th birthday on. */
export function ageBandOn(bornOn: Day, on: Day, pack: RulePack): AgeBand | undefined {
  const years = yearsOn(bornOn, on);
  if (years < 0 || years > 13) return undefined;
  if (years < 3) return 'under-3';
  return on < schoolStartOf(bornOn, pack) ? 'from-3' : 'school';
}

/** First day of the Kita year a day lies in: 1 August (§ 1 Abs. 2 NKiTaG; § 26 KiBiz). */
export function kitaYearStart(on: Day): Day {
  const year = Number(on.slice(0, 4));
  return `${on.slice(5) >= '08-01' ? year : year - 1}-08-01` as Day;
}

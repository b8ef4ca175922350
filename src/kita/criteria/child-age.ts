import { addMonths, type Day } from '../../platform/day.ts';
import { yearsOn } from '../facilities/age-band.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import { schoolStartOf } from '../facilities/school-start.ts';

/** Whole months from a day to a later one; negative where the second is earlier. 31 January to 28 February is one month. */
export function monthsBetween(from: Day, to: Day): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  // Only where the day of the month is not reached yet can the last month be missing (or be a short one, which is complete on its last day).
  return to.slice(8) < from.slice(8) && addMonths(from, months) > to ? months - 1 : months;
}

/** From the first birthday until school a child has a claim to a place (§ 24 Abs. 2 and 3 SGB VIII). */
export function hasLegalClaim(bornOn: Day, startsOn: Day, pack: RulePack): boolean {
  return yearsOn(bornOn, startsOn) >= 1 && startsOn < schoolStartOf(bornOn, pack);
}

/** Whether the Kita year of the start is the last one before compulsory schooling; families who postpone school ask the office. */
export function isLastYearBeforeSchool(bornOn: Day, startsOn: Day, pack: RulePack): boolean {
  const school = schoolStartOf(bornOn, pack);
  return `${Number(school.slice(0, 4)) - 1}${school.slice(4)}` <= startsOn && startsOn < school;
}

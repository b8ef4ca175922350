import { addDays, addMonths, type Day } from '../../platform/day.ts';

/** Hort places end with the 14th birthday (§ 7 Abs. 1 Nr. 1 SGB VIII). */
const OLDEST_YEARS = 14;
/** A pregnancy lasts about 280 days; who knows of it knows the day. */
const LONGEST_PREGNANCY = 300;
/** After this many days a child that was expected is born: its birthday is asked. */
const LATE_BIRTH = 30;
/** So many months ahead a start may be wished: to the third birthday of a child not born yet. */
export const MONTHS_AHEAD = 48;

type BirthRefusal = 'birth-in-future' | 'birth-too-long-ago' | 'expected-too-far' | 'expected-past';

/** Why a birthday or an expected day cannot be; undefined if it can. */
export function birthRefusal(kind: 'born' | 'expected', day: Day, today: Day): BirthRefusal | undefined {
  if (kind === 'born') {
    if (day > today) return 'birth-in-future';
    return day <= addMonths(today, -12 * OLDEST_YEARS) ? 'birth-too-long-ago' : undefined;
  }
  if (day > addDays(today, LONGEST_PREGNANCY)) return 'expected-too-far';
  return day < addDays(today, -LATE_BIRTH) ? 'expected-past' : undefined;
}

/** First days of the months a place may begin: from this month on. */
export function startMonths(today: Day): Day[] {
  const first = `${today.slice(0, 7)}-01` as Day;
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, at) => addMonths(first, at));
}

/** Why a start cannot be wished for these children. */
export function startRefusal(start: Day, births: readonly Day[], today: Day): 'start-not-offered' | 'start-before-birth' | undefined {
  if (!startMonths(today).includes(start)) return 'start-not-offered';
  return births.some((birth) => start < `${birth.slice(0, 7)}-01`) ? 'start-before-birth' : undefined;
}

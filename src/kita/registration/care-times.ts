import { weekdays, type Weekday } from '../facilities/share-part.ts';
import { accepted, type Outcome, type Refusal } from '../../platform/outcome.ts';

/** From–until of one day, `07:30`. */
interface CareSpan {
  from: string;
  until: string;
}

/** When a family needs care: the same every day, days that differ, or only single days. */
export interface CareTimes {
  daily?: CareSpan;
  days?: Partial<Record<Weekday, CareSpan>>;
}

/** Fields of a form: `time-from`, `time-until`, and `time-3-from` … for days that differ. */
export const careTimeFields = [undefined, ...weekdays].flatMap((day) => [`time${day ? `-${day}` : ''}-from`, `time${day ? `-${day}` : ''}-until`] as const);

/** What people type for a time: 7, 7:30, 07.30, 7 Uhr, also with the digits of an Arabic or Persian keyboard. Undefined for anything else. */
function readTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:Uhr|h))?$/iu.exec(typed.trim().replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.codePointAt(0)! % 16)));
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? '0')];
  return found && hour <= 23 && minute <= 59 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined;
}

/** Reads the fields of a form; undefined where all are empty. Refuses beside the field `not-a-time`, `time-incomplete`, `time-order`. */
export function readCareTimes(typed: Readonly<Record<string, unknown>>): Outcome<CareTimes | undefined> {
  const refusals: Refusal[] = [];
  const daily = readSpan(typed, 'time', refusals);
  const days = Object.fromEntries(weekdays.flatMap((day) => {
    const span = readSpan(typed, `time-${day}`, refusals);
    return span && !isSame(span, daily) ? [[day, span]] : [];
  })) as NonNullable<CareTimes['days']>;
  if (refusals.length > 0) return { ok: false, refusals };
  const hasDays = Object.keys(days).length > 0;
  return accepted(daily || hasDays ? { ...(daily ? { daily } : {}), ...(hasDays ? { days } : {}) } : undefined);
}

function readSpan(typed: Readonly<Record<string, unknown>>, name: string, refusals: Refusal[]): CareSpan | undefined {
  const [from, until] = (['from', 'until'] as const).map((end) => {
    const words = String(typed[`${name}-${end}`] ?? '').trim();
    const time = words === '' ? '' : readTime(words);
    if (time === undefined) refusals.push({ code: 'not-a-time', field: `${name}-${end}` });
    return time;
  });
  if (from === undefined || until === undefined || (from === '' && until === '')) return undefined;
  if (from === '' || until === '') refusals.push({ code: 'time-incomplete', field: `${name}-${from === '' ? 'from' : 'until'}` });
  else if (until <= from) refusals.push({ code: 'time-order', field: `${name}-until` });
  return { from, until };
}

const isSame = (one: CareSpan, other: CareSpan | undefined) => one.from === other?.from && one.until === other.until;

/** What fills the form again. */
export function careTimeValues({ daily, days = {} }: CareTimes): Record<string, string> {
  return Object.fromEntries([['time', daily] as const, ...weekdays.map((day) => [`time-${day}`, days[day]] as const)]
    .flatMap(([name, span]) => (span ? [[`${name}-from`, span.from], [`${name}-until`, span.until]] : [])));
}

/** The spans of the week, a day without care missing. */
export function spansOf({ daily, days = {} }: CareTimes): CareSpan[] {
  return weekdays.flatMap((day) => days[day] ?? daily ?? []);
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Hours of the week, e.g. 37.5. */
export function hoursOf(times: CareTimes): number {
  return spansOf(times).reduce((sum, { from, until }) => sum + minutes(until) - minutes(from), 0) / 60;
}

/**
 * Whether a facility is open when the family needs it: `unknown` where its hours are not written down, `early` and `late` where the family
 * comes before it opens or stays after it closes. Saying so is all: no wish is refused for it. O(1).
 */
export function openingFor(times: CareTimes, { opensAt, closesAt }: { opensAt?: string | null | undefined; closesAt?: string | null | undefined }): { isKnown: boolean; early: boolean; late: boolean } {
  const spans = spansOf(times);
  return {
    isKnown: Boolean(opensAt && closesAt),
    early: Boolean(opensAt) && spans.some(({ from }) => from < opensAt!.slice(0, 5)),
    late: Boolean(closesAt) && spans.some(({ until }) => until > closesAt!.slice(0, 5)),
  };
}

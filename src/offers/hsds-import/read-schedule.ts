import { addDays, type Day } from '../../platform/day.ts';
import { WEEKDAYS } from '../hsds/schedule-object.ts';
import { LAST_WEEK, type ScheduleException, type WeeklyRule } from '../schedule.ts';
import { areTimesInOrder, type WallTime } from '../wall-time.ts';
import type { Reporter } from './feed-problem.ts';
import { recordReader, type RecordReader } from './record-reader.ts';

/**
 * A schedule of HSDS as weekly rules, one for each weekday it names. What we cannot say exactly – times in words or in UTC, days of the month,
 * a fifth week, every second week without a first date – is reported and left out.
 */
export function readSchedule(value: unknown, problems: Reporter): WeeklyRule[] {
  const row = recordReader('schedule', value, problems);
  const opensAt = readTime(row, 'opens_at');
  const closesAt = readTime(row, 'closes_at');
  const validFrom = row.day('valid_from');
  const lastDay = [row.day('valid_to'), row.day('until')].filter((day) => day !== undefined).sort()[0];
  const interval = row.number('interval', 1, 8) ?? 1;
  const firstDay = row.day('dtstart');
  const freq = row.word('freq', ['WEEKLY', 'MONTHLY']);
  const byday = row.text('byday', 100);
  const schoolHolidays = row.raw['school_holidays'] === undefined ? undefined : row.word('school_holidays', ['not', 'only']);
  const note = [row.text('description', 200), row.text('notes', 200)].filter(Boolean).join(' – ').slice(0, 200);
  if (opensAt === undefined || closesAt === undefined) {
    if (!row.raw['opens_at'] || !row.raw['closes_at']) row.fault('rule-incomplete', row.raw['opens_at'] ? 'closes_at' : 'opens_at');
    return [];
  }
  if (!areTimesInOrder(opensAt, closesAt)) return row.fault('time-order', 'closes_at', `${opensAt}–${closesAt}`), [];
  if (!freq || byday === '') return row.fault('rule-incomplete', freq ? 'byday' : 'freq'), [];
  if (lastDay !== undefined && validFrom !== undefined && lastDay < validFrom) return row.fault('validity-order', 'valid_to', lastDay), [];
  const unsupported = ['bymonthday', 'byweekno', 'byyearday', 'count'].find((field) => row.raw[field] !== undefined && row.raw[field] !== null && row.raw[field] !== '');
  if (unsupported) return row.fault('rule-unsupported', unsupported, row.raw[unsupported]), [];
  if (freq === 'MONTHLY' ? interval !== 1 : interval > 1 && firstDay === undefined) return row.fault('rule-unsupported', 'interval', interval), [];

  return byday.split(',').flatMap((part): WeeklyRule[] => {
    const match = /^(-1|[1-4])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part.trim().toUpperCase());
    if (!match || (freq === 'MONTHLY') !== (match[1] !== undefined)) return row.fault('rule-unsupported', 'byday', part), [];
    return [{
      weekday: WEEKDAYS.indexOf(match[2] as (typeof WEEKDAYS)[number]) + 1, opensAt, closesAt, intervalWeeks: freq === 'WEEKLY' ? interval : 1,
      ...(freq === 'WEEKLY' && firstDay ? { firstDay } : {}), ...(match[1] ? { weekOfMonth: match[1] === '-1' ? LAST_WEEK : Number(match[1]) } : {}),
      ...(validFrom ? { validFrom } : {}), ...(lastDay ? { validUntil: addDays(lastDay, 1) } : {}), byAppointment: row.raw['by_appointment'] === true, note,
      ...(row.raw['on_public_holidays'] === true ? { onPublicHolidays: true } : {}), ...(schoolHolidays ? { schoolHolidays } : {}),
    }];
  });
}

/** `09:30`, `09:30:00`, also with the offset of German time; UTC would mean another hour in summer than in winter. */
function readTime(row: RecordReader, field: string): WallTime | undefined {
  const said = row.text(field, 40);
  if (said === '') return undefined;
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(said);
  if (!match) return row.fault('time-unreadable', field, said), undefined;
  if (match[3] && !/^\+0[12]:?00$/.test(match[3])) return row.fault('time-in-utc', field, said), undefined;
  return `${match[1]}:${match[2]}`;
}

/** A day that differs, as our profile writes it. */
export function readException(value: unknown, problems: Reporter): ScheduleException[] {
  const row = recordReader('schedule_exception', value, problems);
  const onDay: Day | undefined = row.day('date');
  const kind = row.word('kind', ['closed', 'extra', 'moved']);
  const [opensAt, closesAt] = [readTime(row, 'opens_at'), readTime(row, 'closes_at')];
  const note = row.text('note', 200);
  const onlyAt = row.raw['only_at'] && kind !== 'extra' ? readTime(row, 'only_at') : undefined;
  const toDay = kind === 'moved' ? row.day('to_date') : undefined;
  const hasTimes = opensAt !== undefined && closesAt !== undefined && areTimesInOrder(opensAt, closesAt);
  if (!onDay || !kind || (kind !== 'closed' && !hasTimes) || (kind === 'moved' && !toDay)) return row.fault('exception-unreadable'), [];
  return [{ onDay, kind, ...(kind === 'closed' ? {} : { opensAt: opensAt!, closesAt: closesAt! }), ...(onlyAt ? { onlyAt } : {}), ...(toDay ? { toDay } : {}), note }];
}

import { addDays } from '../../platform/day.ts';
import { groupedBy } from '../../platform/grouped.ts';
import { LAST_WEEK, type WeeklyRule } from '../schedule.ts';
import { quoted } from './list-cell.ts';

const WEEKDAYS = ['', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

/** Weekly rules for the export, days with the same times together; `readSchedule` reads the same rules back. */
export function sayRules(rules: readonly WeeklyRule[]): string {
  const groups = groupedBy(rules, (rule) => sayFrame(rule, ''));
  return [...groups.values()].map((group) => sayFrame(group[0]!, group.map(({ weekday }) => WEEKDAYS[weekday]).join(', '))).join('; ');
}

function sayFrame(rule: WeeklyRule, days: string): string {
  return [
    rule.intervalWeeks > 1 ? `alle ${rule.intervalWeeks} Wochen` : '',
    rule.weekOfMonth === undefined ? '' : `jeden ${rule.weekOfMonth === LAST_WEEK ? 'letzten' : `${rule.weekOfMonth}.`}`,
    days,
    rule.weekOfMonth === undefined ? '' : 'im Monat',
    `${rule.opensAt}-${rule.closesAt}`,
    rule.firstDay === undefined ? '' : `erstmals ${rule.firstDay}`,
    rule.validFrom === undefined ? '' : `gültig ab ${rule.validFrom}`,
    rule.validUntil === undefined ? '' : `gültig bis ${addDays(rule.validUntil, -1)}`,
    rule.byAppointment ? 'nach Vereinbarung' : '',
    rule.note === '' ? '' : quoted(rule.note),
  ].filter(Boolean).join(' ');
}

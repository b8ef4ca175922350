import type { AreaTree } from '../areas/area-tree.ts';
import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { OfferFilter } from './offer-filter.ts';
import type { DayCalendar } from './holidays/day-calendar.ts';
import { occurrencesOn, type ScheduleException, type WeeklyRule } from './schedule.ts';
import type { Understood } from './search/understand.ts';
import { endsNextDay } from './wall-time.ts';

/** When somebody wants to go: on one of these days or on a weekday, between these times of day. */
export interface TimeWish {
  days?: readonly Day[];
  weekday?: number;
  from?: string;
  until?: string;
}

/** A question's filter: what was chosen, and what was understood of the words. */
export interface Wish {
  filter: OfferFilter;
  time?: TimeWish;
}

/** Kinds in the order in which they are let go if nothing answers all of them: what can change first. */
const LET_GO: readonly (readonly Understood['kind'][])[] = [[], ['time'], ['days', 'weekday'], ['language'], ['free'], ['area'], ['age']];

/**
 * The filters to try for a question, one after the other until one finds something; each with what it keeps and what it lets go. What was
 * chosen in the form counts more than words and is never let go.
 */
export function wishesOf(parts: readonly Understood[], chosen: OfferFilter, areas: AreaTree): (Wish & { kept: Understood[]; letGo: Understood[] })[] {
  const said = parts.filter((part) => part.kind !== 'town' && !isChosen(part, chosen));
  const letGo: Understood[] = [];
  const wishes = [];
  for (const kinds of LET_GO) {
    const gone = said.filter(({ kind }) => kinds.includes(kind));
    if (kinds.length > 0 && gone.length === 0) continue;
    letGo.push(...gone);
    const kept = said.filter((part) => !letGo.includes(part));
    wishes.push({ ...wishOf(kept, chosen, areas), kept, letGo: [...letGo] });
  }
  return wishes;
}

function isChosen({ kind }: Understood, chosen: OfferFilter): boolean {
  switch (kind) {
    case 'age': return chosen.age !== undefined;
    case 'area': return chosen.areaIds !== undefined;
    case 'days': case 'weekday': return chosen.weekday !== undefined;
    case 'language': return chosen.language !== undefined;
    case 'free': return chosen.free === true;
    default: return false;
  }
}

function wishOf(kept: readonly Understood[], chosen: OfferFilter, areas: AreaTree): Wish {
  const filter: OfferFilter = { ...chosen };
  const time: TimeWish = {};
  for (const part of kept) {
    if (part.kind === 'age') filter.age = { from: part.from, to: part.to };
    else if (part.kind === 'area') filter.areaIds = new Set([part.areaId as Uuid, ...areas.descendants(part.areaId as Uuid).map(({ id }) => id)]);
    else if (part.kind === 'language') filter.language = part.language;
    else if (part.kind === 'free') filter.free = true;
    else if (part.kind === 'days') time.days = part.days;
    else if (part.kind === 'weekday') time.weekday = part.weekday;
    else if (part.kind === 'time') Object.assign(time, { from: part.from, until: part.until });
  }
  return Object.keys(time).length > 0 ? { filter, time } : { filter };
}

export interface Times {
  rules: readonly WeeklyRule[];
  exceptions: readonly ScheduleException[];
  calendar: DayCalendar;
}

/** Whether an offer takes place when it is wished for; rules that are over, and times only by appointment, do not count. */
export function takesPlace({ rules, exceptions, calendar }: Times, wish: TimeWish, today: Day): boolean {
  const fits = ({ opensAt, closesAt }: { opensAt: string; closesAt: string }) => opensAt < (wish.until ?? '24:00') && (endsNextDay({ opensAt, closesAt }) ? '24:00' : closesAt) > (wish.from ?? '00:00');
  const open = rules.filter((rule) => !rule.byAppointment);
  if (wish.days) return wish.days.some((day) => occurrencesOn(open, exceptions, calendar, day).some(fits));
  return open.some((rule) => (wish.weekday === undefined || rule.weekday === wish.weekday) && (rule.validUntil === undefined || rule.validUntil > today) && fits(rule));
}

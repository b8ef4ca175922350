import { addDays, weekday, type Day } from '../../platform/day.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { PREGNANCY } from '../age.ts';
import { isRegularDay } from '../events/dates.ts';
import type { EventRecord, EventTimes } from '../events/event.ts';
import type { EventPart, EventText } from '../events/event-text.ts';
import type { EventInput } from './event-input.ts';

/** An event as its form shows it. Last days are shown as people say them: included. */
export function eventFormOf(event: EventRecord & { version?: number }): FormState {
  const { minimumAgeMonths: from, maximumAgeMonths: to } = event;
  const inYears = (month: number | undefined) => month === undefined || month < 0 || (month >= 12 && month % 12 === 0);
  const toYears = to === undefined || to < 0 || (to > 11 && (to + 1) % 12 === 0);
  const easy = (part: EventPart) => event.texts.find((one) => one.language === 'de-easy' && one.part === part)?.text;
  return filledForm({
    version: event.version, organizationId: event.organizationId, serviceId: event.serviceId, kind: event.kind, name: event.name, summary: event.summary, description: event.description,
    easyName: easy('name'), easySummary: easy('summary'), status: event.status, cancelledBecause: event.cancelledBecause,
    locationId: event.locationId, placeNote: event.placeNote, areaId: event.areaId,
    firstDay: event.firstDay, opensAt: event.opensAt, closesAt: event.closesAt, lastDay: event.lastDay,
    repetition: event.recurrence === 'weekly' ? `w${event.intervalWeeks}` : event.recurrence === 'monthly' ? (event.weekOfMonth === 5 ? 'month-last' : 'month') : 'once',
    weekdays: event.recurrence === 'weekly' ? event.weekdays.map(String) : [], untilDay: event.untilDay && addDays(event.untilDay, -1), pausesIn: event.pausesIn,
    audience: event.audience, pregnancy: from !== undefined && from < 0, ageFrom: from === undefined || from < 0 ? null : inYears(from) ? from / 12 : from, ageFromUnit: inYears(from) ? 'years' : 'months',
    ageTo: to === undefined || to < 0 ? null : toYears ? (to + 1) / 12 - 1 : to, ageToUnit: toYears ? 'years' : 'months', languages: event.languages,
    freeOfCharge: event.freeOfCharge, cost: money(event.costCents), reduced: money(event.reducedCents), reducedFor: event.reducedFor, costNote: event.costNote, childCare: event.childCare,
    registration: event.registration, registrationFrom: event.registrationFrom, registrationUntil: event.registrationUntil && addDays(event.registrationUntil, -1),
    registrationPhone: event.registrationPhone, registrationEmail: event.registrationEmail, registrationWebsite: event.registrationWebsite, registrationNote: event.registrationNote,
    places: event.places, placesFor: event.placesFor, weatherNote: event.weatherNote,
  });
}

function money(cents: number | undefined): string | undefined {
  return cents === undefined ? undefined : (cents / 100).toFixed(2).replace('.', ',');
}

/** What was typed, put over the stored event. Days that differ from a rule that is no longer there go with it. */
export function eventOf(input: EventInput, stored: EventRecord): Outcome<EventRecord> {
  const minimum = input.pregnancy ? PREGNANCY : months(input.ageFrom, input.ageFromUnit);
  const maximum = input.ageTo === undefined ? undefined : input.ageToUnit === 'years' ? input.ageTo * 12 + 11 : input.ageTo;
  if (minimum !== undefined && maximum !== undefined && maximum < minimum) return refused('age-order', { field: 'ageTo' });
  const times = timesOf(input, stored);
  if (times.recurrence !== 'once' && !hasAnyDate(times)) return refused('no-date-in-series', { field: 'untilDay' });
  const { recurrence } = times;
  return accepted({
    id: stored.id, organizationId: input.organizationId, kind: input.kind, name: input.name, summary: input.summary, description: input.description, status: input.status,
    cancelledBecause: input.status === 'cancelled' ? input.cancelledBecause : '', placeNote: input.placeNote, ...times,
    audience: input.audience, languages: input.languages ?? [], freeOfCharge: input.freeOfCharge, reducedFor: input.reducedFor, costNote: input.costNote, childCare: input.childCare,
    registration: input.registration, registrationNote: input.registrationNote, placesFor: recurrence === 'once' ? 'date' : input.placesFor, weatherNote: input.weatherNote, isDemo: stored.isDemo,
    texts: [...stored.texts.filter((one) => !isEasy(one, 'name') && !isEasy(one, 'summary')), ...easyText(input, stored, 'name', input.easyName), ...easyText(input, stored, 'summary', input.easySummary)],
    ...(stored.origin ? { origin: stored.origin } : {}), ...(stored.assuredAt ? { assuredAt: stored.assuredAt } : {}), ...(stored.assuredBy ? { assuredBy: stored.assuredBy } : {}),
    ...given({
      serviceId: input.serviceId, locationId: input.locationId, areaId: input.locationId ? undefined : input.areaId, minimumAgeMonths: minimum, maximumAgeMonths: maximum,
      costCents: cents(input.cost), reducedCents: cents(input.reduced), registrationPhone: input.registrationPhone, registrationEmail: input.registrationEmail,
      registrationWebsite: input.registrationWebsite, places: input.places, ...(input.registration === 'open' ? { registrationFrom: input.registrationFrom, registrationUntil: input.registrationUntil && addDays(input.registrationUntil, 1) } : {}),
    }),
  });
}

function timesOf(input: EventInput, stored: EventRecord): EventTimes {
  const { firstDay, opensAt, closesAt } = input;
  const weekly = /^w([1-4])$/.exec(input.repetition);
  const recurrence = weekly ? 'weekly' : input.repetition === 'once' ? 'once' : 'monthly';
  const weekdays = recurrence === 'once' ? [] : recurrence === 'weekly' && input.weekdays && input.weekdays.length > 0 ? [...new Set(input.weekdays)].sort() : [weekday(firstDay)];
  const times: EventTimes = {
    firstDay, recurrence, weekdays, intervalWeeks: weekly ? Number(weekly[1]) : 1, pausesIn: recurrence === 'once' ? 'nothing' : input.pausesIn, exceptions: [],
    ...given({
      opensAt, closesAt, lastDay: recurrence === 'once' && input.lastDay !== undefined && input.lastDay > firstDay ? input.lastDay : undefined,
      weekOfMonth: recurrence === 'monthly' ? (input.repetition === 'month-last' ? 5 : nthOfMonth(firstDay)) : undefined,
      untilDay: recurrence === 'once' ? undefined : input.untilDay && addDays(input.untilDay, 1),
    }),
  };
  return { ...times, exceptions: stored.exceptions.filter(({ originalDay }) => originalDay === undefined || isRegularDay(times, originalDay)) };
}

/** The fifth is the last: it is not in every month. */
function nthOfMonth(day: Day): number {
  return Math.ceil(Number(day.slice(8)) / 7);
}

function hasAnyDate(times: EventTimes): boolean {
  for (let offset = 0; offset < 70; offset += 1) if (isRegularDay(times, addDays(times.firstDay, offset))) return true;
  return false;
}

function isEasy(one: EventText, part: EventPart): boolean {
  return one.language === 'de-easy' && one.part === part;
}

/** Words in Einfache Sprache typed in the form are a person's; unchanged ones keep what is known of them. */
function easyText(german: EventInput, stored: EventRecord, part: 'name' | 'summary', typed: string): EventText[] {
  if (typed === '') return [];
  const before = stored.texts.find((one) => isEasy(one, part));
  if (before && before.text === typed && stored[part] === german[part]) return [before];
  return [{ language: 'de-easy', part, text: typed, provenance: { source: german[part], mark: 'unreviewed' } }];
}

function months(count: number | undefined, unit: 'years' | 'months'): number | undefined {
  return count === undefined ? undefined : unit === 'years' ? count * 12 : count;
}
const cents = (amount: number | undefined) => (amount === undefined ? undefined : Math.round(amount * 100));

function given<Values extends Record<string, unknown>>(values: Values): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Name in keyof Values]?: Exclude<Values[Name], undefined> };
}

import { addDays } from '../../platform/day.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { PREGNANCY } from '../age.ts';
import type { ServiceInput } from './service-input.ts';
import type { ScheduleException } from '../schedule.ts';
import type { ServiceRecord, ServiceSchedule } from '../service.ts';

type Values = Record<string, string | number | boolean | null | undefined | readonly string[]>;

/** An offer as its form shows it. Last days are shown as people say them: included. */
export function formOf(service: ServiceRecord & { version: number }): FormState {
  const { minimumAgeMonths: from, maximumAgeMonths: to } = service;
  const inYears = (month: number | undefined, wholeYear: boolean) => wholeYear && month !== undefined && month >= 12;
  const fromYears = inYears(from, (from ?? 1) % 12 === 0);
  const toYears = inYears(to, ((to ?? 0) + 1) % 12 === 0) || (to !== undefined && to > 11 && (to + 1) % 12 === 0);
  const values: Values = {
    version: service.version, organizationId: service.organizationId, name: service.name, summary: service.summary, description: service.description, audience: service.audience,
    pregnancy: from !== undefined && from < 0, ageFrom: from === undefined || from < 0 ? null : fromYears ? from / 12 : from, ageFromUnit: fromYears || from === undefined || from < 0 ? 'years' : 'months',
    ageTo: to === undefined || to < 0 ? null : toYears ? (to + 1) / 12 - 1 : to, ageToUnit: toYears || to === undefined || to < 0 ? 'years' : 'months',
    languages: service.languages, fields: service.fieldIds, phases: service.phaseIds, transitions: service.transitionIds, areas: service.areaIds,
    outreach: service.outreach, freeOfCharge: service.freeOfCharge, walkIn: service.walkIn, applicationProcess: service.applicationProcess,
    staffing: service.staffing, responsibleLevel: service.responsibleLevel, capacityPlaces: service.capacityPlaces, capacityWeeklyHours: decimal(service.capacityWeeklyHours),
    email: service.email, website: service.website, status: service.status, validFrom: service.validFrom, validUntil: service.validUntil && addDays(service.validUntil, -1),
    ...rowValues('places', service.places.map(({ locationId, description }) => ({ locationId, description }))),
    ...rowValues('schedules', service.schedules.map((rule) => ({
      weekday: rule.weekday, opensAt: rule.opensAt, closesAt: rule.closesAt, recurrence: rule.weekOfMonth === undefined ? String(rule.intervalWeeks) : `n${rule.weekOfMonth}`,
      firstDay: rule.firstDay ?? rule.validFrom, validUntil: rule.validUntil && addDays(rule.validUntil, -1), locationId: rule.locationId, byAppointment: rule.byAppointment, note: rule.note,
      onPublicHolidays: rule.onPublicHolidays === true, schoolHolidays: rule.schoolHolidays ?? 'any',
    }))),
    ...rowValues('exceptions', service.exceptions.map(({ onDay, kind, onlyAt, toDay, opensAt, closesAt, locationId, note }) => ({ onDay, kind, onlyAt, toDay, opensAt, closesAt, locationId, note }))),
    ...rowValues('phones', service.phones.map(({ number, description }) => ({ number, description }))),
    ...rowValues('contacts', service.contacts.map(({ name, title, email, phone, isPublic }) => ({ name, title, email, phone, isPublic }))),
    ...rowValues('costs', service.costs.map(({ amountCents, description, reducedFor }) => ({ amount: decimal(amountCents === undefined ? undefined : amountCents / 100), description, reducedFor }))),
  };
  return filledForm(values);
}

function rowValues(kind: string, rows: readonly Values[]): Values {
  return Object.fromEntries(rows.flatMap((row, index) => Object.entries(row).map(([name, value]) => [`${kind}.${index}.${name}`, value])));
}

function decimal(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value).replace('.', ',');
}

/** What was typed, put over the stored offer; refuses ages the wrong way round. */
export function recordOf(input: ServiceInput, stored: ServiceRecord): Outcome<ServiceRecord> {
  const minimum = input.pregnancy ? PREGNANCY : monthsFrom(input.ageFrom, input.ageFromUnit);
  const maximum = input.ageTo === undefined ? undefined : input.ageToUnit === 'years' ? input.ageTo * 12 + 11 : input.ageTo;
  if (minimum !== undefined && maximum !== undefined && maximum < minimum) return refused('age-order', { field: 'ageTo' });
  const places = new Set(input.places.map(({ locationId }) => locationId));
  return accepted({
    ...stored,
    organizationId: input.organizationId, name: input.name, summary: input.summary, description: input.description, audience: input.audience, status: input.status,
    minimumAgeMonths: minimum, maximumAgeMonths: maximum, freeOfCharge: input.freeOfCharge, walkIn: input.walkIn, outreach: input.outreach,
    staffing: input.staffing, responsibleLevel: input.responsibleLevel, capacityPlaces: input.capacityPlaces, capacityWeeklyHours: input.capacityWeeklyHours,
    email: input.email, website: input.website, applicationProcess: input.applicationProcess,
    validFrom: input.validFrom, validUntil: input.validUntil && addDays(input.validUntil, 1),
    languages: input.languages ?? [], fieldIds: input.fields ?? [], phaseIds: input.phases ?? [], transitionIds: input.transitions ?? [], areaIds: input.areas ?? [],
    places: input.places,
    schedules: input.schedules.map((rule) => scheduleOf(rule, places)),
    exceptions: input.exceptions.map(exceptionOf),
    phones: input.phones.map((phone) => ({ ...phone, languages: stored.phones.find(({ number }) => number === phone.number)?.languages ?? [] })),
    contacts: input.contacts.map((contact) => ({ ...contact, phone: contact.phone || undefined })),
    costs: input.costs.map(({ amount, ...cost }) => ({ ...cost, amountCents: amount === undefined ? undefined : Math.round(amount * 100) })),
  });
}

function monthsFrom(count: number | undefined, unit: 'years' | 'months'): number | undefined {
  return count === undefined ? undefined : unit === 'years' ? count * 12 : count;
}

/** The day of „erster Termin“ counts the weeks where there are several, otherwise the rule begins on it. A place that is no longer one of the offer's means all. */
function scheduleOf(rule: ServiceInput['schedules'][number], places: ReadonlySet<string>): ServiceSchedule {
  const nth = /^n([1-5])$/.exec(rule.recurrence);
  const intervalWeeks = nth ? 1 : Number(rule.recurrence);
  return {
    weekday: rule.weekday, opensAt: rule.opensAt, closesAt: rule.closesAt, intervalWeeks, byAppointment: rule.byAppointment, note: rule.note,
    weekOfMonth: nth ? Number(nth[1]) : undefined,
    firstDay: intervalWeeks > 1 ? rule.firstDay : undefined, validFrom: intervalWeeks > 1 ? undefined : rule.firstDay,
    validUntil: rule.validUntil && addDays(rule.validUntil, 1),
    locationId: rule.locationId && places.has(rule.locationId) ? rule.locationId : undefined,
    onPublicHolidays: rule.onPublicHolidays || undefined, schoolHolidays: rule.schoolHolidays === 'any' ? undefined : rule.schoolHolidays,
  };
}

/** What was typed for another kind of day is not kept. */
function exceptionOf({ onDay, kind, onlyAt, toDay, opensAt, closesAt, locationId, note }: ServiceInput['exceptions'][number]): ScheduleException {
  const isHeld = kind !== 'closed';
  return {
    onDay, kind, note, opensAt: isHeld ? opensAt : undefined, closesAt: isHeld ? closesAt : undefined, locationId: isHeld ? locationId : undefined,
    onlyAt: kind === 'extra' ? undefined : onlyAt, toDay: kind === 'moved' ? toDay : undefined,
  };
}

import * as v from 'valibot';
import { checkbox, choice, list, optionalDay, optionalText, optionalUuid, text, uuidField, dayField } from '../../platform/field.ts';
import { eventKinds, eventStatuses, pauses, registrations } from '../events/event.ts';
import { phoneHref, toE164 } from '../phone.ts';
import { yesNoUnknown } from '../service.ts';

/** A time of day that may be left empty, `9:30` and `09:30`. */
export const optionalTime = () => v.pipe(
  optionalText(8), v.regex(/^$|^([01]?\d|2[0-3]):[0-5]\d/, 'not-a-time'),
  v.transform((typed) => (typed === '' ? undefined : typed.replace(/^(\d):/, '0$1:').slice(0, 5))),
);
const optionalEmail = () => v.pipe(optionalText(254), v.regex(/^$|^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u, 'not-an-email'), v.transform((typed) => typed || undefined));
const optionalAddress = () => v.pipe(
  optionalText(500), v.transform((typed) => (typed === '' || /^https?:\/\//i.test(typed) ? typed : `https://${typed}`)),
  v.check((typed) => typed === '' || (URL.canParse(typed) && new URL(typed).hostname.includes('.')), 'not-a-web-address'), v.transform((typed) => typed || undefined),
);
const optionalPhone = () => v.pipe(optionalText(60), v.check((typed) => typed === '' || phoneHref(typed, toE164(typed)) !== undefined, 'not-a-phone'), v.transform((typed) => typed || undefined));
/** Nothing typed is unknown, never 0. */
export const optionalNumber = (max: number, decimals = false) => v.pipe(
  optionalText(20), v.transform((typed) => (typed === '' ? undefined : Number(/,/.test(typed) ? typed.replaceAll('.', '').replace(',', '.') : typed))),
  v.check((value) => value === undefined || (Number.isFinite(value) && (decimals || Number.isInteger(value)) && value >= 0 && value <= max), 'not-a-number'),
);
const optionalChoice = <const Words extends readonly [string, ...string[]]>(words: Words) => v.optional(choice(words), words[0]);

/** once; every n weeks; the n-th weekday of the month as the first day is, or the last. */
export const repetitions = ['once', 'w1', 'w2', 'w3', 'w4', 'month', 'month-last'] as const;
const OPEN_TEXTS = { name: 200, summary: 400, description: 10_000 } as const;

/** The form of an event. Days that differ have their own pages. */
export const eventInput = v.pipe(
  v.object({
    id: v.optional(uuidField()), version: optionalNumber(1e9), organizationId: uuidField(), serviceId: optionalUuid(), kind: optionalChoice(eventKinds),
    name: text(OPEN_TEXTS.name), summary: optionalText(OPEN_TEXTS.summary), description: optionalText(OPEN_TEXTS.description), easyName: optionalText(OPEN_TEXTS.name), easySummary: optionalText(OPEN_TEXTS.summary),
    status: optionalChoice(['active', ...eventStatuses]), cancelledBecause: optionalText(300),
    locationId: optionalUuid(), placeNote: optionalText(200), areaId: optionalUuid(),
    firstDay: dayField(), opensAt: optionalTime(), closesAt: optionalTime(), lastDay: optionalDay(), repetition: optionalChoice(repetitions),
    weekdays: list(v.pipe(v.string(), v.regex(/^[1-7]$/, 'choose-one'), v.transform(Number))), untilDay: optionalDay(), pausesIn: optionalChoice(pauses),
    audience: optionalText(300), pregnancy: checkbox(), ageFrom: optionalNumber(360), ageFromUnit: optionalChoice(['years', 'months']), ageTo: optionalNumber(360), ageToUnit: optionalChoice(['years', 'months']),
    languages: list(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'choose-one'))),
    freeOfCharge: optionalChoice(['unknown', ...yesNoUnknown]), cost: optionalNumber(100_000, true), reduced: optionalNumber(100_000, true), reducedFor: optionalText(200), costNote: optionalText(300),
    childCare: optionalChoice(['unknown', ...yesNoUnknown]), registration: optionalChoice(registrations), registrationFrom: optionalDay(), registrationUntil: optionalDay(),
    registrationPhone: optionalPhone(), registrationEmail: optionalEmail(), registrationWebsite: optionalAddress(), registrationNote: optionalText(500),
    places: optionalNumber(100_000), placesFor: optionalChoice(['date', 'series']), weatherNote: optionalText(300),
  }),
  v.forward(v.check(({ opensAt, closesAt }) => closesAt === undefined || opensAt !== undefined, 'end-without-beginning'), ['opensAt']),
  v.forward(v.check(({ opensAt, closesAt, lastDay, firstDay }) => opensAt === undefined || closesAt === undefined || closesAt > opensAt || (lastDay !== undefined && lastDay > firstDay), 'times-order'), ['closesAt']),
  v.forward(v.check(({ firstDay, lastDay }) => lastDay === undefined || lastDay >= firstDay, 'days-order'), ['lastDay']),
  v.forward(v.check(({ repetition, lastDay, firstDay }) => repetition === 'once' || lastDay === undefined || lastDay === firstDay, 'several-days-once'), ['lastDay']),
  v.forward(v.check(({ firstDay, untilDay, repetition }) => repetition === 'once' || untilDay === undefined || untilDay >= firstDay, 'days-order'), ['untilDay']),
  v.forward(v.check(({ registrationFrom, registrationUntil }) => registrationFrom === undefined || registrationUntil === undefined || registrationUntil >= registrationFrom, 'days-order'), ['registrationUntil']),
  v.forward(v.check(({ status, cancelledBecause }) => status !== 'cancelled' || cancelledBecause !== '', 'reason-missing'), ['cancelledBecause']),
  v.forward(v.check(({ freeOfCharge, cost }) => freeOfCharge !== 'yes' || cost === undefined || cost === 0, 'free-with-cost'), ['freeOfCharge']),
  v.forward(v.check(({ cost, reduced }) => cost === undefined || reduced === undefined || reduced <= cost, 'reduced-above'), ['reduced']),
  v.forward(v.check(({ registration, registrationPhone, registrationEmail, registrationWebsite, registrationNote }) => registration !== 'open'
    || [registrationPhone, registrationEmail, registrationWebsite, registrationNote].some(Boolean), 'registration-way-missing'), ['registrationPhone']),
);
export type EventInput = v.InferOutput<typeof eventInput>;

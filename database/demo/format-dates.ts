import { array, boolean, check, integer, maxValue, minLength, minValue, number, optional, picklist, pipe, regex, strictObject, string } from 'valibot';
import { eventKinds, eventStatuses, pauses, recurrences, registrations } from '../../src/offers/events/event.ts';
import { eventParts } from '../../src/offers/events/event-text.ts';
import { checkResults, equipmentCodes } from '../../src/offers/seals/place-point.ts';
import { evidenceStates, sealCriteria, sealStates } from '../../src/offers/seals/seal.ts';
import { yesNoUnknown } from '../../src/offers/service.ts';
import { textLanguages } from '../../src/offers/translation.ts';

/**
 * Shapes of the dates of a demo municipality. Days are told from the week of the first start – week 0 is that week, 1 the next –, so that there is
 * always something on this week.
 */
const text = pipe(string(), minLength(1), check((value) => value === value.trim() && value === value.normalize('NFC')));
const key = pipe(string(), regex(/^[a-z0-9][a-z0-9-]*$/));
const time = pipe(string(), regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const day = strictObject({ week: pipe(number(), integer(), minValue(-200), maxValue(200)), weekday: pipe(number(), integer(), minValue(1), maxValue(7)) });
const count = pipe(number(), integer(), minValue(0));
const drama = pipe(string(), regex(/^(030 23125|069 90009|040 66969|0221 4710|089 99998)[ -]\d{3}$/));
const example = pipe(string(), regex(/@([a-z0-9-]+\.)+example$/));

export const events = array(strictObject({
  key, organization: key, service: optional(key), kind: picklist(eventKinds), name: text, summary: text, status: optional(picklist(eventStatuses)), cancelledBecause: optional(text),
  location: optional(key), placeNote: optional(text), area: optional(key), first: day, opensAt: optional(time), closesAt: optional(time), recurrence: optional(picklist(recurrences)),
  weekdays: optional(array(count)), intervalWeeks: optional(count), weekOfMonth: optional(count), until: optional(day), pausesIn: optional(picklist(pauses)),
  freeOfCharge: picklist(yesNoUnknown), costCents: optional(count), reducedCents: optional(count), reducedFor: optional(text), costNote: optional(text), childCare: picklist(yesNoUnknown),
  registration: picklist(registrations), registrationUntil: optional(day), registrationPhone: optional(drama), registrationEmail: optional(example), places: optional(count), placesFor: optional(picklist(['date', 'series'])), left: optional(count),
  languages: optional(array(pipe(string(), regex(/^[a-z]{2,3}$/)))), minimumAgeMonths: optional(number()), maximumAgeMonths: optional(number()), weatherNote: optional(text),
  exceptions: optional(array(strictObject({ kind: picklist(['cancelled', 'changed', 'extra']), original: optional(day), day: optional(day), opensAt: optional(time), closesAt: optional(time), location: optional(key), placeNote: optional(text), reason: string() }))),
  texts: array(strictObject({ language: picklist(textLanguages), part: picklist(eventParts), text })),
}));

export const placePoints = array(strictObject({
  location: key, organization: optional(key), name: text, nursing: picklist(yesNoUnknown), changing: picklist(yesNoUnknown), equipment: array(picklist(equipmentCodes)), wheelchair: picklist(['yes', 'partly', 'no', 'unknown']),
  wayNote: optional(text), hours: array(strictObject({ weekdays: array(count), opensAt: time, closesAt: time })), hoursNote: optional(text), isWithdrawn: optional(boolean()), withdrawnBecause: optional(text),
  checks: array(strictObject({ on: day, by: text, result: picklist(checkResults), equipment: array(picklist(equipmentCodes)), note: optional(text) })),
}));

export const seals = array(strictObject({
  organization: key, state: picklist(sealStates), scope: optional(text), applied: day, awarded: optional(day), years: optional(count), ended: optional(day), because: optional(text), body: text,
  evidence: array(strictObject({ criterion: picklist(sealCriteria), state: picklist(evidenceStates), note: optional(text), answer: optional(text) })),
}));

import {
  array, boolean, check, email, integer, literal, maxValue, minLength, minValue, nullable, number, optional,
  picklist, pipe, record, regex, strictObject, string, url, type InferOutput,
} from 'valibot';
import { organizationRoles, roles } from '../../src/accounts/role.ts';
import { languages } from '../../src/platform/language.ts';
import { parseDay } from '../../src/platform/day.ts';

/**
 * Shapes of the demo municipalities' files, in the words of the SQL tables. Ages are completed months, both ends
 * included; -9 is the beginning of pregnancy; null is unknown, never 0.
 */
const text = pipe(string(), minLength(1), check((value) => value === value.trim() && value === value.normalize('NFC')));
const key = pipe(string(), regex(/^[a-z0-9][a-z0-9-]*$/));
const day = pipe(string(), check((value) => parseDay(value) !== undefined, 'not a day of the calendar'));
const timeOfDay = pipe(string(), regex(/^([01]\d|2[0-3]):[0-5]\d$/));
/** Addresses that can belong to nobody (RFC 2606). */
const exampleEmail = pipe(string(), email(), regex(/@([a-z0-9-]+\.)+example$/));
const exampleUrl = pipe(string(), url(), regex(/^https:\/\/([a-z0-9-]+\.)+example(\/|$)/));
/** Numbers the Bundesnetzagentur keeps free for films: nobody answers. */
const dramaNumber = pipe(string(), regex(/^(030 23125|069 90009|040 66969|0221 4710|089 99998)[ -]\d{3}$/));
const names = strictObject({ de: text, 'de-easy': text, en: text, uk: text, tr: text, ar: text, ru: text });
const ageMonths = pipe(number(), integer(), minValue(-9), maxValue(359));
const count = pipe(number(), integer(), minValue(0));
const yesNo = picklist(['yes', 'no', 'unknown']);

export const municipality = strictObject({
  slug: picklist(['alfeld', 'voerde', 'krefeld', 'peine']),
  name: text,
  kind: picklist(['town', 'county']),
  land: picklist(['Niedersachsen', 'Nordrhein-Westfalen']),
  regionalKey: pipe(string(), regex(/^\d{12}$/)),
  contactName: text,
  contactEmail: exampleEmail,
  contactPhone: dramaNumber,
  website: exampleUrl,
  remarks: array(text),
});

export const areas = strictObject({
  areas: array(strictObject({
    key,
    level: picklist(['county', 'municipality', 'quarter', 'district']),
    parent: nullable(key),
    name: text,
    regionalKey: optional(pipe(string(), regex(/^\d{12}$/))),
    validFrom: day,
    validUntil: optional(day),
    position: count,
  })),
  successions: optional(array(strictObject({ predecessor: key, successor: key, share: pipe(number(), minValue(0.00001), maxValue(1)) }))),
  remarks: array(text),
});

/** Boundaries are invented: schematic shapes near the real place, sharing exact points with their neighbours. */
export const boundaries = strictObject({
  type: literal('FeatureCollection'),
  name: text,
  features: array(strictObject({
    type: literal('Feature'),
    properties: strictObject({ key, name: text, level: text, schematic: literal(true) }),
    geometry: strictObject({ type: literal('Polygon'), coordinates: array(array(array(number()))) }),
  })),
});

/** Months [fromMonth, untilMonth). Holes and overlaps are the municipality's own and meant: the check asks about them. */
export const phases = strictObject({
  phases: array(pipe(
    strictObject({ key, names, fromMonth: ageMonths, untilMonth: ageMonths }),
    check(({ fromMonth, untilMonth }) => untilMonth > fromMonth),
  )),
  transitions: array(strictObject({ key, names, from: key, to: key })),
});

/** What the municipality holds against its cells instead of the standards of src/chain/threshold.ts. */
export const thresholds = array(strictObject({ name: text, field: nullable(key), phase: nullable(key), value: number(), reason: text }));

/** When released figures make the need of an area high: src/chain/need.ts. */
export const needs = array(strictObject({
  indicator: key, field: nullable(key), phase: nullable(key), measure: picklist(['above-average', 'from-value']), value: nullable(number()), factor: number(), reason: text,
}));

/** Answers to holes and overlaps of the age bands; those without one are asked on the page. */
export const ageAnswers = array(strictObject({
  kind: picklist(['hole', 'overlap']), fromMonth: ageMonths, untilMonth: ageMonths, answer: text, answeredOn: day, answeredBy: text,
}));

export const notExpected = array(strictObject({ phase: key, field: key, reason: text }));

export const organizations = array(strictObject({
  externalId: key,
  name: text,
  alternateName: optional(text),
  description: optional(text),
  legalForm: optional(text),
  sector: picklist(['city', 'county', 'state', 'welfare', 'church', 'club', 'company', 'self-help', 'health', 'school', 'unknown']),
  email: optional(exampleEmail),
  phone: optional(dramaNumber),
  website: optional(exampleUrl),
}));

export const locations = array(strictObject({
  externalId: key,
  name: text,
  street: nullable(text),
  houseNumber: nullable(text),
  postalCode: pipe(string(), regex(/^\d{5}$/)),
  city: text,
  area: key,
  longitude: number(),
  latitude: number(),
  stepFree: picklist(['yes', 'partly', 'no', 'unknown']),
  accessibilityNote: optional(text),
  transportNote: optional(text),
}));

/**
 * Wall time in Europe/Berlin, 1 Monday … 7 Sunday; every n weeks counted from firstDay, or the n-th weekday of
 * the month (5 = last). `validUntil`, here and of a service or an area, is the first day on which it no longer holds.
 */
export const schedule = pipe(
  strictObject({
    weekday: pipe(number(), integer(), minValue(1), maxValue(7)),
    opens: timeOfDay,
    closes: timeOfDay,
    intervalWeeks: optional(pipe(number(), integer(), minValue(2), maxValue(8))),
    firstDay: optional(day),
    weekOfMonth: optional(pipe(number(), integer(), minValue(1), maxValue(5))),
    byAppointment: optional(boolean()),
    validFrom: optional(day),
    validUntil: optional(day),
    note: optional(text),
  }),
  check(({ opens, closes }) => closes > opens),
  check(({ validFrom, validUntil }) => !validFrom || !validUntil || validUntil > validFrom),
  check(({ intervalWeeks, firstDay, weekOfMonth }) => (intervalWeeks === undefined || firstDay !== undefined) && !(intervalWeeks && weekOfMonth)),
);

const serviceText = strictObject({ name: text, summary: text, state: literal('machine-made') });

export const services = array(pipe(
  strictObject({
    externalId: key,
    organization: key,
    name: text,
    summary: text,
    description: text,
    audience: text,
    minimumAgeMonths: nullable(ageMonths),
    maximumAgeMonths: nullable(ageMonths),
    phases: optional(array(key)),
    fields: pipe(array(key), minLength(1)),
    transitions: optional(array(key)),
    freeOfCharge: yesNo,
    walkIn: yesNo,
    outreach: yesNo,
    staffing: picklist(['professional', 'volunteer', 'both', 'unknown']),
    responsibleLevel: picklist(['city', 'county', 'provider', 'state', 'unknown']),
    capacityPlaces: nullable(count),
    capacityWeeklyHours: nullable(pipe(number(), minValue(0), maxValue(200))),
    costs: optional(array(strictObject({ amountCents: nullable(count), description: text, reducedFor: optional(text) }))),
    languages: array(pipe(string(), regex(/^[a-z]{2,3}$/))),
    areas: optional(pipe(array(key), minLength(1))),
    locations: array(key),
    schedules: array(schedule),
    exceptions: optional(array(strictObject({ onDay: day, kind: picklist(['closed', 'extra']), opens: optional(timeOfDay), closes: optional(timeOfDay), note: text }))),
    phones: array(strictObject({ number: dramaNumber, description: optional(text) })),
    email: nullable(exampleEmail),
    website: nullable(exampleUrl),
    applicationProcess: string(),
    assuredAt: nullable(day),
    assuredBy: nullable(text),
    validFrom: optional(day),
    validUntil: optional(day),
    texts: optional(strictObject({
      'de-easy': optional(serviceText), en: optional(serviceText), uk: optional(serviceText),
      tr: optional(serviceText), ar: optional(serviceText), ru: optional(serviceText),
    })),
  }),
  check(({ minimumAgeMonths: from, maximumAgeMonths: to }) => from === null || to === null || to >= from),
  check(({ validFrom, validUntil }) => !validFrom || !validUntil || validUntil > validFrom),
  check(({ assuredAt, assuredBy }) => (assuredAt === null) === (assuredBy === null)),
  check(({ freeOfCharge, costs }) => freeOfCharge !== 'yes' || !costs?.some(({ amountCents }) => amountCents !== 0)),
));

/** Invented people with their roles, guardians have none; provider editors and Kita providers act for one organization. */
export const people = array(strictObject({
  displayName: text,
  email: exampleEmail,
  roles: array(pipe(
    strictObject({
      role: picklist(roles),
      organization: optional(key),
      startsOn: day,
      endsOn: optional(day),
    }),
    check(({ role, organization }) => organizationRoles.includes(role) === (organization !== undefined)),
  )),
}));

export const gaps = array(pipe(
  strictObject({
    key,
    title: text,
    phase: nullable(key),
    transition: nullable(key),
    field: nullable(key),
    area: nullable(key),
    severity: picklist(['low', 'medium', 'high']),
    ownerName: text,
    closingCriterion: text,
    noticedOn: day,
    evidence: pipe(array(strictObject({
      kind: picklist(['matrix', 'data', 'conference', 'family-voice', 'professional-voice', 'other']),
      description: text,
      source: text,
      observedOn: day,
      figure: optional(strictObject({ indicator: key, period: text })),
    })), minLength(1)),
    history: pipe(array(strictObject({
      kind: picklist(['registered', 'changed', 'evidence-added', 'closed', 'reopened']), note: text, on: day, personName: text,
    })), minLength(1)),
    closedOn: optional(day),
    closingProof: optional(text),
  }),
  check(({ closedOn, closingProof }) => (closedOn === undefined) === (closingProof === undefined)),
));

const answer = picklist(['yes', 'rather-yes', 'rather-no', 'no', 'unknown']);

/** Ratings of cells by named groups; `answers` in the order of the paper's five questions. */
export const ratings = array(strictObject({
  name: text,
  ratedOn: day,
  note: text,
  ratings: array(strictObject({
    phase: key,
    field: key,
    area: optional(key),
    answers: strictObject({ 'broad-enough': answer, used: answer, known: answer, 'fits-need': answer, 'know-each-other': answer }),
    comments: optional(record(picklist(['broad-enough', 'used', 'known', 'fits-need', 'know-each-other']), text)),
  })),
}));

export type DemoService = InferOutput<typeof services>[number];
export const translations = languages.filter((language) => language !== 'de');

import {
  array, boolean, check, integer, minLength, minValue, nullable, number, optional, picklist, pipe, regex, strictObject, string,
} from 'valibot';
import { parseDay } from '../../src/platform/day.ts';

/** Shapes of what the papers say beside offers and areas; read by parts that are built later. */
const text = pipe(string(), minLength(1));
const key = pipe(string(), regex(/^[a-z0-9][a-z0-9-]*$/));
const day = pipe(string(), check((value) => parseDay(value) !== undefined, 'not a day of the calendar'));
/** Whole cents; null is an amount the paper leaves open, never 0. */
const cents = nullable(pipe(number(), integer(), minValue(0)));
const consultation = strictObject({ body: text, on: day });

/** Numbers as printed. Shares name the facts they are a share of; null where the paper prints no such count. */
export const facts = strictObject({
  source: text,
  remarks: array(text),
  facts: array(strictObject({
    id: key,
    section: text,
    what: text,
    kind: picklist(['count', 'share', 'euro', 'range', 'day', 'year']),
    printed: text,
    asOf: optional(pipe(string(), regex(/^\d{4}(-\d{2}-\d{2})?$/))),
    part: optional(nullable(key)),
    whole: optional(nullable(key)),
  })),
});

export const papers = strictObject({
  papers: array(strictObject({
    number: text,
    kind: picklist(['information', 'decision']),
    subject: text,
    office: text,
    fileNumber: text,
    issuedOn: day,
    isPublic: boolean(),
    equalityOfficerInvolved: boolean(),
    consultations: array(consultation),
    refersTo: array(text),
    proposals: array(strictObject({ number: pipe(number(), integer()), effect: picklist(['endorses', 'resolves']), content: text })),
  })),
  meetings: array(strictObject({ body: text, on: day, at: text, place: text, agenda: array(strictObject({ number: pipe(number(), integer()), title: text, paper: optional(text) })) })),
  conference: strictObject({
    subject: text,
    dates: array(strictObject({ on: day, paper: text })),
    participants: array(strictObject({ printed: text, paper: text })),
    requests: array(strictObject({ phase: nullable(key), content: text })),
  }),
  kitaFigures: array(strictObject({ what: text, printed: text, asOf: optional(text) })),
  financingPlan: strictObject({
    title: text,
    lines: array(strictObject({
      purpose: text, expenseCents: cents, ownShareCents: cents, thirdPartyCents: cents,
      /** true where the amount is printed as X; false where the cell is empty (nothing is meant) */
      isOpen: boolean(), note: optional(text),
    })),
    printedTotals: strictObject({ expense: text, ownShare: text, thirdParty: text }),
  }),
  grants: array(strictObject({ name: text, amountCents: cents, period: text, state: picklist(['applied', 'possible', 'granted']), condition: optional(text) })),
  posts: array(strictObject({ title: text, share: nullable(number()), gradings: array(text), yearlyCents: cents, year: optional(pipe(number(), integer())), endsOn: optional(day), state: text })),
  remarks: array(text),
});

export const steering = strictObject({
  source: text,
  contract: strictObject({ signedOn: day, parties: array(text), aims: array(text) }),
  bodies: array(strictObject({
    key, name: text, chair: text, reportsTo: nullable(key), tasks: array(text),
    seats: array(strictObject({
      function: text,
      sector: picklist(['youth', 'health', 'social', 'school', 'work', 'welfare', 'sport', 'participation', 'politics', 'integration']),
      count: nullable(pipe(number(), integer(), minValue(1))),
    })),
  })),
  guidingPrinciples: array(strictObject({ title: text, meaning: text })),
  goals: array(strictObject({ key, theme: text, content: text, fields: array(key) })),
  milestones: array(strictObject({ on: pipe(string(), regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)), content: text })),
  coordination: array(text),
  funding: array(strictObject({ source: text, amountCents: cents, per: text, years: array(pipe(number(), integer())), condition: optional(text) })),
  figures: array(strictObject({ what: text, printed: text, asOf: optional(text), part: optional(pipe(number(), integer())), whole: optional(pipe(number(), integer())), inWords: optional(text) })),
  remarks: array(text),
});

export const networks = strictObject({
  source: text,
  networks: array(strictObject({ key, name: text, aliases: array(text) })),
  goal: text,
  topics: array(text),
  paper: strictObject({
    number: text, issuedOn: day, consultations: array(consultation), refersTo: array(text), costCents: cents, isBudgeted: boolean(),
    relevance: array(strictObject({ aspect: text, isRelevant: boolean() })),
  }),
  posts: array(strictObject({ title: text, share: number(), years: pipe(number(), integer()), resolvedOn: day, product: text })),
  remarks: array(text),
});

import * as v from 'valibot';
import { isUuid, type Uuid } from './id.ts';
import { parseDay, type Day } from './day.ts';

/**
 * Schemas of form fields. Every message is a key of src/ui's standard refusals, so that each fault stands beside its
 * field in the reader's language. Texts are trimmed and brought to NFC (names accept all of DIN 91379).
 */

// Control characters (but line breaks and tabs) and bidirectional overrides have no place in what people type.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/;

const clean = (max: number) => v.pipe(
  v.optional(v.string('unreadable'), ''),
  v.transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()),
  v.check((text) => !FORBIDDEN.test(text), 'forbidden-characters'),
  v.maxLength(max, 'too-long'),
);

/** A text that must be there. */
export const text = (max = 200) => v.pipe(clean(max), v.nonEmpty('required'));

/** A text that may be empty. */
export const optionalText = (max = 200) => clean(max);

/** A day of the calendar, `2026-08-01`; German `1.8.2026` is understood as well. */
export const dayField = () => v.pipe(text(20), v.rawTransform(({ dataset, addIssue, NEVER }) => readDay(dataset.value) ?? (addIssue({ message: 'not-a-day' }), NEVER)));

export const optionalDay = () => v.pipe(optionalText(20), v.rawTransform<string, Day | undefined>(({ dataset, addIssue, NEVER }) => {
  if (dataset.value === '') return undefined;
  return readDay(dataset.value) ?? (addIssue({ message: 'not-a-day' }), NEVER);
}));

function readDay(typed: string): Day | undefined {
  const german = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(typed);
  if (german) return parseDay(`${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}`);
  return parseDay(typed);
}

/** A decimal number, comma or point. */
export const numberField = (min: number, max: number) => v.pipe(
  text(30), v.transform((typed) => Number(typed.replace(',', '.'))), v.check((value) => Number.isFinite(value), 'not-a-number'),
  v.minValue(min, 'too-small'), v.maxValue(max, 'too-big'),
);

export const wholeNumber = (min: number, max: number) => v.pipe(numberField(min, max), v.integer('not-a-number'));

/** Whatever was sent under a name, '' if nothing was: without a default valibot would skip a missing field's checks. */
const sent = () => v.optional(v.unknown(), '');

/** One of the given words. */
export const choice = <const Words extends readonly [string, ...string[]]>(words: Words) => v.pipe(sent(), v.picklist(words, 'choose-one'));

/** A checkbox: there or not. */
export const checkbox = () => v.pipe(sent(), v.transform((value): boolean => value !== ''));

/** Any number of values of one name, also none or one. */
export const list = <const Item extends v.GenericSchema<unknown, unknown>>(item: Item) => v.pipe(
  sent(),
  v.transform((value) => (value === '' ? [] : Array.isArray(value) ? value.filter((one) => one !== '') : [value])),
  v.array(item),
);

export const uuidField = () => v.pipe(sent(), v.custom<Uuid>(isUuid, 'choose-one'));

export const optionalUuid = () => v.pipe(v.optional(v.string(), ''), v.transform((typed) => typed || undefined), v.optional(v.custom<Uuid>(isUuid, 'choose-one')));

export const email = () => v.pipe(text(254), v.regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u, 'not-an-email'));

/** An uploaded file that is not empty. */
export const fileField = (maxBytes: number) => v.pipe(
  sent(),
  v.instance(File, 'file-missing'),
  v.check((file) => file.size > 0, 'file-missing'),
  v.maxSize(maxBytes, 'file-too-large'),
);

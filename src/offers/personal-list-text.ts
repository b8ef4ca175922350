import { addDays, type Day } from '../platform/day.ts';
import { languages } from '../platform/language.ts';
import { emptyList, isRef, MAX_ENTRIES, MAX_NOTE, phrases, type ListEntry, type PersonalList, type Phrase } from './personal-list.ts';

/** A list older than this is no longer opened: it may lie somewhere by then. */
export const LIST_DAYS = 400;

const VERSION = 1;

type Written = [version: number, day: string, language: number, noteLanguage: number, counted: number, entries: [ref: string, phrase: number, note: string][]];

/** A list as short text, to be sealed. */
export function writeList({ entries, changedOn, language, noteLanguage, counted }: PersonalList): string {
  const written: Written = [
    VERSION, changedOn, language ? languages.indexOf(language) : -1, languages.indexOf(noteLanguage), counted ? 1 : 0,
    entries.map(({ ref, phrase, note }) => [ref, phrase ?? 0, note]),
  ];
  return JSON.stringify(written);
}

/** Reads what {@link writeList} wrote; undefined for anything else, and for a list that is too old or from the future. */
export function readList(text: string, today: Day): PersonalList | undefined {
  const written = parse(text);
  if (!Array.isArray(written) || written[0] !== VERSION) return undefined;
  const [, day, language, noteLanguage, counted, entries] = written as Written;
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day) || day > addDays(today, 1) || addDays(day as Day, LIST_DAYS) < today) return undefined;
  if (!Array.isArray(entries) || entries.length > MAX_ENTRIES) return undefined;
  const read = entries.map(readEntry);
  if (read.some((entry) => entry === undefined)) return undefined;
  const own = languages[language];
  return {
    ...emptyList(day as Day), entries: read as ListEntry[], noteLanguage: languages[noteLanguage] ?? 'de', counted: counted === 1,
    ...(own ? { language: own } : {}),
  };
}

function readEntry(entry: unknown): ListEntry | undefined {
  if (!Array.isArray(entry)) return undefined;
  const [ref, phrase, note] = entry as [unknown, unknown, unknown];
  if (!isRef(ref) || typeof note !== 'string' || [...note].length > MAX_NOTE) return undefined;
  return { ref, note, ...(phrases.includes(phrase as Phrase) ? { phrase: phrase as Phrase } : {}) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

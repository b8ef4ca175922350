import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { Language } from '../platform/language.ts';
import { accepted, refused, type Outcome } from '../platform/outcome.ts';

/** Sentences a Lotse can put to an entry in every language without speaking it; numbers stand in sealed lists and never change. */
export const phrases = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Phrase = (typeof phrases)[number];

/** One offer on a list. */
export interface ListEntry {
  /** the last six bytes of the offer's id: random, unique in a town, and short enough for a QR code */
  ref: string;
  /** a Lotse's own sentence; lives only in the sealed list and on paper */
  note: string;
  phrase?: Phrase;
}

/** What a family or a Lotse put together. The server keeps none of it. */
export interface PersonalList {
  entries: readonly ListEntry[];
  /** the day of the last change */
  changedOn: Day;
  /** of the sheet a Lotse hands over */
  language?: Language;
  /** in which the Lotse wrote the sentences */
  noteLanguage: Language;
  /** its offers were counted as handed over; one sheet counts once */
  counted: boolean;
}

/** A sheet of paper and a QR code hold so many; whoever needs more has not been helped by a choice. */
export const MAX_ENTRIES = 10;
export const MAX_NOTE = 160;

const REF = /^[0-9a-f]{12}$/;

export function emptyList(today: Day): PersonalList {
  return { entries: [], changedOn: today, noteLanguage: 'de', counted: false };
}

export function refOf(id: Uuid): string {
  return id.replaceAll('-', '').slice(-12);
}

export function isRef(text: unknown): text is string {
  return typeof text === 'string' && REF.test(text);
}

/** Adds an offer at the end; one that is there already stays where it is. Refused: `list-full`. */
export function addEntry(list: PersonalList, ref: string): Outcome<PersonalList> {
  if (list.entries.some((entry) => entry.ref === ref)) return accepted(list);
  if (list.entries.length >= MAX_ENTRIES) return refused('list-full', { values: { max: MAX_ENTRIES } });
  return accepted({ ...list, entries: [...list.entries, { ref, note: '' }], counted: false });
}

export function removeEntry(list: PersonalList, ref: string): PersonalList {
  return { ...list, entries: list.entries.filter((entry) => entry.ref !== ref) };
}

/** Moves an entry one place; at either end, or if it is not there, nothing changes. */
export function moveEntry(list: PersonalList, ref: string, by: -1 | 1): PersonalList {
  const from = list.entries.findIndex((entry) => entry.ref === ref);
  const to = from + by;
  if (from === -1 || to < 0 || to >= list.entries.length) return list;
  const entries = [...list.entries];
  [entries[from], entries[to]] = [entries[to]!, entries[from]!];
  return { ...list, entries };
}

/** Puts a sentence to an entry: line breaks become spaces, what is too long is cut; control and direction characters fall away. */
export function annotate(list: PersonalList, ref: string, note: string, phrase: Phrase | undefined): PersonalList {
  const clean = [...note.normalize('NFC').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()].slice(0, MAX_NOTE).join('');
  return { ...list, entries: list.entries.map((entry) => (entry.ref === ref ? { ref, note: clean, ...(phrase ? { phrase } : {}) } : entry)) };
}

/** Puts the entries of another list behind one's own, as far as there is room. */
export function mergeLists(own: PersonalList, other: PersonalList): PersonalList {
  const added = other.entries.filter(({ ref }) => !own.entries.some((entry) => entry.ref === ref));
  return { ...own, entries: [...own.entries, ...added].slice(0, MAX_ENTRIES), noteLanguage: own.entries.length === 0 ? other.noteLanguage : own.noteLanguage };
}

/** For places where sentences must not go, e.g. a mail that waits in the outbox. */
export function withoutNotes(list: PersonalList): PersonalList {
  return { ...list, entries: list.entries.map(({ ref }) => ({ ref, note: '' })) };
}

export function hasNotes(list: PersonalList): boolean {
  return list.entries.some(({ note, phrase }) => note !== '' || phrase !== undefined);
}

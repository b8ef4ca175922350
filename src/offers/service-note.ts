import { noteKindOf, notePart, isNotePart, type NoteKind, type NotePart } from './note-part.ts';
import type { NoteText, ServiceRecord } from './service.ts';
import type { Provenance, TextLanguage } from './translation.ts';

export interface Note {
  part: NotePart;
  german: string;
}

type Noted = Partial<Pick<ServiceRecord, 'schedules' | 'exceptions' | 'places' | 'costs' | 'phones' | 'contacts'>>;

/** The notes families may read, each once. */
export function serviceNotes({ schedules = [], exceptions = [], places = [], costs = [], phones = [], contacts = [] }: Noted): Note[] {
  const said: [NoteKind, string][] = [
    ...schedules.map(({ note }): [NoteKind, string] => ['time-note', note]),
    ...exceptions.map(({ note }): [NoteKind, string] => ['day-note', note]),
    ...places.map(({ description }): [NoteKind, string] => ['place-note', description]),
    ...costs.map(({ description }): [NoteKind, string] => ['cost-note', description]),
    ...costs.map(({ reducedFor }): [NoteKind, string] => ['reduction', reducedFor]),
    ...phones.map(({ description }): [NoteKind, string] => ['phone-note', description]),
    ...contacts.filter(({ isPublic }) => isPublic).map(({ title }): [NoteKind, string] => ['contact-title', title]),
  ];
  return notesOf(said);
}

/** Each note once, in the order given; empty ones are none. */
export function notesOf(said: readonly (readonly [NoteKind, string])[]): Note[] {
  return [...new Map(said.flatMap(([kind, german]): [NotePart, string][] => (german === '' ? [] : [[notePart(kind, german), german]])))].map(([part, german]) => ({ part, german }));
}

/**
 * For each note what is kept of it in one language: its own text, or – outdated – that of a note of the same kind which stands nowhere any
 * more and was worded most alike. A note that shares no word with any is missing. O(notes × kept).
 */
export function keptNotes<Kept extends { part: string; provenance: Pick<Provenance, 'source'> }>(notes: readonly Note[], kept: readonly Kept[]): Map<NotePart, Kept> {
  const own = new Map(kept.map((one) => [one.part, one]));
  const found = new Map<NotePart, Kept>(notes.flatMap(({ part }) => (own.has(part) ? [[part, own.get(part)!]] : [])));
  const living = new Set<string>(notes.map(({ part }) => part));
  const former = kept.filter(({ part }) => isNotePart(part) && !living.has(part));
  const pairs = notes.filter(({ part }) => !found.has(part)).flatMap((note) => former
    .filter(({ part }) => noteKindOf(part as NotePart) === noteKindOf(note.part))
    .map((one) => ({ note, one, likeness: likeness(note.german, one.provenance.source) })))
    .filter((pair) => pair.likeness > 0).sort((a, b) => b.likeness - a.likeness);
  const taken = new Set<Kept>();
  for (const { note, one } of pairs) {
    if (found.has(note.part) || taken.has(one)) continue;
    found.set(note.part, one);
    taken.add(one);
  }
  return found;
}

/** Words two texts share, of all they have (Jaccard). */
function likeness(one: string, other: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}{2,}|\p{N}+/gu));
  const [mine, others] = [words(one), words(other)];
  const shared = [...mine].filter((word) => others.has(word)).length;
  return shared === 0 ? 0 : shared / (mine.size + others.size - shared);
}

/** A note in a page's language if it was made from these very words. An outdated one is not shown: it may tell of the old price or the old hour. */
export function noteText(texts: readonly { language: TextLanguage; notes?: readonly NoteText[] }[], language: TextLanguage, kind: NoteKind, german: string): NoteText | undefined {
  const notes = texts.find((text) => text.language === language)?.notes ?? [];
  return notes.find(({ part, provenance }) => provenance.source === german && noteKindOf(part) === kind);
}

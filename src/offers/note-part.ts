import { createHash } from 'node:crypto';

/** Short texts beside times, days, places, costs, telephones and people of an offer. */
export const noteKinds = ['time-note', 'day-note', 'place-note', 'cost-note', 'reduction', 'phone-note', 'contact-title'] as const;
export type NoteKind = (typeof noteKinds)[number];

/**
 * A note's name among the texts of an offer: its kind and the fingerprint of its German words. Rows of times and costs are written anew with
 * every saving, and two of them often say the same: only the words themselves last, and one translation serves them all.
 */
export type NotePart = `${NoteKind}-${string}`;

const NOTE_PART = new RegExp(`^(${noteKinds.join('|')})-[0-9a-f]{16}$`);

export function isNotePart(part: string): part is NotePart {
  return NOTE_PART.test(part);
}

export function notePart(kind: NoteKind, german: string): NotePart {
  return `${kind}-${createHash('sha256').update(german).digest('hex').slice(0, 16)}`;
}

export function noteKindOf(part: NotePart): NoteKind {
  return noteKinds.find((kind) => part.startsWith(`${kind}-`))!;
}

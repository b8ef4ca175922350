import type { Uuid } from '../platform/id.ts';
import { languages, type Language } from '../platform/language.ts';
import { isNotePart, type NotePart } from './note-part.ts';

/** Languages a record may have texts in besides German. */
export type TextLanguage = Exclude<Language, 'de'>;
export const textLanguages = languages.filter((language): language is TextLanguage => language !== 'de');

/** Records whose texts are translated. Names of places and organizations are proper names: they stay as they are. */
export const recordKinds = ['service', 'event', 'location', 'phase', 'transition', 'field'] as const;
export type RecordKind = (typeof recordKinds)[number];

export const serviceParts = ['name', 'summary', 'description', 'audience', 'application-process'] as const;
export type ServicePart = (typeof serviceParts)[number];
export const recordParts = {
  service: serviceParts,
  event: ['name', 'summary', 'description'],
  location: ['accessibility-note', 'transport-note'],
  phase: ['name'],
  transition: ['name'],
  field: ['name'],
} as const satisfies Record<RecordKind, readonly string[]>;
type NamedPart = (typeof recordParts)[RecordKind][number];
/** A text of a record: one that has a name, or a note of an offer. */
export type TextPart = NamedPart | NotePart;

/** As long as the German text may be, and half as long again: other languages need more room. */
const longest: Record<NamedPart, number> = {
  name: 300, summary: 600, description: 15_000, audience: 750, 'application-process': 3_000, 'accessibility-note': 1_500, 'transport-note': 1_500,
};
/** Notes are lines, not texts. */
const LONGEST_NOTE = 450;

export function longestText(part: TextPart): number {
  return isNotePart(part) ? LONGEST_NOTE : longest[part];
}

/**
 * What somebody said of a text. machine-made: nobody has read it. unreviewed: written by a person, no other has read it. reviewed: a person
 * says that it is right.
 */
export const textMarks = ['machine-made', 'unreviewed', 'reviewed'] as const;
export type TextMark = (typeof textMarks)[number];
/** outdated: made from a German text that is no longer that of the record. */
export type TextState = TextMark | 'outdated';
/** The best last. */
export const translationStates = ['missing', 'outdated', 'machine-made', 'unreviewed', 'reviewed'] as const;
export type TranslationState = (typeof translationStates)[number];

/** Where a text comes from. */
export interface Provenance {
  /** the German it was made from */
  source: string;
  mark: TextMark;
  reviewedBy?: Uuid;
  reviewedAt?: Date;
  changedAt?: Date;
}

/** One part of one record in one language: what a translator works on. */
export interface TranslationUnit {
  kind: RecordKind;
  recordId: Uuid;
  part: TextPart;
  language: TextLanguage;
  /** today's German text, never empty */
  german: string;
  /** '' if missing */
  text: string;
  provenance?: Provenance;
}

/**
 * The state of a text, always told by comparing with today's German and never kept as a flag: no way of changing a record can forget it.
 * A text nothing is known of (a name typed beside the German one) counts as written by a person and read by no other.
 */
export function stateOf({ german, text, provenance }: Pick<TranslationUnit, 'german' | 'text' | 'provenance'>): TranslationState {
  if (text === '') return 'missing';
  if (!provenance) return 'unreviewed';
  return provenance.source === german ? provenance.mark : 'outdated';
}

/** What is known of a text that may have been typed elsewhere since: what was said of other words says nothing. */
export function provenanceIn(text: string, described: string, provenance: Provenance): Provenance | undefined {
  return text === described ? provenance : undefined;
}

/** The worst of several states; `reviewed` for none. */
export function worstState<State extends TranslationState>(states: readonly State[]): State {
  const order = translationStates.filter((state): state is State => (states as readonly TranslationState[]).includes(state));
  return order[0] ?? ('reviewed' as State);
}

/** Whether a machine may write here: where nothing stands, or where a machine wrote what is outdated – never over a person's words. */
export function isForMachine(unit: TranslationUnit): boolean {
  const state = stateOf(unit);
  return state === 'missing' || (state === 'outdated' && unit.provenance?.mark === 'machine-made');
}

import { languageFacts, type Language } from '../platform/language.ts';
import type { ServiceRecord, ServiceText } from './service.ts';
import { isNotePart, type NoteKind, type NotePart } from './note-part.ts';
import { keptNotes, noteText, serviceNotes } from './service-note.ts';
import { serviceParts, stateOf, worstState, type Provenance, type ServicePart, type TextLanguage, type TextMark, type TextState } from './translation.ts';

/** The texts of an offer as a page of one language shows them. */
export interface ShownText {
  name: string;
  summary: string;
  description: string;
  /** the language the name is in */
  language: Language;
  /** the language the summary is in; may be German where only the name is translated */
  summaryLanguage: Language;
  /** of the translation, the worst of what is shown; missing for German */
  state?: TextState;
  /** the last day anybody reviewed it, if all of it is reviewed */
  reviewedAt?: Date;
}

/** One text and the language it is in. */
export interface TextInLanguage {
  text: string;
  language: Language;
}

type Translated = Pick<ServiceRecord, 'name' | 'summary' | 'description' | 'texts'> & Partial<Pick<ServiceRecord, 'audience' | 'applicationProcess'>>;

const fields = { name: 'name', summary: 'summary', description: 'description', audience: 'audience', 'application-process': 'applicationProcess' } as const satisfies Record<ServicePart, keyof ServiceText>;

/**
 * The parts of an offer in the language asked for where there are some, otherwise German. Each is taken by itself: a record may have
 * a translated name and a German description only.
 */
export function textsIn(service: Translated, language: Language): { head: ShownText; description: TextInLanguage; audience: TextInLanguage; applicationProcess: TextInLanguage } {
  const own = language === 'de' ? undefined : service.texts.find((text) => text.language === language);
  const part = (name: ServicePart): TextInLanguage => {
    const text = own?.[fields[name]];
    return text ? { text, language } : { text: service[fields[name]] ?? '', language: 'de' };
  };
  const [name, summary, description] = [part('name'), part('summary'), part('description')];
  return {
    head: { name: name.text, summary: summary.text, description: description.text, language: name.language, summaryLanguage: summary.language, ...(own ? standing(own) : {}) },
    description, audience: part('audience'), applicationProcess: part('application-process'),
  };
}

function standing(text: ServiceText): Pick<ShownText, 'state' | 'reviewedAt'> {
  const days = Object.values(text.parts ?? {}).flatMap(({ reviewedAt }) => reviewedAt ?? []).sort((a, b) => b.getTime() - a.getTime());
  return { state: text.state, ...(text.state === 'reviewed' && days[0] ? { reviewedAt: days[0] } : {}) };
}

/** A note of an offer in the page's language, otherwise German. */
export function noteIn(service: Pick<ServiceRecord, 'texts'>, language: Language, kind: NoteKind, german: string): TextInLanguage {
  const own = language === 'de' || german === '' ? undefined : noteText(service.texts, language, kind, german);
  return own ? { text: own.text, language } : { text: german, language: 'de' };
}

/** What is to be said of all texts and notes a page of an offer shows: the worst of them. */
export function standingOf(service: Translated & Parameters<typeof serviceNotes>[0], language: Language): Pick<ShownText, 'language' | 'state' | 'reviewedAt'> {
  const { head } = textsIn(service, language);
  const own = language === 'de' ? undefined : service.texts.find((text) => text.language === language);
  const living = new Set<string>(serviceNotes(service).map(({ part }) => part));
  const marks = own?.notes?.filter(({ part }) => living.has(part)).map(({ provenance }) => provenance.mark) ?? [];
  if (marks.length === 0) return head;
  const state = worstState<TextState>([...(head.state ? [head.state] : []), ...marks]);
  return { language: head.language, ...(state === 'reviewed' ? (head.state ? { state, ...(head.reviewedAt ? { reviewedAt: head.reviewedAt } : {}) } : {}) : { state }) };
}

interface KeptPart {
  part: ServicePart | NotePart;
  text: string;
  provenance: Provenance;
}

/** An offer's texts of one language put together from their parts, with the state that follows from today's German. */
export function serviceText(german: Translated, language: TextLanguage, parts: readonly KeptPart[]): ServiceText {
  const own = parts.flatMap((one) => (isNotePart(one.part) ? [] : [{ ...one, part: one.part }]));
  const notes = parts.flatMap((one) => (isNotePart(one.part) ? [{ ...one, part: one.part }] : []));
  const text = (part: ServicePart) => own.find((one) => one.part === part)?.text ?? '';
  return {
    language, name: text('name'), summary: text('summary'), description: text('description'), audience: text('audience'), applicationProcess: text('application-process'),
    state: worstState(own.map((one) => stateOf({ ...one, german: german[fields[one.part]] ?? '' }) as TextState)),
    parts: Object.fromEntries(own.map(({ part, provenance }) => [part, provenance])), ...(notes.length > 0 ? { notes } : {}),
  };
}

/** The parts of a record's texts as they are kept: what is known of them, or that they were made from today's German. */
export function keptParts(german: Translated, text: ServiceText): { part: ServicePart; text: string; provenance: Provenance }[] {
  return serviceParts.flatMap((part) => {
    const own = text[fields[part]];
    if (!own) return [];
    const isOutdated = text.state === 'outdated';
    return [{ part, text: own, provenance: text.parts?.[part] ?? { source: isOutdated ? '' : (german[fields[part]] ?? ''), mark: isOutdated ? 'machine-made' : (text.state as TextMark) } }];
  });
}

/** The same with an offer's notes: those that stand there, and former ones a translator can make the new ones from. */
export function keptPartsAndNotes(german: Translated & Parameters<typeof serviceNotes>[0], text: ServiceText): KeptPart[] {
  return [...keptParts(german, text), ...keptNotes(serviceNotes(german), text.notes ?? []).values()];
}

/** Texts that came from elsewhere, where notes are not told of: with the notes that are here. */
export function withNotesOf(stored: readonly ServiceText[], texts: readonly ServiceText[]): ServiceText[] {
  const notesIn = (language: TextLanguage) => stored.find((text) => text.language === language)?.notes;
  const only = stored.filter(({ language, notes }) => notes && !texts.some((text) => text.language === language));
  return [
    ...texts.map((text) => ({ ...text, ...(notesIn(text.language) ? { notes: notesIn(text.language)! } : {}) })),
    ...only.map(({ language, notes, state }) => ({ language, name: '', summary: '', description: '', state, notes: notes! })),
  ];
}

/** True where a page of that language shows words of another one. */
export function isForeign(shown: Language, page: Language): boolean {
  return languageFacts[shown].tag !== languageFacts[page].tag;
}

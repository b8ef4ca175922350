import type { Language } from '../../platform/language.ts';
import { stateOf, worstState, type Provenance, type TextLanguage, type TextMark, type TextState } from '../translation.ts';

export const eventParts = ['name', 'summary', 'description'] as const;
export type EventPart = (typeof eventParts)[number];

/** A text of an event in another language, with what is known of it; without: made from today's German, in this mark. */
export interface EventText {
  language: TextLanguage;
  part: EventPart;
  text: string;
  provenance?: Provenance;
  mark?: TextMark;
}

interface Translated {
  name: string;
  summary: string;
  description: string;
  texts: readonly EventText[];
}

/** The words of an event as a page of one language shows them. */
export interface EventWords {
  name: string;
  /** the language the name is in */
  language: Language;
  summary: string;
  summaryLanguage: Language;
  description: string;
  descriptionLanguage: Language;
  /** of the translation, the worst of what is shown; missing for German */
  state?: TextState;
}

/** Each part in the language asked for where there is one, otherwise German. Einfache Sprache falls back to German as well. */
export function eventWordsIn(event: Translated, language: Language): EventWords {
  const own = event.texts.filter((one) => one.language === language && one.text !== '');
  const part = (name: EventPart): [string, Language] => {
    const found = own.find((one) => one.part === name);
    return found ? [found.text, language] : [event[name], 'de'];
  };
  const [[name, nameIn], [summary, summaryLanguage], [description, descriptionLanguage]] = [part('name'), part('summary'), part('description')];
  return {
    name, language: nameIn, summary, summaryLanguage, description, descriptionLanguage,
    ...(own.length > 0 ? { state: worstState(own.map((one) => eventTextState(event, one))) } : {}),
  };
}

/** Told by comparing with today's German, as for offers. */
export function eventTextState(event: Omit<Translated, 'texts'>, text: EventText): TextState {
  return stateOf({ german: event[text.part], text: text.text, provenance: keptProvenance(event, text) }) as TextState;
}

export function keptProvenance(event: Omit<Translated, 'texts'>, text: EventText): Provenance {
  return text.provenance ?? { source: event[text.part], mark: text.mark ?? 'unreviewed' };
}

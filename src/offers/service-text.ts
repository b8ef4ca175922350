import { languageFacts, type Language } from '../platform/language.ts';
import type { ServiceRecord, TextState } from './service.ts';

/** The texts of an offer as a page of one language shows them. */
export interface ShownText {
  name: string;
  summary: string;
  description: string;
  /** the language they are in */
  language: Language;
  /** of the translation; missing for German */
  state?: TextState;
}

/**
 * Name, summary and description in the language asked for where there are some, otherwise German. Each is taken by itself: a record may have
 * a translated name and a German description only.
 */
export function textsIn(service: Pick<ServiceRecord, 'name' | 'summary' | 'description' | 'texts'>, language: Language): { head: ShownText; description: { text: string; language: Language } } {
  const own = language === 'de' ? undefined : service.texts.find((text) => text.language === language);
  const german = { text: service.description, language: 'de' as const };
  const description = own?.description ? { text: own.description, language } : german;
  if (!own) return { head: { name: service.name, summary: service.summary, description: service.description, language: 'de' }, description };
  return { head: { name: own.name, summary: own.summary || service.summary, description: description.text, language, state: own.state }, description };
}

/** True where a page of that language shows words of another one. */
export function isForeign(shown: Language, page: Language): boolean {
  return languageFacts[shown].tag !== languageFacts[page].tag;
}

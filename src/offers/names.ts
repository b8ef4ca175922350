import { languageFacts, type Language } from '../platform/language.ts';

/** Names by language; German is always there: `{ de: 'Beratung', tr: 'Danışma' }`. */
export type Names = { readonly de: string } & { readonly [language: string]: string };

/** A name in the language asked for, otherwise German – with the tag of the language it is in, where that is another one. */
export function nameIn(names: Names, language: Language): { text: string; lang?: string } {
  const own = names[language];
  if (own) return { text: own };
  return languageFacts[language].tag === 'de' ? { text: names.de } : { text: names.de, lang: 'de' };
}

/** The name's text alone, where no mark-up is possible, e.g. in a list of choices. */
export function plainName(names: Names, language: Language): string {
  return nameIn(names, language).text;
}

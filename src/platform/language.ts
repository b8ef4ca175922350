/**
 * Languages of the product. German is complete; family-facing pages exist in all of them.
 * `de-easy` is Einfache Sprache (never to be called "Leichte Sprache", which needs an audit).
 */
export const languages = ['de', 'de-easy', 'en', 'uk', 'tr', 'ar', 'ru'] as const;
export type Language = (typeof languages)[number];

interface LanguageFacts {
  /** BCP 47 tag for `<html lang>` and Intl */
  tag: string;
  direction: 'ltr' | 'rtl';
  /** segment in addresses: `/alfeld/ar/angebote`; German has none */
  segment: string;
  /** the language's name in itself */
  name: string;
}

export const languageFacts: Record<Language, LanguageFacts> = {
  de: { tag: 'de', direction: 'ltr', segment: '', name: 'Deutsch' },
  'de-easy': { tag: 'de', direction: 'ltr', segment: 'einfach', name: 'Einfache Sprache' },
  en: { tag: 'en', direction: 'ltr', segment: 'en', name: 'English' },
  uk: { tag: 'uk', direction: 'ltr', segment: 'uk', name: 'Українська' },
  tr: { tag: 'tr', direction: 'ltr', segment: 'tr', name: 'Türkçe' },
  ar: { tag: 'ar', direction: 'rtl', segment: 'ar', name: 'العربية' },
  ru: { tag: 'ru', direction: 'ltr', segment: 'ru', name: 'Русский' },
};

/** The language a segment of an address stands for; undefined if it is none. */
export function languageOfSegment(segment: string): Language | undefined {
  return languages.find((language) => languageFacts[language].segment === segment && segment !== '');
}

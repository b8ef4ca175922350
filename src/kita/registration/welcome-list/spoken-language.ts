import type { Language } from '../../../platform/language.ts';
import { headerKey } from '../../../platform/table-file/header-names.ts';

const WORDS: Readonly<Record<Language, readonly string[]>> = {
  de: ['de', 'deu', 'ger', 'deutsch', 'german'],
  'de-easy': ['deeasy', 'leichtesprache', 'einfachesprache', 'leicht', 'einfach'],
  en: ['en', 'eng', 'englisch', 'english'],
  uk: ['uk', 'ukr', 'ukrainisch', 'ukrainian'],
  tr: ['tr', 'tur', 'türkisch', 'turkish'],
  ar: ['ar', 'ara', 'arabisch', 'arabic'],
  ru: ['ru', 'rus', 'russisch', 'russian'],
};

const LANGUAGE_OF = new Map(Object.entries(WORDS).flatMap(([language, words]) => words.map((word) => [headerKey(word), language as Language])));

/** The language somebody wrote into a list, if letters are made in it; a country or a nationality is no language. */
export const spokenLanguage = (typed: string): Language | undefined => LANGUAGE_OF.get(headerKey(typed));

import { languageFacts, type Language } from '../../platform/language.ts';
import type { LifePhase } from '../phase.ts';
import type { Location } from '../location.ts';
import type { ServiceRecord } from '../service.ts';
import { isForeign, type TextInLanguage } from '../service-text.ts';

/** An offer with what paper says of it. */
export interface PrintedOffer {
  service: ServiceRecord;
  organizationName: string;
  places: readonly { location: Location; description: string }[];
}

export const papers = ['a5', 'a4'] as const;
export type Paper = (typeof papers)[number];

/** What a booklet is about: all of the directory, one life phase, one area, or both. */
export interface PrintedPart {
  phase?: LifePhase;
  area?: { id: string; name: string };
}

/** A piece of text as a template sets it; `lang` where it is not the language of the page. */
export type Piece = { text: string; lang: string | null };

/** A text that may be in another language than the page: told to screen readers, and kept apart where the page reads from right to left. */
export function piece({ text, language }: TextInLanguage, page: Language): Piece {
  const plain = text.replace(/[\u2066-\u2069]/g, '');
  const isolated = languageFacts[page].direction === 'rtl' && plain !== '' ? `\u2068${plain}\u2069` : plain;
  return { text: isolated, lang: isForeign(language, page) ? languageFacts[language].tag : null };
}

/** Names of people, places and organizations are German wherever they stand. */
export function german(text: string, page: Language): Piece {
  return piece({ text, language: 'de' }, page);
}

export function own(text: string): Piece {
  return { text, lang: null };
}

import { qrSvg } from '../../offers/print/qr-svg.ts';
import { sayDay } from '../../offers/said.ts';
import type { Day } from '../../platform/day.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { letterTexts } from '../letter-texts.ts';
import { letterOf, type LetterFacts, type LetterText } from './letter.ts';

/** One letter on paper: to whom, in which language, about what. */
export interface PrintedLetter extends LetterFacts {
  /** lines of the address in the window; empty for letters handed over */
  address: readonly string[];
  language: Language;
  day: Day;
}

export interface LetterHead {
  town: string;
  /** the sender's line above the address */
  sender: string;
  /** where the letter is written: „Alfeld, 22. November 2026“ */
  place: string;
}

/** Data of letter.typ. */
export function letterDocument(head: LetterHead, letters: readonly PdfData[]): PdfData {
  return { town: head.town, title: `Kita ${head.town}`, letters: [...letters] };
}

/**
 * One letter: in the family's language first, then the binding German text on pages of its own. The same facts say the page
 * (pages/decision-letter.tsx), so paper and page cannot differ. A few milliseconds for the code.
 */
export function letterPart({ sender, place }: LetterHead, letter: PrintedLetter): PdfData {
  const { language, decision, answerAddress } = letter;
  const parts = language === 'de' ? [partOf(letterOf(letter, 'de'), letter)] : [partOf(letterOf(letter, language), letter, 'binding'), partOf(letterOf(letter, 'de'), letter, 'german.title')];
  return {
    number: decision.number, sender, address: [...letter.address], date: letterTexts.in('de')('date', { place, day: sayDay('de', letter.day) }), parts,
    qr: answerAddress ? qrSvg(answerAddress) : null, scan: letterTexts.in(language)('scan'),
  };
}

function partOf({ language, title, greeting, facts, sections, closing }: LetterText, { office }: LetterFacts, note?: 'binding' | 'german.title') {
  const { tag, direction } = languageFacts[language];
  return {
    lang: tag, dir: direction, title, greeting, facts: facts.map(({ label, value }) => ({ label, value })), closing, office: office.name, note: note ? letterTexts.in(language)(note) : null,
    sections: sections.map(({ key, heading, paragraphs, items }) => ({ key, heading: heading ?? null, paragraphs: [...paragraphs], items: [...items] })),
  };
}

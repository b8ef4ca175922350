import type { Outcome } from '../platform/outcome.ts';
import { languageFacts, type Language } from '../platform/language.ts';
import type { TextLanguage } from './translation.ts';

/** A machine that translates from German; refusals are said to the coordinator. */
export interface TranslationMachine {
  /** As many texts as were sent, in their order. Refuses `machine-unreachable`, `machine-busy`, `machine-key`, `machine-language`, `machine-answer` */
  translate(texts: readonly string[], into: TextLanguage): Promise<Outcome<string[]>>;
}

/** Einfache Sprache is no language of a translation machine. */
export const machineLanguages: readonly TextLanguage[] = (Object.keys(languageFacts) as Language[]).filter((language): language is TextLanguage => language !== 'de' && language !== 'de-easy');

const TEXTS_AT_ONCE = 20;
const CHARACTERS_AT_ONCE = 8_000;

/** Texts in portions a machine answers in seconds; a single long text goes alone. */
export function portions<Unit extends { german: string }>(units: readonly Unit[]): Unit[][] {
  const all: Unit[][] = [];
  let length = 0;
  for (const unit of units) {
    const current = all.at(-1);
    if (current && current.length < TEXTS_AT_ONCE && length + unit.german.length <= CHARACTERS_AT_ONCE) {
      current.push(unit);
      length += unit.german.length;
    } else {
      all.push([unit]);
      length = unit.german.length;
    }
  }
  return all;
}

import { expand, termOfNeed, type Term } from './expand.ts';
import { stemOf } from './stem.ts';
import type { Thesaurus } from './thesaurus.ts';
import type { Understood } from './understand.ts';
import type { Vocabulary } from './vocabulary.ts';
import { contentWords } from './words.ts';

/** Needs meant by a question that names none: an age or a time asks what there is to do, a call for help whom to ask. */
const [WHAT_IS_ON, WHOM_TO_ASK] = ['what-is-on', 'general-contact'] as const;
const CALLS = new Set(contentWords('Hilfe helfen hilft Frage Problem brauche help допомога помощь yardim مساعدة').map(stemOf));

/**
 * The words of a question as this directory reads them. „Was ist heute Nachmittag los“ has no word left to search for: it is read as a question for
 * something to do; „wer kann mir helfen“ as one for whom to ask. An area alone, or nothing, asks for all offers: no terms.
 */
export function readQuestion(rest: string, parts: readonly Understood[], vocabulary: Vocabulary, thesaurus: Thesaurus): Term[] {
  const terms = expand(rest, vocabulary, thesaurus);
  const saysSomething = terms.some((term) => term.needs.length > 0 || (!term.isGeneral && term.readings.length > 0));
  if (saysSomething) return terms;
  const isCall = terms.some(({ word }) => CALLS.has(stemOf(word)));
  const need = parts.some(({ kind }) => kind === 'age' || kind === 'days' || kind === 'weekday' || kind === 'time') ? WHAT_IS_ON : isCall ? WHOM_TO_ASK : undefined;
  const meant = need && terms.every(({ isGeneral }) => isGeneral) ? termOfNeed(need, vocabulary, thesaurus) : undefined;
  return meant && meant.readings.length > 0 ? [...terms, meant] : terms;
}

/**
 * Whether nothing here answers: every word is unknown, or all that say what it is about are and the known ones say it of anything („Flugzeug
 * kaufen“). A list of whatever has „kaufen“ in it would hide that there is no answer.
 */
export function isUnanswered(terms: readonly Term[]): boolean {
  const telling = terms.filter(({ isGeneral, needs }) => !isGeneral || needs.length > 0);
  return (telling.length > 0 ? telling : terms).every((term) => term.readings.length === 0);
}

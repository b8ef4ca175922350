import type { Language } from '../../platform/language.ts';
import type { DecisionContent, DecisionRecord } from './content.ts';

/** Facts of a letter → sentences, in one language. */
export interface LetterFacts {
  decision: DecisionRecord;
  content: DecisionContent;
  town: string;
}

export interface LetterSentences {
  title: string;
  paragraphs: readonly string[];
}

export function letterSentences(_facts: LetterFacts, _language: Language): LetterSentences {
  throw new Error('not yet');
}

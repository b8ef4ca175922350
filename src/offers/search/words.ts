import { fold } from './fold.ts';

/** What people ask is short; what comes longer is cut, so that nothing typed can slow the search down. */
export const MAX_QUERY_LENGTH = 200;
const MAX_WORD_LENGTH = 40;

/** German words that say nothing about an offer; folded. Words such as „nicht“ and „alleine“ stay: they are asked for. */
const STOP_WORDS = new Set((
  'der die das den dem des ein eine einen einem einer eines und oder aber als auch auf aus bei beim bis da damit dann dass denn dies '
  + 'diese diesem diesen dieser dieses doch dort du durch er es euch euer fur gegen hat habe haben hier ich ihr ihre ihrem ihren ihrer ihres im in ins ist '
  + 'ja jede jedem jeden jeder kann mein meine meinem meinen meiner mich mir mit nach noch nur ob ohne sein seine seinem seinen seiner sich sie sind so soll '
  + 'uber um uns unser unsere unserem unseren unserer unter vom von vor war was weil wenn werden wer wie wir wird wo zu zum zur zwischen '
  + 'bitte gibt the of for and to a an is are with in'
).split(' '));

/** Words of a text in order, folded: runs of letters and digits, at hyphens and slashes apart. O(length). */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu)?.map((word) => word.slice(0, MAX_WORD_LENGTH)) ?? [];
}

/** Words of a text that are worth finding: no stop words, no single Latin letters. */
export function contentWords(text: string): string[] {
  return wordsOf(text).filter((word) => !STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word) || !/[a-z]/.test(word)));
}

/** Words of what somebody asks; if it holds nothing but stop words, those. At most twelve, each once. */
export function queryWords(query: string): string[] {
  const short = query.slice(0, MAX_QUERY_LENGTH);
  const content = contentWords(short);
  return [...new Set(content.length > 0 ? content : wordsOf(short))].slice(0, 12);
}

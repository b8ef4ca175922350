import { fold } from './fold.ts';

/** What people ask is short; what comes longer is cut, so that nothing typed can slow the search down. */
export const MAX_QUERY_LENGTH = 200;
const MAX_WORDS = 12;
const MAX_WORD_LENGTH = 40;

/** Words that say nothing about an offer, in the languages families ask in; folded. German words such as „nicht“ and „alleine“ stay: they are asked for. */
const STOP_WORDS = new Set((
  'der die das den dem des ein eine einen einem einer eines und oder aber als auch auf aus bei beim bis da damit dann dass denn dies '
  + 'diese diesem diesen dieser dieses doch dort du durch er es euch euer fur gegen hat habe haben hab hier ich ihr ihre ihrem ihren ihrer ihres im in ins ist '
  + 'ja jede jedem jeden jeder kann konnen mein meine meinem meinen meiner mich mir mit nach noch nur ob ohne sein seine seinem seinen seiner sich sie sind so soll '
  + 'uber um uns unser unsere unserem unseren unserer unter vom von vor war was weil wenn werden wer wie wir wird wo woher zu zum zur zwischen man mal '
  + 'bitte gibt geht immer wieder schon sehr etwas irgendwas irgendwie wohin an am bin da mir tut richtig wirklich gerade bald deren los welche welcher welches '
  + 'the of for and to with are is my our me we you he she it his her him they them have has had do does can could where what how when who there some any get '
  + 'i am be been at on by from or if this that too very just about into im ive dont doesnt cant '
  + 'bir ve ile icin bu ne nerede nasil nereden benim bizim onun cok mi mu ben biz siz gibi olan var daha '
  + 'я мы ми мои моя мое мою моему мого моему наш наша в у на с з со до от від из и или і та чи для что шо що як как где де это цей ця це есть є не к ко по о об а но але ли бы мне мені нам меня мене у нас он она они він вона вони очень дуже делать робити '
  + 'في من على الي عن مع هل كيف اين ما ماذا هو هي انا نحن لي لنا يا و ان او لا لم عندي لدي هذا هذه التي الذي كل عند'
).split(' '));

/** Words of a text in order, folded: runs of letters and digits, at hyphens and slashes apart. O(length). */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu)?.map((word) => word.slice(0, MAX_WORD_LENGTH)) ?? [];
}

/** Whether a folded word is worth finding: no stop word, no single Latin letter. */
export function isContent(word: string): boolean {
  return !STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word) || !/[a-z]/.test(word));
}

/** Words of a text that are worth finding. */
export function contentWords(text: string): string[] {
  return wordsOf(text).filter(isContent);
}

/** Words of what somebody asks; at most twelve, each once. None if it holds nothing but words that say nothing. */
export function queryWords(query: string): string[] {
  return [...new Set(contentWords(query.slice(0, MAX_QUERY_LENGTH)))].slice(0, MAX_WORDS);
}

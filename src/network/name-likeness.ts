/** Words that tell nothing apart: legal forms, articles, what every name may have. */
const EMPTY_WORDS = new Set(['ev', 'gmbh', 'ggmbh', 'gug', 'ug', 'ag', 'kg', 'gbr', 'eg', 'mbh', 'kdor', 'stiftung', 'der', 'die', 'das', 'des', 'dem', 'den', 'ein', 'eine', 'und', 'oder', 'fur', 'im', 'in', 'am', 'an', 'auf', 'mit', 'von', 'vom', 'zu', 'zum', 'zur', 'bei', 'beim', 'aus', 'e', 'v']);

/** Words by which a second course is told from the first: numbers, Roman numerals, single letters, days of the week. */
const MARK = /^(\d+|i{1,3}|iv|vi{0,3}|ix|x|[a-h]|(mo|di|mi|do|fr|sa|so)|(mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|vormittags?|nachmittags?|abends?)$/;

/** A name without what writing alone makes different: case, umlauts (ä, ae, a), ß, accents, punctuation, e. V. */
export function foldName(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/\p{M}+/gu, '').replace(/ß/g, 'ss').replace(/ı/g, 'i').replace(/(?<![aeq])([aou])e/g, '$1')
    .replace(/\be\s*\.?\s*v\b\.?/g, ' ').replace(/&/g, ' und ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

export interface NameWords {
  /** in the order of the alphabet, each once */
  words: readonly string[];
  /** what numbers it among others of its name */
  marks: readonly string[];
  /** groups of three letters of the words */
  grams: ReadonlySet<string>;
}

/** The words of a name that say which one it is. A name of empty words alone keeps them. */
export function nameWords(name: string): NameWords {
  const all = foldName(name).split(' ').filter(Boolean);
  const marks = all.filter((word) => MARK.test(word));
  const telling = all.filter((word) => !MARK.test(word) && !EMPTY_WORDS.has(word));
  const unique = (words: readonly string[]) => [...new Set(words)].sort();
  const words = unique(telling.length > 0 ? telling : all);
  return { words, marks: unique(telling.length > 0 ? marks : []), grams: trigrams(words) };
}

/**
 * How alike two names are, from 0 to 1: the better of shared words and shared groups of three letters (Dice 1945), so that both „Café für
 * Eltern“ and „Elterncafe“ and a slip of the pen are seen. Symmetric; 1 for names of the same words. O(length).
 */
export function nameLikeness(one: NameWords, other: NameWords): number {
  if (one.words.length === 0 || other.words.length === 0) return 0;
  return Math.max(dice(one.words, one.words.length, (word) => other.words.includes(word), other.words.length), dice(one.grams, one.grams.size, (gram) => other.grams.has(gram), other.grams.size));
}

/** Two names that differ only in their number are two of a series, not one written twice. */
export function areNumberedApart(one: NameWords, other: NameWords): boolean {
  return one.marks.length > 0 && other.marks.length > 0 && one.marks.join(' ') !== other.marks.join(' ');
}

function trigrams(words: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const word of words) for (let at = 0; at < word.length + 1; at += 1) found.add(`  ${word} `.slice(at, at + 3));
  return found;
}

function dice(one: Iterable<string>, size: number, isShared: (element: string) => boolean, otherSize: number): number {
  let shared = 0;
  for (const element of one) if (isShared(element)) shared += 1;
  return (2 * shared) / (size + otherSize);
}

import { typingDistance } from './distance.ts';

/** Words in which those like a mistyped one are found: letters are compared as sets first, which leaves few to compare letter by letter. */
export class NearWords {
  private readonly words: readonly string[];
  private readonly letters: Int32Array;

  constructor(words: readonly string[]) {
    this.words = words;
    this.letters = Int32Array.from(words, lettersOf);
  }

  /** The words that differ by the fewest errors, at most `limit`; not the word itself. O(words). */
  nearest(word: string, limit: number): { words: string[]; errors: number } | undefined {
    const own = lettersOf(word);
    let found: string[] = [];
    let errors = limit;
    for (let index = 0; index < this.words.length; index += 1) {
      const other = this.words[index]!;
      if (Math.abs(other.length - word.length) > errors || bits(own ^ this.letters[index]!) > 2 * errors) continue;
      const distance = typingDistance(word, other, errors);
      if (distance === undefined || distance === 0) continue;
      if (distance < errors) found = [];
      errors = distance;
      found.push(other);
    }
    return found.length > 0 ? { words: found.slice(0, 12), errors } : undefined;
  }
}

/** Which letters a word has, 32 classes of them: one error changes at most two. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

function bits(set: number): number {
  let rest = set;
  let count = 0;
  for (; rest !== 0; count += 1) rest &= rest - 1;
  return count;
}

import { stemOf } from './stem.ts';

/** The words a municipality's directory is written in. One long text: looking for a root in it takes microseconds, taking it apart would take milliseconds. */
export class Vocabulary {
  private readonly text: string;
  private list: readonly string[] | undefined;
  private stems: ReadonlySet<string> | undefined;
  private readonly held = new Map<string, readonly string[]>();

  /** `words`: folded, parted by blanks. */
  constructor(words: string) {
    this.text = ` ${words} `;
  }

  /** Every word once. Taken apart at the first call: only unknown words need it. */
  get words(): readonly string[] {
    return (this.list ??= [...new Set(this.text.split(' '))].filter(Boolean));
  }

  /** Words that hold the root, each once, at most `most`. O(length of the vocabulary). */
  holding(root: string, most = 400): readonly string[] {
    const known = this.held.get(root);
    if (known) return known;
    const found = new Set<string>();
    for (let at = this.text.indexOf(root); at >= 0 && found.size < most;) {
      const end = this.text.indexOf(' ', at);
      found.add(this.text.slice(this.text.lastIndexOf(' ', at) + 1, end));
      at = this.text.indexOf(root, end);
    }
    const words = [...found];
    this.held.set(root, words);
    return words;
  }

  hasStem(stem: string): boolean {
    this.stems ??= new Set(this.words.map(stemOf));
    return this.stems.has(stem);
  }
}

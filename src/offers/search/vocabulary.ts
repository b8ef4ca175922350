/** A word of the municipality's directory, folded, and its stem. */
export interface VocabularyWord {
  word: string;
  stem: string;
}

/** The words a search may mean. Reading is all it does; made anew for each search from what is stored. */
export class Vocabulary {
  readonly words: readonly VocabularyWord[];
  private readonly stems: ReadonlySet<string>;

  constructor(words: readonly VocabularyWord[]) {
    this.words = words;
    this.stems = new Set(words.map(({ stem }) => stem));
  }

  hasStem(stem: string): boolean {
    return this.stems.has(stem);
  }

  /** Stems of the words `fits` says yes to, the shortest words first, at most `most`. O(words). */
  stemsWhere(fits: (word: VocabularyWord) => boolean, most = 24): string[] {
    const found = this.words.filter(fits).sort((a, b) => a.word.length - b.word.length);
    return [...new Set(found.map(({ stem }) => stem))].slice(0, most);
  }
}

import { stemOf } from './stem.ts';
import { contentWords, wordsOf } from './words.ts';

/**
 * Groups of words and phrases that lead to the same offers: [["Krabbelgruppe", "Eltern-Kind-Gruppe"], …]. A phrase means its group when all
 * of its words are asked for („Geld reicht nicht“).
 */
export type SynonymGroups = readonly (readonly string[])[];

/** Words that must occur together, folded. */
export type Meaning = readonly string[];

interface Entry {
  words: Meaning;
  stems: readonly string[];
  group: number;
}

export interface Phrase {
  stems: ReadonlySet<string>;
  meanings: Meaning[];
}

/** Synonyms ready to be asked; made once from plain data, or anew from an edited copy to see its effect. */
export class Thesaurus {
  /** every word that stands alone in a group, folded */
  readonly words: readonly string[];
  private readonly groups: readonly (readonly Entry[])[];
  private readonly singles = new Map<string, Entry[]>();
  private readonly phrases: readonly Entry[];

  constructor(groups: SynonymGroups) {
    this.groups = groups.map((group, index) => group.map((text) => entryOf(text, index)));
    const entries = this.groups.flat();
    for (const entry of entries) {
      if (entry.stems.length === 1) this.singles.set(entry.stems[0]!, [...(this.singles.get(entry.stems[0]!) ?? []), entry]);
    }
    this.phrases = entries.filter((entry) => entry.stems.length > 1).sort((a, b) => b.stems.length - a.stems.length);
    this.words = [...new Set(entries.filter((entry) => entry.words.length === 1).map((entry) => entry.words[0]!))];
  }

  /** Other ways to say a word. */
  synonyms(stem: string): Meaning[] {
    return (this.singles.get(stem) ?? []).flatMap((entry) => this.others(entry));
  }

  /** Phrases that are asked for, the longest first; each word counts for one phrase only. */
  phrasesIn(stems: readonly string[]): Phrase[] {
    const free = new Set(stems);
    const found: Phrase[] = [];
    for (const phrase of this.phrases) {
      if (!phrase.stems.every((stem) => free.has(stem))) continue;
      for (const stem of phrase.stems) free.delete(stem);
      found.push({ stems: new Set(phrase.stems), meanings: this.others(phrase) });
    }
    return found;
  }

  private others(entry: Entry): Meaning[] {
    return this.groups[entry.group]!.filter((other) => other !== entry && other.words.length > 0).map((other) => other.words);
  }
}

function entryOf(text: string, group: number): Entry {
  const content = contentWords(text);
  const words = content.length > 0 ? content : wordsOf(text);
  return { words, stems: [...new Set(words.map(stemOf))], group };
}

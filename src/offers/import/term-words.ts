import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { headerKey } from '../../platform/table-file/header-names.ts';
import { nearWords } from '../../platform/table-file/near-words.ts';
import type { Names } from '../names.ts';
import { joinList, splitList } from './list-cell.ts';

/** A word of the municipality's own lists: a life phase, a transition, a field of action. */
export interface Term {
  key: string;
  names: Names;
}

/** Terms prepared for reading many rows. */
export interface TermList {
  terms: readonly Term[];
  byKey: ReadonlyMap<string, Term>;
  byName: ReadonlyMap<string, readonly Term[]>;
}

export function termList(terms: readonly Term[]): TermList {
  const byName = new Map<string, Term[]>();
  for (const term of terms) {
    for (const name of new Set([term.key, ...Object.values(term.names)].map(headerKey))) byName.set(name, [...(byName.get(name) ?? []), term]);
  }
  return { terms, byKey: new Map(terms.map((term) => [term.key, term])), byName };
}

/**
 * Reads keys or names (in any language) of terms, divided by bars, semicolons, line breaks or – where the name itself has none – commas.
 * Each once, in the order of the list. Refuses `term-unknown` with near names and `term-ambiguous`.
 */
export function readTerms(cell: string, list: TermList): Outcome<string[]> {
  const keys = new Set<string>();
  for (const piece of splitList(cell)) {
    const words = findTerms(piece, list).length > 0 ? [piece] : piece.split(',').map((word) => word.trim()).filter(Boolean);
    for (const word of words) {
      const found = findTerms(word, list);
      if (found.length > 1) return refused('term-ambiguous', { values: { text: word.slice(0, 60), candidates: found.map(({ key }) => key).join(', ') } });
      if (found.length === 0) {
        const near = nearWords(word, list.terms.map(({ names }) => names.de));
        return refused('term-unknown', { values: { text: word.slice(0, 60), near: near.join(', '), hasNear: near.length > 0 ? 'yes' : 'no' } });
      }
      keys.add(found[0]!.key);
    }
  }
  return accepted(list.terms.flatMap(({ key }) => (keys.has(key) ? [key] : [])));
}

/** A key is exact and comes first; otherwise every term that has the name. */
function findTerms(word: string, { byKey, byName }: TermList): readonly Term[] {
  const exact = byKey.get(word);
  if (exact) return [exact];
  const wanted = headerKey(word);
  return wanted === '' ? [] : (byName.get(wanted) ?? []);
}

/** German names where they are clear, else keys. */
export function sayTerms(keys: readonly string[], list: TermList): string {
  const words = keys.map((key) => {
    const name = list.byKey.get(key)?.names.de ?? key;
    const found = findTerms(name, list);
    return found.length === 1 && found[0]!.key === key ? name : key;
  });
  return joinList(words);
}

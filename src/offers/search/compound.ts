import { stemOf } from './stem.ts';

/** Letters between the parts of a German compound: Familie·n·zentrum, Geburt·s·tag, Kind·er·garten. */
const JOINTS = ['', 's', 'n', 'en', 'er', 'es', 'e'] as const;
const SHORTEST_PART = 4;

/**
 * Takes a compound apart into known words: „schuldenberatung“ → „schulden“, „beratung“. The split with the fewest parts wins, among
 * those the one whose last part is longest (it says what the thing is). Empty if it cannot be taken apart.
 * `isKnown` says whether a stem, or the part as it stands, is a word of its own. O(length² × joints).
 */
export function splitCompound(word: string, isKnown: (stem: string, part: string) => boolean): string[] {
  if (word.length < 2 * SHORTEST_PART || !/^[a-z]+$/.test(word)) return [];
  // best[i]: parts of word.slice(i)
  const best = new Array<string[] | undefined>(word.length + 1);
  best[word.length] = [];
  for (let start = word.length - SHORTEST_PART; start >= 0; start -= 1) {
    for (let end = start + SHORTEST_PART; end <= word.length; end += 1) {
      if (start === 0 && end === word.length) continue;
      const part = word.slice(start, end);
      if (!isKnown(stemOf(part), part)) continue;
      for (const joint of JOINTS) {
        if (joint !== '' && (end === word.length || !word.startsWith(joint, end))) continue;
        const rest = best[end + joint.length];
        if (rest === undefined || (joint !== '' && rest.length === 0)) continue;
        const parts = [part, ...rest];
        const known = best[start];
        if (known === undefined || isBetter(parts, known)) best[start] = parts;
      }
    }
  }
  const parts = best[0] ?? [];
  return parts.length > 1 ? parts : [];
}

function isBetter(parts: readonly string[], than: readonly string[]): boolean {
  if (parts.length !== than.length) return parts.length < than.length;
  return parts.at(-1)!.length > than.at(-1)!.length;
}

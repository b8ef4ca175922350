import type { Reading, Term, Way } from './expand.ts';
import { PART } from './index-terms.ts';

/** Where a stem stands in an offer: A name, B summary and topics, C place and organization, D description. */
export type Standing = 'A' | 'B' | 'C' | 'D';

const STANDINGS: readonly Standing[] = ['A', 'B', 'C', 'D'];
const WORTH: Record<Standing, number> = { A: 1, B: 0.5, C: 0.3, D: 0.2 };
/** What a second, other way to mean a term adds: an offer that says a need twice is more about it. */
const SECOND = 0.12;

/**
 * How well an offer fits each term, 0 to 1.12: by the best of its readings. A reading is worth its weight times the best place
 * where one of its stems stands; of a reading with several parts each must be there, and the weakest counts.
 */
export function fitsOf(terms: readonly Term[], held: ReadonlyMap<string, Standing>): number[] {
  return terms.map(({ readings }) => {
    let [best, second] = [0, 0];
    for (const { parts, weight } of readings) {
      if (weight <= second) continue;
      const fit = weight * weakest(parts, held);
      if (fit > best) [best, second] = [fit, best];
      else if (fit > second) second = fit;
    }
    return best + SECOND * second;
  });
}

/** Why an offer was found: for each term it answers, the best way. */
export function reasonsOf(terms: readonly Term[], held: ReadonlyMap<string, Standing>): { word: string; way: Way; standing: Standing }[] {
  return terms.flatMap(({ word, readings }) => {
    const best = readings.map((reading) => ({ reading, fit: reading.weight * weakest(reading.parts, held) })).filter(({ fit }) => fit > 0).sort((a, b) => b.fit - a.fit)[0];
    return best ? [{ word, way: best.reading.way, standing: standingOf(best.reading, held) }] : [];
  });
}

function standingOf({ parts }: Reading, held: ReadonlyMap<string, Standing>): Standing {
  const worth = weakest(parts, held);
  return STANDINGS.find((standing) => WORTH[standing] <= worth)!;
}

function weakest(parts: readonly (readonly string[])[], held: ReadonlyMap<string, Standing>): number {
  let least = 1;
  for (const stems of parts) {
    least = Math.min(least, strongest(stems, held));
    if (least === 0) return 0;
  }
  return least;
}

function strongest(stems: readonly string[], held: ReadonlyMap<string, Standing>): number {
  let most = 0;
  for (const stem of stems) {
    const standing = held.get(stem);
    if (standing !== undefined && WORTH[standing] > most) most = WORTH[standing];
  }
  return most;
}

/** Stems any reading asks for. */
export function wantedStems(terms: readonly Term[]): Set<string> {
  return new Set(terms.flatMap((term) => term.readings.flatMap((reading) => reading.parts.flat())));
}

/** Which of the wanted stems an offer's text (index-terms.ts) holds, each where it stands first. O(length of the text). */
export function readHeld(text: string, wanted: ReadonlySet<string>): Map<string, Standing> {
  const held = new Map<string, Standing>();
  let part = 0;
  for (let start = 0; start < text.length;) {
    const blank = text.indexOf(' ', start);
    const end = blank < 0 ? text.length : blank;
    const stem = text.slice(start, end);
    if (stem === PART) part += 1;
    else if (wanted.has(stem) && !held.has(stem)) held.set(stem, STANDINGS[part] ?? 'D');
    start = end + 1;
  }
  return held;
}

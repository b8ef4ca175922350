import type { Term } from './expand.ts';

/** Where a stem stands in an offer: A name, B summary and topics, C place and organization, D description. */
export type Standing = 'A' | 'B' | 'C' | 'D';

const WORTH: Record<Standing, number> = { A: 1, B: 0.5, C: 0.35, D: 0.2 };

/**
 * How well an offer fits each term, 0 to 1: by the best of its readings. A reading is worth its weight times the best place
 * where one of its stems stands; of a reading with several parts each must be there, and the weakest counts.
 */
export function fitsOf(terms: readonly Term[], held: ReadonlyMap<string, Standing>): number[] {
  return terms.map(({ readings }) => readings.reduce((best, { parts, weight }) => (weight <= best ? best : Math.max(best, weight * weakest(parts, held))), 0));
}

function weakest(parts: readonly (readonly string[])[], held: ReadonlyMap<string, Standing>): number {
  return parts.reduce((least, stems) => Math.min(least, strongest(stems, held)), 1);
}

function strongest(stems: readonly string[], held: ReadonlyMap<string, Standing>): number {
  return stems.reduce((most, stem) => {
    const standing = held.get(stem);
    return standing === undefined ? most : Math.max(most, WORTH[standing]);
  }, 0);
}

/** Reads `grupp:A krabbel:D`. */
export function readHeld(text: string): Map<string, Standing> {
  return new Map(text.split(' ').filter(Boolean).map((one) => {
    const [stem, standing] = one.split(':');
    return [stem!, standing as Standing];
  }));
}

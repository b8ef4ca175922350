import type { Breakdown } from './breakdown.ts';

/** Part of a sum: a measure, narrowed to some of the people; `sign: -1` is taken away. */
export interface Term {
  measure: string;
  breakdown?: Breakdown;
  sign?: 1 | -1;
}

/**
 * Which time of the denominator belongs to a numerator. `same`: the same period or nothing. `end`: a Stichtag at or nearest before
 * the end of the numerator's period. `nearest`: the nearest one at all. Never further away than `tolerance` days; what differs is flagged.
 */
export interface TimeRule {
  match: 'same' | 'end' | 'nearest';
  tolerance: number;
}

export const sameTime: TimeRule = { match: 'same', tolerance: 0 };

interface Ratio {
  numerator: readonly Term[];
  denominator: readonly Term[];
  time?: TimeRule;
}

/**
 * What is worked out. All of it is data: it comes from the catalogue and is edited by planners.
 * - `count`: a sum of measures.
 * - `share`: percent of a whole that the part belongs to (0 … 100).
 * - `rate`: events per so many people; a person may have several.
 * - `mean`: numerator ÷ denominator × factor, e.g. people in a household, inhabitants in a hectare.
 * - `part`: the area's share of the municipality's (or its parent's) total – Voerde's „58,3 % of the under-20s live here“.
 * - `change`: another indicator now against `years` ago, as percent or as difference (percentage points of a share).
 * - `index`: weighted z-scores of other indicators, see the composite index.
 */
export type Formula =
  | { kind: 'count'; numerator: readonly Term[] }
  | (Ratio & { kind: 'share' })
  | (Ratio & { kind: 'rate'; per: number })
  | (Ratio & { kind: 'mean'; factor?: number })
  | { kind: 'part'; numerator: readonly Term[]; of: 'municipality' | 'parent' }
  | { kind: 'change'; indicator: string; years: number; as: 'percent' | 'difference' }
  | { kind: 'index'; components: readonly IndexComponent[] };

export interface IndexComponent {
  indicator: string;
  /** > 0; a resource counts the other way round by its polarity */
  weight: number;
}

/** By what a ratio is multiplied: 100 for a share, `per` for a rate. */
export function factorOf(formula: Formula): number {
  if (formula.kind === 'share' || formula.kind === 'part') return 100;
  if (formula.kind === 'rate') return formula.per;
  return formula.kind === 'mean' ? (formula.factor ?? 1) : 1;
}

/** All measures a formula reads itself (not those of indicators it names). */
export function measuresOf(formula: Formula): string[] {
  const terms = 'numerator' in formula ? [...formula.numerator, ...('denominator' in formula ? formula.denominator : [])] : [];
  return [...new Set(terms.map(({ measure }) => measure))];
}

/** Indicators a formula is made of. */
export function indicatorsOf(formula: Formula): string[] {
  if (formula.kind === 'change') return [formula.indicator];
  return formula.kind === 'index' ? formula.components.map(({ indicator }) => indicator) : [];
}

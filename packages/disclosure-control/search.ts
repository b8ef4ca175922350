import type { Highs } from 'highs';
import type { Criterion } from './criterion.ts';
import type { Pace } from './pace.ts';
import type { Primary } from './primary.ts';
import type { Relaxation } from './relaxation.ts';
import type { Rule } from './rule.ts';
import type { System } from './system.ts';

/** What every search for a cheaper pattern is about and works with. */
export interface Search {
  highs: Highs;
  system: System;
  primaries: readonly Primary[];
  rule: Rule;
  criterion: Criterion;
  relaxation: Relaxation;
  pace: Pace;
}

const TOLERANCE = 1e-6;

/** What a pattern may cost at most to be cheaper than `below`: by one at least where all weights are whole numbers. */
export function mostWorthFinding({ relaxation: { costs } }: Pick<Search, 'relaxation'>, below: number): number {
  return costs.every(Number.isSafeInteger) ? below - 1 + TOLERANCE : below - TOLERANCE * Math.max(1, below);
}

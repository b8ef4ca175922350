import type { Pattern } from './gauss.ts';
import type { Primary } from './primary.ts';
import type { Rule } from './rule.ts';
import type { System } from './system.ts';

/**
 * E (exact): no primary cell can be recomputed by somebody who knows that counts are whole numbers ≥ 0.
 * T (threshold): the attacker also knows that zeros were published as zeros – what is suppressed is at least 1 –
 * and still every primary cell may, for all he can tell, reach the threshold. T implies E.
 */
export type Criterion = 'E' | 'T';

/** What an attacker knows about each cell before he starts to calculate: lower ≤ count ≤ upper. */
export interface Knowledge {
  lower: Float64Array;
  upper: Float64Array;
}

/** The least a suppressed cell can be for the attacker: no 0 where it carries a mark and zeros are published. */
export function floorOf(system: System, cell: number, rule: Rule, criterion: Criterion): number {
  const { status, marked } = system.cells[cell]!;
  return criterion === 'T' && rule.zeros === 'published' && (status !== 'hidden' || marked) ? 1 : 0;
}

/** After suppression: what is shown is known exactly, the rest from its floor upward. */
export function knowledgeOfPattern(system: System, pattern: Pattern, rule: Rule, criterion: Criterion): Knowledge {
  const lower = Float64Array.from(system.counts);
  const upper = Float64Array.from(system.counts);
  for (let cell = 0; cell < system.size; cell++) {
    if (pattern[cell] === 0) continue;
    lower[cell] = Math.min(floorOf(system, cell, rule, criterion), system.counts[cell]!);
    upper[cell] = Infinity;
  }
  return { lower, upper };
}

/** A change of a primary cell that proves it protected: E – any change by 1; T – upwards to the threshold. */
export interface Wanted {
  direction: 1 | -1;
  amount: number;
}

/** What to look for, in the order to try. One success is enough. */
export function wantedFor(primary: Primary, criterion: Criterion): Wanted[] {
  return criterion === 'T' ? [{ direction: 1, amount: primary.need }] : [{ direction: 1, amount: 1 }, { direction: -1, amount: 1 }];
}

import type { Rule } from './rule.ts';
import type { System } from './system.ts';
import type { Cell } from './table.ts';
import { TableError } from './table-error.ts';

/** A cell that gives somebody away by itself. */
export interface Primary {
  /** Number of the cell in the system. */
  cell: number;
  reason: 'frequency' | 'zero' | 'dominance' | 'p-percent';
  /** How far above the true count the attacker's upper bound must reach at least (criterion T), ≥ 1. */
  need: number;
}

const FARTHEST = 1e6;

/**
 * The cells a rule forbids to show, in order of their numbers.
 * Frequency: upper bound must reach the minimum frequency. Dominance and p%: the upper protection levels of the
 * Handbook on Statistical Disclosure Control (Hundepool et al. 2010, 4.2.2): (100/k)·top n − X and p/100·x₁ − (X − x₁ − x₂).
 * Errors: `contributions-invalid` (a rule on contributors needs them for every positive cell), `rules-infeasible` (a required cell is confidential),
 * `rule-invalid` (a bound that must reach more than a million above a count: the linear programs do not go so far).
 * Complexity: O(cells + contributions log contributions).
 */
export function primariesOf(system: System, rule: Rule): Primary[] {
  return system.cells.flatMap((cell, number) => {
    if (cell.status === 'known') return [];
    const found = strictest([byFrequency(cell, rule), byDominance(cell, rule), byPPercent(cell, rule)]);
    if (!found) return [];
    if (cell.status === 'required') {
      throw new TableError('rules-infeasible', `The rules are infeasible: the cell "${cell.id}" must be shown, but the rule on ${found.reason} forbids it.`, { cells: [cell.id] });
    }
    if (found.need > FARTHEST) {
      throw new TableError('rule-invalid', `The upper bound of the cell "${cell.id}" must reach ${found.need} above its count; up to ${FARTHEST} can be proven. Give counts and contributions in larger units, e.g. in thousands.`, { cells: [cell.id] });
    }
    return [{ cell: number, ...found }];
  });
}

type Finding = Omit<Primary, 'cell'>;

function strictest(findings: readonly (Finding | undefined)[]): Finding | undefined {
  return findings.reduce((best, finding) => (finding && (!best || finding.need > best.need) ? finding : best), undefined);
}

function byFrequency({ count }: Cell, rule: Rule): Finding | undefined {
  if (count >= rule.minimumFrequency || (count === 0 && rule.zeros === 'published')) return undefined;
  return { reason: count === 0 ? 'zero' : 'frequency', need: rule.minimumFrequency - count };
}

function byDominance(cell: Cell, { dominance }: Rule): Finding | undefined {
  if (!dominance || cell.count === 0) return undefined;
  const top = largest(cell).slice(0, dominance.n).reduce((sum, share) => sum + share, 0);
  if (top * 100 <= dominance.k * cell.count) return undefined;
  return { reason: 'dominance', need: Math.max(1, Math.ceil((top * 100) / dominance.k - cell.count)) };
}

function byPPercent(cell: Cell, { pPercent }: Rule): Finding | undefined {
  if (pPercent === undefined || cell.count === 0) return undefined;
  const [first = 0, second = 0] = largest(cell);
  const lacking = (pPercent / 100) * first - (cell.count - first - second);
  return lacking > 0 ? { reason: 'p-percent', need: Math.max(1, Math.ceil(lacking)) } : undefined;
}

function largest(cell: Cell): number[] {
  if (!cell.contributions) {
    throw new TableError('contributions-invalid', `The rule on contributors needs the contributions of the cell "${cell.id}".`, { cells: [cell.id] });
  }
  return [...cell.contributions].sort((one, other) => other - one);
}

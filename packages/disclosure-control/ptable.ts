import { TableError } from './table-error.ts';

/** Chances of each change for one original count; they sum to 1, keep the mean and never lead below 0. */
export interface Perturbation {
  count: number;
  chances: readonly { change: number; chance: number }[];
}

export interface NoiseOptions {
  /** Largest change, a whole number ≥ 1. Default 3. */
  maximum?: number;
  /** Variance of the change for large counts. Default 1.5. */
  variance?: number;
  /** Positive perturbed counts below this never appear (0 does). Default 0: all may. */
  smallest?: number;
}

/**
 * Perturbation table by maximum entropy (Marley & Leaver 2011; Giessing 2016; R package ptable): among all distributions
 * with mean 0 and the variance wanted, the one that says least. A count of 0 stays 0. Counts of `maximum` + `smallest`
 * and more share the last row. Where a small count cannot reach the variance, it gets the largest one possible.
 * Errors: `rule-invalid` for options outside their range. Complexity: O(maximum² × Newton steps).
 */
export function perturbationTable({ maximum = 3, variance = 1.5, smallest = 0 }: NoiseOptions = {}): Perturbation[] {
  if (!Number.isSafeInteger(maximum) || maximum < 1 || maximum > 20) throw new TableError('rule-invalid', `The largest change must be a whole number from 1 to 20 (${JSON.stringify(maximum)}).`);
  if (!(variance > 0 && variance < maximum * maximum)) throw new TableError('rule-invalid', `The variance must lie between 0 and ${maximum * maximum} (${variance}).`);
  if (!Number.isSafeInteger(smallest) || smallest < 0 || smallest > maximum) throw new TableError('rule-invalid', `The smallest positive count shown must be a whole number from 0 to ${maximum} (${smallest}).`);
  const counts = Array.from({ length: maximum + smallest + 1 }, (_, count) => count);
  return counts.map((count) => ({ count, chances: count === 0 ? [{ change: 0, chance: 1 }] : distribution(changesFor(count, maximum, smallest), variance) }));
}

function changesFor(count: number, maximum: number, smallest: number): number[] {
  return Array.from({ length: 2 * maximum + 1 }, (_, at) => at - maximum).filter((change) => count + change === 0 || count + change >= Math.max(1, smallest));
}

/** p(d) ∝ exp(a·d + b·d²), with a from mean 0 and b from the variance; both by bisection, which cannot diverge. */
function distribution(changes: readonly number[], variance: number): { change: number; chance: number }[] {
  const lowest = changes[0]!;
  const highest = changes.at(-1)!;
  if (lowest >= 0 || highest <= 0) throw new TableError('rule-invalid', 'These options leave a count that can only move in one direction.');
  const at = (curve: number) => centred(changes, curve);
  const spread = (curve: number) => at(curve).reduce((sum, chance, index) => sum + chance * changes[index]! ** 2, 0);
  const curve = bisect((candidate) => spread(candidate) - variance, -20, 4);
  const rounded = at(curve).map((chance) => Math.round(chance * 1e6) / 1e6);
  return changes.map((change, index) => ({ change, chance: rounded[index]! }));
}

function centred(changes: readonly number[], curve: number): number[] {
  const chancesFor = (slope: number) => {
    const exponents = changes.map((change) => slope * change + curve * change * change);
    const top = Math.max(...exponents);
    const weights = exponents.map((exponent) => Math.exp(exponent - top));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  };
  const slope = bisect((candidate) => chancesFor(candidate).reduce((mean, chance, index) => mean + chance * changes[index]!, 0), -60, 60);
  return chancesFor(slope);
}

/** Zero of a rising function, or the nearer end where there is none. */
function bisect(rising: (value: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

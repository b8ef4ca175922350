import { TableError } from './table-error.ts';

/** Which counts may not be shown. */
export interface Rule {
  /** Counts from 1 to minimumFrequency − 1 are never shown; at least 3. */
  minimumFrequency: number;
  /** The table goes out of the house: the minimum frequency is 5 where none is given. */
  publication?: boolean;
  /** `published`: a 0 is shown and everybody knows it. `protected`: a 0 is as confidential as a 1. */
  zeros: 'published' | 'protected';
  /** (n,k): a cell is confidential where its n largest contributors have more than k percent of it. */
  dominance?: { n: number; k: number };
  /** p%: a cell is confidential where the second largest contributor can estimate the largest to within p percent. */
  pPercent?: number;
}

/** The lowest minimum frequency this package accepts. */
export const LOWEST_MINIMUM_FREQUENCY = 3;
/** For tables that go out of the house, unless another is given. */
export const PUBLICATION_MINIMUM_FREQUENCY = 5;

/**
 * A complete rule from a partial one: minimum frequency 3, for publication 5; zeros published.
 * Errors: `rule-invalid` – a minimum frequency below 3 or fractional, n < 1, k or p outside (0, 100].
 */
export function ruleOf(given: Partial<Rule> = {}): Rule {
  const rule: Rule = { zeros: 'published', ...given, minimumFrequency: given.minimumFrequency ?? (given.publication ? PUBLICATION_MINIMUM_FREQUENCY : LOWEST_MINIMUM_FREQUENCY) };
  const refuse = (message: string) => {
    throw new TableError('rule-invalid', message);
  };
  if (!Number.isSafeInteger(rule.minimumFrequency) || rule.minimumFrequency < LOWEST_MINIMUM_FREQUENCY) {
    refuse(`The minimum frequency must be a whole number and at least ${LOWEST_MINIMUM_FREQUENCY} (${JSON.stringify(rule.minimumFrequency)}).`);
  }
  if (rule.publication !== undefined && typeof rule.publication !== 'boolean') refuse(`"publication" is either true or false (${JSON.stringify(rule.publication)}).`);
  if (rule.zeros !== 'published' && rule.zeros !== 'protected') refuse(`Zeros are either "published" or "protected" (${String(rule.zeros)}).`);
  if (rule.dominance && (!Number.isSafeInteger(rule.dominance.n) || rule.dominance.n < 1 || !isPercent(rule.dominance.k))) {
    refuse(`The dominance rule needs a whole n ≥ 1 and 0 < k ≤ 100 (n = ${rule.dominance.n}, k = ${rule.dominance.k}).`);
  }
  if (rule.pPercent !== undefined && !isPercent(rule.pPercent)) refuse(`The p% rule needs 0 < p ≤ 100 (${rule.pPercent}).`);
  return rule;
}

function isPercent(value: number): boolean {
  return value > 0 && value <= 100;
}

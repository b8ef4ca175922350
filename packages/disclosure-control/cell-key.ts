import type { Knowledge } from './criterion.ts';
import type { Perturbation } from './ptable.ts';
import { sha256 } from './sha256.ts';
import type { System } from './system.ts';
import { TableError } from './table-error.ts';

/** Keys are multiples of 10⁻⁹, added as whole numbers: no rounding error can move a cell key across a threshold. */
const PARTS = 1_000_000_000;
/** Shorter secrets can be found by trying them all: figures and cells are public, and so is this program. */
const SHORTEST_SECRET = 16;

/**
 * The cell-key method (Fraser & Wooton 2005; Marley & Leaver 2011): every record carries a random key in [0, 1); the key of
 * a cell is the fractional part of the sum of its records' keys, so the same people get the same noise in every table.
 * .9 + .3 + .6 = 1.8 → .8
 */
export function cellKey(recordKeys: readonly number[]): number {
  return (recordKeys.reduce((sum, key) => (sum + Math.round(key * PARTS)) % PARTS, 0)) / PARTS;
}

/**
 * A record's key from its identifier and a secret: the same in every year. Whoever knows the secret subtracts the noise.
 * Error: `rule-invalid` – no secret, or one of fewer than 16 characters.
 */
export function recordKey(identifier: string, secret: string | undefined): number {
  if (typeof secret !== 'string' || secret.length < SHORTEST_SECRET) {
    throw new TableError('rule-invalid', `Cell keys need a secret of at least ${SHORTEST_SECRET} characters, drawn once (e.g. by "openssl rand -hex 16"), used for every release of the same people and never told: who knows it subtracts the noise.`);
  }
  return Math.floor((sha256(`${secret}\n${identifier}`)[0]! / 2 ** 32) * PARTS) / PARTS;
}

/** The change the table draws for a count and a cell key. Complexity: O(row length). */
export function changeFor(table: readonly Perturbation[], count: number, key: number): number {
  const { chances } = table[Math.min(count, table.length - 1)]!;
  let sum = 0;
  for (const { change, chance } of chances) {
    sum += chance;
    if (key < sum) return change;
  }
  return chances.reduce((best, candidate) => (candidate.chance > best.chance ? candidate : best)).change;
}

/**
 * Cell keys for tables without records: leaves – cells that are no total – draw a key from their id, their count and the secret, totals
 * add the keys of a decomposition, as if the leaf's people carried them. Where one more person is counted next year the key is another
 * one: the same noise twice would show that it was exactly one. Complexity: O(terms).
 */
export function keysOf(system: System, secret: string | undefined): Float64Array {
  const partsOf = new Map<number, number[]>();
  for (const row of system.rows) {
    const total = row.cells.find((_, at) => row.coefficients[at] === -1 && row.lower === 0 && row.upper === 0);
    if (total !== undefined && !partsOf.has(total) && row.coefficients.every((value) => value === 1 || value === -1)) partsOf.set(total, [...row.cells].filter((cell) => cell !== total));
  }
  const keys = new Map<number, number>();
  const keyOf = (cell: number): number => {
    const known = keys.get(cell);
    if (known !== undefined) return known;
    const parts = partsOf.get(cell);
    const key = parts ? cellKey(parts.map(keyOf)) : system.counts[cell] === 0 ? 0 : recordKey(`${system.ids[cell]!}\n${system.counts[cell]!}`, secret);
    keys.set(cell, key);
    return key;
  };
  return Float64Array.from({ length: system.size }, (_, cell) => keyOf(cell));
}

/** Perturbed counts; hidden and known cells are left alone. */
export function perturbedCounts(system: System, table: readonly Perturbation[], keys: Float64Array): Float64Array {
  return Float64Array.from(system.counts, (count, cell) => (system.cells[cell]!.status === 'known' ? count : count + changeFor(table, count, keys[cell]!)));
}

/** The attacker knows the perturbation table: a count that never turns into the figure shown is not behind it. `floor`: of hidden cells. */
export function knowledgeOfPerturbation(system: System, table: readonly Perturbation[], shown: Float64Array, floor: (cell: number) => number): Knowledge {
  const farthest = Math.max(...table.flatMap(({ chances }) => chances.map(({ change }) => Math.abs(change))));
  const [lower, upper] = [Float64Array.from(shown), Float64Array.from(shown)];
  system.cells.forEach(({ status }, cell) => {
    if (status === 'known') return;
    [lower[cell], upper[cell]] = status === 'hidden' ? [Math.min(floor(cell), system.counts[cell]!), Infinity] : originsOf(table, shown[cell]!, farthest);
  });
  return { lower, upper };
}

/** The least and the largest count that may become this figure. */
function originsOf(table: readonly Perturbation[], figure: number, farthest: number): [number, number] {
  const origins: number[] = [];
  for (let count = Math.max(0, figure - farthest); count <= figure + farthest; count++) {
    if (table[Math.min(count, table.length - 1)]!.chances.some(({ change, chance }) => chance > 0 && count + change === figure)) origins.push(count);
  }
  return [origins[0]!, origins.at(-1)!];
}

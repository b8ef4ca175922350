import type { Pace } from './pace.ts';
import type { Primary } from './primary.ts';
import { hashOf } from './prng.ts';
import type { Rule } from './rule.ts';
import { emptySpan, parallel, residue, subtract, type Span, type Vector } from './span.ts';
import type { System } from './system.ts';

/** 1 = not shown. */
export type Pattern = Uint8Array;

/** Measured in V8: 31 to 54 bytes for a position of a sparse vector. */
const BYTES_PER_ENTRY = 56;

/**
 * The plain Gaussian elimination pattern (Langsrud 2024, R package GaussSuppression): the cells are published one after
 * another, the largest first, and a cell is suppressed where publishing it would let a sum of sums meet a primary cell.
 * Guards against exact recomputation by linear algebra – criterion E where all suppressed counts are positive – and
 * against nothing else. Deterministic and independent of the order of cells.
 * Error: `memory-bound`, as soon as the sums kept would pass the bound.
 * Complexity: O(rank × length of a reduced vector × primaries) field operations.
 */
export function gaussPattern(system: System, primaries: readonly Primary[], rule: Rule, pace: Pick<Pace, 'needMemory'>): Pattern {
  const suppressed = new Uint8Array(system.size);
  const primary = new Set(primaries.map(({ cell }) => cell));
  const span = relationSpan(system, pace);
  const unit = (cell: number): Vector => span.reduce(new Map([[cell, 1]]));
  let guarded = [...primary].map(unit);
  for (const cell of publicationOrder(system, rule)) {
    if (primary.has(cell) || system.cells[cell]!.status === 'hidden') {
      suppressed[cell] = 1;
      continue;
    }
    const vector = unit(cell);
    if (vector.size === 0) continue;
    if (!mustShow(system, cell, rule) && guarded.some((other) => other.size > 0 && parallel(vector, other))) {
      suppressed[cell] = 1;
      continue;
    }
    const pivot = vector.keys().next().value as number;
    keep(span, vector, pivot, pace, guarded);
    guarded = guarded.map((other) => eliminate(other, vector, pivot));
  }
  return suppressed;
}

/** Zeros everybody knows, cells already public and cells that must be shown are no candidates for suppression. */
export function mustShow(system: System, cell: number, rule: Rule): boolean {
  const { status, count } = system.cells[cell]!;
  return status === 'known' || status === 'required' || (status !== 'hidden' && count === 0 && rule.zeros === 'published');
}

/** What is shown anyway goes first, then the heaviest and largest cells; ties by id, not by the order given. */
function publicationOrder(system: System, rule: Rule): number[] {
  const rank = system.cells.map((_, cell) => (mustShow(system, cell, rule) ? 0 : 1));
  const hashes = system.ids.map(hashOf);
  return Array.from({ length: system.size }, (_, cell) => cell).sort((one, other) =>
    rank[one]! - rank[other]! || system.weights[other]! - system.weights[one]! || system.counts[other]! - system.counts[one]! || hashes[one]! - hashes[other]! || one - other);
}

/** Only equations are linear knowledge; facts with two different bounds are left to the audit. */
function relationSpan(system: System, pace: Pick<Pace, 'needMemory'>): Span {
  const span = emptySpan();
  for (const row of system.rows) {
    if (row.lower !== row.upper || row.coefficients.some((coefficient) => !Number.isSafeInteger(coefficient))) continue;
    const vector: Vector = new Map();
    row.cells.forEach((cell, at) => {
      if (row.coefficients[at] !== 0) vector.set(cell, residue(row.coefficients[at]!));
    });
    const remainder = span.reduce(vector);
    if (remainder.size > 0) keep(span, remainder, pivotOf(remainder, system), pace);
  }
  return span;
}

/** Sums of sums fill up while they are eliminated: how much they take is only known on the way. */
function keep(span: Span, vector: Vector, pivot: number, pace: Pick<Pace, 'needMemory'>, guarded: readonly Vector[] = []): void {
  const entries = guarded.reduce((sum, other) => sum + other.size, span.entries() + vector.size);
  pace.needMemory(entries * BYTES_PER_ENTRY, 'eliminating sums');
  span.add(vector, pivot);
}

/** The cell with the largest count: usually the total, so that what remains are sums of the finest cells. */
function pivotOf(vector: Vector, system: System): number {
  let best = -1;
  for (const cell of vector.keys()) if (best < 0 || system.counts[cell]! > system.counts[best]!) best = cell;
  return best;
}

function eliminate(vector: Vector, basis: Vector, pivot: number): Vector {
  const value = vector.get(pivot);
  if (value !== undefined) subtract(vector, basis, value);
  return vector;
}

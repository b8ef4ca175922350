import type { Dimension } from './dimension.ts';

/**
 * What may happen to a cell.
 * `open`: the method decides. `required`: must be shown (a rule that forbids it makes the task infeasible).
 * `known`: already public, the attacker knows it. `hidden`: never shown and costs nothing, e.g. the complement of a rate.
 */
export type CellStatus = 'open' | 'required' | 'known' | 'hidden';

/** One cell: how many people (or cases) it counts. A count nobody knows is an error, never 0. */
export interface Cell {
  id: string;
  /** Whole number ≥ 0. */
  count: number;
  /** What suppressing this cell costs, > 0; default 1 (every cell costs the same). */
  weight?: number;
  /** Shares of single contributors (facilities, carriers), for the dominance and p% rules; at least the largest ones. */
  contributions?: readonly number[];
  status?: CellStatus;
  /** Hidden, and an earlier release said so by its mark: who knows that zeros are published knows that this is none. */
  marked?: boolean;
  /** Codes in the order of the table's dimensions, where the table has dimensions. */
  codes?: readonly string[];
}

/** total = sum of parts, for the true counts. */
export interface Relation {
  id: string;
  total: string;
  parts: readonly string[];
}

/** Something the attacker knows besides: lower ≤ Σ coefficient × count ≤ upper. */
export interface Fact {
  id: string;
  terms: readonly { cell: string; coefficient: number }[];
  lower: number;
  upper: number;
}

/** Cells with everything that ties them together. Order of cells and relations means nothing. */
export interface Table {
  id: string;
  cells: readonly Cell[];
  relations: readonly Relation[];
  facts?: readonly Fact[];
  dimensions?: readonly Dimension[];
}

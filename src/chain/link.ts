import type { Uuid } from '../platform/id.ts';
import type { CellState } from './cell-state.ts';

/** A link of the chain: one life phase, made of one segment per field of action. */
export interface Link {
  phaseId: Uuid;
  state: CellState;
  segments: readonly { fieldId: Uuid; state: CellState }[];
}

/** Weakest first: a chain is as strong as its weakest link. */
const byWeakness: readonly CellState[] = ['gap', 'thin', 'unknown', 'covered', 'not-expected'];

/**
 * The state of a link is that of its weakest segment; segments in which nothing is expected do not count, unless there are
 * no others.
 */
export function linkOf(phaseId: Uuid, cells: readonly { fieldId: Uuid; state: CellState }[]): Link {
  const segments = cells.map(({ fieldId, state }) => ({ fieldId, state }));
  const state = byWeakness.find((one) => segments.some((segment) => segment.state === one)) ?? 'unknown';
  return { phaseId, state, segments };
}

/** How many segments or cells are in each state. */
export function countStates(cells: readonly { state: CellState }[]): Record<CellState, number> {
  const counts: Record<CellState, number> = { gap: 0, thin: 0, unknown: 0, covered: 0, 'not-expected': 0 };
  for (const { state } of cells) counts[state] += 1;
  return counts;
}

import type { Pattern } from './gauss.ts';
import type { Primary } from './primary.ts';
import type { System } from './system.ts';
import type { Witness } from './witness.ts';

/** A witness for every primary cell; what they touch together must be suppressed, and nothing else. */
export interface Cover {
  /** How many witnesses touch a cell. */
  uses(cell: number): number;
  witness(at: number): Witness;
  put(at: number, witness: Witness): void;
  /** Weight of the secondary suppressions. */
  cost(): number;
  /** Primary cells: suppressed whatever happens. */
  isPrimary(cell: number): boolean;
  /** Cells that cost nothing: primary, hidden. */
  isFree(cell: number): boolean;
  pattern(): Pattern;
}

const NOTHING: Witness = new Map();

/** Complexity: put O(cells touched), cost O(1). */
export function emptyCover(system: System, primaries: readonly Primary[]): Cover {
  const witnesses = primaries.map(() => NOTHING);
  const uses = new Int32Array(system.size);
  const primary = new Set(primaries.map(({ cell }) => cell));
  const free = Uint8Array.from(system.cells, ({ status }, cell) => (status === 'hidden' || primary.has(cell) ? 1 : 0));
  let cost = 0;
  return {
    uses: (cell) => uses[cell]!,
    witness: (at) => witnesses[at]!,
    put(at, witness) {
      for (const cell of witnesses[at]!.keys()) {
        uses[cell]!--;
        if (uses[cell] === 0 && free[cell] === 0) cost -= system.weights[cell]!;
      }
      for (const cell of witness.keys()) {
        if (uses[cell] === 0 && free[cell] === 0) cost += system.weights[cell]!;
        uses[cell]!++;
      }
      witnesses[at] = witness;
    },
    cost: () => cost,
    isPrimary: (cell) => primary.has(cell),
    isFree: (cell) => free[cell] === 1,
    pattern() {
      const pattern = Uint8Array.from(free);
      for (let cell = 0; cell < pattern.length; cell++) if (uses[cell]! > 0) pattern[cell] = 1;
      return pattern;
    },
  };
}

import { randomOf, shuffled } from './prng.ts';
import type { System } from './system.ts';

/** Sweeps over all leaves; a sweep that changes nothing ends the search. */
const SWEEPS = 60;

/**
 * Additive rounding for tables too large for integer programming: the leaves – cells that are no total – go to one of their two
 * multiples, every total is the sum of its leaves, and leaves change sides while that lowers the sum of squared distances over
 * all cells. Undefined where totals are not determined by leaves alone. Complexity: O(sweeps × leaves × totals above a leaf).
 */
export function roundedLeaves(system: System, base: number, seed: number): { counts: Float64Array; isLeaf: (cell: number) => boolean } | undefined {
  const below = leavesBelow(system);
  const above: number[][] = system.ids.map(() => []);
  below.forEach((leaves, cell) => leaves.forEach((leaf) => above[leaf]!.push(cell)));
  const isLeaf = (cell: number) => below[cell]!.length === 1 && below[cell]![0] === cell;
  const leaves = [...below.keys()].filter(isLeaf);
  if (leaves.some((leaf) => system.cells[leaf]!.status === 'known')) return undefined;
  const down = (leaf: number) => Math.floor(system.counts[leaf]! / base) * base;
  const value = new Map(leaves.map((leaf) => [leaf, Math.round(system.counts[leaf]! / base) * base]));
  const distance = Float64Array.from(below, (own, cell) => own.reduce((sum, leaf) => sum + value.get(leaf)!, 0) - system.counts[cell]!);
  const random = randomOf(seed);
  for (let sweep = 0, moved = true; moved && sweep < SWEEPS; sweep++) {
    moved = false;
    for (const leaf of shuffled(leaves.filter((candidate) => system.counts[candidate]! % base !== 0), random)) {
      const step = value.get(leaf) === down(leaf) ? base : -base;
      const gain = above[leaf]!.reduce((sum, cell) => sum + step * (2 * distance[cell]! + step), 0);
      if (gain >= 0) continue;
      value.set(leaf, value.get(leaf)! + step);
      above[leaf]!.forEach((cell) => (distance[cell]! += step));
      moved = true;
    }
  }
  return { counts: distance.map((by, cell) => system.counts[cell]! + by), isLeaf };
}

/** The leaves every cell adds up from; a leaf is its own. */
function leavesBelow(system: System): number[][] {
  const partsOf = new Map<number, number[]>();
  for (const row of system.rows) {
    if (row.lower !== 0 || row.upper !== 0) continue;
    const total = row.cells.find((_, at) => row.coefficients[at] === -1);
    if (total !== undefined && !partsOf.has(total)) partsOf.set(total, [...row.cells].filter((cell) => cell !== total));
  }
  const known = new Map<number, number[]>();
  const leavesOf = (cell: number): number[] => {
    const found = known.get(cell) ?? partsOf.get(cell)?.flatMap(leavesOf) ?? [cell];
    known.set(cell, found);
    return found;
  };
  return system.ids.map((_, cell) => leavesOf(cell));
}

import type { System } from './system.ts';

/**
 * The cells a change at `cell` is likely to be balanced with: its relation mates, and then, step by step, every cell that
 * is a mate of at least two cells found before – in a cross table exactly the box of its relation mates in every dimension.
 * Complexity: O(cells found × relations per cell × their length).
 */
export function neighbourhoodOf(system: System, cell: number, allowed: (cell: number) => boolean): number[] {
  const found = new Set([cell]);
  let ring = matesOf(system, cell);
  let wanted = 1;
  for (let front = ring; front.size > 0; ) {
    const next = new Map<number, number>();
    for (const mate of front) {
      if (!found.has(mate)) found.add(mate);
    }
    for (const mate of front) {
      for (const other of matesOf(system, mate)) if (!found.has(other)) next.set(other, (next.get(other) ?? 0) + 1);
    }
    wanted = 2;
    ring = new Set([...next].filter(([, mates]) => mates >= wanted).map(([other]) => other));
    front = ring;
  }
  return [...found].filter(allowed).sort((one, other) => one - other);
}

function matesOf(system: System, cell: number): Set<number> {
  const mates = new Set<number>();
  for (const row of system.rowsOf[cell]!) for (const mate of system.rows[row]!.cells) if (mate !== cell) mates.add(mate);
  return mates;
}

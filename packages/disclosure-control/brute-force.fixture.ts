import type { Cell, Table } from './table.ts';

/** All values each cell takes in any table of whole numbers with the same publication, found by trying them all. */
export type Possible = ReadonlyMap<string, ReadonlySet<number>>;

/** He tries up to this many more than there are; enough to pass every threshold of the tests. */
const FARTHER = 4;

/**
 * An attacker who knows nothing of linear programming: he writes every possible number into every suppressed cell and keeps
 * what adds up. Written without any of the package's own code, to judge it.
 */
export function bruteForce(table: Table, shown: ReadonlyMap<string, number | null>, floor: (cell: Cell) => number): Possible {
  const values = new Map<string, number>();
  for (const cell of table.cells) {
    const figure = shown.get(cell.id);
    if (figure !== null && figure !== undefined) values.set(cell.id, figure);
  }
  const sumsOver = (cell: Cell) => table.relations.filter(({ total }) => total === cell.id).length;
  /** Parts before their totals: then a total has one possible value left. */
  const open = table.cells.filter((cell) => !values.has(cell.id)).sort((one, other) => sumsOver(one) - sumsOver(other));
  const possible = new Map(table.cells.map((cell): [string, Set<number>] => [cell.id, new Set()]));
  const sums = table.relations.map(({ total, parts }) => [total, ...parts]);

  const holds = (): boolean => sums.every(([total, ...parts]) => {
    const known = parts.filter((part) => values.has(part!)).map((part) => values.get(part!)!);
    const sum = known.reduce((so, value) => so + value, 0);
    if (!values.has(total!)) return true;
    return known.length === parts.length ? sum === values.get(total!) : sum <= values.get(total!)!;
  });
  const factsHold = () => (table.facts ?? []).every(({ terms, lower, upper }) => {
    const value = terms.reduce((sum, { cell, coefficient }) => sum + coefficient * values.get(cell)!, 0);
    return value >= lower - 1e-9 && value <= upper + 1e-9;
  });
  const fill = (at: number): void => {
    if (!holds()) return;
    const cell = open[at];
    if (!cell) {
      if (factsHold()) for (const [id, value] of values) possible.get(id)!.add(value);
      return;
    }
    for (let value = floor(cell); value <= Math.max(FARTHER, cell.count + FARTHER); value++) {
      values.set(cell.id, value);
      fill(at + 1);
    }
    values.delete(cell.id);
  };
  fill(0);
  return possible;
}

/** Criterion T in the attacker's own words: what is suppressed is at least 1, and still might be as large as the threshold. */
export function survivesT(table: Table, shown: ReadonlyMap<string, number | null>, threshold: number): boolean {
  const possible = bruteForce(table, shown, ({ status }) => (status === 'hidden' ? 0 : 1));
  return table.cells.every(({ id, count, status }) => status === 'known' || count === 0 || count >= threshold || Math.max(...possible.get(id)!) >= threshold);
}

/** Criterion E: more than one value is possible. */
export function survivesE(table: Table, shown: ReadonlyMap<string, number | null>, threshold: number): boolean {
  const possible = bruteForce(table, shown, () => 0);
  return table.cells.every(({ id, count, status }) => status === 'known' || count === 0 || count >= threshold || possible.get(id)!.size > 1);
}

/** The least number of secondary suppressions, by trying all patterns, the smallest first; undefined where none is safe. */
export function smallestByTrying(table: Table, threshold: number, survives: typeof survivesT): number | undefined {
  const confidential = table.cells.filter(({ count }) => count > 0 && count < threshold).map(({ id }) => id);
  const others = table.cells.filter(({ count }) => count >= threshold).map(({ id }) => id);
  for (let size = 0; size <= others.length; size++) {
    for (const chosen of choices(others, size)) {
      const hidden = new Set([...confidential, ...chosen]);
      if (table.relations.some(({ total, parts }) => standsAlone([total, ...parts].filter((cell) => hidden.has(cell)), confidential))) continue;
      if (survives(table, new Map(table.cells.map(({ id, count }) => [id, hidden.has(id) ? null : count])), threshold)) return size;
    }
  }
  return undefined;
}

/** A confidential cell that is the only unknown of a sum is computed from the others: no need to try numbers. */
function standsAlone(unknown: readonly string[], confidential: readonly string[]): boolean {
  return unknown.length === 1 && confidential.includes(unknown[0]!);
}

function* choices(items: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) yield [];
  else for (let at = from; at <= items.length - size; at++) for (const rest of choices(items, size - 1, at + 1)) yield [items[at]!, ...rest];
}

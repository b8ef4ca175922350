import type { Relation, Table } from './table.ts';

/** What somebody can tell who has written down every table of whole numbers near the true one. */
export interface OtherTables {
  /** Whether for every confidential cell one of these tables has the same publication and keeps the criterion. */
  survives(shown: ReadonlyMap<string, number | null>): boolean;
  /** Least weight of secondary suppressions of any pattern that survives, all tried, the smallest first; undefined where none does. */
  cheapest(): number | undefined;
}

/** By how much an inner cell is changed at most. For T a need of 2 was seen to take a 3 elsewhere; for E a change by 1 is enough. */
const FARTHEST = { T: 3, E: 2 };

/**
 * A second brute-force attacker, for tables with more cells than the first can fill one by one: he changes the finest cells only,
 * up and down in every way, adds them up himself, and keeps of every other table which cells it changes. Tables farther away he
 * does not see, so he never calls a pattern safe that is not. Written without any of the package's own code, to judge it.
 * At most 31 cells. Complexity: 7 to the power of the finest cells that are not 0, then 2 to that of the others.
 */
export function otherTables(table: Table, threshold: number, criterion: 'E' | 'T'): OtherTables {
  const numberOf = new Map(table.cells.map(({ id }, number) => [id, number]));
  const counts = table.cells.map(({ count }) => count);
  const confidential = counts.flatMap((count, cell) => (count > 0 && count < threshold ? [cell] : []));
  const others = counts.flatMap((count, cell) => (count >= threshold ? [cell] : []));
  /** For each set of changed cells the confidential ones (a bit each) some such table protects. */
  const protectedBy = new Map<number, number>();
  eachChange(table, counts, criterion === 'T' ? 1 : 0, FARTHEST[criterion], (mask, changes) => {
    let bits = 0;
    for (let at = 0; at < confidential.length; at++) {
      const [count, change] = [counts[confidential[at]!]!, changes[confidential[at]!]!];
      if (criterion === 'T' ? count + change >= threshold : change !== 0) bits |= 1 << at;
    }
    if (bits !== 0) protectedBy.set(mask, (protectedBy.get(mask) ?? 0) | bits);
  });
  const rising = table.cells.map((): number[] => []);
  for (const mask of protectedBy.keys()) rising[sizeOf(mask) - 1]!.push(mask);
  const smallest = confidential.map((_, at) => withoutLarger(rising.flat().filter((mask) => protectedBy.get(mask)! & (1 << at))));
  const isSafe = (hidden: number) => smallest.every((masks) => masks.some((mask) => (mask & ~hidden) === 0));
  const own = maskOf(confidential);
  return {
    survives: (shown) => isSafe(maskOf([...shown].flatMap(([id, figure]) => (figure === null ? [numberOf.get(id)!] : [])))),
    cheapest() {
      const lightest = Math.min(...others.map((cell) => table.cells[cell]!.weight ?? 1));
      let best: number | undefined;
      const choose = (from: number, left: number, hidden: number, weight: number): void => {
        if (best !== undefined && weight >= best) return;
        if (left === 0) {
          if (isSafe(hidden)) best = weight;
          return;
        }
        for (let at = from; at <= others.length - left; at++) choose(at + 1, left - 1, hidden | (1 << others[at]!), weight + (table.cells[others[at]!]!.weight ?? 1));
      };
      for (let size = 0; size <= others.length && (best === undefined || size * lightest < best); size++) choose(0, size, own, 0);
      return best;
    },
  };
}

/** Every table that keeps all relations, what is 0 at 0 and the rest at `floor` or more; the same array is given each time. */
function eachChange({ cells, relations }: Table, counts: readonly number[], floor: number, farthest: number, found: (mask: number, changes: Int8Array) => void): void {
  const totals = new Set(relations.map(({ total }) => total));
  const inner = cells.flatMap(({ id }, cell) => (totals.has(id) || counts[cell] === 0 ? [] : [cell]));
  const sums = summedUp(cells.map(({ id }) => id), relations);
  const changes = new Int8Array(cells.length);
  const sumOf = (parts: readonly number[]) => {
    let sum = 0;
    for (const part of parts) sum += changes[part]!;
    return sum;
  };
  const change = (at: number): void => {
    if (at < inner.length) {
      for (let by = Math.max(-farthest, floor - counts[inner[at]!]!); by <= farthest; by++) {
        changes[inner[at]!] = by;
        change(at + 1);
      }
      return;
    }
    for (const { total, parts } of sums) changes[total] = sumOf(parts);
    let mask = 0;
    for (let cell = 0; cell < changes.length; cell++) {
      if (changes[cell] === 0) continue;
      if (counts[cell] === 0 || counts[cell]! + changes[cell]! < floor) return;
      mask |= 1 << cell;
    }
    if (sums.every(({ total, parts }) => sumOf(parts) === changes[total])) found(mask, changes);
  };
  change(0);
}

/** Relations in numbers, parts before their totals. */
function summedUp(ids: readonly string[], relations: readonly Relation[]): { total: number; parts: number[] }[] {
  const depth = (id: string): number => Math.max(0, ...relations.filter(({ total }) => total === id).flatMap(({ parts }) => parts.map((part) => 1 + depth(part))));
  return [...relations].sort((one, other) => depth(one.total) - depth(other.total)).map(({ total, parts }) => ({ total: ids.indexOf(total), parts: parts.map((part) => ids.indexOf(part)) }));
}

function maskOf(cells: readonly number[]): number {
  return cells.reduce((mask, cell) => mask | (1 << cell), 0);
}

function sizeOf(mask: number): number {
  let size = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) size++;
  return size;
}

/** Whoever changes more cells than another table changes needs more of them hidden. Masks come with the fewest cells first. */
function withoutLarger(masks: readonly number[]): number[] {
  const kept: number[] = [];
  for (const mask of masks) if (!kept.some((smaller) => (smaller & ~mask) === 0)) kept.push(mask);
  return kept;
}

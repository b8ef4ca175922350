import type { Uuid } from '../platform/id.ts';
import type { UnknownWhy } from '../platform/table-file/cell-value.ts';
import { partition, type Breakdown } from './breakdown.ts';
import { ABSENT, LAST_KNOWN, markCode, marks } from './figure.ts';
import type { Pack } from './pack.ts';

/**
 * One number for each area of a list, or why there is none: NaN with the code of the mark (see figure.ts).
 * Typed arrays, because a thousand of them are worked out at once.
 */
export interface CountColumn {
  values: Float64Array;
  marks: Uint8Array;
  /** 1 where a value was summed from the areas below */
  summed: Uint8Array;
}

export function emptyColumn(areas: number): CountColumn {
  return { values: new Float64Array(areas).fill(Number.NaN), marks: new Uint8Array(areas), summed: new Uint8Array(areas) };
}

/** Where the areas of a pack stand in the list; −1 for one that is not in it. */
export function placesIn(pack: Pack, indexOfArea: ReadonlyMap<Uuid, number>): Int32Array {
  return Int32Array.from(pack.areas, (area) => indexOfArea.get(area) ?? -1);
}

/** Which stored breakdowns make up the wanted one; undefined where the pack cannot say. */
export function breakdownIndexes(pack: Pack, wanted: Breakdown): readonly number[] | undefined {
  const keys = partition(wanted, pack.breakdowns);
  return keys?.map((key) => pack.breakdowns.indexOf(key));
}

/** The pack's figures of these breakdowns, added up for each area. An unknown part makes the sum unknown; a missing part makes it absent. O(areas × breakdowns). */
export function readColumn(pack: Pack, indexes: readonly number[], places: Int32Array, areas: number): CountColumn {
  const column = emptyColumn(areas);
  const width = pack.areas.length;
  for (let a = 0; a < width; a += 1) {
    const place = places[a]!;
    if (place < 0) continue;
    let [sum, mark] = [0, markCode('number')];
    for (const index of indexes) {
      const at = index * width + a;
      const own = pack.marks[at]!;
      if (own === ABSENT) {
        mark = ABSENT;
        break;
      }
      if (own > LAST_KNOWN) mark = mark > LAST_KNOWN ? mark : own;
      else sum += pack.values[at]!;
    }
    column.marks[place] = mark;
    if (mark !== ABSENT && mark <= LAST_KNOWN) column.values[place] = sum;
  }
  return column;
}

/** Areas without a figure of their own get the sum of those below, where every one of them is known. `below` is ordered children first. */
export function sumUpwards(column: CountColumn, below: readonly (readonly [parent: number, children: readonly number[]])[]): void {
  for (const [parent, children] of below) {
    if (column.marks[parent] !== ABSENT || children.length === 0) continue;
    let [sum, mark] = [0, markCode('number')];
    for (const child of children) {
      const own = column.marks[child]!;
      if (own === ABSENT) {
        mark = ABSENT;
        break;
      }
      if (own > LAST_KNOWN) mark = own;
      else sum += column.values[child]!;
    }
    column.marks[parent] = mark;
    column.summed[parent] = mark === ABSENT ? 0 : 1;
    if (mark !== ABSENT && mark <= LAST_KNOWN) column.values[parent] = sum;
  }
}

/** one + sign × other; absent or unknown on either side stays so. */
export function addColumns(one: CountColumn, other: CountColumn, sign: 1 | -1): CountColumn {
  const sum = emptyColumn(one.values.length);
  for (let at = 0; at < sum.values.length; at += 1) {
    const [mine, theirs] = [one.marks[at]!, other.marks[at]!];
    sum.marks[at] = mine === ABSENT || theirs === ABSENT ? ABSENT : Math.max(mine, theirs);
    sum.summed[at] = one.summed[at]! | other.summed[at]!;
    if (sum.marks[at] !== ABSENT && sum.marks[at]! <= LAST_KNOWN) sum.values[at] = one.values[at]! + sign * other.values[at]!;
  }
  return sum;
}

export function whyUnknown(mark: number): UnknownWhy {
  const word = marks[mark];
  return word === undefined || word === 'absent' || word === 'number' || word === 'nothing' || word === 'limited' ? 'missing' : word;
}

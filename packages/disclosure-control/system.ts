import type { Cell, Table } from './table.ts';
import { TableError } from './table-error.ts';

/** lower ≤ Σ coefficient × count ≤ upper over cells given by their numbers; relations have lower = upper = 0. */
export interface Row {
  id: string;
  cells: Int32Array;
  coefficients: Float64Array;
  lower: number;
  upper: number;
}

/** A checked table as numbers: cells 0 … size−1 in the order of their ids, so that the given order means nothing. */
export interface System {
  size: number;
  ids: readonly string[];
  cells: readonly Cell[];
  counts: Float64Array;
  weights: Float64Array;
  numberOf: ReadonlyMap<string, number>;
  rows: readonly Row[];
  /** Numbers of the rows a cell stands in. */
  rowsOf: readonly (readonly number[])[];
}

/**
 * Checks a table and turns it into numbers.
 * Errors: `cell-twice`, `count-unknown`, `count-negative`, `count-fractional`, `weight-invalid`, `contributions-invalid`,
 * `relation-twice`, `relation-unknown-cell`, `relation-empty`, `hierarchy-circle`, `total-does-not-add-up`, `fact-does-not-hold`.
 * Complexity: O(cells log cells + terms of all relations).
 */
export function systemOf(table: Table): System {
  const cells = [...table.cells].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const numberOf = new Map<string, number>();
  cells.forEach((cell, number) => {
    checkCell(cell);
    if (numberOf.has(cell.id)) throw new TableError('cell-twice', `The cell "${cell.id}" is given twice.`, { cells: [cell.id] });
    numberOf.set(cell.id, number);
  });
  const counts = Float64Array.from(cells, (cell) => cell.count);
  const rows = [...relationRows(table, numberOf, counts), ...factRows(table, numberOf, counts)];
  const rowsOf: number[][] = cells.map(() => []);
  rows.forEach((row, at) => row.cells.forEach((cell) => rowsOf[cell]!.push(at)));
  return { size: cells.length, ids: cells.map(({ id }) => id), cells, counts, weights: Float64Array.from(cells, (cell) => cell.weight ?? 1), numberOf, rows, rowsOf };
}

function checkCell({ id, count, weight, contributions }: Cell): void {
  const about = { cells: [id] };
  if (typeof count !== 'number' || Number.isNaN(count)) throw new TableError('count-unknown', `The count of the cell "${id}" is unknown${typeof count === 'string' ? ` ("${String(count)}" is a text, not a number)` : ''}. Unknown is not 0: leave the cell out of the table or find the count.`, about);
  if (count < 0) throw new TableError('count-negative', `The count of the cell "${id}" is negative (${count}).`, about);
  if (count > Number.MAX_SAFE_INTEGER) throw new TableError('count-fractional', `The count of the cell "${id}" is too large to be added up exactly (${count}).`, about);
  if (!Number.isSafeInteger(count)) throw new TableError('count-fractional', `The count of the cell "${id}" is no whole number (${count}).`, about);
  if (weight !== undefined && !(weight > 0 && Number.isFinite(weight))) throw new TableError('weight-invalid', `The weight of the cell "${id}" must be greater than 0 (${weight}).`, about);
  if (contributions && (contributions.some((share) => !(share >= 0)) || contributions.reduce((sum, share) => sum + share, 0) > count)) {
    throw new TableError('contributions-invalid', `The contributions of the cell "${id}" must be ≥ 0 and together at most its count (${count}).`, about);
  }
}

function relationRows(table: Table, numberOf: ReadonlyMap<string, number>, counts: Float64Array): Row[] {
  const relations = [...table.relations].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  refuseCircles(relations);
  return relations.map(({ id, total, parts }, at): Row => {
    if (relations[at - 1]?.id === id) throw new TableError('relation-twice', `The relation "${id}" is given twice.`, { relation: id });
    if (parts.length === 0) throw new TableError('relation-empty', `The relation "${id}" has no parts.`, { relation: id, cells: [total] });
    const numbers = [total, ...parts].map((cell) => numberOrRefuse(cell, id, numberOf));
    if (new Set(numbers).size < numbers.length) throw new TableError('relation-twice', `The relation "${id}" names a cell twice.`, { relation: id, cells: [total] });
    const sum = numbers.slice(1).reduce((so, number) => so + counts[number]!, 0);
    if (sum !== counts[numbers[0]!]) {
      throw new TableError('total-does-not-add-up', `The relation "${id}" does not add up: "${total}" is ${counts[numbers[0]!]}, its parts are together ${sum}.`, { relation: id, cells: [total] });
    }
    return sortedRow(id, numbers, numbers.map((_, index) => (index === 0 ? -1 : 1)), 0, 0);
  });
}

function factRows(table: Table, numberOf: ReadonlyMap<string, number>, counts: Float64Array): Row[] {
  return [...(table.facts ?? [])].sort((one, other) => (one.id < other.id ? -1 : 1)).map(({ id, terms, lower, upper }): Row => {
    const numbers = terms.map(({ cell }) => numberOrRefuse(cell, id, numberOf));
    const value = terms.reduce((sum, { coefficient }, at) => sum + coefficient * counts[numbers[at]!]!, 0);
    if (value < lower - 1e-9 || value > upper + 1e-9) {
      throw new TableError('fact-does-not-hold', `The fact "${id}" does not hold for the counts: ${value} is not between ${lower} and ${upper}.`, { relation: id, cells: terms.map(({ cell }) => cell) });
    }
    return sortedRow(id, numbers, terms.map(({ coefficient }) => coefficient), lower, upper);
  });
}

function sortedRow(id: string, numbers: readonly number[], coefficients: readonly number[], lower: number, upper: number): Row {
  const order = numbers.map((_, at) => at).sort((one, other) => numbers[one]! - numbers[other]!);
  return { id, cells: Int32Array.from(order, (at) => numbers[at]!), coefficients: Float64Array.from(order, (at) => coefficients[at]!), lower, upper };
}

function numberOrRefuse(cell: string, relation: string, numberOf: ReadonlyMap<string, number>): number {
  const number = numberOf.get(cell);
  if (number === undefined) throw new TableError('relation-unknown-cell', `The relation "${relation}" names the cell "${cell}", which does not exist.`, { relation, cells: [cell] });
  return number;
}

/** A cell must not be its own part through any chain of relations. Equal cells (one part) may point at each other only once. */
function refuseCircles(relations: Table['relations']): void {
  const partsOf = new Map<string, string[]>();
  for (const { total, parts } of relations) partsOf.set(total, [...(partsOf.get(total) ?? []), ...parts]);
  const state = new Map<string, 'open' | 'done'>();
  for (const start of partsOf.keys()) {
    const stack: { cell: string; next: number }[] = [{ cell: start, next: 0 }];
    if (state.get(start) === 'done') continue;
    state.set(start, 'open');
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const part = partsOf.get(top.cell)?.[top.next++];
      if (part === undefined) {
        state.set(top.cell, 'done');
        stack.pop();
      } else if (state.get(part) === 'open') {
        const circle = [...stack.map(({ cell }) => cell).slice(stack.findIndex(({ cell }) => cell === part)), part];
        throw new TableError('hierarchy-circle', `The relations go in a circle: ${circle.join(' → ')}.`, { cells: circle });
      } else if (state.get(part) !== 'done' && partsOf.has(part)) {
        state.set(part, 'open');
        stack.push({ cell: part, next: 0 });
      }
    }
  }
}

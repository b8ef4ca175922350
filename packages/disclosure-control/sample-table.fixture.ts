import { crossTableFromLeaves } from './cross-table.ts';
import type { Dimension } from './dimension.ts';
import type { Table } from './table.ts';

/** A flat dimension: a total and its parts. */
export function flat(name: string, parts: readonly string[]): Dimension {
  return { name, codes: [{ code: 'total' }, ...parts.map((code) => ({ code, parent: 'total' }))] };
}

/** A two-dimensional table with margins; rows are Bezirke, columns ages. */
export function grid(rows: readonly (readonly number[])[]): Table {
  const areas = rows.map((_, at) => `B${at + 1}`);
  const ages = rows[0]!.map((_, at) => `A${at + 1}`);
  return crossTableFromLeaves('grid', [flat('area', areas), flat('age', ages)], ([area, age]) => rows[areas.indexOf(area!)]![ages.indexOf(age!)]!);
}

/** The worked example of the README: three Bezirke, three ages. */
export function workedExample(): Table {
  return grid([[1, 9, 6], [8, 7, 5], [6, 4, 9]]);
}

/** Two Bezirke × two ages × two sexes. */
export function cube(counts: readonly number[]): Table {
  return crossTableFromLeaves('cube', [flat('area', ['B1', 'B2']), flat('age', ['A1', 'A2']), flat('sex', ['f', 'm'])],
    ([area, age, sex]) => counts[(area === 'B1' ? 0 : 4) + (age === 'A1' ? 0 : 2) + (sex === 'f' ? 0 : 1)]!);
}

/** A city of two Quartiere with two Bezirke each. */
export function tree(counts: readonly number[]): Table {
  const districts = ['B1', 'B2', 'B3', 'B4'];
  const area: Dimension = { name: 'area', codes: [{ code: 'city' }, { code: 'Q1', parent: 'city' }, { code: 'Q2', parent: 'city' }, ...districts.map((code, at) => ({ code, parent: at < 2 ? 'Q1' : 'Q2' }))] };
  return crossTableFromLeaves('tree', [area], ([district]) => counts[districts.indexOf(district!)]!);
}

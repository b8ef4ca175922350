import type { NamedArea } from '../../areas/area-name.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { defaultLimits } from '../../platform/table-file/table-file.ts';
import type { Measure } from '../indicator.ts';
import type { GridRow } from './csv-rows.ts';
import { formatOf } from './figure-text.ts';
import { firstRows, openGrid, type Grid } from './grid.ts';
import { layoutOf, type Layout } from './layout.ts';
import { LONGEST_CELL, ObservationReader } from './read-observations.ts';
import { placeColumns, type Recipe } from './recipe.ts';
import { suggestRecipe, wordsIn } from './suggest-recipe.ts';

/** Rows the first look takes in; the rest of a large file is read in the background. */
export const LOOK_ROWS = 5_000;

export interface OpenedImport {
  grid: Grid;
  layout: Layout;
  recipe: Recipe;
  sample: readonly GridRow[];
  /** columns of a saved recipe this file does not have */
  missingColumns: readonly string[];
}

/** A workbook may begin with a title page and remarks: so many sheets are looked through for figures. */
const MOST_SHEETS = 12;

/**
 * Opens a file and finds how to read it: by the given recipe, whose columns are looked for by their headers, else by a suggestion. Of a workbook the sheet
 * asked for (or of the recipe), else the first with figures below a header. Refuses what `openGrid` refuses, `layout-not-found` where no line of figures
 * follows a header, `too-many-columns` and `cell-too-long` where its lines are no table's.
 */
export function openImport(bytes: Uint8Array, fileName: string, ground: { areas: readonly NamedArea[]; measures: readonly Measure[] }, saved?: Recipe, wantedSheet?: string): Outcome<OpenedImport> {
  const found = openFigures(bytes, fileName, wantedSheet ?? saved?.sheet);
  if (!found.ok) return found;
  const { grid, rows, layout } = found.value;
  const sample = rows.filter(({ line }) => line >= layout.firstDataLine);
  const recipe = suggestRecipe({ fileName: grid.fileName, kind: grid.kind, layout, sample, ...(grid.sheet ? { sheet: grid.sheet } : {}) }, ground.areas, ground.measures);
  if (!saved) return accepted({ grid, layout, recipe, sample, missingColumns: [] });
  const placed = placeColumns(saved, layout.headers);
  const measure = placed.recipe.columns.find(({ role }) => role === 'measure');
  // Words last year's file did not have are there to be assigned.
  const words = measure && Object.fromEntries(wordsIn(sample, measure.index).map((word) => [word, '']));
  return accepted({ grid, layout, sample, recipe: { ...placed.recipe, ...(words ? { measures: { ...words, ...saved.measures } } : {}) }, missingColumns: placed.missing });
}

function openFigures(bytes: Uint8Array, fileName: string, sheet: string | undefined): Outcome<{ grid: Grid; rows: GridRow[]; layout: Layout }> {
  const wished = openGrid(bytes, fileName, sheet ? { sheet } : {});
  const first = wished.ok || !sheet ? wished : openGrid(bytes, fileName);
  if (!first.ok) return first;
  const others = wished.ok && sheet ? [] : (first.value.sheets ?? []).filter((name) => name !== first.value.sheet).slice(0, MOST_SHEETS);
  for (const other of [undefined, ...others]) {
    const opened = other === undefined ? first : openGrid(bytes, fileName, { sheet: other });
    if (!opened.ok) continue;
    const rows = firstRows(opened.value, LOOK_ROWS);
    const unlike = rows.find(({ cells }) => cells.length > defaultLimits.columns) ?? rows.find(({ cells }) => cells.some((cell) => cell.length > LONGEST_CELL));
    if (unlike && unlike.cells.length > defaultLimits.columns) return refused('too-many-columns', { values: { line: unlike.line, limit: defaultLimits.columns } });
    if (unlike) return refused('cell-too-long', { values: { line: unlike.line, column: unlike.cells.findIndex((cell) => cell.length > LONGEST_CELL) + 1, limit: LONGEST_CELL } });
    const layout = layoutOf(rows, opened.value.merged);
    const notes = other === undefined ? opened.value.notes : [...first.value.notes.filter(({ code }) => code === 'several-sheets'), ...opened.value.notes];
    if (layout) return accepted({ grid: { ...opened.value, notes }, rows, layout });
  }
  return refused('layout-not-found');
}

/** A reader for the file by this recipe; the number format is found from the sample where the recipe leaves it open. */
export function readerOf({ layout, sample }: Pick<OpenedImport, 'layout' | 'sample'>, recipe: Recipe, ground: { areas: readonly NamedArea[]; measures: readonly Measure[] }): ObservationReader {
  const values = recipe.columns.filter(({ role }) => role === 'value').map(({ index }) => index);
  const keys = [...recipe.columns.map(({ measure }) => measure), ...Object.values(recipe.measures ?? {}), recipe.measure];
  const whole = ground.measures.filter(({ key }) => keys.includes(key)).every(({ isCount, decimals }) => isCount && decimals === 0);
  const cells = function* () {
    for (const row of sample) for (const index of values) yield row.cells[index] ?? '';
  };
  const names = recipe.columns.find(({ role }) => role === 'area-name')?.index;
  const indentation = names === undefined ? [] : sample.map(({ cells: texts }) => texts[names] ?? '').filter((text) => text.trim() !== '').map((text) => text.length - text.trimStart().length);
  return new ObservationReader({ ...ground, recipe, format: recipe.numbers === 'auto' ? formatOf(cells(), whole) : recipe.numbers, firstDataLine: layout.firstDataLine, indentation: [...new Set(indentation)] });
}

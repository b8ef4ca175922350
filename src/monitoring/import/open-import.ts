import type { NamedArea } from '../../areas/area-name.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Measure } from '../indicator.ts';
import type { GridRow } from './csv-rows.ts';
import { formatOf } from './figure-text.ts';
import { firstRows, openGrid, type Grid } from './grid.ts';
import { layoutOf, type Layout } from './layout.ts';
import { ObservationReader } from './read-observations.ts';
import { placeColumns, type Recipe } from './recipe.ts';
import { suggestRecipe } from './suggest-recipe.ts';

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

/**
 * Opens a file and finds how to read it: by the given recipe, whose columns are looked for by their headers, else by a suggestion.
 * Refuses what `openGrid` refuses and `layout-not-found` where no line of figures follows a header.
 */
export function openImport(bytes: Uint8Array, fileName: string, ground: { areas: readonly NamedArea[]; measures: readonly Measure[] }, saved?: Recipe): Outcome<OpenedImport> {
  const opened = openGrid(bytes, fileName, saved?.sheet ? { sheet: saved.sheet } : {});
  const grid = opened.ok || !saved?.sheet ? opened : openGrid(bytes, fileName);
  if (!grid.ok) return grid;
  const rows = firstRows(grid.value, LOOK_ROWS);
  const layout = layoutOf(rows, grid.value.merged);
  if (!layout) return refused('layout-not-found');
  const sample = rows.filter(({ line }) => line >= layout.firstDataLine);
  if (saved) {
    const placed = placeColumns(saved, layout.headers);
    return accepted({ grid: grid.value, layout, sample, recipe: placed.recipe, missingColumns: placed.missing });
  }
  const recipe = suggestRecipe({ fileName: grid.value.fileName, kind: grid.value.kind, layout, sample, ...(grid.value.sheet ? { sheet: grid.value.sheet } : {}) }, ground.areas, ground.measures);
  return accepted({ grid: grid.value, layout, recipe, sample, missingColumns: [] });
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

import type { NumberFormat } from '../../platform/table-file/number-format.ts';
import type { BreakdownKey } from '../breakdown.ts';
import type { DashMeans } from './figure-text.ts';
import type { YearMeans } from './period-text.ts';

/**
 * long: a line for each figure; wide: a column for each figure; genesis-table: stacked headers, indented areas, footers;
 * genesis-flat-wide / -long: the machine formats of GENESIS before and since 2024; report: a workbook with many lines above its
 * header, as the Bundesagentur für Arbeit sends.
 */
export const importFormats = ['long', 'wide', 'genesis-table', 'genesis-flat-wide', 'genesis-flat-long', 'report'] as const;
export type ImportFormat = (typeof importFormats)[number];

/**
 * What a column is. value: figures of one measure; measure: names which measure the line's figure is of; people: words about age,
 * sex or nationality; category: any other words that tell people or cases apart.
 */
export const columnRoles = ['ignore', 'area-key', 'area-name', 'time', 'people', 'category', 'measure', 'value'] as const;
export type ColumnRole = (typeof columnRoles)[number];

export interface RecipeColumn {
  /** place in the file this recipe was made for; later files are matched by `header` first */
  index: number;
  /** all header lines above it, joined by ` › ` */
  header: string;
  role: ColumnRole;
  /** role value: key of the measure; without one the column is not imported yet */
  measure?: string;
  /** role value: whom it counts */
  breakdown?: BreakdownKey;
  /** role value: the time where the header names it */
  period?: string;
}

/** How a kind of file is read: saved, and applied to next year's file. Holds no figures. */
export interface Recipe {
  version: 1;
  format: ImportFormat;
  sheet?: string;
  columns: readonly RecipeColumn[];
  /** the one time of the whole file, where no column or header says it; key of a period */
  period?: string;
  /** the one measure of the whole file (long format) */
  measure?: string;
  /** role measure: word in the column → key of the measure; words not named are left out and told */
  measures?: Readonly<Record<string, string>>;
  /** role category or people: word in the column → breakdown key, where a person has said what a word means */
  words?: Readonly<Record<string, BreakdownKey>>;
  dash: DashMeans;
  numbers: NumberFormat | 'auto';
  yearMeans: YearMeans;
  /** „3 bis 6 Jahre“ means 3, 4, 5 and 6 */
  lastYearIncluded: boolean;
  /** lines of areas the municipality does not know: left out and counted (tables of all Germany), or refused (its own lists) */
  strangers: 'skip' | 'refuse';
  /** a line in which every figure is a dash is an area that no longer exists */
  dissolvedByDashes: boolean;
}

export const HEADER_JOINT = ' › ';

/** Columns of a saved recipe found again in another file: by header, else by place where the header there is unnamed. */
export function placeColumns(recipe: Recipe, headers: readonly string[]): { recipe: Recipe; missing: string[] } {
  const missing: string[] = [];
  const taken = new Set<number>();
  const columns = recipe.columns.flatMap((column): RecipeColumn[] => {
    const wanted = withoutTime(column.header);
    const found = headers.findIndex((header, index) => !taken.has(index) && (header === column.header || (wanted !== '' && withoutTime(header) === wanted)));
    const at = found >= 0 ? found : headers[column.index] === '' && column.header === '' ? column.index : -1;
    if (at >= 0) {
      taken.add(at);
      // The header's own time goes with the new file.
      return [{ ...column, index: at, header: headers[at]! }];
    }
    if (column.role !== 'ignore') missing.push(column.header);
    return [];
  });
  headers.forEach((header, index) => {
    if (!taken.has(index)) columns.push({ index, header, role: 'ignore' });
  });
  return { recipe: { ...recipe, columns: columns.sort((one, other) => one.index - other.index) }, missing };
}

/** „Einwohner 31.12.2022“ and „Einwohner 31.12.2023“ are the same column of two years. */
export function withoutTime(header: string): string {
  return header.replace(/\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d(?:\s?\/\s?(?:(?:19|20))?\d\d)?/g, '').replace(/\s+/g, ' ').trim();
}

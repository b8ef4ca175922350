import { accepted, refused, type Outcome } from '../platform/outcome.ts';
import { findColumns } from '../platform/table-file/header-names.ts';
import { readHeaderAt } from '../platform/table-file/read-table.ts';
import type { TableFile } from '../platform/table-file/table-file.ts';
import { readAge, type AgeWords } from './age-column.ts';
import { oldestYear } from './child-count.ts';

const NAMES = {
  key: ['Schlüssel', 'Gebietsschlüssel', 'Regionalschlüssel', 'AGS', 'ARS', 'Amtlicher Gemeindeschlüssel', 'Bezirksnummer', 'Bezirksnr', 'Bezirk Nr', 'Gebietsnummer', 'Stadtteilnummer', 'Ortsteilnummer', 'Kennziffer', 'Gebiets-ID', 'Nr', 'Nummer', 'Key', 'ID'],
  name: ['Gebiet', 'Gebietsname', 'Bezirk', 'Bezirksname', 'Statistischer Bezirk', 'Ortsteil', 'Ortschaft', 'Stadtteil', 'Sozialraum', 'Quartier', 'Gemeinde', 'Stadt', 'Raumeinheit', 'Name', 'Bezeichnung', 'Area', 'District'],
  day: ['Stichtag', 'Stand', 'Datum', 'Erhebungsstichtag', 'Jahr', 'Reference date', 'Date'],
  age: ['Alter', 'Altersjahr', 'Alter in Jahren', 'Alter (Jahre)', 'Lebensjahr', 'Age'],
  count: ['Anzahl', 'Kinder', 'Anzahl Kinder', 'Zahl der Kinder', 'Personen', 'Einwohner', 'Einwohnerinnen und Einwohner', 'Bevölkerung', 'Bestand', 'Wert', 'Zahl', 'Count', 'Value', 'Children'],
} as const;

type Field = keyof typeof NAMES;

/** A column of a wide table: one age each. */
export interface AgeColumn {
  index: number;
  header: string;
  age: Extract<AgeWords, { kind: 'year' | 'sum' | 'total' }>;
}

export type ChildCountColumns = { key?: number; name?: number; day?: number } & (
  | { shape: 'long'; age: number; count: number }
  | { shape: 'wide'; ages: AgeColumn[]; /** headers of ages nobody can use: bands, over 26 */ ignored: string[] }
);

const LOOK_AT = 30;

/**
 * Finds the header and the columns: long (area, age, number) or wide (areas × ages). Where the header the reader chose says nothing,
 * the lines around it are tried. Refuses `columns-not-found` (what is missing) and `age-bands-only`.
 */
export function findChildCountColumns(table: TableFile): Outcome<{ table: TableFile; columns: ChildCountColumns }> {
  const first = columnsOf(table.header);
  if (first.ok) return accepted({ table, columns: first.value });
  const lines = [...table.title, ...table.rows.slice(0, LOOK_AT)].map(({ line }) => line);
  for (const line of lines) {
    const other = readHeaderAt(table, line);
    const columns = other.ok ? columnsOf(other.value.header) : other;
    if (other.ok && columns.ok) return accepted({ table: other.value, columns: columns.value });
  }
  return first;
}

function columnsOf(header: readonly string[]): Outcome<ChildCountColumns> {
  const { key, name, day, age, count } = findColumns<Field>(header, NAMES);
  const place = { ...(key === undefined ? {} : { key }), ...(name === undefined ? {} : { name }), ...(day === undefined ? {} : { day }) };
  const hasArea = key !== undefined || name !== undefined;
  if (hasArea && age !== undefined && count !== undefined) return accepted({ ...place, shape: 'long', age, count });

  const { ages, ignored } = ageColumns(header, new Set([key, name, day]));
  if (!ages.some(({ age: words }) => words.kind === 'year')) {
    return ignored.length > 0 && hasArea ? refused('age-bands-only', { values: { columns: ignored.slice(0, 5).join(', ') } }) : missing(hasArea);
  }
  // a wide table often leaves the corner above its areas empty
  if (!hasArea && header[0]?.trim() === '') return accepted({ ...place, name: 0, shape: 'wide', ages, ignored });
  return hasArea ? accepted({ ...place, shape: 'wide', ages, ignored }) : missing(false);
}

function ageColumns(header: readonly string[], taken: ReadonlySet<number | undefined>): { ages: AgeColumn[]; ignored: string[] } {
  const ages: AgeColumn[] = [];
  const ignored: string[] = [];
  header.forEach((text, index) => {
    const age = taken.has(index) ? undefined : readAge(text);
    if (!age) return;
    if (age.kind === 'band' || (age.kind === 'year' && age.year > oldestYear)) ignored.push(text);
    else ages.push({ index, header: text, age });
  });
  return { ages, ignored };
}

function missing(hasArea: boolean): Outcome<never> {
  return refused('columns-not-found', { values: { missing: hasArea ? 'age' : 'area' } });
}

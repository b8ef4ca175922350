import { crossTable, type CrossCell } from './cross-table.ts';
import type { Code, Dimension } from './dimension.ts';
import type { Publication } from './protect.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';

/** Names a total goes by in German and English files. */
const TOTAL = /^(total|all|sum|gesamt|insgesamt|alle|zusammen|summe|stadt|city)$/i;
const COUNT = /^(counts?|anzahl|zahl|wert|value|n|obs_value|people|personen)$/i;
/** Mark of a suppressed figure in German official statistics (DIN 55301): unknown or confidential. */
export const SUPPRESSED_MARK = '.';

/**
 * Reads a CSV file with a column for each dimension and one with the counts (named count, Anzahl …); separator ";", tab or ",", decimal counts refused.
 * Totals are recognised: by the names total, gesamt, insgesamt …, by "Q1/B2" paths, where "Q1" is the total of all "Q1/…", or –
 * whatever they are called – by being the sum of all others in every line of the column. Missing sums are an error, since a missing count is not 0.
 * Errors: `file-invalid` with the line; those of crossTable.
 */
export function tableFromCsv(text: string, id = 'table'): Table {
  const { names, at, rows } = countColumn(text);
  const cells = rows.map(({ fields, line }): CrossCell => ({ codes: fields.filter((_, column) => column !== at), count: countOf(fields[at]!, line) }));
  const dimensions = names.filter((_, column) => column !== at).map((name, column): Dimension => ({ name, codes: codesOf(cells, column) }));
  return crossTable(id, dimensions, cells);
}

/** Figures of a published file by cell id (codes joined by "|"); null where suppressed: empty, ".", "x", "*". */
export function figuresFromCsv(text: string): Map<string, number | null> {
  const { at, rows } = countColumn(text);
  return figuresOnce(rows.map(({ fields, line }) => {
    const figure = fields[at]!.trim();
    return [fields.filter((_, column) => column !== at).join('|'), figure === '' || /^[.x*]$/i.test(figure) ? null : countOf(figure, line)];
  }));
}

/** Figures by cell. Error: `cell-twice` – shown in one line and suppressed in another, a cell is shown. */
export function figuresOnce(figures: readonly (readonly [string, number | null])[]): Map<string, number | null> {
  const byCell = new Map(figures);
  const seen = new Set<string>();
  for (const [cell] of byCell.size < figures.length ? figures : []) {
    if (seen.has(cell)) throw new TableError('cell-twice', `The publication names the cell "${cell}" twice.`, { cells: [cell] });
    seen.add(cell);
  }
  return byCell;
}

/** A publication as CSV with ";", one line a cell, "." for what is suppressed. */
export function csvOf(table: Table, publication: Publication): string {
  const names = table.dimensions?.map(({ name }) => name) ?? ['cell'];
  const figure = new Map(publication.cells.map(({ id, count }) => [id, count]));
  const lines = table.cells.map((cell) => [...((table.dimensions && cell.codes) ?? [cell.id]), String(figure.get(cell.id) ?? SUPPRESSED_MARK)]);
  return [[...names, 'count'], ...lines].map((fields) => fields.map(quoted).join(';')).join('\n') + '\n';
}

function countColumn(text: string): { names: string[]; at: number; rows: { fields: string[]; line: number }[] } {
  const [header, ...rows] = linesOf(text);
  if (!header || rows.length === 0) throw new TableError('file-invalid', 'The CSV file needs a header and at least one line.');
  const names = header.fields.map((name) => name.trim());
  const counts = names.flatMap((name, column) => (COUNT.test(name) ? [column] : []));
  const nameless = names.indexOf('');
  if (names.length < 2) throw new TableError('file-invalid', `The first line has one column only ("${names[0]}"): it must name the columns, separated by semicolon, comma or tab.`);
  if (nameless >= 0) throw new TableError('file-invalid', `Column ${nameless + 1} has no name in the first line. Name it, or remove it where it is empty.`);
  if (counts.length !== 1) throw new TableError('file-invalid', `${counts.length === 0 ? 'No column is' : 'More than one column is'} named as the one with the counts: name one of them count, Anzahl, Zahl, Wert, Personen or n. There must be one line for each cell.`);
  const bad = rows.find(({ fields }) => fields.length !== names.length);
  if (bad) throw new TableError('file-invalid', `Line ${bad.line} has ${bad.fields.length} fields, the header has ${names.length}.`);
  return { names, at: counts[0]!, rows: rows.map(({ fields, line }) => ({ fields: fields.map((field) => field.trim()), line })) };
}

/** The separator of the header decides; quotes as in RFC 4180. */
function linesOf(text: string): { fields: string[]; line: number }[] {
  const clean = text.replace(/^\uFEFF/, '');
  const header = clean.split(/\r?\n/, 1)[0]!;
  const separator = [';', '\t'].find((sign) => header.includes(sign)) ?? ',';
  const rows: { fields: string[]; line: number }[] = [];
  let [field, quotes, line, start] = ['', false, 1, 1];
  let fields: string[] = [];
  const endRow = () => {
    if (fields.length > 0 || field !== '') rows.push({ fields: [...fields, field], line: start });
    [fields, field, start] = [[], '', line + 1];
  };
  for (let at = 0; at < clean.length; at++) {
    const sign = clean[at]!;
    if (quotes) {
      if (sign === '"' && clean[at + 1] === '"') field += clean[++at];
      else if (sign === '"') quotes = false;
      else field += sign;
    } else if (sign === '"') quotes = true;
    else if (sign === separator) [fields, field] = [[...fields, field], ''];
    else if (sign === '\n') endRow();
    else if (sign !== '\r') field += sign;
    if (sign === '\n') line++;
  }
  endRow();
  if (quotes) throw new TableError('file-invalid', `The quotation mark opened before line ${start} is never closed.`);
  return rows;
}

function countOf(field: string, line: number): number {
  const text = field.trim();
  if (text === '' || /^[.x*-]$/i.test(text)) throw new TableError('count-unknown', `Line ${line}: the count is missing. Unknown is not 0.`);
  const plain = /^\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text.replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) throw new TableError('file-invalid', `Line ${line}: "${field}" is no number.`);
  return Number(plain);
}

function codesOf(cells: readonly CrossCell[], column: number): Code[] {
  const codes = [...new Set(cells.map((cell) => cell.codes[column]!))];
  const known = new Set(codes);
  const above = (code: string) => (code.includes('/') && known.has(code.slice(0, code.lastIndexOf('/'))) ? code.slice(0, code.lastIndexOf('/')) : undefined);
  const tops = codes.filter((code) => above(code) === undefined);
  const total = codes.find((code) => TOTAL.test(code)) ?? totalBySums(cells, column, tops);
  return codes.map((code): Code => {
    const parent = above(code) ?? (code === total ? undefined : total);
    return parent === undefined ? { code } : { code, parent };
  });
}

/** The code that is the sum of the other (two or more) ones wherever it stands. A chance hit hides too much, never too little. */
function totalBySums(cells: readonly CrossCell[], column: number, tops: readonly string[]): string | undefined {
  if (tops.length < 3) return undefined;
  const lines = new Map<string, Map<string, number>>();
  for (const { codes, count } of cells) {
    const others = JSON.stringify(codes.filter((_, at) => at !== column));
    if (!lines.has(others)) lines.set(others, new Map());
    lines.get(others)!.set(codes[column]!, count);
  }
  const sums = [...lines.values()].map((line) => ({ line, sum: tops.reduce((so, code) => so + (line.get(code) ?? 0), 0) }));
  return tops.find((code) => sums.some(({ sum }) => sum > 0) && sums.every(({ line, sum }) => 2 * (line.get(code) ?? 0) === sum));
}

function quoted(field: string): string {
  return /[";\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

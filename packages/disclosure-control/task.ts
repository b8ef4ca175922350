import { crossTable, type CrossCell } from './cross-table.ts';
import { figuresOnce } from './csv.ts';
import type { Dimension } from './dimension.ts';
import type { EarlierRelease } from './earlier.ts';
import { linkTables, sharedCells, type SameCell } from './linked.ts';
import type { Method, ProtectOptions, Publication } from './protect.ts';
import type { Rate } from './rate.ts';
import type { Rule } from './rule.ts';
import type { Cell, Fact, Relation, Table } from './table.ts';
import { TableError } from './table-error.ts';
import { checkTask } from './task-shape.ts';

/** A table as it stands in a JSON file: cells at crossings of codes, or free cells with ids. */
interface TableFile {
  id: string;
  dimensions?: Dimension[];
  cells: (CrossCell | Cell)[];
  relations?: Relation[];
  facts?: Fact[];
}

/** What a JSON file asks for; see schema.json. */
interface TaskFile {
  table?: TableFile;
  tables?: TableFile[];
  /** Cells of linked tables that count the same people; "shared" finds them by codes. */
  same?: SameCell[] | 'shared';
  links?: Relation[];
  rule?: Partial<Rule>;
  method?: Method;
  criterion?: 'E' | 'T';
  seed?: number;
  secret?: string;
  attempts?: number;
  base?: number;
  noise?: ProtectOptions['noise'];
  rates?: Rate[];
  earlier?: { id: string; shown: Record<string, number | null>; table?: TableFile; links?: Relation[]; revisedBy?: number }[];
}

/** A table and the options to protect it with. */
export interface Task {
  table: Table;
  options: ProtectOptions;
}

/** Reads a JSON task. Errors: `file-invalid` and `rule-invalid` where it is no JSON, has the wrong shape or words nobody knows; those of the table. */
export function taskFromJson(text: string): Task {
  const file = parsed(text);
  const { rule, method, criterion, seed, secret, attempts, base, noise, rates } = file;
  const earlier = file.earlier?.map(({ shown, table, ...release }): EarlierRelease => ({ ...release, shown: new Map(Object.entries(shown)), ...(table ? { table: tableOf(table) } : {}) }));
  return { table: jointTable(file), options: { rule, method, criterion, seed, secret, attempts, base, noise, rates, earlier } };
}

/** Figures of an answer of `protect` (or of its publication alone) by cell id; null where suppressed. Errors: `file-invalid`. */
export function figuresFromJson(text: string): Map<string, number | null> {
  const file = json(text) as { publication?: Publication; cells?: Publication['cells'] } | null;
  const cells = file?.publication?.cells ?? file?.cells;
  if (!Array.isArray(cells)) throw new TableError('file-invalid', 'The published figures need "publication" with "cells", as protect writes them.');
  return figuresOnce((cells as Publication['cells']).map(({ id, count }, at) => {
    if (typeof id !== 'string' || (count !== null && typeof count !== 'number')) throw new TableError('file-invalid', `The published figures, cell ${at + 1}: "id" or "count" is missing; null is what is suppressed.`);
    return [id, count];
  }));
}

/** The percentages such an answer shows. Errors: `file-invalid`. */
export function ratesFromJson(text: string): Publication['rates'] {
  const file = json(text) as { publication?: Publication; rates?: Publication['rates'] } | null;
  const rates = file?.publication?.rates ?? file?.rates ?? [];
  if (!Array.isArray(rates) || rates.some((rate) => typeof rate?.id !== 'string' || (rate.percent !== null && typeof rate.percent !== 'number'))) {
    throw new TableError('file-invalid', 'The published "rates" must be a list of "id" and "percent"; null is what is not shown.');
  }
  return rates;
}

function parsed(text: string): TaskFile {
  const file = json(text);
  checkTask(file);
  return file as TaskFile;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TableError('file-invalid', `The file is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function jointTable({ table, tables, same, links = [] }: TaskFile): Table {
  if (!tables) return withRelations(tableOf(table!), links);
  const read = tables.map(tableOf);
  const pairs = read.flatMap((one, at) => read.slice(at + 1).map((other) => [one, other] as const));
  const shared = same === 'shared' ? pairs.flatMap(([one, other]) => sharedCells(one, other)) : (same ?? []);
  if (same === 'shared' && read.length > 1 && shared.length === 0) throw new TableError('file-invalid', 'The tables share no cells: in those of the same people, dimensions and codes must have the same names. Else name the pairs in "same".');
  return linkTables(read, shared, links);
}

function withRelations(table: Table, links: readonly Relation[]): Table {
  return links.length === 0 ? table : { ...table, relations: [...table.relations, ...links] };
}

function tableOf({ id, dimensions, cells, relations = [], facts }: TableFile): Table {
  if (!dimensions) return { id, cells: cells as Cell[], relations, facts };
  const crossed = crossTable(id, dimensions, cells as CrossCell[]);
  return { ...crossed, relations: [...crossed.relations, ...relations], facts };
}

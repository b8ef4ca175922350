import { crossTable, type CrossCell } from './cross-table.ts';
import type { Dimension } from './dimension.ts';
import type { EarlierRelease } from './earlier.ts';
import { linkTables, sharedCells, type SameCell } from './linked.ts';
import type { Method, ProtectOptions } from './protect.ts';
import type { Rate } from './rate.ts';
import type { Rule } from './rule.ts';
import type { Cell, Fact, Relation, Table } from './table.ts';
import { TableError } from './table-error.ts';

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

/** Reads a JSON task. Errors: `file-invalid` where it is no JSON or has the wrong shape, and those of the table. */
export function taskFromJson(text: string): Task {
  const file = parsed(text);
  const { rule, method, criterion, seed, attempts, base, noise, rates } = file;
  const earlier = file.earlier?.map(({ shown, table, ...release }): EarlierRelease => ({ ...release, shown: new Map(Object.entries(shown)), ...(table ? { table: tableOf(table) } : {}) }));
  return { table: jointTable(file), options: { rule, method, criterion, seed, attempts, base, noise, rates, earlier } };
}

function parsed(text: string): TaskFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new TableError('file-invalid', `The file is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const task = file as TaskFile;
  const tables = typeof file === 'object' && file !== null ? (task.tables ?? (task.table ? [task.table] : [])) : [];
  if (tables.length === 0) throw new TableError('file-invalid', 'The file needs "table" or "tables" (see schema.json).');
  for (const table of tables) {
    if (typeof table?.id !== 'string' || !Array.isArray(table.cells)) throw new TableError('file-invalid', 'Every table needs "id" and "cells" (see schema.json).');
    table.cells.forEach((cell, at) => {
      if (table.dimensions ? !Array.isArray(cell?.codes) : typeof (cell as Cell)?.id !== 'string') {
        throw new TableError('file-invalid', `Table "${table.id}", cell ${at + 1}: "${table.dimensions ? 'codes' : 'id'}" is missing.`);
      }
    });
  }
  checkChoices(task);
  return task;
}

const METHODS: readonly (string | undefined)[] = ['gauss', 'flow', 'exact', 'round', 'cell-key', undefined];

/** Errors: `file-invalid` for a method or criterion that does not exist, wherever the words come from. */
export function checkChoices({ method, criterion }: { method?: string | undefined; criterion?: string | undefined }): void {
  if (!METHODS.includes(method)) throw new TableError('file-invalid', `The method "${String(method)}" is unknown: gauss, flow, exact, round or cell-key.`);
  if (criterion !== undefined && criterion !== 'E' && criterion !== 'T') throw new TableError('file-invalid', `The criterion "${criterion}" is unknown: E or T.`);
}

function jointTable({ table, tables, same, links = [] }: TaskFile): Table {
  if (!tables) return withRelations(tableOf(table!), links);
  const read = tables.map(tableOf);
  const pairs = read.flatMap((one, at) => read.slice(at + 1).map((other) => [one, other] as const));
  return linkTables(read, same === 'shared' ? pairs.flatMap(([one, other]) => sharedCells(one, other)) : (same ?? []), links);
}

function withRelations(table: Table, links: readonly Relation[]): Table {
  return links.length === 0 ? table : { ...table, relations: [...table.relations, ...links] };
}

function tableOf({ id, dimensions, cells, relations = [], facts }: TableFile): Table {
  if (!dimensions) return { id, cells: cells as Cell[], relations, facts };
  const crossed = crossTable(id, dimensions, cells as CrossCell[]);
  return { ...crossed, relations: [...crossed.relations, ...relations], facts };
}

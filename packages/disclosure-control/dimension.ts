import { TableError } from './table-error.ts';

/** One value of a dimension; `parent` is the value it is a part of. */
export interface Code {
  code: string;
  parent?: string;
  label?: string;
}

/** A second way to add codes up, e.g. school districts over the same Bezirke. */
export interface Group {
  total: string;
  parts: readonly string[];
}

/** One classification of a table: area, age, nationality, sex … */
export interface Dimension {
  name: string;
  codes: readonly Code[];
  groups?: readonly Group[];
}

/** Separates codes in the id of a cell; forbidden inside a code. */
export const CODE_SEPARATOR = '|';

/**
 * All sums a dimension promises: every code with children, then every further group.
 * Errors: `code-twice`, `code-invalid`, `code-unknown` (a parent or part nobody defined), `hierarchy-circle`.
 */
export function groupsOf(dimension: Dimension): Group[] {
  checkCodes(dimension);
  const parts = new Map<string, string[]>();
  for (const { code, parent } of dimension.codes) {
    if (parent !== undefined) parts.set(parent, [...(parts.get(parent) ?? []), code]);
  }
  const groups = [...parts].map(([total, codes]) => ({ total, parts: codes }));
  const all = [...groups, ...(dimension.groups ?? [])];
  refuseCircles(dimension, all);
  return all;
}

function checkCodes(dimension: Dimension): void {
  const known = new Set<string>();
  for (const { code } of dimension.codes) {
    if (code === '' || code.includes(CODE_SEPARATOR)) throw new TableError('code-invalid', `Dimension "${dimension.name}": the code "${code}" is empty or contains "${CODE_SEPARATOR}".`);
    if (known.has(code)) throw new TableError('code-twice', `Dimension "${dimension.name}": the code "${code}" is defined twice.`);
    known.add(code);
  }
  const named = [...dimension.codes.flatMap(({ parent }) => (parent === undefined ? [] : [parent])), ...(dimension.groups ?? []).flatMap(({ total, parts }) => [total, ...parts])];
  for (const code of named) {
    if (!known.has(code)) throw new TableError('code-unknown', `Dimension "${dimension.name}": the code "${code}" is used as a total or part, but not defined.`);
  }
}

/** Depth-first: a code that is reached again on its own path is a part of itself. */
function refuseCircles(dimension: Dimension, groups: readonly Group[]): void {
  const partsOf = new Map<string, string[]>();
  for (const { total, parts } of groups) partsOf.set(total, [...(partsOf.get(total) ?? []), ...parts]);
  const finished = new Set<string>();
  const visit = (code: string, path: readonly string[]): void => {
    if (path.includes(code)) {
      throw new TableError('hierarchy-circle', `Dimension "${dimension.name}": the hierarchy goes in a circle: ${[...path.slice(path.indexOf(code)), code].join(' → ')}.`);
    }
    if (finished.has(code)) return;
    for (const part of partsOf.get(code) ?? []) visit(part, [...path, code]);
    finished.add(code);
  };
  for (const code of partsOf.keys()) visit(code, []);
}

/** Codes that are a part of nothing: where a hierarchy begins. */
export function rootsOf(dimension: Dimension): string[] {
  const parts = new Set(groupsOf(dimension).flatMap((group) => group.parts));
  return dimension.codes.map(({ code }) => code).filter((code) => !parts.has(code));
}

/** Codes that have no parts: the finest level. */
export function leavesOf(dimension: Dimension): string[] {
  const totals = new Set(groupsOf(dimension).map((group) => group.total));
  return dimension.codes.map(({ code }) => code).filter((code) => !totals.has(code));
}

import type { MultiPolygon } from 'geojson';
import { accepted, type Outcome, type Refusal } from '../../platform/outcome.ts';
import type { AreaFile } from './area-file.ts';

/** A feature a person has said the name and key of. */
export interface ImportableArea {
  number: number;
  name: string;
  key: string;
  geometry: MultiPolygon;
}

/**
 * Takes names and keys from the columns a person chose (key: without a column of its own the name is the key).
 * All or nothing: any feature that cannot be imported refuses the file, with one refusal for each –
 * those of its geometry, and `name-missing` {attribute}, `key-missing` {attribute}, `key-twice` {key, other}.
 */
export function nameAreas(file: AreaFile, columns: { name: string; key?: string | undefined }): Outcome<ImportableArea[]> {
  const keyColumn = columns.key ?? columns.name;
  const named: ImportableArea[] = [];
  const refusals: Refusal[] = [];
  const numberOfKey = new Map<string, number>();

  for (const { number, attributes, geometry, problems } of file.features) {
    const name = textOf(attributes[columns.name]);
    const key = textOf(attributes[keyColumn]);
    const refuse = (code: string, values: Record<string, string | number>) => refusals.push({ code, values: { number, name, ...values } });

    for (const problem of problems) if (problem.severity === 'refusal') refuse(problem.code, { ...problem.values, name });
    if (name === '') refuse('name-missing', { attribute: columns.name });
    if (key === '' && keyColumn !== columns.name) refuse('key-missing', { attribute: keyColumn });
    const other = numberOfKey.get(key);
    if (key !== '' && other !== undefined) refuse('key-twice', { key, other });
    else numberOfKey.set(key, number);
    if (geometry) named.push({ number, name, key, geometry });
  }
  return refusals.length > 0 ? { ok: false, refusals } : accepted(named);
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value).trim();
}

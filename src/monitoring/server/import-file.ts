import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { listAllAreas } from '../../areas/server/list-areas.ts';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { decryptField, encryptField, type FieldPlace } from '../../platform/encryption.ts';
import { fileField, optionalUuid } from '../../platform/field.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { findFile, storeFile } from '../../platform/stored-file.ts';
import { openImport, readerOf, type OpenedImport } from '../import/open-import.ts';
import type { ObservationReader } from '../import/read-observations.ts';
import { importObservations } from '../permissions.ts';
import { listMeasures, type MeasureRow } from './definitions.ts';
import { listRecipes, type ImportRun } from './import-runs.ts';

export const MAX_IMPORT_BYTES = 10 * 1024 * 1024;
const DAYS_KEPT = 7;

type Keys = Pick<RunningConfiguration, 'secretKey'>;

/** A file of raw counts lies sealed like the counts themselves, bound to its import. */
const placeOf = (municipality: Uuid, run: Uuid): FieldPlace => ({ table: 'monitoring.import_run', column: 'file', row: run, municipality });

/** First step: keeps the file sealed for a week and makes an import of it that can be looked at. */
export const keepImport = action({
  may: importObservations,
  audit: 'monitoring.import.uploaded',
  input: v.object({ file: fileField(MAX_IMPORT_BYTES), recipe: optionalUuid() }),
  async run({ tx, municipalityId, clock, configuration, who, concerns }, { file, recipe: recipeId }) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const saved = (await listRecipes(tx, municipalityId)).find(({ id }) => id === recipeId);
    const opened = openImport(bytes, file.name, await groundOf(tx, municipalityId), saved?.recipe);
    if (!opened.ok) return refused(opened.refusals[0]!.code, { ...opened.refusals[0], field: 'file' });
    const id = newId();
    const stored = await storeFile(tx, municipalityId, clock, {
      name: file.name.normalize('NFC').slice(0, 200), mediaType: 'application/octet-stream', content: encryptField(configuration.secretKey, placeOf(municipalityId, id), Buffer.from(bytes)),
      purpose: 'monitoring.import', expiresAt: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
    });
    await tx.insertInto('monitoring.import_run').values({
      municipality_id: municipalityId, id, state: 'planned', file_id: stored.id, file_name: stored.name, file_sha256: createHash('sha256').update(bytes).digest(), file_bytes: bytes.length,
      format: opened.value.recipe.format, recipe_id: saved?.id ?? null, settings: JSON.stringify(opened.value.recipe), source: saved?.source ?? '', licence: saved?.licence ?? '', stichtag: '',
      imported_by: who.personId ?? null, imported_by_name: who.displayName ?? '', planned_at: clock.now(),
    }).execute();
    concerns(id, ['file']);
    return accepted(id);
  },
});

export async function groundOf(tx: Read, municipalityId: Uuid): Promise<{ areas: Awaited<ReturnType<typeof listAllAreas>>; measures: MeasureRow[] }> {
  return { areas: await listAllAreas(tx, municipalityId), measures: await listMeasures(tx, municipalityId) };
}

/** The file of an import; undefined once it has gone. */
export async function openFile(tx: Read, municipalityId: Uuid, keys: Keys, run: Pick<ImportRun, 'id' | 'fileId'>): Promise<Buffer | undefined> {
  const file = run.fileId ? await findFile(tx, municipalityId, run.fileId) : undefined;
  return file && decryptField(keys.secretKey, placeOf(municipalityId, run.id), Buffer.from(file.content));
}

export interface PreviewedImport {
  opened: OpenedImport;
  reader: ObservationReader;
  ground: Awaited<ReturnType<typeof groundOf>>;
  /** the preview saw the file to its end */
  complete: boolean;
}

/** Reads the first rows of an import's file by its recipe. Shows figures: only behind a permission that protects `social`. */
export async function previewImport(tx: Read, municipalityId: Uuid, keys: Keys, run: ImportRun, sheet?: string): Promise<Outcome<PreviewedImport> | undefined> {
  const bytes = await openFile(tx, municipalityId, keys, run);
  if (!bytes) return undefined;
  const ground = await groundOf(tx, municipalityId);
  // Another sheet is another table: it is looked at afresh.
  const opened = openImport(bytes, run.fileName, ground, sheet === undefined ? run.recipe : undefined, sheet);
  if (!opened.ok) return opened;
  const reader = readerOf(opened.value, opened.value.recipe, ground);
  for (const row of opened.value.sample) reader.take(row);
  const last = opened.value.sample.at(-1)?.line ?? 0;
  let complete = true;
  for (const row of opened.value.grid.rows()) {
    if (row.line <= last) continue;
    complete = false;
    break;
  }
  return accepted({ opened: opened.value, reader, ground, complete });
}


import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listAllAreas } from '../../src/areas/server/list-areas.ts';
import { catalogueIndicators, catalogueMeasures } from '../../src/monitoring/catalogue.ts';
import { openImport, readerOf } from '../../src/monitoring/import/open-import.ts';
import { addIndicators, addMeasures } from '../../src/monitoring/server/definitions.ts';
import { storeDrafts } from '../../src/monitoring/server/store-observations.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import type { DemoSlug } from './demo-files.ts';
import { loadRelease } from './load-release.ts';

const SOURCE = 'Beispieldaten nach den Ratsvorlagen, sonst erfunden';
const LICENCE = 'nicht zur Weitergabe';

/** The catalogue and each town's invented figures, read by the importer like anybody's file. */
export async function loadMonitoring(tx: Write, id: Uuid, slug: DemoSlug, secretKey: Buffer, clock: Clock): Promise<void> {
  const measureIds = await addMeasures(tx, id, catalogueMeasures, clock, true);
  await addIndicators(tx, id, catalogueIndicators, clock, true);
  const file = join(import.meta.dirname, slug, 'observations.csv');
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const ground = { areas: await listAllAreas(tx, id), measures: catalogueMeasures };
  const opened = openImport(bytes, 'observations.csv', ground);
  if (!opened.ok) throw new Error(`${slug}/observations.csv: ${JSON.stringify(opened.refusals)}`);
  const reader = readerOf(opened.value, opened.value.recipe, ground);
  for (const row of opened.value.grid.rows()) reader.take(row);
  if (reader.tally.refusedLines > 0) throw new Error(`${slug}/observations.csv: ${JSON.stringify(reader.tally.refusedRows.slice(0, 5))}`);
  const runId = newId();
  await tx.insertInto('monitoring.import_run').values({
    municipality_id: id, id: runId, state: 'done', file_name: 'observations.csv', file_sha256: createHash('sha256').update(bytes).digest(), file_bytes: bytes.length,
    format: opened.value.recipe.format, settings: JSON.stringify(opened.value.recipe), source: SOURCE, licence: LICENCE, stichtag: '', imported_by_name: 'Beispiel',
    planned_at: clock.now(), finished_at: clock.now(), progress: 100, observations: reader.tally.observations, added: reader.tally.observations,
  }).execute();
  await storeDrafts(tx, id, { secretKey }, clock, { drafts: reader.drafts.values(), measureIds, runId });
  await loadRelease(tx, id, slug, secretKey, clock);
}

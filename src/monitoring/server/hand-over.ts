import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { breakdownKey } from '../breakdown.ts';
import { catalogueMeasures } from '../catalogue.ts';
import { Draft } from '../draft.ts';
import type { Recipe } from '../import/recipe.ts';
import { addMeasures } from './definitions.ts';
import type { HandOver } from './handed-over.ts';
import { storeDrafts, type StoredCounts } from './store-observations.ts';

/** The recipe of figures that never were a file. */
const NO_FILE: Recipe = { version: 1, format: 'long', columns: [], dash: 'unknown', numbers: 'auto', yearMeans: 'stichtag', lastYearIncluded: true, strangers: 'skip', dissolvedByDashes: false };

/**
 * Takes figures of another part of the house: raw and sealed like those of a file, listed among the imports, withdrawn like them. What of
 * them may be shown goes through a release (disclosure control) as always. The same figures again change nothing.
 */
export async function storeHandedOver(
  tx: Write, municipalityId: Uuid, keys: Pick<RunningConfiguration, 'secretKey'>, clock: Clock, { source, on, figures, measures = [], by }: HandOver,
): Promise<StoredCounts & { runId: Uuid }> {
  const used = new Set(figures.map(({ measure }) => measure));
  const measureIds = await addMeasures(tx, municipalityId, [...catalogueMeasures, ...measures].filter(({ key }) => used.has(key)), clock);
  const drafts = new Map<string, Draft>();
  figures.forEach(({ measure, areaId, age, value }, index) => {
    let draft = drafts.get(measure);
    if (!draft) drafts.set(measure, (draft = new Draft()));
    draft.put(areaId, breakdownKey(age ? { age } : {}), { kind: 'number', value }, index + 1);
  });
  const runId = newId();
  const now = clock.now();
  const content = Buffer.from(JSON.stringify(figures));
  await tx.insertInto('monitoring.import_run').values({
    municipality_id: municipalityId, id: runId, state: 'done', file_name: source, file_sha256: createHash('sha256').update(content).digest(), file_bytes: content.length, format: NO_FILE.format,
    settings: JSON.stringify(NO_FILE), source, licence: '', stichtag: on, imported_by: by.personId ?? null, imported_by_name: by.name, planned_at: now, started_at: now, finished_at: now, progress: 100, observations: figures.length,
  }).execute();
  const counts = await storeDrafts(tx, municipalityId, keys, clock, {
    drafts: [...drafts].map(([measure, draft]) => ({ measure, period: { from: on, until: on }, draft })), measureIds, runId,
  });
  await tx.updateTable('monitoring.import_run').set({ added: counts.added, changed: counts.changed, unchanged: counts.unchanged }).where('municipality_id', '=', municipalityId).where('id', '=', runId).execute();
  return { ...counts, runId };
}

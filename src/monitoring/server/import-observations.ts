import { setImmediate } from 'node:timers/promises';
import { refused, type Refusal } from '../../platform/outcome.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { letFileExpire } from '../../platform/stored-file.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { openImport, readerOf } from '../import/open-import.ts';
import type { ObservationReader } from '../import/read-observations.ts';
import { comparePeriods } from '../period.ts';
import { groundOf, openFile } from './import-file.ts';
import { changeImportRun, findImportRun, type ImportRun } from './import-runs.ts';
import { storeDrafts } from './store-observations.ts';

/** Between two pauses the server answers nobody else: 2,000 rows are about 10 ms. */
const ROWS_BETWEEN_PAUSES = 2_000;
const ROWS_BETWEEN_REPORTS = 50_000;
const READ_SHARE = 80;

/**
 * Reads an import's file to its end and stores it in one transaction. May be called again after a crash: reading has no effect, and
 * storing the same again changes nothing.
 */
export const importObservationsTask = outsideTask(async (context, { runId, seen }) => {
  const { database, municipalityId } = context;
  if (!isUuid(runId)) return;
  const run = await database.read(municipalityId, (tx) => findImportRun(tx, municipalityId, runId));
  if (run?.state !== 'running') return;
  const read = await readWhole(context, run);
  if (!('reader' in read)) return fail(context, run, read.refusals);
  const { reader, measureIds } = read;
  const { tally } = reader;
  const about = { refusedRows: tally.refusedLines, faults: tally.refusedRows };
  if (tally.refusedLines > 0 && seen !== true) return fail(context, run, refused('refused-rows-unseen', { values: { count: tally.refusedLines } }).refusals, about);
  if (tally.observations === 0) return fail(context, run, refused('nothing-to-import').refusals, about);
  await database.write(municipalityId, async (tx) => {
    const drafts = [...reader.drafts.values()];
    const counts = await storeDrafts(tx, municipalityId, context.configuration, context.clock, { drafts, measureIds, runId });
    const periods = drafts.filter(({ draft }) => draft.size > 0).map(({ period }) => period).sort(comparePeriods);
    const [first, last] = [periods[0], periods.at(-1)];
    const stichtag = first && last ? (first.from === last.from && first.until === last.until ? sayPeriod(first) : `${sayPeriod(first)} … ${sayPeriod(last)}`) : '';
    await changeImportRun(tx, municipalityId, runId, { state: 'done', progress: 100, finishedAt: context.clock.now(), observations: tally.observations, stichtag, ...counts, ...about, withoutFile: true });
    if (run.fileId) await letFileExpire(tx, municipalityId, run.fileId, context.clock.now());
  });
});

const sayPeriod = ({ from, until }: { from: string; until: string }) => (from === until ? until : `${from}/${until}`);

async function readWhole(context: TaskContext, run: ImportRun): Promise<{ reader: ObservationReader; measureIds: Map<string, Uuid> } | { refusals: Refusal[] }> {
  const { database, municipalityId, configuration } = context;
  const { bytes, ground } = await database.read(municipalityId, async (tx) => ({ bytes: await openFile(tx, municipalityId, configuration, run), ground: await groundOf(tx, municipalityId) }));
  if (!bytes) return { refusals: refused('upload-gone').refusals };
  const opened = openImport(bytes, run.fileName, ground, run.recipe);
  if (!opened.ok) return { refusals: opened.refusals };
  const reader = readerOf(opened.value, opened.value.recipe, ground);
  const size = Math.max(bytes.length, 1);
  let [rows, characters] = [0, 0];
  for (const row of opened.value.grid.rows()) {
    reader.take(row);
    rows += 1;
    for (const cell of row.cells) characters += cell.length + 1;
    if (rows % ROWS_BETWEEN_PAUSES === 0) await setImmediate();
    if (rows % ROWS_BETWEEN_REPORTS === 0) {
      // An archive is longer than its bytes: then the bar waits before its end, but never runs over it.
      const progress = Math.min(READ_SHARE, Math.floor((characters / size) * READ_SHARE));
      await database.write(municipalityId, (tx) => changeImportRun(tx, municipalityId, run.id, { progress, observations: reader.tally.observations }));
    }
  }
  return { reader, measureIds: new Map(ground.measures.map(({ key, id }) => [key, id])) };
}

async function fail({ database, municipalityId, clock }: TaskContext, run: ImportRun, failure: readonly Refusal[], about: Parameters<typeof changeImportRun>[3] = {}): Promise<void> {
  await database.write(municipalityId, (tx) => changeImportRun(tx, municipalityId, run.id, { state: 'failed', finishedAt: clock.now(), failure, ...about }));
}

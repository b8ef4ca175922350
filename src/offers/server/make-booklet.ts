import { isUuid, type Uuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import { makePdf, PdfFault, type MadePdf } from '../../platform/pdf.ts';
import type { PdfData } from '../../platform/pdf-texts.ts';
import { letFileExpire, storeFile } from '../../platform/stored-file.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { bookletCounts, bookletData, type Booklet } from '../print/booklet.ts';
import { bookletTemplate, loadBooklet } from './load-booklet.ts';
import { changePrintRun, earlierFiles, findPrintRun, type PrintRun } from './print-runs.ts';

const DAYS_KEPT = 7;

/** Sets a booklet in the background and keeps it; earlier ones of the same kind go after a week. Called again after a crash it begins anew. */
export const makeBooklet = outsideTask(async (context, payload) => {
  const { database, municipalityId, clock, configuration } = context;
  if (!isUuid(payload['run'])) throw new TypeError('no run id');
  const id = payload['run'];
  const run = await database.read(municipalityId, (tx) => findPrintRun(tx, municipalityId, id));
  if (!run || run.state === 'done' || run.state === 'failed') return;
  await database.write(municipalityId, (tx) => changePrintRun(tx, municipalityId, id, { state: 'making' }));
  const loaded = await database.read(municipalityId, (tx) => loadBooklet(tx, municipalityId, configuration.baseUrl.origin, clock.today(), run));
  if (!loaded.ok) return fail(context, id, loaded.refusals[0]!);
  let made;
  try {
    made = await makePdf({ template: bookletTemplate, data: bookletData(loaded.value) as unknown as PdfData, at: clock.now() });
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    context.log('error', { event: 'booklet-not-set', error: error.name });
    return fail(context, id, { code: 'pdf-fault' });
  }
  if (!made.ok) return fail(context, id, made.refusals[0]!);
  await keep(context, run, loaded.value, made.value);
});

async function keep({ database, municipalityId, clock }: TaskContext, run: PrintRun, content: Booklet, made: MadePdf): Promise<void> {
  await database.write(municipalityId, async (tx) => {
    const file = await storeFile(tx, municipalityId, clock, { name: 'wegweiser.pdf', mediaType: 'application/pdf', content: made.content, purpose: 'offers.print' });
    for (const earlier of await earlierFiles(tx, municipalityId, run)) await letFileExpire(tx, municipalityId, earlier, new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000));
    await changePrintRun(tx, municipalityId, run.id, {
      state: 'done', fileId: file.id, pages: made.pages, replaced: made.replaced, sizeBytes: made.content.length, madeAt: clock.now(), ...bookletCounts(content),
    });
  });
}

function fail({ database, municipalityId }: TaskContext, id: Uuid, failure: Refusal): Promise<void> {
  return database.write(municipalityId, (tx) => changePrintRun(tx, municipalityId, id, { state: 'failed', failure }));
}

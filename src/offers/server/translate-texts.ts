import { sql } from 'kysely';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { hasForbiddenCharacters } from '../translation-text.ts';
import { portions } from '../translation-machine.ts';
import { isForMachine, longestText, type TextLanguage, type TranslationUnit } from '../translation.ts';
import { storeTranslations } from './store-translations.ts';
import { libreTranslate } from './translation-libretranslate.ts';
import { listTranslatable } from './translation-records.ts';
import { changeRun, countRun, findRun, type RunProblem } from './translation-runs.ts';

/**
 * Lets the configured machine translate what is missing of public records, portion by portion: after a crash it goes on where it stopped. A fault
 * of the machine ends the run and is shown; starting it again takes up the rest.
 */
export const translateTexts = outsideTask(async (context, payload) => {
  const { database, municipalityId, configuration, clock } = context;
  if (!isUuid(payload['run'])) throw new TypeError('no run id');
  const id = payload['run'];
  const run = await database.read(municipalityId, (tx) => findRun(tx, municipalityId, id));
  if (!run || run.state === 'done' || run.state === 'failed') return;
  const end = (problems: readonly RunProblem[]) => database.write(municipalityId, (tx) =>
    changeRun(tx, municipalityId, id, { state: problems.length > 0 ? 'failed' : 'done', problems, finishedAt: clock.now() }));
  if (!configuration.translation) {
    await end([{ code: 'machine-off' }]);
    return;
  }
  const machine = libreTranslate(configuration.translation);
  const units = await database.read(municipalityId, (tx) => openUnits(tx, context, run.language));
  await database.write(municipalityId, (tx) => changeRun(tx, municipalityId, id, { state: 'running', total: run.done + units.length }));
  for (const portion of portions(units)) {
    const answer = await machine.translate(portion.map(({ german }) => german), run.language);
    if (!answer.ok) {
      await end(answer.refusals.map(({ code, values }) => ({ code, ...(values ? { values } : {}) })));
      return;
    }
    await takeOver(context, id, portion, answer.value);
  }
  await end([]);
});

async function openUnits(tx: Parameters<typeof listTranslatable>[0], { municipalityId, clock }: TaskContext, language: TextLanguage): Promise<TranslationUnit[]> {
  const records = await listTranslatable(tx, municipalityId, { languages: [language], on: clock.today() });
  return records.filter(({ isPublic }) => isPublic).flatMap(({ units }) => units).filter(isForMachine);
}

/** Stores what the machine said, but never over what a person wrote while it was thinking: the offers are locked before they are looked at again. */
async function takeOver(context: TaskContext, run: Uuid, portion: readonly TranslationUnit[], answers: readonly string[]): Promise<void> {
  const { database, municipalityId, clock } = context;
  await database.write(municipalityId, async (tx) => {
    const services = [...new Set(portion.filter(({ kind }) => kind === 'service').map(({ recordId }) => recordId))].sort();
    await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${services}::uuid[])`).orderBy('id').forUpdate().execute();
    const open = new Set((await openUnits(tx, context, portion[0]!.language)).map(keyOf));
    const changes = portion.flatMap((unit, index) => {
      const text = answers[index]!.normalize('NFC').replace(/\r\n?/g, '\n').trim();
      if (!open.has(keyOf(unit)) || text === '' || text.length > longestText(unit.part) || hasForbiddenCharacters(text)) return [];
      return [{ ...unit, text, provenance: { source: unit.german, mark: 'machine-made' as const, changedAt: clock.now() } }];
    });
    await storeTranslations(tx, municipalityId, changes, clock);
    await countRun(tx, municipalityId, run, { done: portion.length, changed: changes.length, refused: portion.length - changes.length });
  });
}

function keyOf({ kind, recordId, part }: TranslationUnit): string {
  return `${kind} ${recordId} ${part}`;
}

import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalText, text, uuidField, checkbox } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import { letFileExpire } from '../../platform/stored-file.ts';
import { periodKey } from '../period.ts';
import { breakdownOfPhrase } from '../import/breakdown-words.ts';
import { readPeriod } from '../import/period-text.ts';
import { columnRoles, importFormats, type Recipe, type RecipeColumn } from '../import/recipe.ts';
import { importObservations } from '../permissions.ts';
import { previewImport } from './import-file.ts';
import { changeImportRun, findImportRun, type ImportRun } from './import-runs.ts';
import { withdrawObservations } from './store-observations.ts';

/** Names of the form's fields for a column and for a word of the measure column. */
export const columnField = (name: 'role' | 'measure' | 'people' | 'time', index: number) => `${name}_${index}`;
export const wordField = (index: number) => `word_${index}`;

const recipeInput = v.looseObject({
  run: uuidField(), format: choice(importFormats), sheet: optionalText(200), time: optionalText(40), dash: choice(['nothing', 'unknown']), numbers: choice(['auto', 'german', 'english']),
  yearMeans: choice(['stichtag', 'year']), lastYearIncluded: checkbox(), strangers: choice(['skip', 'refuse']), dissolvedByDashes: checkbox(),
});

/** Second step: what each column means. The preview then shows what the file says by it. */
export const changeImport = action({
  may: importObservations,
  audit: 'monitoring.import.assigned',
  input: recipeInput,
  async run({ tx, municipalityId, configuration, concerns }, input) {
    const run = await plannedRun(await findImportRun(tx, municipalityId, input.run));
    const preview = await previewImport(tx, municipalityId, configuration, run);
    if (!preview) return refused('upload-gone');
    if (!preview.ok) return preview;
    const { grid } = preview.value.opened;
    if (input.sheet !== '' && input.sheet !== grid.sheet && grid.sheets?.includes(input.sheet)) {
      const other = await previewImport(tx, municipalityId, configuration, run, input.sheet);
      if (!other) return refused('upload-gone');
      if (!other.ok) return { ...other, refusals: other.refusals.map((one) => ({ ...one, field: 'sheet' })) };
      await changeImportRun(tx, municipalityId, run.id, { recipe: other.value.opened.recipe });
      concerns(run.id, ['recipe']);
      return accepted(run.id);
    }
    const typed = (name: string) => (typeof input[name] === 'string' ? input[name].trim() : '');
    const recipe = recipeOfForm(preview.value.opened.recipe, input, typed, Object.keys(preview.value.opened.recipe.measures ?? {}));
    if (!recipe.ok) return recipe;
    await changeImportRun(tx, municipalityId, run.id, { recipe: recipe.value });
    concerns(run.id, ['recipe']);
    return accepted(run.id);
  },
});

async function plannedRun(run: ImportRun | undefined): Promise<ImportRun> {
  if (!run || (run.state !== 'planned' && run.state !== 'failed')) throw new NotFound();
  return run;
}

function recipeOfForm(old: Recipe, input: v.InferOutput<typeof recipeInput>, typed: (name: string) => string, words: readonly string[]): Outcome<Recipe> {
  const refusals: Refusal[] = [];
  const time = (name: string): string | undefined => {
    const text_ = typed(name);
    if (text_ === '') return undefined;
    const period = readPeriod(text_, input.yearMeans);
    if (!period) refusals.push({ code: 'time-not-read', field: name, values: { text: text_ } });
    return period && periodKey(period);
  };
  const columns = old.columns.map(({ index, header }): RecipeColumn => {
    const role = columnRoles.find((one) => one === typed(columnField('role', index))) ?? 'ignore';
    if (role !== 'value') return { index, header, role };
    const [measure, people, period] = [typed(columnField('measure', index)), breakdownOfPhrase(typed(columnField('people', index))), time(columnField('time', index))];
    return { index, header, role, ...(measure ? { measure } : {}), ...(people ? { breakdown: people } : {}), ...(period ? { period } : {}) };
  });
  const whole = time('time');
  const { period: _period, measures: _measures, ...rest } = old;
  const measures = Object.fromEntries(words.map((word, index) => [word, typed(wordField(index))]));
  if (refusals.length > 0) return { ok: false, refusals };
  return accepted({
    ...rest, columns, format: input.format, dash: input.dash, numbers: input.numbers, yearMeans: input.yearMeans, lastYearIncluded: input.lastYearIncluded,
    strangers: input.strangers, dissolvedByDashes: input.dissolvedByDashes, ...(whole ? { period: whole } : {}), ...(words.length > 0 ? { measures } : {}),
  });
}

/** Third step: everything is read in the background; stored whole or not at all. */
export const startImport = action({
  may: importObservations,
  audit: 'monitoring.import.started',
  input: v.object({ run: uuidField(), source: text(300), licence: text(200), seen: checkbox(), recipeName: optionalText(80) }),
  async run({ tx, municipalityId, clock, configuration, who, later, concerns }, { run: id, source, licence, seen, recipeName }) {
    const run = await plannedRun(await findImportRun(tx, municipalityId, id));
    const preview = await previewImport(tx, municipalityId, configuration, run);
    if (!preview) return refused('upload-gone');
    if (!preview.ok) return preview;
    const { tally } = preview.value.reader;
    if (tally.observations + tally.repeated === 0 && preview.value.complete) return refused('nothing-to-import');
    if (tally.refusedLines > 0 && !seen) return refused('refused-rows-unseen', { field: 'seen', values: { count: tally.refusedLines } });
    const recipeId = recipeName === '' ? undefined : await saveRecipe(recipeName, preview.value.opened.recipe);
    await changeImportRun(tx, municipalityId, id, { state: 'running', progress: 0, source, licence, startedAt: clock.now(), recipe: preview.value.opened.recipe, failure: null, ...(recipeId ? { recipeId } : {}) });
    await later('import-observations', { runId: id, seen });
    concerns(id, ['source', 'licence']);
    return accepted(id);

    async function saveRecipe(name: string, recipe: Recipe): Promise<Uuid> {
      // The time belongs to this file, not to the kind of file.
      const { period: _period, ...lasting } = recipe;
      const row = await tx.insertInto('monitoring.recipe').values({
        municipality_id: municipalityId, id: newId(), name, settings: JSON.stringify(lasting), source, licence, created_at: clock.now(), created_by: who.personId ?? null, changed_at: clock.now(),
      }).onConflict((conflict) => conflict.columns(['municipality_id', 'name']).doUpdateSet({ settings: JSON.stringify(lasting), source, licence, changed_at: clock.now() }))
        .returning('id').executeTakeFirstOrThrow();
      return row.id;
    }
  },
});

/** Takes an import back: its file before it was read, or all its figures that nothing replaced since. */
export const withdrawImport = action({
  may: importObservations,
  audit: 'monitoring.import.withdrawn',
  input: v.object({ run: uuidField() }),
  async run({ tx, municipalityId, clock, configuration, concerns }, { run: id }) {
    const run = await findImportRun(tx, municipalityId, id);
    if (!run || run.state === 'withdrawn') throw new NotFound();
    if (run.state === 'running') return refused('import-running');
    if (run.state === 'done') await withdrawObservations(tx, municipalityId, configuration, clock, id);
    if (run.fileId) await letFileExpire(tx, municipalityId, run.fileId, clock.now());
    await changeImportRun(tx, municipalityId, id, { state: 'withdrawn', finishedAt: clock.now(), withoutFile: true });
    concerns(id, ['observations']);
    return accepted(id);
  },
});

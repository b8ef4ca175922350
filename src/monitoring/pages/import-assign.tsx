import { filledForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { columnLetter } from '../../platform/table-file/table-file.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, RadioGroup, Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sayBreakdown } from '../import/breakdown-words.ts';
import { columnRoles, importFormats, type RecipeColumn } from '../import/recipe.ts';
import { columnField, wordField } from '../server/change-import.ts';
import type { PreviewedImport } from '../server/import-file.ts';
import type { ImportRun } from '../server/import-runs.ts';
import { monitoringTexts } from '../texts.ts';

const t = monitoringTexts.in('de');

/** What each column means; saved with the import, and as a recipe for next year's file if wanted. */
export function AssignForm({ view, run, preview, form }: { view: View; run: ImportRun; preview: PreviewedImport; form: FormState }) {
  const { recipe, sample, grid } = preview.opened;
  const measures = preview.ground.measures.map(({ key, names: { de } }) => ({ value: key, label: de })).sort((one, other) => one.label.localeCompare(other.label, 'de'));
  const words = Object.entries(recipe.measures ?? {});
  const example = (index: number) => sample.slice(0, 40).map(({ cells }) => cells[index]?.trim()).find(Boolean);
  return (
    <details open={form.refusals.length > 0 || recipe.columns.every(({ measure }) => !measure) && words.length === 0}>
      <summary>{t('import.columns')}</summary>
      <p>{t('import.columns.lead')}</p>
      <Form form={form.refusals.length > 0 ? form : filled(preview)} texts={monitoringTexts} action={view.href(`/verwaltung/monitoring/import/${run.id}`)} id="zuordnung">
        {recipe.columns.map((column) => <ColumnFields column={column} example={example(column.index)} measures={measures} />)}
        {words.length > 0 && (
          <fieldset class="panel">
            <legend>{t('import.words', { column: recipe.columns.find(({ role }) => role === 'measure')?.header ?? '' })}</legend>
            {words.map(([word], index) => <Select name={wordField(index)} label={word} prompt={t('import.words.none')} optional options={measures} />)}
          </fieldset>
        )}
        <fieldset class="panel">
          <legend>{t('import.reading')}</legend>
          {(grid.sheets?.length ?? 0) > 1 && <Select name="sheet" label={t('import.sheet')} hint={t('import.sheet.hint')} prompt={false} options={grid.sheets!.map((value) => ({ value, label: value }))} />}
          <Select name="format" label={t('import.format')} prompt={false} options={importFormats.map((value) => ({ value, label: t(`import.format.${value}`) }))} />
          <TextField name="time" label={t('import.file-time')} hint={t('import.file-time.hint')} optional />
          <RadioGroup name="yearMeans" label={t('import.year-means')} options={[{ value: 'stichtag', label: t('import.year-means.stichtag') }, { value: 'year', label: t('import.year-means.year') }]} />
          <RadioGroup name="dash" label={t('import.dash')} hint={t('import.dash.hint')} options={[{ value: 'nothing', label: t('import.dash.nothing') }, { value: 'unknown', label: t('import.dash.unknown') }]} />
          <RadioGroup name="numbers" label={t('import.numbers')} options={(['auto', 'german', 'english'] as const).map((value) => ({ value, label: t(`import.numbers.${value}`) }))} />
          <RadioGroup name="strangers" label={t('import.strangers')} options={[{ value: 'refuse', label: t('import.strangers.refuse') }, { value: 'skip', label: t('import.strangers.skip') }]} />
          <Checkbox name="lastYearIncluded" label={t('import.last-year')} />
          <Checkbox name="dissolvedByDashes" label={t('import.dissolved')} />
        </fieldset>
        <ButtonRow><Button look="secondary">{t('import.assign')}</Button></ButtonRow>
      </Form>
    </details>
  );
}

function ColumnFields({ column: { index, header, role }, example, measures }: { column: RecipeColumn; example: string | undefined; measures: readonly { value: string; label: string }[] }) {
  const name = header || t('import.columns.unnamed', { letter: columnLetter(index) });
  return (
    <fieldset class="panel">
      <legend><bdi>{t('import.columns.column', { column: name })}</bdi></legend>
      {example && <p class="muted small"><bdi>{t('import.columns.example', { example: example.slice(0, 60) })}</bdi></p>}
      <div class="columns">
        <Select name={columnField('role', index)} label={t('import.role')} prompt={false} options={columnRoles.map((value) => ({ value, label: t(`import.role.${value}`) }))} />
        {(role === 'value' || role === 'ignore') && <Select name={columnField('measure', index)} label={t('import.measure')} prompt={t('import.measure.none')} optional options={measures} />}
        {role === 'value' && <TextField name={columnField('people', index)} label={t('import.people')} hint={t('import.people.hint')} optional />}
        {role === 'value' && <TextField name={columnField('time', index)} label={t('import.time')} hint={t('import.time.hint')} optional />}
      </div>
    </fieldset>
  );
}

function filled({ opened: { recipe, grid } }: PreviewedImport): FormState {
  const columns = recipe.columns.flatMap(({ index, role, measure, breakdown, period }) => [
    [columnField('role', index), role], [columnField('measure', index), measure ?? ''], [columnField('people', index), breakdown ? sayBreakdown(breakdown) : ''], [columnField('time', index), period ?? ''],
  ]);
  const words = Object.values(recipe.measures ?? {}).map((key, index) => [wordField(index), key]);
  return filledForm({
    ...Object.fromEntries([...columns, ...words]), sheet: grid.sheet ?? '', format: recipe.format, time: recipe.period ?? '', yearMeans: recipe.yearMeans, dash: recipe.dash, numbers: recipe.numbers === 'either' ? 'auto' : recipe.numbers,
    strangers: recipe.strangers, lastYearIncluded: recipe.lastYearIncluded, dissolvedByDashes: recipe.dissolvedByDashes,
  });
}

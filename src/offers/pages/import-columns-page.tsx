import { filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { columnName, type TableFile } from '../../platform/table-file/table-file.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { fieldHeader, offerFields, proposeMapping, type OfferField } from '../import/offer-fields.ts';
import { columnField, findImportRun, readRunTable, type ImportRun } from '../server/import-runs.ts';
import { sayImportCode, staffImportTexts } from '../staff-import-texts.ts';
import { IMPORT, ImportSteps } from './import-upload-page.tsx';

const t = staffImportTexts.in('de');
const EXAMPLE_ROWS = 20;

/** The run of the address; a foreign one looks as if it were not there. */
export async function runOf(view: View): Promise<ImportRun> {
  const id = view.param('run');
  const run = isUuid(id) ? await findImportRun(view.tx, view.town.id, id) : undefined;
  if (!run) throw new NotFound();
  return run;
}

export const crumbs = (view: View) => [{ label: t('import.title'), href: view.href(IMPORT) }];

/** Second step: what each column means, proposed by its name. Another sheet or header line is proposed for anew. */
export async function importColumnsPage(view: View, form: FormState): Promise<Sheet> {
  const run = await runOf(view);
  if (run.state !== 'previewed') return doneAlready(view, run);
  const isAgain = form.refusals.length > 0 || Object.keys(form.values).length > 0;
  const asked = { sheet: (isAgain ? form.values['sheet']?.[0] : view.query.get('blatt')) || run.mapping.sheet, headerLine: lineOf(isAgain ? form.values['headerLine']?.[0] : view.query.get('kopfzeile')) ?? run.mapping.headerLine };
  const read = await readRunTable(view.tx, view.town.id, run, asked);
  const isStored = asked.sheet === run.mapping.sheet && asked.headerLine === run.mapping.headerLine;
  return {
    title: t('import.columns.title'),
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('import.columns.title')} lead={t('import.columns.lead')} />
        <ImportSteps view={view} current={1} run={run} />
        {read.ok
          ? <Columns view={view} run={run} table={read.value.table} form={isAgain ? form : undefined} isStored={isStored} headerLine={asked.headerLine} />
          : <><Notice kind="error">{read.refusals.map(({ code, values }) => <p>{sayImportCode(code, values)}</p>)}</Notice><LinkButton href={view.href(IMPORT)}>{t('import.other-file')}</LinkButton></>}
      </>
    ),
  };
}

/** A table that was imported is looked at, not imported again. */
export function doneAlready(view: View, run: ImportRun): Sheet {
  return {
    title: t('import.title'),
    breadcrumbs: crumbs(view),
    content: <><PageHead title={t('import.title')} /><Notice kind="info"><p>{t('import-done')}</p></Notice><LinkButton href={view.href(`${IMPORT}/${run.id}/ergebnis`)}>{t('import.step.result')}</LinkButton></>,
  };
}

function lineOf(text: string | null | undefined): number | undefined {
  return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

interface ColumnsProps { view: View; run: ImportRun; table: TableFile; form: FormState | undefined; isStored: boolean; headerLine: number | undefined }

function Columns({ view, run, table, form, isStored, headerLine }: ColumnsProps) {
  const proposal = proposeMapping(table.header);
  const mapping = isStored ? run.mapping.columns : proposal.mapping;
  const proposed = Object.fromEntries((Object.entries(mapping) as [OfferField, number][]).map(([field, index]) => [columnField(index), field]));
  const fields = (names: readonly OfferField[]) => names.map(fieldHeader).join(', ');
  return (
    <>
      <p>{t('import.columns.read', { rows: table.rows.length, columns: table.header.length, file: run.fileName })}</p>
      {proposal.missing.length > 0 && <Notice kind="warning"><p>{t('import.columns.missing', { fields: fields(proposal.missing) })}</p></Notice>}
      {proposal.unsure.length > 0 && <Notice kind="warning"><p>{t('import.columns.unsure', { fields: fields(proposal.unsure) })}</p></Notice>}
      {proposal.unmapped.length > 0 && <Notice kind="info"><p>{t('import.columns.unmapped', { count: proposal.unmapped.length, columns: proposal.unmapped.join(', ') })}</p></Notice>}
      <Form form={form ?? filledForm({ ...proposed, yearsUntil: run.mapping.yearsUntil })} texts={staffImportTexts}>
        <input type="hidden" name="sheet" value={table.sheet ?? ''} />
        <input type="hidden" name="headerLine" value={headerLine ?? ''} />
        <RadioGroup name="yearsUntil" label={t('import.years')} options={[
          { value: 'birthday', label: t('import.years.birthday'), hint: t('import.years.birthday.hint') },
          { value: 'completed-year', label: t('import.years.completed-year'), hint: t('import.years.completed-year.hint') },
        ]} />
        {table.header.map((_name, index) => (
          <Select name={columnField(index)} label={t('import.columns.column', { column: columnName(table.header, index) })} hint={example(table, index)} prompt={t('import.columns.ignore')} optional
            options={offerFields.map((field) => ({ value: field, label: fieldHeader(field) }))} />
        ))}
        <p class="muted">{t('import.columns.kept')}</p>
        <ButtonRow><Button>{t('import.to-preview')}</Button><LinkButton look="secondary" href={view.href(IMPORT)}>{t('import.other-file')}</LinkButton></ButtonRow>
      </Form>
      <details>
        <summary>{t('import.read-again')}</summary>
        <FilterBar label={t('import.read-again')} id="anders-lesen">
          {(table.sheets?.length ?? 0) > 1 && <Select name="blatt" label={t('import.sheet')} prompt={table.sheet} optional options={table.sheets!.map((sheet) => ({ value: sheet, label: sheet }))} />}
          <TextField name="kopfzeile" label={t('import.header-line')} width="short" optional />
        </FilterBar>
      </details>
    </>
  );
}

function example(table: TableFile, index: number): string {
  const found = table.rows.slice(0, EXAMPLE_ROWS).map(({ cells }) => cells[index]?.trim()).find(Boolean);
  return found ? t('import.columns.example', { example: found.length > 80 ? `${found.slice(0, 80)} …` : found }) : t('import.columns.example-none');
}

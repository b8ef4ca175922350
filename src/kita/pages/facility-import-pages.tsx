import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { facilityColumns } from '../facilities/import/facility-columns.ts';
import type { FacilityPlan } from '../facilities/import/plan-import.ts';
import { facilityImportTexts, sayImportCode } from '../facility-import-texts.ts';
import { previewFacilities, sayPlans, type FacilityImport } from '../server/import-facilities.ts';
import { crumbs, FACILITIES, sayShort } from './facility-frame.tsx';

const t = facilityImportTexts.in('de');
export const FACILITY_IMPORT = `${FACILITIES}/import`;
const MOST_REFUSED = 500;

/** First step: a table. */
export function importFacilitiesPage(view: View, form: FormState = emptyForm): Sheet {
  return {
    title: t('title'), breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Form form={form} texts={facilityImportTexts}>
          <FileField name="file" label={t('file')} hint={t('file.hint')} accept=".csv,.xlsx" maxMegabytes={10} />
          <ButtonRow><Button>{t('next')}</Button></ButtonRow>
        </Form>
        <p><a href={view.href(`${FACILITY_IMPORT}/vorlage.csv`)} download>{t('template')}</a></p>
        <h2>{t('columns')}</h2>
        <p>{t('columns.text')}</p>
        <ul>{Object.values(facilityColumns).map(([name, ...others]) => <li><strong>{name}</strong>{others.length > 0 ? <span class="muted"> ({others.join(', ')})</span> : null}</li>)}</ul>
      </>
    ),
  };
}

/** The header alone with one row as an example. */
export function facilityTemplate(): Response {
  const example: Partial<Record<keyof typeof facilityColumns, string>> = { name: 'Kita Beispiel', organization: 'Name des Trägers wie im Verzeichnis', kind: 'Kita', street: 'Beispielweg', houseNumber: '1', postalCode: '31061', city: 'Alfeld', pool: 'Krippe', seats: '15', seatTypes: 'krippe-35, krippe-45 (höchstens 5)', group: 'Krippengruppe 1', form: 'Krippengruppe', licensedPlaces: '15', from: '1.8.2027' };
  const columns = Object.keys(facilityColumns) as (keyof typeof facilityColumns)[];
  return csv('kita-einrichtungen-vorlage.csv', columns.map((column) => facilityColumns[column][0]), [columns.map((column) => example[column] ?? '')]);
}

/** Second step: everything that would happen, with the rows that will not be taken. */
export async function facilityPreviewPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('file');
  const read = isUuid(id) ? await previewFacilities(view.tx, view.town.id, id, view.clock.today()) : undefined;
  if (!read) throw new NotFound();
  return {
    title: t('preview'), wide: true, breadcrumbs: [...crumbs(view), { label: t('title'), href: view.href(FACILITY_IMPORT) }],
    content: (
      <>
        <PageHead title={t('preview')} lead={t('preview.lead')} />
        {read.ok ? <Preview view={view} read={read.value} form={form} /> : (
          <><Notice kind="error">{read.refusals.map(({ code, values }) => <p>{sayImportCode(code, values)}</p>)}</Notice><ButtonRow><LinkButton href={view.href(FACILITY_IMPORT)}>{t('other-file')}</LinkButton></ButtonRow></>
        )}
      </>
    ),
  };
}

function Preview({ view, read, form }: { view: View; read: FacilityImport; form: FormState }) {
  const { plans, preview, fileName, table } = read;
  const lines = new Set(preview.refusedRows.map(({ line }) => line)).size;
  const title = t('refused', { count: lines });
  return (
    <>
      <p>{t('file')}: <bdi>{fileName}</bdi></p>
      {table.notes.length > 0 ? <details><summary>{t('notes')} ({table.notes.length})</summary><ul>{table.notes.slice(0, 200).map(({ code, line, column, values }) => <li>{sayImportCode(code, { ...values, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) })}</li>)}</ul></details> : null}
      {lines === 0 ? <Notice kind="success"><p>{t('refused.none')}</p></Notice> : (
        <section>
          <h2>{title}</h2>
          <Table caption={title} captionHidden rows={preview.refusedRows.slice(0, MOST_REFUSED)} columns={[
            { header: t('line'), numeric: true, cell: (row) => row.line },
            { header: t('column'), cell: (row) => <bdi>{row.column ?? ''}</bdi> },
            { header: t('reason'), cell: (row) => sayImportCode(row.code, row.values) },
          ]} />
          <p><a href={view.href(`${FACILITY_IMPORT}/${view.param('file')}/abgelehnt.csv`)} download>{t('refused.csv')}</a></p>
        </section>
      )}
      {plans.length === 0 ? <EmptyState title={t('nothing')} explanation={t('nothing.text')} action={<LinkButton look="secondary" href={view.href(FACILITY_IMPORT)}>{t('other-file')}</LinkButton>} /> : (
        <>
          <Table caption={t('plans')} rows={plans} columns={[
            { header: t('facility'), rowHeader: true, cell: ({ draft }) => <bdi>{draft.name}</bdi> },
            { header: t('what'), cell: (plan) => sayPlan(plan) },
            { header: t('pools'), cell: ({ pools }) => <ul class="plain-list">{pools.map(({ draft, poolId }) => <li><bdi>{draft.name}</bdi>: {t(poolId ? 'pool.changes' : 'pool.new', { seats: draft.seats, from: sayShort(draft.from) })}</li>)}</ul> },
            { header: t('groups'), cell: ({ groups }) => <ul class="plain-list">{groups.map(({ draft, ends, corrects }) => <li><bdi>{draft.name}</bdi>: {t(corrects ? 'group.corrects' : ends ? 'group.changes' : 'group.new', { places: draft.licensedPlaces, from: sayShort(draft.from) })}</li>)}</ul> },
            { header: t('lines'), cell: ({ draft }) => draft.lines.join(', ') },
          ]} />
          <Form form={form} texts={facilityImportTexts}>
            <input type="hidden" name="counted" value={sayPlans(plans)} />
            {lines > 0 ? <Checkbox name="seen" label={t('seen')} required /> : null}
            <ButtonRow><Button>{t('accept')}</Button><LinkButton look="secondary" href={view.href(FACILITY_IMPORT)}>{t('other-file')}</LinkButton></ButtonRow>
          </Form>
        </>
      )}
    </>
  );
}

function sayPlan({ existing, changesDetails, pools, groups, refusedRows }: FacilityPlan): string {
  if (refusedRows.length > 0 && pools.length + groups.length === 0) return t('plan.refused');
  if (!existing) return t('plan.new');
  return changesDetails || pools.length > 0 || groups.length > 0 ? t('plan.changes') : t('plan.unchanged');
}

/** The rows that are not taken, as they stand in the file, each reason in front: to correct them and come again. */
export async function refusedFacilityRows(view: View): Promise<Response> {
  const id = view.param('file');
  const read = isUuid(id) ? await previewFacilities(view.tx, view.town.id, id, view.clock.today()) : undefined;
  if (!read) throw new NotFound();
  if (!read.ok) return csv('nicht-uebernommen.csv', [t('reason')], read.refusals.map(({ code, values }) => [sayImportCode(code, values)]));
  const { preview, table } = read.value;
  const reasons = (line: number) => preview.refusedRows.filter((row) => row.line === line).map(({ column, code, values }) => `${column ? `${column}: ` : ''}${sayImportCode(code, values)}`).join(' ');
  return csv('nicht-uebernommen.csv', [t('line'), t('reason'), ...table.header], table.rows.filter(({ line }) => reasons(line) !== '').map(({ line, cells }) => [line, reasons(line), ...cells]));
}

function csv(name: string, header: string[], rows: Parameters<typeof writeCsv>[1]): Response {
  return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` } });
}

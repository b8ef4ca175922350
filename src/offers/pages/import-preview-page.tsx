import { filledForm, type FormState } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { addressText } from '../address.ts';
import { fieldHeader } from '../import/offer-fields.ts';
import { countsOf, previewImport, sayCounts, type RunPreview } from '../server/import-offers.ts';
import { sayImportCode, staffImportTexts } from '../staff-import-texts.ts';
import { crumbs, doneAlready, runOf } from './import-columns-page.tsx';
import { csvFile, IMPORT, ImportSteps } from './import-upload-page.tsx';

const t = staffImportTexts.in('de');
const MOST_REFUSED = 500;
const MOST_LISTED = 200;

/** Third step: everything that would happen, and the button that makes it happen. */
export async function importPreviewPage(view: View, form: FormState): Promise<Sheet> {
  const run = await runOf(view);
  if (run.state !== 'previewed') return doneAlready(view, run);
  const read = await previewImport(view.tx, view.town.id, run, view.clock.today());
  return {
    title: t('import.preview.title'),
    wide: true,
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('import.preview.title')} lead={t('import.preview.lead')} />
        <ImportSteps view={view} current={2} run={run} />
        {read.ok
          ? <Preview view={view} read={read.value} form={form} />
          : <><Notice kind="error">{read.refusals.map(({ code, values }) => <p>{sayImportCode(code, values)}</p>)}</Notice><ButtonRow><LinkButton href={view.href(`${IMPORT}/${run.id}`)}>{t('import.change-columns')}</LinkButton><LinkButton look="secondary" href={view.href(IMPORT)}>{t('import.other-file')}</LinkButton></ButtonRow></>}
      </>
    ),
  };
}

function Preview({ view, read, form }: { view: View; read: RunPreview; form: FormState }) {
  const counts = countsOf(read.draft);
  const state = { ...filledForm({ status: 'active', ...Object.fromEntries(Object.entries(form.values).filter(([name]) => name !== 'counted')) }), refusals: form.refusals };
  return (
    <>
      <p>{t('import.file-name', { file: read.fileName })}</p>
      <Counts counts={counts} />
      <RefusedRows view={view} read={read} />
      <Unclear read={read} />
      <OfferTables read={read} />
      <Created read={read} />
      <Folded title={t('import.notes.title')} lines={read.preview.notes.map(({ line, column, code, values }) => t('import.note', { line, column, text: sayImportCode(code, values) }))} />
      <Folded title={t('import.table-notes.title')} lines={read.table.notes.map(({ code, line, column, values }) => sayImportCode(code, { ...values, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) }))} />
      <Form form={state} texts={staffImportTexts}>
        <input type="hidden" name="counted" value={sayCounts(read.draft)} />
        {counts.added > 0 ? <RadioGroup name="status" label={t('import.status')} inline options={[{ value: 'active', label: t('import.status.active') }, { value: 'draft', label: t('import.status.draft') }]} /> : <input type="hidden" name="status" value="active" />}
        {counts.refused > 0 && <Checkbox name="seen" label={t('import.seen')} required />}
        <ButtonRow>
          <Button>{t('import.accept')}</Button>
          <LinkButton look="secondary" href={view.href(`${IMPORT}/${read.run.id}`)}>{t('import.change-columns')}</LinkButton>
          <LinkButton look="secondary" href={view.href(IMPORT)}>{t('import.other-file')}</LinkButton>
        </ButtonRow>
      </Form>
    </>
  );
}

export function Counts({ counts }: { counts: ReturnType<typeof countsOf> }) {
  return (
    <DescriptionList entries={[
      { term: t('import.count.added'), details: t('import.offers', { count: counts.added }) },
      { term: t('import.count.changed'), details: t('import.offers', { count: counts.changed }) },
      { term: t('import.count.unchanged'), details: t('import.offers', { count: counts.unchanged }) },
      { term: t('import.count.refused'), details: t('import.rows', { count: counts.refused }) },
    ]} />
  );
}

function RefusedRows({ view, read }: { view: View; read: RunPreview }) {
  const { refusedRows } = read.draft;
  const title = t('import.refused.title', { count: countsOf(read.draft).refused });
  if (refusedRows.length === 0) return <Notice kind="success"><p>{t('import.refused.none')}</p></Notice>;
  return (
    <section>
      <h2>{title}</h2>
      {refusedRows.length > MOST_REFUSED && <p>{t('import.refused.first', { count: MOST_REFUSED })}</p>}
      <Table caption={title} captionHidden rows={refusedRows.slice(0, MOST_REFUSED)} columns={[
        { header: t('import.line'), numeric: true, rowHeader: true, cell: (row) => row.line },
        { header: t('import.column'), cell: (row) => <bdi>{row.column ?? ''}</bdi> },
        { header: t('import.reason'), cell: (row) => sayImportCode(row.code, row.values) },
      ]} />
      <p><a href={view.href(`${IMPORT}/${read.run.id}/abgelehnt.csv`)} download>{t('import.refused.csv')}</a></p>
    </section>
  );
}

function Unclear({ read }: { read: RunPreview }) {
  if (read.preview.unclearColumns.length === 0) return null;
  return <Notice kind="warning">{read.preview.unclearColumns.map(({ field, code, values }) => <p>{t('import.unclear', { field: fieldHeader(field) })} {sayImportCode(code, values)}</p>)}</Notice>;
}

function OfferTables({ read: { draft } }: { read: RunPreview }) {
  const lines = (one: { lines: number[] }) => one.lines.join(', ');
  return (
    <>
      {draft.added.length > 0 && (
        <details open={draft.added.length <= 20}>
          <summary>{t('import.added.title')} ({draft.added.length})</summary>
          <Table caption={t('import.added.title')} captionHidden rows={draft.added.slice(0, MOST_LISTED)} columns={[
            { header: t('import.offer'), rowHeader: true, cell: ({ service }) => <bdi>{service.name}</bdi> },
            { header: t('import.lines'), numeric: true, cell: lines },
          ]} />
          <More count={draft.added.length - MOST_LISTED} />
        </details>
      )}
      {draft.changed.length > 0 && (
        <details open={draft.changed.length <= 20}>
          <summary>{t('import.changed.title')} ({draft.changed.length})</summary>
          <Table caption={t('import.changed.title')} captionHidden rows={draft.changed.slice(0, MOST_LISTED)} columns={[
            { header: t('import.offer'), rowHeader: true, cell: ({ service }) => <bdi>{service.name}</bdi> },
            { header: t('import.lines'), numeric: true, cell: lines },
            { header: t('import.changed.what'), cell: ({ what }) => what.map(fieldHeader).join(', ') },
          ]} />
          <More count={draft.changed.length - MOST_LISTED} />
        </details>
      )}
    </>
  );
}

function Created({ read: { draft } }: { read: RunPreview }) {
  const place = (one: { name: string; street?: string; houseNumber?: string; postalCode?: string; city?: string }) => [one.name, addressText(one)].filter(Boolean).join(', ');
  return (
    <section>
      <h2>{t('import.created.title')}</h2>
      {draft.organizations.length + draft.locations.length === 0 && <p>{t('import.created.none')}</p>}
      <Folded title={t('import.created.organizations', { count: draft.organizations.length })} lines={draft.organizations.map(({ name }) => name)} />
      <Folded title={t('import.created.locations', { count: draft.locations.length })} lines={draft.locations.map(place)} />
      <Folded title={t('import.filled.locations', { count: draft.filledLocations.length })} lines={draft.filledLocations.map(place)} />
      <Folded title={t('import.street.locations', { count: draft.locationsByStreet.length })} lines={draft.locationsByStreet.map(place)} />
      <Folded title={t('import.different.title', { count: draft.placeDifferences.length })} lines={draft.placeDifferences.map(({ name, what }) => t(`import.different.${what}`, { name }))} />
    </section>
  );
}

function Folded({ title, lines }: { title: string; lines: readonly Child[] }) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{title} ({lines.length})</summary>
      <ul>{lines.slice(0, MOST_LISTED).map((line) => <li><bdi>{line as never}</bdi></li>)}</ul>
      <More count={lines.length - MOST_LISTED} />
    </details>
  );
}

function More({ count }: { count: number }) {
  return count > 0 ? <p class="muted">{t('import.more', { count })}</p> : null;
}

/** The rows that are not imported, as they stand in the file, each reason in front: to correct them and come again. */
export async function refusedRowsCsv(view: View): Promise<Response> {
  const run = await runOf(view);
  const read = await previewImport(view.tx, view.town.id, run, view.clock.today());
  if (!read.ok) return csvFile('nicht-uebernommen.csv', [t('import.reason')], read.refusals.map(({ code, values }) => [sayImportCode(code, values)]));
  const reasons = new Map<number, string[]>();
  for (const { line, column, code, values } of read.value.draft.refusedRows) reasons.set(line, [...(reasons.get(line) ?? []), `${column ? `${column}: ` : ''}${sayImportCode(code, values)}`]);
  const { table } = read.value;
  return csvFile('nicht-uebernommen.csv', [t('import.line'), t('import.reason'), ...table.header],
    table.rows.filter(({ line }) => reasons.has(line)).map(({ line, cells }) => [line, reasons.get(line)!.join(' '), ...cells]));
}

import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { sayImportCode } from '../facility-import-texts.ts';
import { childHeader } from '../office/import/child-columns.ts';
import type { ChildImportPlan } from '../office/import/plan-child-import.ts';
import { officePaths } from '../office-paths.ts';
import { officeImportTexts } from '../office-texts.ts';
import { listChildImports, previewChildImport, sayCounts, type ChildImportPreview, type ChildImportRun } from '../server/import-children.ts';
import { crumbs, lastDay, sayDay, sayInstant, sayName } from './office-frame.tsx';

const t = officeImportTexts.in('de');
type Key = (typeof officeImportTexts)['keys'][number];
const say = ({ code, values }: Pick<Refusal, 'code' | 'values'>) => (officeImportTexts.has('de', code as Key) ? t(code as Key, values) : code);
const SHOWN = 100;

export async function childImportPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const runs = await listChildImports(view.tx, view.town.id);
  return {
    title: t('title'), ...crumbs(view, t('title')),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Form form={form} texts={officeImportTexts} id="import" label={t('title')}>
          <FileField name="file" label={t('file')} hint={t('file.hint')} accept=".csv,.xlsx" maxMegabytes={10} />
          <Button>{t('upload')}</Button>
        </Form>
        <p><a href={view.href(`${officePaths.imports}/vorlage.csv`)} download>{t('template')}</a></p>
        <section class="stack">
          <h2>{t('columns')}</h2>
          <p>{t('columns.text')}</p>
          <p>{childHeader.join(' · ')}</p>
        </section>
        {runs.length > 0 ? <Past view={view} runs={runs} /> : null}
      </>
    ),
  };
}

function Past({ view, runs }: { view: View; runs: readonly ChildImportRun[] }) {
  return (
    <section class="stack">
      <h2>{t('past')}</h2>
      <Table
        caption={t('past')} captionHidden rows={runs}
        columns={[
          { header: t('file'), rowHeader: true, cell: ({ id, fileName }) => <a href={view.href(officePaths.oneImport(id))}><bdi>{fileName}</bdi></a> },
          { header: t('past.when'), cell: ({ createdAt }) => sayInstant(createdAt) },
          { header: t('what'), cell: ({ state, added, changed, unchanged, refused }) => (state === 'accepted' ? t('counts', { added, changed, unchanged, refused }) : t('open')) },
        ]}
      />
    </section>
  );
}

/** What the table would do; after its acceptance what it did. */
export async function childImportPreviewPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const preview = await previewChildImport(view.tx, view.town.id, view.configuration.secretKey, view.clock.today(), id);
  const frame = { title: t('preview'), ...crumbs(view, t('preview'), { label: t('title'), href: officePaths.imports }) };
  if (!preview.ok) {
    const run = (await listChildImports(view.tx, view.town.id)).find((one) => one.id === id);
    const isDone = run?.state === 'accepted';
    return {
      ...frame,
      content: (
        <>
          <PageHead title={run?.fileName ?? t('preview')} />
          {isDone ? <Notice kind="success">{t('said', { added: run.added, changed: run.changed, refused: run.refused })}</Notice> : preview.refusals.map((refusal) => <Notice kind="error">{say(refusal)}</Notice>)}
          <ButtonRow><LinkButton href={view.href(officePaths.imports)}>{t('again')}</LinkButton>{isDone ? <LinkButton look="secondary" href={view.href(officePaths.duplicates)}>{t('said.duplicates')}</LinkButton> : null}</ButtonRow>
        </>
      ),
    };
  }
  const { plan, run, notes, names } = preview.value;
  const refusedLines = new Set(plan.refusedRows.map(({ line }) => line)).size;
  return {
    ...frame,
    content: (
      <>
        <PageHead title={t('preview')} preline={<bdi>{run.fileName}</bdi>} lead={t('counts', { added: plan.added.length, changed: plan.changed.length, unchanged: plan.unchanged, refused: refusedLines })} />
        {notes.length > 0 ? <details><summary>{t('notes')} ({notes.length})</summary><ul>{notes.slice(0, SHOWN).map(({ code, line, column, values }) => <li>{sayImportCode(code, { ...values, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) })}</li>)}</ul></details> : null}
        {plan.refusedRows.length > 0 ? <RefusedRows plan={plan} href={view.href(`${officePaths.oneImport(id)}/abgelehnt.csv`)} /> : null}
        <Changes plan={plan} names={names} />
        {plan.added.length + plan.changed.length > 0 ? (
          <Form form={form} texts={officeImportTexts} id="uebernehmen" label={t('accept')}>
            <input type="hidden" name="counted" value={sayCounts(plan)} />
            {refusedLines > 0 ? <Checkbox name="seen" label={t('seen')} /> : null}
            <ButtonRow><Button>{t('accept')}</Button><LinkButton look="tertiary" href={view.href(officePaths.imports)}>{t('again')}</LinkButton></ButtonRow>
          </Form>
        ) : null}
      </>
    ),
  };
}

function RefusedRows({ plan: { refusedRows }, href }: { plan: ChildImportPlan; href: string }) {
  return (
    <section class="stack">
      <h2>{t('refused.title')}</h2>
      <p>{t('refused.text')}</p>
      <Table
        caption={t('refused.title')} captionHidden rows={refusedRows.slice(0, SHOWN)}
        columns={[
          { header: t('line'), numeric: true, cell: ({ line }) => line },
          { header: t('column'), cell: ({ column }) => <bdi>{column ?? ''}</bdi> },
          { header: t('why'), cell: (row) => <bdi>{say(row)}</bdi> },
        ]}
      />
      {refusedRows.length > SHOWN ? <p>{t('changes.more', { count: refusedRows.length - SHOWN })}</p> : null}
      <p><a href={href} download>{t('refused.file')}</a></p>
    </section>
  );
}

function Changes({ plan, names }: { plan: ChildImportPlan; names: ChildImportPreview['names'] }) {
  const rows = [
    ...plan.changed.map(({ child, fields, step }) => ({ child, what: [...fields.map((field) => t(`what.${field}`)), ...(step.kind === 'none' ? [] : [t(`what.${step.kind}`)])].join(', ') })),
    ...plan.added.map((child) => ({ child, what: t('what.added') })),
  ];
  if (rows.length === 0) return <EmptyState title={t('nothing')} explanation={t('nothing.text')} icon="check" />;
  return (
    <section class="stack">
      <h2>{t('changes.title')}</h2>
      <Table
        caption={t('changes.title')} captionHidden rows={rows.slice(0, SHOWN)}
        columns={[
          { header: t('line'), numeric: true, cell: ({ child }) => child.line },
          { header: t('child'), rowHeader: true, cell: ({ child }) => <bdi>{sayName(child)}</bdi> },
          { header: t('born'), cell: ({ child }) => <DateText day={child.bornOn} style="short" /> },
          { header: t('place'), cell: ({ child: { place } }) => (place ? <><bdi>{names.facilities.get(place.facilityId)}</bdi>, {names.seatTypes.get(place.seatTypeId)}, {t('place.from', { day: sayDay(place.startsOn) })}{place.endsOn ? ` ${t('place.until', { day: sayDay(lastDay(place.endsOn)) })}` : ''}</> : t('place.none')) },
          { header: t('what'), cell: ({ what }) => what },
        ]}
      />
      {rows.length > SHOWN ? <p>{t('changes.more', { count: rows.length - SHOWN })}</p> : null}
    </section>
  );
}

/** The rows that stay out, as they were written, with the reasons in front: to be put right and loaded again. */
export async function refusedChildRows(view: View): Promise<Response> {
  const id = view.param('id');
  const preview = isUuid(id) ? await previewChildImport(view.tx, view.town.id, view.configuration.secretKey, view.clock.today(), id) : undefined;
  if (!preview?.ok) throw new NotFound();
  const { plan, table } = preview.value;
  const reasons = groupedBy(plan.refusedRows, ({ line }) => line);
  const rows = table.rows.flatMap(({ line, cells }) => (reasons.has(line) ? [[line, reasons.get(line)!.map((row) => `${row.column ? `${row.column}: ` : ''}${say(row)}`).join(' '), ...cells]] : []));
  return new Response(writeCsv([t('line'), t('why'), ...table.header], rows) as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="nicht-uebernommen.csv"' } });
}

/** The header alone: every column the import knows. */
export function childImportTemplate(): Response {
  return new Response(writeCsv(childHeader, []) as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="kinder-vorlage.csv"' } });
}

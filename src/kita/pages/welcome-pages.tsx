import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languageFacts } from '../../platform/language.ts';
import type { Refusal } from '../../platform/outcome.ts';
import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup, Select } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { dateFormat } from '../../ui/formats.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { officePaths } from '../office-paths.ts';
import { inPostOrder, welcomeOccasions } from '../registration/welcome-letters.ts';
import { missingColumns, welcomeColumnNames, welcomeHeader } from '../registration/welcome-list/welcome-columns.ts';
import type { WelcomeRows } from '../registration/welcome-list/read-welcome-rows.ts';
import { findWelcomeRun, listWelcomeRuns, openWelcomePdf, previewWelcome, type WelcomeRun } from '../server/welcome-runs.ts';
import { sayWelcomeCounts } from '../server/welcome-letters.ts';
import { welcomeTexts } from '../welcome-texts.ts';
import { crumbs, sayInstant } from './office-frame.tsx';

const t = welcomeTexts.in('de');
type Key = (typeof welcomeTexts)['keys'][number];
const say = ({ code, values }: Pick<Refusal, 'code' | 'values'>) => (welcomeTexts.has('de', code as Key) ? t(code as Key, values) : code);
const SHOWN = 20;
const LINES_SHOWN = 200;

export async function welcomeListPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const runs = await listWelcomeRuns(view.tx, view.town.id);
  const isRemoved = view.query.get('getan') === 'geloescht';
  return {
    title: t('title'), ...crumbs(view, t('title')), ...(isRemoved ? { flash: { kind: 'success' as const, text: t('removed') } } : {}),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <section class="panel stack">
          <h2>{t('upload')}</h2>
          <Form form={form} texts={welcomeTexts} id="liste" label={t('upload')}>
            <RadioGroup name="occasion" label={t('occasion')} inline options={welcomeOccasions.map((value) => ({ value, label: t(`occasion.${value}`) }))} />
            <FileField name="file" label={t('file')} hint={t('file.hint')} accept=".csv,.xlsx" maxMegabytes={5} />
            <Button>{t('next')}</Button>
          </Form>
          <p><a href={view.href(`${officePaths.welcome}/vorlage.csv`)} download>{t('template')}</a></p>
        </section>
        <section class="stack">
          <h2>{t('columns')}</h2>
          <p>{t('columns.text')}</p>
          <p>{welcomeHeader.join(' · ')}</p>
        </section>
        <section class="stack">
          <h2>{t('past')}</h2>
          <Table
            caption={t('past')} captionHidden rows={runs} empty={<EmptyState icon="mail" level={3} title={t('past.none')} explanation={t('past.none.text')} />}
            columns={[
              { header: t('past.when'), rowHeader: true, cell: ({ id, createdAt }) => <a href={view.href(officePaths.oneWelcome(id))}>{sayInstant(createdAt)}</a> },
              { header: t('occasion'), cell: ({ occasion }) => t(`occasion.${occasion}`) },
              { header: t('past.what'), cell: ({ state }) => t(`state.${state}`) },
              { header: t('past.letters'), numeric: true, cell: ({ state, letters }) => (state === 'previewed' ? '' : letters) },
            ]}
          />
          <p><a href={view.href(`${officePaths.entry}#willkommen`)}>{t('general')}</a></p>
        </section>
      </>
    ),
  };
}

/** One list: what it would become, how far the letters are, the file to fetch, or that all of it is gone. */
export async function welcomeRunPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const run = await findWelcomeRun(view.tx, view.town.id, id);
  return {
    title: t(`occasion.${run.occasion}`), ...crumbs(view, t(`occasion.${run.occasion}`), { label: t('title'), href: officePaths.welcome }),
    content: (
      <>
        <PageHead title={t(`occasion.${run.occasion}`)} preline={t('title')} lead={run.state === 'previewed' ? undefined : t('counts', { letters: run.letters, leftOut: run.leftOut, refused: run.refused })} />
        {await stateOf(view, run, form)}
        <ButtonRow><LinkButton look="tertiary" href={view.href(officePaths.welcome)}>{t('again')}</LinkButton></ButtonRow>
      </>
    ),
  };
}

async function stateOf(view: View, run: WelcomeRun, form: FormState): Promise<Child> {
  const path = officePaths.oneWelcome(run.id);
  const remove = (label: string) => <Form form={emptyForm} id="loeschen" label={label} action={view.href(`${path}/loeschen`)}><Button look="tertiary">{label}</Button></Form>;
  if (run.state === 'previewed') return <>{await Preview({ view, run, form })}{remove(t('remove'))}</>;
  if (run.state === 'making') return <Progress label={t('state.making')} refreshSeconds={5}><p>{t('making')}</p></Progress>;
  if (run.state === 'failed') return <Notice kind="error">{t('failed')}</Notice>;
  if (run.state === 'removed' || run.deleteAfter <= view.clock.now()) return <Notice>{t('removed')}</Notice>;
  const time = dateFormat('de', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' }).format(run.deleteAfter);
  return (
    <section class="panel stack">
      <p>{t('done', { letters: run.letters, pages: run.pages })}</p>
      {run.fetchedAt ? (
        <>
          <p>{t('fetched', { time })}</p>
          <p><LinkButton icon="print" href={view.href(`${path}/briefe.pdf`)}>{t('open')}</LinkButton></p>
        </>
      ) : (
        <>
          <p>{t('fetch.text', { day: sayInstant(run.deleteAfter) })}</p>
          <Form form={form} texts={welcomeTexts} id="abholen" label={t('fetch')} action={view.href(`${path}/abholen`)}><Button icon="print">{t('fetch')}</Button></Form>
        </>
      )}
      {remove(t('remove.all'))}
    </section>
  );
}

async function Preview({ view, run, form }: { view: View; run: WelcomeRun; form: FormState }) {
  const preview = await previewWelcome(view.tx, view.town.id, view.configuration.secretKey, run);
  if (!preview.ok) return <>{preview.refusals.map((refusal) => <Notice kind="error">{say(refusal)}</Notice>)}</>;
  const { header, rows } = preview.value;
  return (
    <>
      {run.failure ? <Notice kind="error">{say(run.failure)}</Notice> : null}
      {rows.ok ? <Rows view={view} run={run} rows={rows.value} form={form} /> : rows.refusals.map((refusal) => <Notice kind="error">{say(refusal)}</Notice>)}
      <Mapping view={view} run={run} header={header} isOpen={!rows.ok} />
    </>
  );
}

/** Which column says what: recognised by name, and corrected here. */
function Mapping({ view, run, header, isOpen }: { view: View; run: WelcomeRun; header: readonly string[]; isOpen: boolean }) {
  const missing = missingColumns(run.columns);
  const options = header.map((label, index) => ({ value: String(index), label }));
  const filled = filledForm(Object.fromEntries(welcomeColumnNames.map((name) => [`column-${name}`, run.columns[name] === undefined ? '' : String(run.columns[name])])));
  return (
    <Accordion title={t('mapping')} level={2} open={isOpen}>
      <p>{t('mapping.text')}</p>
      <Form form={filled} texts={welcomeTexts} id="spalten" label={t('mapping')} action={view.href(`${officePaths.oneWelcome(run.id)}/spalten`)}>
        {welcomeColumnNames.map((name) => <Select name={`column-${name}`} label={t(`column.${name}`)} prompt={t('mapping.none')} options={options} optional={!missing.includes(name)} />)}
        <Button look="secondary">{t('mapping.save')}</Button>
      </Form>
    </Accordion>
  );
}

function Rows({ view, run, rows, form }: { view: View; run: WelcomeRun; rows: WelcomeRows; form: FormState }) {
  const { families, leftOut, refusedRows, otherLanguages } = rows;
  const refusedLines = new Set(refusedRows.map(({ line }) => line)).size;
  return (
    <>
      <p class="lead">{t('counts', { letters: families.length, leftOut: leftOut.length, refused: refusedLines })}</p>
      {otherLanguages > 0 ? <p>{t('languages', { count: otherLanguages })}</p> : null}
      {families.length > 0 ? (
        <Form form={form} texts={welcomeTexts} id="setzen" label={t('print', { count: families.length })} action={view.href(`${officePaths.oneWelcome(run.id)}/setzen`)}>
          <input type="hidden" name="counted" value={sayWelcomeCounts(rows)} />
          {refusedLines > 0 ? <Checkbox name="seen" label={t('seen')} /> : null}
          <Button icon="print">{t('print', { count: families.length })}</Button>
        </Form>
      ) : <EmptyState icon="mail" title={t('rows.none')} explanation={t('rows.none.text')} />}
      {refusedLines > 0 ? <Lines title={t('refused')} text={t('refused.text')} rows={refusedRows} withColumn /> : null}
      {leftOut.length > 0 ? <Lines title={t('left-out')} text={t('left-out.text')} rows={leftOut} /> : null}
      {families.length > 0 ? (
        <section class="stack">
          <h2>{t('rows')}</h2>
          <p>{t('rows.text')}</p>
          <Table
            caption={t('rows')} captionHidden rows={inPostOrder(families).slice(0, SHOWN)}
            columns={[
              { header: t('line'), numeric: true, cell: ({ line }) => line },
              { header: t('rows.names'), rowHeader: true, cell: ({ names }) => <bdi>{names.join(', ')}</bdi> },
              { header: t('rows.address'), cell: ({ address: { street, houseNumber, postalCode, city } }) => <bdi>{`${street} ${houseNumber}, ${postalCode} ${city}`}</bdi> },
              { header: t('rows.language'), cell: ({ language }) => languageFacts[language].name },
            ]}
          />
          {families.length > SHOWN ? <p>{t('rows.more', { count: families.length - SHOWN })}</p> : null}
        </section>
      ) : null}
    </>
  );
}

function Lines({ title, text, rows, withColumn = false }: { title: string; text: string; rows: readonly RefusedRow[]; withColumn?: boolean }) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      <p>{text}</p>
      <Table
        caption={title} captionHidden rows={rows.slice(0, LINES_SHOWN)}
        columns={[
          { header: t('line'), rowHeader: true, cell: ({ line }) => line },
          ...(withColumn ? [{ header: t('column'), cell: ({ column }: RefusedRow) => <bdi>{column ?? ''}</bdi> }] : []),
          { header: t('why'), cell: (row) => <bdi>{say(row)}</bdi> },
        ]}
      />
      {rows.length > LINES_SHOWN ? <p>{t('rows.more', { count: rows.length - LINES_SHOWN })}</p> : null}
    </section>
  );
}

export async function welcomeLettersFile(view: View): Promise<Response> {
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const content = await openWelcomePdf(view.tx, view.town.id, view.configuration.secretKey, id, view.clock.now());
  return new Response(new Uint8Array(content), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="willkommensbriefe.pdf"', 'Cache-Control': 'no-store' } });
}

/** The header alone. */
export function welcomeTemplate(): Response {
  return new Response(writeCsv(welcomeHeader, []) as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="willkommen-vorlage.csv"' } });
}

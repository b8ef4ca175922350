import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { fieldHeader } from '../import/offer-fields.ts';
import { sayCode, staffInterfacesTexts } from '../interfaces-texts.ts';
import { findHsdsRun, listHsdsRuns, type HsdsRun } from '../server/hsds-runs.ts';
import { csvFile } from './import-upload-page.tsx';

const t = staffInterfacesTexts.in('de');
export const HSDS_IMPORT = '/verwaltung/angebote/hsds';
const MOST_SHOWN = 200;

/** Where a foreign directory is handed in: a file, or the address of its interface. */
export function hsdsImportPage(form: { file?: FormState; url?: FormState } = {}): (view: View) => Promise<Sheet> {
  return async (view) => {
    const runs = await listHsdsRuns(view.tx, view.town.id);
    return {
      title: t('import.title'),
      content: (
        <>
          <PageHead title={t('import.title')} lead={t('import.lead')} />
          <section class="stack">
            <h2>{t('import.file.title')}</h2>
            <Form form={form.file ?? emptyForm} texts={staffInterfacesTexts} action={view.href(`${HSDS_IMPORT}/datei`)} id="datei" label={t('import.file.title')}>
              <FileField name="file" label={t('import.file')} hint={t('import.file.hint')} accept=".json,.ndjson,.zip" maxMegabytes={10} />
              <ButtonRow><Button>{t('import.file.submit')}</Button></ButtonRow>
            </Form>
          </section>
          <section class="stack">
            <h2>{t('import.url.title')}</h2>
            <Form form={form.url ?? emptyForm} texts={staffInterfacesTexts} action={view.href(`${HSDS_IMPORT}/adresse`)} id="adresse" label={t('import.url.title')}>
              <TextField name="url" label={t('import.url')} hint={t('import.url.hint')} type="url" dir="ltr" />
              <ButtonRow><Button>{t('import.url.submit')}</Button></ButtonRow>
            </Form>
          </section>
          {runs.length > 0 ? (
            <Table caption={t('import.past')} rows={runs} columns={[
              { header: t('import.source'), rowHeader: true, cell: (run) => <a href={view.href(`${HSDS_IMPORT}/${run.id}`)}><bdi>{run.source}</bdi></a> },
              { header: t('import.when'), cell: (run) => <InstantText at={run.createdAt} style="short" /> },
              { header: t('import.state'), cell: (run) => t(`state.${run.state}`) },
              { header: t('import.services'), numeric: true, cell: (run) => <NumberText value={run.services} /> },
              { header: t('run.problems'), numeric: true, cell: (run) => <NumberText value={run.problemCount} /> },
            ]} />
          ) : null}
        </>
      ),
    };
  };
}

async function runOf(view: View): Promise<HsdsRun> {
  const id = view.param('run');
  const run = isUuid(id) ? await findHsdsRun(view.tx, view.town.id, id) : undefined;
  if (!run) throw new NotFound();
  return run;
}

/** How far the reading is; then what would happen, what is wrong, and the button that makes it happen. */
export async function hsdsRunPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const run = await runOf(view);
  const isOpen = run.state === 'planned' || run.state === 'reading';
  return {
    title: t('import.title'),
    wide: true,
    breadcrumbs: [{ label: t('import.navigation'), href: view.href(HSDS_IMPORT) }, { label: run.source }],
    content: (
      <>
        <PageHead title={t('import.title')} preline={<bdi>{run.source}</bdi>} actions={<LinkButton look="secondary" href={view.href(HSDS_IMPORT)}>{t('run.again')}</LinkButton>} />
        {isOpen ? <Progress label={t(`state.${run.state}`)} refreshSeconds={5}><p>{t('run.progress', { services: run.services, pages: run.pages })}</p></Progress> : null}
        {run.state === 'failed' ? <Notice kind="error" title={t('run.failed')}><p>{sayCode(run.failure!.code, run.failure!.values)}</p></Notice> : null}
        {run.state === 'accepted' ? <Notice kind="success"><p>{t('run.accepted')}</p></Notice> : null}
        {run.state === 'read' || run.state === 'accepted' ? <><Counts run={run} /><Changes run={run} /><Problems view={view} run={run} /></> : null}
        {run.state === 'read' ? <Accept run={run} form={form} /> : null}
      </>
    ),
  };
}

function Counts({ run }: { run: HsdsRun }) {
  return (
    <section class="stack">
      <h2>{t('run.counts')}</h2>
      <DescriptionList entries={(['added', 'changed', 'unchanged', 'refused'] as const).map((name) => ({ term: t(`run.${name}`), details: <NumberText value={run[name]} /> }))} />
    </section>
  );
}

function Changes({ run }: { run: HsdsRun }) {
  if (run.preview.length === 0) return null;
  const shown = run.preview.slice(0, MOST_SHOWN);
  return (
    <>
      {run.added + run.changed > shown.length ? <p>{t('run.problems.shown', { shown: shown.length })}</p> : null}
      <Table caption={t('run.changes')} rows={shown} columns={[
        { header: t('change.name'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { header: t('change.organization'), cell: ({ organization }) => <bdi>{organization}</bdi> },
        { header: t('change.what'), cell: ({ what, fields }) => [t(`run.${what}`), fields.map(fieldHeader).join(', ')].filter(Boolean).join(': ') },
      ]} />
    </>
  );
}

function Problems({ view, run }: { view: View; run: HsdsRun }) {
  if (run.problemCount === 0) return <Notice kind="success"><p>{t('run.problems.none')}</p></Notice>;
  const shown = run.problems.slice(0, MOST_SHOWN);
  return (
    <section class="stack">
      <h2>{t('run.problems')}</h2>
      <p>{t('run.problems.count', { count: run.problemCount })}. {run.problemCount > shown.length ? t('run.problems.shown', { shown: shown.length }) : null}</p>
      <p><a href={view.href(`${HSDS_IMPORT}/${run.id}/bericht.csv`)} download>{t('run.problems.csv')}</a></p>
      <Table caption={t('run.problems')} captionHidden rows={shown} columns={[
        { header: t('problem.id'), rowHeader: true, cell: ({ id }) => <code><bdi>{id}</bdi></code> },
        { header: t('problem.entity'), cell: ({ entity }) => <code>{entity}</code> },
        { header: t('problem.field'), cell: ({ field }) => (field ? <code>{field}</code> : null) },
        { header: t('problem.value'), cell: ({ value }) => (value ? <bdi>{value}</bdi> : null) },
        { header: t('problem.reason'), cell: ({ code }) => sayCode(code) },
      ]} />
    </section>
  );
}

function Accept({ run, form }: { run: HsdsRun; form: FormState }) {
  if (run.added + run.changed === 0) return <Notice><p>{t('run.nothing')}</p></Notice>;
  const state = { ...filledForm({ status: 'active', ...form.values }), refusals: form.refusals };
  return (
    <section class="stack">
      <h2>{t('accept.title')}</h2>
      <Form form={state} texts={staffInterfacesTexts}>
        {run.added > 0
          ? <RadioGroup name="status" label={t('accept.status')} inline options={[{ value: 'active', label: t('accept.status.active') }, { value: 'draft', label: t('accept.status.draft') }]} />
          : <input type="hidden" name="status" value="active" />}
        {run.problemCount > 0 ? <Checkbox name="seen" label={t('accept.seen')} required /> : null}
        <ButtonRow><Button>{t('accept.submit')}</Button></ButtonRow>
      </Form>
    </section>
  );
}

/** Every fault that was kept, for whoever keeps the other directory. Formulas cannot run in it: the writer of CSV sees to that. */
export async function hsdsReportCsv(view: View): Promise<Response> {
  const run = await runOf(view);
  return csvFile('bericht.csv', [t('problem.entity'), t('problem.id'), t('problem.field'), t('problem.value'), t('problem.reason')],
    run.problems.map(({ entity, id, field, value, code }) => [entity, id, field ?? '', value ?? '', sayCode(code)]));
}

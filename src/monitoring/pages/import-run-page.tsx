import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { previewImport } from '../server/import-file.ts';
import { findImportRun, type ImportRun } from '../server/import-runs.ts';
import { monitoringTexts } from '../texts.ts';
import { AssignForm } from './import-assign.tsx';
import { crumbs, IMPORT, sayRefusals } from './import-pages.tsx';
import { ImportPreview, RefusedRows } from './import-preview.tsx';

const t = monitoringTexts.in('de');

/** An import in whatever state it is: preview with its columns, progress, or what came of it. */
export async function importRunPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('run');
  const run = isUuid(id) ? await findImportRun(view.tx, view.town.id, id) : undefined;
  if (!run) throw new NotFound();
  const content = run.state === 'planned' || run.state === 'failed' ? await openRun(view, run, form) : <ClosedRun run={run} view={view} />;
  return {
    title: t('import.title'),
    breadcrumbs: [...crumbs(view), { label: t('import.title'), href: view.href(IMPORT) }],
    content: <><PageHead title={run.state === 'planned' ? t('import.preview') : t('import.title')} preline={<bdi>{run.fileName}</bdi>} actions={<LinkButton look="secondary" href={view.href(IMPORT)}>{t('import.other')}</LinkButton>} />{content}</>,
  };
}

async function openRun(view: View, run: ImportRun, form: FormState) {
  const preview = await previewImport(view.tx, view.town.id, view.configuration, run);
  const isFailed = run.state === 'failed' && <Notice kind="error" title={t('import.failed')}>{sayRefusals(run.failure)}<p>{t('import.failed.again')}</p></Notice>;
  if (!preview) return <>{isFailed}<Notice kind="warning">{t('upload-gone')}</Notice><Facts run={run} /></>;
  if (!preview.ok) return <>{isFailed}<Notice kind="error">{sayRefusals(preview.refusals)}</Notice></>;
  const { tally } = preview.value.reader;
  const isAssigning = 'format' in form.values;
  const accept = isAssigning ? emptyForm : form;
  const faults = run.faults.length > 0 ? run.faults : tally.refusedRows;
  return (
    <>
      {isFailed}
      <Notice>{t('import.preview.lead')}</Notice>
      <ImportPreview preview={preview.value} />
      <RefusedRows rows={faults} lines={Math.max(run.refusedRows, tally.refusedLines)} />
      <AssignForm view={view} run={run} preview={preview.value} form={isAssigning ? form : emptyForm} />
      <section>
        <h2>{t('import.accept.title')}</h2>
        <Form form={accept.refusals.length > 0 ? accept : filledForm({ source: run.source, licence: run.licence })} texts={monitoringTexts} action={view.href(`${IMPORT}/${run.id}/einlesen`)} id="einlesen">
          <TextField name="source" label={t('import.source')} hint={t('import.source.hint')} />
          <TextField name="licence" label={t('import.licence')} hint={t('import.licence.hint')} />
          <TextField name="recipeName" label={t('import.recipe-name')} hint={t('import.recipe-name.hint')} optional />
          {faults.length > 0 && <Checkbox name="seen" label={t('import.seen')} />}
          <ButtonRow><Button>{t('import.accept')}</Button></ButtonRow>
        </Form>
        <Form form={emptyForm} action={view.href(`${IMPORT}/${run.id}/zuruecknehmen`)} id="verwerfen"><Button look="tertiary">{t('import.withdraw')}</Button></Form>
      </section>
    </>
  );
}

function ClosedRun({ run, view }: { run: ImportRun; view: View }) {
  if (run.state === 'running') return <Progress label={t('import.state.running')} done={run.progress} total={100} refreshSeconds={5}><p>{t('import.progress', { count: run.observations })}</p></Progress>;
  if (run.state === 'withdrawn') return <><Notice>{t('import.withdrawn')}</Notice><Facts run={run} /></>;
  const { added, changed, unchanged } = run;
  return (
    <>
      <Notice kind={run.refusedRows > 0 ? 'warning' : 'success'} title={t('import.done')}><p>{t('import.done.counts', { added, changed, unchanged })}</p></Notice>
      <Facts run={run} />
      <RefusedRows rows={run.faults} lines={run.refusedRows} />
      <section>
        <h2>{t('import.withdraw.done')}</h2>
        <Form form={emptyForm} texts={monitoringTexts} action={view.href(`${IMPORT}/${run.id}/zuruecknehmen`)}><p>{t('import.withdraw.text')}</p><Button look="secondary">{t('import.withdraw.done')}</Button></Form>
      </section>
    </>
  );
}

function Facts({ run }: { run: ImportRun }) {
  return (
    <section>
      <h2>{t('import.facts')}</h2>
      <DescriptionList entries={[
        { term: t('import.run.source'), details: <bdi>{run.source}</bdi> }, { term: t('import.fact.licence'), details: <bdi>{run.licence}</bdi> },
        { term: t('import.fact.stichtag'), details: run.stichtag }, { term: t('import.fact.format'), details: t(`import.format.${run.recipe.format}`) },
        { term: t('import.run.who'), details: <bdi>{run.importedByName}</bdi> }, { term: t('import.run.when'), details: <InstantText at={run.finishedAt ?? run.plannedAt} /> },
        { term: t('import.fact.hash'), details: <code class="small">{run.sha256.toString('hex')}</code> },
      ]} />
    </section>
  );
}

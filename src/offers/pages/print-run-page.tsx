import { NotFound } from '../../platform/failure.ts';
import { emptyForm } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { staffPrintTexts } from '../print/print-texts.ts';
import { loadWords } from '../server/directory-words.ts';
import { findPrintRun, type PrintRun } from '../server/print-runs.ts';
import { PRINT, sayFailure, sayMegabytes, sayRun, SHELF, t } from './print-words.tsx';

const DEVICE_FAULTS = ['pdf-unavailable', 'pdf-fault', 'pdf-too-long'];

/** How far a booklet is; then the file, and what is to be known of it. */
export async function printRunPage(view: View): Promise<Sheet> {
  const id = view.param('run');
  const run = isUuid(id) ? await findPrintRun(view.tx, view.town.id, id) : undefined;
  if (!run) throw new NotFound();
  const words = await loadWords(view.tx, view.town.id, view.clock.today());
  const what = sayRun(words, run);
  const isOpen = run.state === 'planned' || run.state === 'making';
  const asPage = { ...(run.phaseId ? { phase: words.phases.find((phase) => phase.id === run.phaseId)?.key } : {}), ...(run.areaId ? { ort: words.areas.find(run.areaId)?.key } : {}) };
  return {
    title: t('run.title', { what }),
    breadcrumbs: [{ label: t('navigation'), href: view.href(PRINT) }, { label: what }],
    content: (
      <>
        <PageHead title={t('run.title', { what })} actions={<LinkButton look="secondary" href={view.hrefIn(run.language, `${SHELF}/ansicht`, asPage)}>{t('view')}</LinkButton>} />
        {isOpen ? <Progress label={t(`state.${run.state}`)} refreshSeconds={3}><p>{t('run.progress')}</p></Progress> : null}
        {run.state === 'failed' ? (
          <Notice kind="error" title={t('state.failed')}>
            <p>{sayFailure(run.failure!)}</p>
            {DEVICE_FAULTS.includes(run.failure!.code) ? <p><a href={view.hrefIn(run.language, `${SHELF}/ansicht`, asPage)}>{t('view')}</a></p> : null}
          </Notice>
        ) : null}
        {run.state === 'done' ? <Done view={view} run={run} /> : null}
        {isOpen ? null : <Again view={view} run={run} />}
      </>
    ),
  };
}

function Done({ view, run }: { view: View; run: PrintRun }) {
  return (
    <>
      <Notice kind="success" title={t('run.done')}>
        <p><LinkButton href={view.href(`${SHELF}/heft/${run.id}`)}>{t('run.download', { size: sayMegabytes(run.sizeBytes, 'de') })}</LinkButton></p>
      </Notice>
      <DescriptionList entries={[
        { term: t('run.pages'), details: <NumberText value={run.pages} /> },
        { term: t('run.offers'), details: <NumberText value={run.offers} /> },
      ]} />
      {run.language === 'de' ? null : <p>{t('run.german', { count: run.germanOnly })}</p>}
      {run.replaced > 0 ? <Notice kind="warning"><p>{t('run.replaced', { count: run.replaced })}</p></Notice> : null}
      {run.paper === 'a5' && run.pages % 4 !== 0 ? <p class="muted">{t('run.pages.multiple')}</p> : null}
    </>
  );
}

function Again({ view, run }: { view: View; run: PrintRun }) {
  return (
    <Form form={emptyForm} texts={staffPrintTexts} action={view.href(PRINT)} id="nochmal" label={t('run.again')}>
      <input type="hidden" name="language" value={run.language} />
      <input type="hidden" name="paper" value={run.paper} />
      {run.phaseId ? <input type="hidden" name="phaseId" value={run.phaseId} /> : null}
      {run.areaId ? <input type="hidden" name="areaId" value={run.areaId} /> : null}
      {run.isPublic ? <input type="hidden" name="isPublic" value="on" /> : null}
      <ButtonRow><Button look="secondary">{t('run.again')}</Button></ButtonRow>
    </Form>
  );
}

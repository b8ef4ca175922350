import type { Sheet, View } from '../../platform/house.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { staffImportTexts } from '../staff-import-texts.ts';
import { crumbs, runOf } from './import-columns-page.tsx';
import { Counts } from './import-preview-page.tsx';
import { IMPORT, ImportSteps } from './import-upload-page.tsx';

const t = staffImportTexts.in('de');

/** Last step: what the import did. */
export async function importResultPage(view: View): Promise<Sheet | Response> {
  const run = await runOf(view);
  if (run.state !== 'accepted') return Response.redirect(new URL(view.href(`${IMPORT}/${run.id}`), view.configuration.baseUrl).href, 303);
  return {
    title: t('import.result.title'),
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('import.result.title')} lead={t('import.file-name', { file: run.fileName })} />
        <ImportSteps view={view} current={3} run={run} />
        {run.added + run.changed === 0 && <Notice kind="info"><p>{t('import.result.nothing')}</p></Notice>}
        <Counts counts={run} />
        <ButtonRow>
          <LinkButton href={view.href('/angebote')}>{t('import.result.offers')}</LinkButton>
          <LinkButton look="secondary" href={view.href(IMPORT)}>{t('import.result.again')}</LinkButton>
        </ButtonRow>
      </>
    ),
  };
}

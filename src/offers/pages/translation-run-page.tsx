import { NotFound } from '../../platform/failure.ts';
import { emptyForm } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { translateByMachine } from '../permissions.ts';
import { findRun, type RunProblem, type TranslationRun } from '../server/translation-runs.ts';
import { staffTranslationTexts, type StaffTranslationKey } from '../translation-texts.ts';
import { sayTextLanguage, t, WORK } from './translation-words.tsx';

/** What came of a file, or how far a machine is. */
export async function translationRunPage(view: View): Promise<Sheet> {
  const id = view.param('run');
  const run = isUuid(id) ? await findRun(view.tx, view.town.id, id) : undefined;
  // Another person's report names records a provider need not know.
  if (!run || (run.createdBy !== view.who.personId && !translateByMachine.allows(view.who))) throw new NotFound();
  const isOpen = run.state === 'planned' || run.state === 'running';
  const title = t(`run.title.${run.kind}`, { language: sayTextLanguage(run.language) });
  const { changed, unchanged, refused } = run;
  return {
    title,
    breadcrumbs: [{ label: t('title'), href: view.href(WORK) }, { label: title }],
    content: (
      <>
        <PageHead title={title} preline={run.fileName ? <bdi>{run.fileName}</bdi> : undefined} actions={<LinkButton look="secondary" href={view.href(WORK, { sprache: run.language, stand: 'offen' })}>{t('run.worklist')}</LinkButton>} />
        {isOpen ? (
          <Progress label={t(`run.state.${run.state}`)} done={run.done} total={run.total} refreshSeconds={5}><p>{t('run.progress', { done: run.done, total: run.total })}</p></Progress>
        ) : (
          <Notice kind={run.state === 'failed' ? 'error' : refused > 0 ? 'warning' : 'success'} title={t(`run.state.${run.state}`)}>
            <p>{run.kind === 'import' ? t('run.counts', { changed, unchanged, refused }) : t('run.machine.counts', { changed, refused })}</p>
            {run.kind === 'machine' ? <p>{t('run.machine.note')}</p> : null}
            {run.kind === 'machine' ? run.problems.map((problem) => <p>{sayProblem(problem)}</p>) : null}
          </Notice>
        )}
        {run.kind === 'import' && run.problems.length > 0 ? (
          <Table
            caption={t('run.problems')} rows={run.problems}
            columns={[
              { header: t('problem.line'), numeric: true, cell: ({ line }) => <NumberText value={line} /> },
              { header: t('problem.unit'), rowHeader: true, cell: ({ unit }) => <code>{unit}</code> },
              { header: t('problem.reason'), cell: sayProblem },
            ]}
          />
        ) : null}
        {run.state === 'failed' && translateByMachine.allows(view.who) ? (
          <Form form={emptyForm} texts={staffTranslationTexts} action={view.href(WORK)} id="nochmal" label={t('run.again')}>
            <input type="hidden" name="language" value={run.language} />
            <Button>{t('run.again')}</Button>
          </Form>
        ) : null}
      </>
    ),
  };
}

function sayProblem({ code, values }: RunProblem): string {
  return staffTranslationTexts.has('de', code as StaffTranslationKey) ? t(code as StaffTranslationKey, values) : code;
}

/** The last files and machines. */
export function RunTable({ view, runs }: { view: View; runs: readonly TranslationRun[] }) {
  const shown = runs.filter((run) => run.createdBy === view.who.personId || translateByMachine.allows(view.who));
  if (shown.length === 0) return null;
  return (
    <Table
      caption={t('runs')} rows={shown}
      columns={[
        { header: t('run.column.what'), rowHeader: true, cell: (run) => <a href={view.href(`${WORK}/lauf/${run.id}`)}>{run.kind === 'import' ? <bdi>{t('run.import', { name: run.fileName ?? '' })}</bdi> : t('run.machine')}</a> },
        { header: t('column.language'), cell: (run) => sayTextLanguage(run.language) },
        { header: t('run.column.when'), cell: (run) => <InstantText at={run.createdAt} style="short" /> },
        { header: t('run.column.state'), cell: (run) => t(`run.state.${run.state}`) },
        { header: t('run.column.changed'), numeric: true, cell: (run) => <NumberText value={run.changed} /> },
        { header: t('run.column.refused'), numeric: true, cell: (run) => <NumberText value={run.refused} /> },
      ]}
    />
  );
}

import type { FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Select } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { listImportRuns, listRecipes, type ImportRun } from '../server/import-runs.ts';
import { monitoringTexts, sayCode } from '../texts.ts';

const t = monitoringTexts.in('de');

export const HOME = '/verwaltung/monitoring';
export const IMPORT = `${HOME}/import`;

export const crumbs = (view: View) => [{ label: t('title'), href: view.href(HOME) }];

/** First step: a file; below, everything that was ever read, with where it came from. */
export async function importPage(view: View, form: FormState): Promise<Sheet> {
  const [recipes, runs] = [await listRecipes(view.tx, view.town.id), await listImportRuns(view.tx, view.town.id)];
  return {
    title: t('import.title'),
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('import.title')} lead={t('import.lead')} />
        <Notice>{t('import.protected')}</Notice>
        <Form form={form} texts={monitoringTexts}>
          <FileField name="file" label={t('import.file')} hint={t('import.file.hint')} accept=".csv,.txt,.xlsx,.zip" maxMegabytes={10} />
          {recipes.length > 0 && <Select name="recipe" label={t('import.recipe')} hint={t('import.recipe.hint')} prompt={t('import.recipe.none')} optional options={recipes.map(({ id, name }) => ({ value: id, label: name }))} />}
          <ButtonRow><Button>{t('import.next')}</Button></ButtonRow>
        </Form>
        <section>
          <h2>{t('import.runs')}</h2>
          <RunTable view={view} runs={runs} />
        </section>
      </>
    ),
  };
}

export function RunTable({ view, runs }: { view: View; runs: readonly ImportRun[] }) {
  return (
    <Table caption={t('import.runs')} captionHidden rows={runs} empty={<EmptyState title={t('import.none')} explanation={t('import.none.text')} icon="table" />} columns={[
      { header: t('import.run.file'), rowHeader: true, cell: (run) => <a href={view.href(`${IMPORT}/${run.id}`)}><bdi>{run.fileName}</bdi></a> },
      { header: t('import.run.when'), cell: (run) => <InstantText at={run.finishedAt ?? run.plannedAt} style="short" /> },
      { header: t('import.run.who'), cell: (run) => <bdi>{run.importedByName}</bdi> },
      { header: t('import.run.source'), cell: (run) => <bdi>{run.source}</bdi> },
      { header: t('import.run.observations'), numeric: true, cell: (run) => <NumberText value={run.observations} /> },
      { header: t('import.run.state'), cell: (run) => <Badge tone={run.state === 'failed' ? 'caution' : run.state === 'done' ? 'good' : 'info'}>{t(`import.state.${run.state}`)}</Badge> },
    ]} />
  );
}

export const sayRefusals = (refusals: readonly { code: string; values?: Record<string, string | number> }[]) => refusals.map(({ code, values }) => <p>{sayCode(code, values)}</p>);

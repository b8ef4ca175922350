import type { FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Steps } from '../../ui/steps.tsx';
import { Table } from '../../ui/table.tsx';
import { exportHeader } from '../import/offer-row.ts';
import { listImportRuns, type ImportRun } from '../server/import-runs.ts';
import { staffImportTexts } from '../staff-import-texts.ts';

const t = staffImportTexts.in('de');
export const IMPORT = '/verwaltung/angebote/import';

/** Where in the import one is; steps that are done lead back while nothing is stored. */
export function ImportSteps({ view, current, run }: { view: View; current: 0 | 1 | 2 | 3; run?: Pick<ImportRun, 'id' | 'state'> }) {
  const open = run?.state === 'previewed' ? run : undefined;
  return (
    <Steps current={current} steps={[
      { label: t('import.step.file'), href: view.href(IMPORT) },
      { label: t('import.step.columns'), ...(open ? { href: view.href(`${IMPORT}/${open.id}`) } : {}) },
      { label: t('import.step.preview'), ...(open ? { href: view.href(`${IMPORT}/${open.id}/vorschau`) } : {}) },
      { label: t('import.step.result') },
    ]} />
  );
}

/** First step: a table, and what was imported before. */
export async function importUploadPage(view: View, form: FormState): Promise<Sheet> {
  const runs = await listImportRuns(view.tx, view.town.id);
  return {
    title: t('import.title'),
    content: (
      <>
        <PageHead title={t('import.title')} lead={t('import.lead')} />
        <ImportSteps view={view} current={0} />
        <Form form={form} texts={staffImportTexts}>
          <FileField name="file" label={t('import.file')} hint={t('import.file.hint')} accept=".csv,.xlsx" maxMegabytes={10} />
          <ButtonRow><Button>{t('import.next')}</Button></ButtonRow>
        </Form>
        <p><a href={view.href(`${IMPORT}/vorlage.csv`)} download>{t('import.template')}</a></p>
        {runs.length > 0 && (
          <section>
            <h2>{t('import.past')}</h2>
            <Table caption={t('import.past')} captionHidden rows={runs} columns={[
              { header: t('import.file'), rowHeader: true, cell: (run) => <a href={view.href(`${IMPORT}/${run.id}/ergebnis`)}><bdi>{run.fileName}</bdi></a> },
              { header: t('import.past.when'), cell: (run) => <InstantText at={run.acceptedAt} style="short" /> },
              { header: t('import.count.added'), numeric: true, cell: (run) => run.added },
              { header: t('import.count.changed'), numeric: true, cell: (run) => run.changed },
              { header: t('import.count.unchanged'), numeric: true, cell: (run) => run.unchanged },
              { header: t('import.count.refused'), numeric: true, cell: (run) => run.refused },
            ]} />
          </section>
        )}
      </>
    ),
  };
}

/** The header of the export alone: every column the import knows. */
export function importTemplate(): Response {
  return csvFile('angebote-vorlage.csv', exportHeader, []);
}

export function csvFile(name: string, header: string[], rows: Parameters<typeof writeCsv>[1]): Response {
  return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` },
  });
}

import type { Child } from '../../platform/house.ts';
import type { FormState } from '../../platform/form.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Table } from '../../ui/table.tsx';
import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import { areasTexts, sayCode } from '../texts.ts';

const t = areasTexts.in('de');

/** First step of every import here: a file, kept for its preview. */
export function UploadForm({ form, accept }: { form: FormState; accept: string }) {
  return (
    <Form form={form} texts={areasTexts}>
      <FileField name="file" label={t('upload.file')} accept={accept} maxMegabytes={10} />
      <ButtonRow><Button>{t('upload.next')}</Button></ButtonRow>
    </Form>
  );
}

/** Rows that will not be imported, each with line, column and reason. */
export function RefusedRows({ rows }: { rows: readonly RefusedRow[] }) {
  const lines = new Set(rows.map((row) => row.line)).size;
  return (
    <section>
      <h2>{t('preview.refused', { count: lines })}</h2>
      {rows.length > 0 && <Table caption={t('preview.refused', { count: lines })} captionHidden rows={rows.slice(0, 500)} columns={[
        { header: t('preview.line'), numeric: true, rowHeader: true, cell: (row) => row.line },
        { header: t('preview.column'), cell: (row) => row.column ?? '' },
        { header: t('preview.reason'), cell: (row) => sayCode(row.code, row.values) },
      ]} />}
    </section>
  );
}

export function Remarks({ title, lines }: { title: string; lines: readonly Child[] }) {
  if (lines.length === 0) return null;
  return <details><summary>{title} ({lines.length})</summary><ul>{lines.slice(0, 200).map((line) => <li>{line as never}</li>)}</ul></details>;
}

import { numberFormat } from '../../ui/formats.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import type { FocusRecord } from '../focus/focus-record.ts';
import type { FocusMethodName } from '../focus/method.ts';
import { focusTexts } from '../focus-texts.ts';
import { dynamicsClasses, statusClasses } from '../statistics/status-dynamics.ts';
import { valueWords } from './figure-words.ts';

const t = focusTexts.in('de');
const z = numberFormat('de', { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
type Row = FocusRecord['rows'][number];

/** The table a choice is made from, how sure it is, and status by dynamics. */
export function FocusRecordView({ record }: { record: FocusRecord }) {
  const times = [...new Set(record.criteria.map(({ time }) => time))];
  return (
    <>
      {times.length > 1 ? <Notice kind="warning" title={t('mixed', { times: times.join(', ') })} /> : null}
      {record.missing?.length ? <Notice kind="warning" title={t('method.missing', { missing: record.missing.join(', ') })} /> : null}
      <Table caption={t('result.caption')} rows={record.rows} narrow="scroll" columns={[
        { header: t('result.area'), rowHeader: true, cell: ({ name, isChosen, isCertain }) => <>{name}{isChosen ? <><br /><strong class="small">{t(isCertain ? 'result.chosen.certain' : 'result.chosen')}</strong></> : null}</> },
        { header: t('result.index'), numeric: true, cell: ({ index, isSmall }) => (index === null ? t(isSmall ? 'result.index.small' : 'result.index.unknown') : z.format(index)) },
        { header: t('result.status'), cell: ({ status }) => (status ? t(`status.${status}`) : '') },
        { header: t('result.dynamics'), cell: ({ dynamics }) => (dynamics ? t(`dynamics.${dynamics}`) : '') },
        ...record.criteria.map((criterion, at) => ({
          header: t('result.criterion', { name: criterion.name, weight: String(criterion.weight).replace('.', ','), time: criterion.time }),
          cell: ({ values, scores }: Row) => (values[at] === null ? figuresUnknown : <>{valueWords(criterion)(values[at]!)}{scores[at] === null ? null : <><br /><span class="small muted">z {z.format(scores[at]!)}</span></>}</>),
        })),
      ]} />
      <MethodWords method={record.method ?? 'berlin'} />
      <Sensitivity record={record} />
      {record.rows.some(({ dynamics }) => dynamics) ? <Matrix record={record} /> : null}
    </>
  );
}

const figuresUnknown = '–';

/** How the classes came about; of Hamburg's method also what we do not know of it. */
function MethodWords({ method }: { method: FocusMethodName }) {
  if (method === 'berlin') return <p class="small">{t('result.method.berlin')}</p>;
  const paragraphs = ['result.method.hamburg', 'result.method.hamburg.bounds', 'result.method.hamburg.differences', 'result.method.hamburg.sources'] as const;
  return <div class="stack small">{paragraphs.map((key) => <p>{t(key)}</p>)}</div>;
}

function Sensitivity({ record }: { record: FocusRecord }) {
  const name = (key: string) => record.criteria.find((criterion) => criterion.key === key)!.name;
  return (
    <section class="stack">
      <h3>{t('sensitivity')}</h3>
      <Table caption={t('sensitivity.caption')} captionHidden rows={record.others} empty={<p>{t('sensitivity.same')}</p>} columns={[
        { header: t('sensitivity.change'), rowHeader: true, cell: ({ key, change }) => t(`change.${change}`, { name: name(key) }) },
        { header: t('sensitivity.joins'), cell: ({ joins }) => joins.join(', ') },
        { header: t('sensitivity.leaves'), cell: ({ leaves }) => leaves.join(', ') },
      ]} />
    </section>
  );
}

function Matrix({ record }: { record: FocusRecord }) {
  return (
    <section class="stack">
      <h3>{t('matrix')}</h3>
      <Table caption={t('matrix.caption')} rows={statusClasses} columns={[
        { header: t('result.status'), rowHeader: true, cell: (status) => t(`status.${status}`) },
        ...dynamicsClasses.map((dynamics) => ({
          header: t(`dynamics.${dynamics}`),
          cell: (status: (typeof statusClasses)[number]) => record.rows.filter((row) => row.status === status && row.dynamics === dynamics).map(({ name }) => name).join(', ') || '–',
        })),
      ]} />
    </section>
  );
}

import { numberFormat } from '../../ui/formats.ts';
import { Table } from '../../ui/table.tsx';
import { countsOf, type IndicatorRow, type YearValue } from '../showing/indicator-rows.ts';
import { besideDrawing } from './figure-crowd.tsx';
import type { FunnelView, YearsView } from './figure-drawings.tsx';
import type { FigureModel, FigureRow } from './figure-model.ts';
import { sayShare, sayState, t, type SayValue } from './figure-words.ts';

const mark = ({ mark: of }: FigureRow) => of;
const area = { header: t('table.area'), rowHeader: true, cell: ({ name }: { name: string }) => name };

export function sayInterval({ interval }: Pick<IndicatorRow, 'interval'>, say: SayValue): string {
  return interval ? t('interval', { low: say(interval.low), high: say(interval.high) }) : '';
}

export function sayTrend({ trend }: Pick<IndicatorRow, 'trend'>): string {
  return trend ? t(`trend.${trend.direction}`) : '';
}

export function RankingTable({ model: { rows, say } }: { model: FigureModel }) {
  return (
    <Table caption={t('ranking')} captionHidden rows={besideDrawing(rows)} mark={mark} columns={[
      area, { header: t('table.value'), numeric: true, cell: ({ result }) => sayState(result, say) }, { header: t('table.interval'), numeric: true, cell: (row) => sayInterval(row, say) },
    ]} />
  );
}

export function FunnelTable({ funnel, model: { say } }: { funnel: FunnelView; model: FigureModel }) {
  return (
    <Table caption={t('funnel')} captionHidden rows={funnel.told} mark={({ row }) => row.mark} columns={[
      area, { header: t('table.counts'), numeric: true, cell: ({ row }) => sayCounts(row) }, { header: t('table.value'), numeric: true, cell: ({ row }) => sayState(row.result, say) },
      { header: t('funnel.where'), cell: ({ outside }) => t(`funnel.where.${outside}`) },
    ]} />
  );
}

export function YearsTable({ years: { years, series, references, name }, model: { say } }: { years: YearsView; model: FigureModel }) {
  const of = (points: readonly YearValue[], year: number) => {
    const value = points.find((point) => point.year === year)?.value;
    return value === undefined ? t('unknown') : say(value);
  };
  return (
    <Table caption={t('years', { area: name })} captionHidden rows={years} columns={[
      { header: t('years.year'), rowHeader: true, cell: (year) => `${year}${series.breaks.includes(year) ? ` (${t('years.break')})` : ''}` },
      { header: name, numeric: true, cell: (year) => of(series.points, year) },
      ...references.map((one) => ({ header: one.name, numeric: true, cell: (year: number) => of(one.points, year) })),
    ]} />
  );
}

export function PairTable({ model: { rows } }: { model: FigureModel }) {
  const share = (value: number | undefined) => (value === undefined ? t('unknown') : sayShare(value));
  return (
    <Table caption={t('pair')} captionHidden rows={besideDrawing(rows)} mark={mark} columns={[
      area, { header: t('pair.indicator'), numeric: true, cell: ({ ofIndicator }) => share(ofIndicator) }, { header: t('pair.base.short'), numeric: true, cell: ({ ofBase }) => share(ofBase) },
    ]} />
  );
}

/** All that is said of each area of a page, before them of the one the address asks for. */
export function AreaTable({ model, rows, town, withShrunk, csv }: { model: FigureModel; rows: readonly FigureRow[]; town: string; withShrunk: boolean; csv: string }) {
  const { say } = model;
  const asked = model.rows.find((row) => row.isCurrent && !rows.includes(row));
  return (
    <Table caption={t('table')} captionHidden rows={asked ? [asked, ...rows] : rows} mark={mark} csv={csv} columns={[
      area,
      { header: t('table.value'), numeric: true, cell: ({ result }) => sayState(result, say) },
      { header: t('table.counts'), numeric: true, cell: sayCounts },
      { header: t('table.interval'), numeric: true, cell: (row) => sayInterval(row, say) },
      { header: t('table.compared', { town }), cell: ({ compared }) => (compared ? t(`compared.${compared}`) : '') },
      ...(withShrunk ? [{ header: t('table.shrunk'), numeric: true, cell: ({ shrunk }: IndicatorRow) => (shrunk === undefined ? '' : say(shrunk)) }] : []),
      { header: t('table.trend'), cell: sayTrend },
    ]} />
  );
}

function sayCounts({ result }: IndicatorRow): string {
  const counts = countsOf(result);
  if (counts) return t('counts.of', counts);
  return result?.state === 'shown' && result.numerator !== undefined ? numberFormat('de').format(result.numerator) : '';
}

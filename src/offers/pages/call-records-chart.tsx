import type { Day } from '../../platform/day.ts';
import type { View } from '../../platform/house.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { Table } from '../../ui/table.tsx';
import { ageBands, type BandCounts } from '../calls/age-band.ts';
import { callPaths } from '../call-paths.ts';
import { callTexts } from '../call-texts.ts';

const t = callTexts.in('de');
const ROW = 40;
const LABELS = 190;
const BARS = 250;

/** How old the entries are: bars by age with their table; the table leads to the entries of each band. */
export function RecordsByAge({ view, counts, due, months, today }: { view: View; counts: BandCounts; due: number; months: number; today: Day }) {
  const total = ageBands.reduce((sum, band) => sum + counts[band], 0);
  const most = Math.max(1, ...ageBands.map((band) => counts[band]));
  return (
    <ChartFrame
      id="nach-alter" level={2} title={t('chart')} source={t('chart.source')} referenceDate={today} tableOpen summary={t('chart.summary', { total, due, months })}
      table={(
        <Table
          caption={t('chart')} captionHidden rows={ageBands}
          columns={[
            { header: t('band'), rowHeader: true, cell: (band) => (counts[band] > 0 ? <a href={`${view.href(callPaths.records, { alter: band })}#liste`}>{t(`band.${band}`)}</a> : t(`band.${band}`)) },
            { header: t('band.count'), numeric: true, cell: (band) => counts[band] },
          ]}
        />
      )}
    >
      <svg viewBox={`0 0 ${LABELS + BARS + 50} ${ageBands.length * ROW}`} aria-hidden="true" focusable="false">
        {ageBands.map((band, row) => {
          const width = (counts[band] / most) * BARS;
          return (
            <>
              <text x="0" y={row * ROW + 25} font-size="16">{t(`band.${band}`)}</text>
              <rect class="bar" x={LABELS} y={row * ROW + 6} width={width} height="28" rx="4" />
              <text x={LABELS + 8 + width} y={row * ROW + 26} font-size="17" font-weight="600">{counts[band]}</text>
            </>
          );
        })}
      </svg>
    </ChartFrame>
  );
}

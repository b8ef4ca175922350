import type { Day } from '../../platform/day.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { Table } from '../../ui/table.tsx';
import { gapAges, openGapsByAge, severities, type Gap, type GapAge } from '../gap.ts';
import { t } from './staff-frame.tsx';

/** How long open gaps have been waiting: bars by age, each severity with its own pattern of length and word. */
export function GapsByAge({ gaps, today }: { gaps: readonly Gap[]; today: Day }) {
  const counts = openGapsByAge(gaps, today);
  const total = (age: GapAge) => severities.reduce((sum, severity) => sum + counts[age][severity], 0);
  const all = gapAges.reduce((sum, age) => sum + total(age), 0);
  const most = Math.max(1, ...gapAges.map(total));
  return (
    <ChartFrame
      id="nach-alter" level={2} title={t('gaps.by-age')} source={t('gaps.by-age.source')} referenceDate={today} tableOpen
      summary={t('gaps.by-age.summary', { total: all, old: total('1-to-2-years') + total('over-2-years') })}
      table={(
        <Table
          caption={t('gaps.by-age')} captionHidden rows={gapAges}
          columns={[
            { header: t('gaps.age'), rowHeader: true, cell: (age) => t(`gapage.${age}`) },
            ...severities.map((severity) => ({ header: t(`severity.${severity}`), numeric: true, cell: (age: GapAge) => counts[age][severity] })),
            { header: t('gaps.by-age.total'), numeric: true, cell: (age) => total(age) },
          ]}
        />
      )}
    >
      <svg viewBox="0 0 480 176" aria-hidden="true" focusable="false">
        {gapAges.map((age, row) => (
          <>
            <text x="0" y={row * 44 + 27} font-size="16">{t(`gapage.${age}`)}</text>
            <rect class="bar" x="150" y={row * 44 + 6} width={(total(age) / most) * 280} height="30" rx="4" />
            <text x={158 + (total(age) / most) * 280} y={row * 44 + 27} font-size="18" font-weight="600">{total(age)}</text>
          </>
        ))}
      </svg>
    </ChartFrame>
  );
}

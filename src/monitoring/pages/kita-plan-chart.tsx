import type { Day } from '../../platform/day.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { Table } from '../../ui/table.tsx';
import { TimeChart } from '../charts/time-chart.tsx';
import type { Band } from '../kita-planning/demand.ts';
import type { PlanCell } from '../kita-planning/plan.ts';
import type { LoadedKitaPlan } from '../server/kita-plans.ts';
import { sayCount, t } from './kita-plan-frame.tsx';

/** Places of the whole town and what each scenario needs, year by year. */
export function KitaPlanChart({ plan, totals, band, today }: { plan: LoadedKitaPlan; totals: readonly PlanCell[]; band: Band; today: Day }) {
  const known = totals.flatMap(({ year, balance }) => (balance.state === 'known' ? [{ year, balance }] : []));
  const last = known.at(-1);
  const points = (pick: (balance: (typeof known)[number]['balance']) => number) => totals.map(({ year, balance }) => (balance.state === 'known' ? { year, value: pick(balance) } : { year }));
  const needs = plan.scenarios.map(({ name }, at) => ({ name, points: points((balance) => balance.byScenario[at]!.needed) }));
  const most = last ? Math.max(...last.balance.byScenario.map(({ needed }) => needed)) : 0;
  return (
    <ChartFrame
      id={`plaetze-${band}`} title={t('result.chart', { band: t(`band.${band}`) })} source={plan.source ?? t('source.none')} referenceDate={plan.referenceDates.at(-1) ?? today}
      summary={last ? t('result.chart.summary', { last: most, year: String(last.year), places: last.balance.places }) : t('result.chart.unknown')}
      table={(
        <Table
          caption={t('result.chart', { band: t(`band.${band}`) })} captionHidden rows={known}
          columns={[
            { header: t('years'), rowHeader: true, cell: ({ year }) => year },
            { header: t('result.places'), numeric: true, cell: ({ balance }) => sayCount(balance.places) },
            ...plan.scenarios.map(({ name }, at) => ({ header: t('result.needed', { scenario: name }), numeric: true, cell: ({ balance }: (typeof known)[number]) => sayCount(balance.byScenario[at]!.needed) })),
          ]}
        />
      )}
    >
      <TimeChart series={{ name: t('result.places'), points: points(({ places }) => places) }} compared={needs} breaks={[]} format={sayCount} />
    </ChartFrame>
  );
}

import { parseDay, addMonths, type Day } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Select } from '../../ui/choice.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import { ageBands } from '../facilities/age-band.ts';
import type { Facility } from '../facilities/facility.ts';
import { months, type PoolMonth } from '../facilities/free-seats.ts';
import { licensedChildren } from '../facilities/licence.ts';
import { weekdays } from '../facilities/share-part.ts';
import { kitaYearStart } from '../facilities/age-band.ts';
import { listGroups, type CareGroup } from '../server/care-groups.ts';
import { listAllFacilities } from '../server/facilities.ts';
import { occupancy } from '../server/free-seats.ts';
import { visibleFacilityIds } from '../server/own-facilities.ts';
import { crumbs, OCCUPANCY, t } from './facility-frame.tsx';
import { sayMonth } from './facility-words.tsx';
import { OccupancyChart, type MonthSum } from './occupancy-chart.tsx';

const MONTHS = 12;

interface Shown {
  facilities: Facility[];
  chosen: Facility[];
  from: Day;
  rows: { facility: Facility; name: string; months: PoolMonth[] }[];
  sums: MonthSum[];
  groups: CareGroup[];
}

/** Places, children and ages of every pool month by month; what is over is said in words. */
export async function occupancyPage(view: View): Promise<Sheet> {
  const shown = await load(view);
  const { facilities, from, rows, sums } = shown;
  const starts = months(addMonths(kitaYearStart(view.clock.today()), -12), 30);
  return {
    title: t('occupancy'), wide: true, breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('occupancy')} lead={t('occupancy.lead')} actions={<PrintButton />} />
        <FilterBar keep={[]}>
          <div class="columns">
            <Select name="einrichtung" label={t('occupancy.facility')} prompt={t('occupancy.facility.all')} options={facilities.map(({ id, name }) => ({ value: id, label: name }))} optional />
            <Select name="ab" label={t('occupancy.from')} prompt={sayMonth('de', kitaYearStart(view.clock.today()))} options={starts.map((month) => ({ value: month.slice(0, 7), label: sayMonth('de', month) }))} optional />
          </div>
        </FilterBar>
        {rows.length === 0 ? <EmptyState icon="chart" title={t('occupancy.none')} explanation={t('occupancy.none.text')} /> : (
          <>
            <ChartFrame id="belegung" level={2} title={t('occupancy.chart')} summary={t('occupancy.chart.summary')} source={t('occupancy.source')} referenceDate={view.clock.today()} csv={view.href(`${OCCUPANCY}.csv`, view.query)}
              table={<SumTable sums={sums} />}>
              <OccupancyChart sums={sums} />
            </ChartFrame>
            {rows.map((row) => <PoolTable row={row} groups={shown.groups} />)}
          </>
        )}
        <p class="only-print">{sayMonth('de', from)}</p>
      </>
    ),
  };
}

function SumTable({ sums }: { sums: readonly MonthSum[] }) {
  return (
    <Table caption={t('occupancy.total')} rows={sums} columns={[
      { header: t('occupancy.month'), rowHeader: true, cell: ({ month }) => sayMonth('de', month, 'short') },
      { header: t('occupancy.seats'), numeric: true, cell: ({ seats }) => seats },
      { header: t('occupancy.taken'), numeric: true, cell: ({ taken }) => taken },
      { header: t('occupancy.free'), numeric: true, cell: ({ free }) => free },
      { header: t('occupancy.over'), numeric: true, cell: ({ over }) => over },
    ]} />
  );
}

function PoolTable({ row: { facility, name, months: rows }, groups }: { row: Shown['rows'][number]; groups: readonly CareGroup[] }) {
  return (
    <section>
      <Table caption={t('occupancy.caption', { facility: facility.name, pool: name })} rows={rows} columns={[
        { header: t('occupancy.month'), rowHeader: true, cell: ({ month }) => sayMonth('de', month, 'short') },
        { header: t('occupancy.seats'), numeric: true, cell: ({ seats }) => seats },
        { header: t('occupancy.taken'), numeric: true, cell: ({ taken }) => taken },
        { header: t('occupancy.free'), numeric: true, cell: ({ free }) => free },
        ...ageBands.filter((band) => rows.some(({ children }) => children[band] > 0)).map((band) => ({ header: t(`occupancy.${band}`), numeric: true, cell: ({ children }: PoolMonth) => children[band] })),
        ...(rows.some(({ shared }) => shared > 0) ? [
          { header: t('occupancy.shared'), numeric: true, cell: ({ shared }: PoolMonth) => shared },
          ...weekdays.map((day) => ({ header: t(`weekday.${day}`), numeric: true, cell: ({ byWeekday }: PoolMonth) => byWeekday[day] })),
        ] : []),
        ...(rows.some(({ threeInKrippe }) => threeInKrippe > 0) ? [{ header: t('occupancy.three'), numeric: true, cell: ({ threeInKrippe }: PoolMonth) => threeInKrippe }] : []),
        { header: t('occupancy.over'), cell: (row) => sayOver(row, groups) },
      ]} />
    </section>
  );
}

function sayOver({ over, taken, shared, pool, month }: PoolMonth, groups: readonly CareGroup[]): string {
  const licensed = licensedChildren(groups, pool.id, month);
  const children = taken + shared;
  const said = [
    ...(over > 0 ? [t('occupancy.over.count', { count: over })] : []),
    ...(licensed !== undefined && children > licensed ? [t('occupancy.over.licence', { count: children - licensed })] : []),
  ];
  return said.join(', ') || t('occupancy.over.no');
}

/** The same rows as CSV. */
export async function occupancyCsv(view: View): Promise<Response> {
  const { rows, groups } = await load(view);
  const header = [t('occupancy.facility'), t('occupancy.pool'), t('occupancy.month'), t('occupancy.seats'), t('occupancy.taken'), t('occupancy.free'), ...ageBands.map((band) => t(`occupancy.${band}`)), t('occupancy.three'), t('occupancy.over'), t('occupancy.shared'), ...weekdays.map((day) => t('occupancy.weekday', { day: t(`weekday.${day}.long`) }))];
  const lines = rows.flatMap(({ facility, name, months: list }) => list.map((one) => [facility.name, name, one.month.slice(0, 7), one.seats, one.taken, one.free, ...ageBands.map((band) => one.children[band]), one.threeInKrippe, sayOver(one, groups), one.shared, ...weekdays.map((day) => one.byWeekday[day])]));
  return new Response(writeCsv(header, lines) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="kita-belegung.csv"' },
  });
}

async function load({ tx, town, who, clock, query }: View): Promise<Shown> {
  const visible = await visibleFacilityIds(tx, who, clock);
  const facilities = (await listAllFacilities(tx, town.id)).filter(({ id }) => visible === 'all' || visible.includes(id));
  const chosen = facilities.filter(({ id }) => !query.get('einrichtung') || id === query.get('einrichtung'));
  const from = parseDay(`${query.get('ab')}-01`) ?? kitaYearStart(clock.today());
  const ids = chosen.map(({ id }) => id);
  const byFacility = await occupancy(tx, town.id, from, MONTHS, ids);
  const rows = chosen.flatMap((facility) => poolRows(facility, (byFacility.get(facility.id as Uuid) ?? []).flatMap(({ pools }) => pools)));
  const sums = months(from, MONTHS).map((month) => {
    const all = rows.flatMap((row) => row.months.filter((one) => one.month === month));
    const sum = (what: 'seats' | 'taken' | 'free' | 'over') => all.reduce((total, one) => total + one[what], 0);
    return { month, seats: sum('seats'), taken: sum('taken'), free: sum('free'), over: sum('over') };
  });
  return { facilities, chosen, from, rows, sums, groups: await listGroups(tx, town.id, ids) };
}

function poolRows(facility: Facility, all: readonly PoolMonth[]): Shown['rows'] {
  return [...new Set(all.map(({ pool }) => pool.id))].map((id) => {
    const own = all.filter(({ pool }) => pool.id === id);
    return { facility, name: own[0]!.pool.name, months: own };
  });
}

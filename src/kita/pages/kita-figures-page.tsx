import { listKitaPlans, type KitaPlanHead } from '../../monitoring/server/kita-plans.ts';
import { addMonths, parseDay, type Day } from '../../platform/day.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { dateFormat } from '../../ui/formats.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { ageBands, kitaYearStart, type AgeBand } from '../facilities/age-band.ts';
import { together, type DemandCell } from '../office/demand-supply.ts';
import { officePaths } from '../office-paths.ts';
import { officeFigureTexts } from '../office-texts.ts';
import { loadDemand, type DemandFigures } from '../server/demand-figures.ts';
import { crumbs } from './office-frame.tsx';
import { DemandChart } from './demand-chart.tsx';

const t = officeFigureTexts.in('de');
const MONTHS = 12;
const sayMonth = (month: Day) => dateFormat('de', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}T00:00:00Z`));

/** The Kita year asked for, else the next one: from 1 August. */
function yearOf(view: View): Day {
  const asked = parseDay(`${view.query.get('jahr') ?? ''}-08-01`);
  return asked ?? addMonths(kitaYearStart(view.clock.today()), MONTHS);
}

/** Demand and supply by area, age and month. `form` belongs to what was refused. */
export async function kitaFiguresPage(view: View, form?: FormState, which?: 'monitoring' | 'plan'): Promise<Sheet> {
  const start = yearOf(view);
  const figures = await loadDemand(view.tx, view.town.id, start, MONTHS, view.clock.today());
  const plans = await listKitaPlans(view.tx, view.town.id);
  const present = Number(kitaYearStart(view.clock.today()).slice(0, 4));
  const done = { monitoring: 'said.monitoring', plan: 'said.plan' }[view.query.get('getan') ?? ''] as 'said.monitoring' | 'said.plan' | undefined;
  const bands = ageBands.filter((band) => figures.cells.some((cell) => cell.band === band));
  return {
    title: t('title'), wide: true, ...crumbs(view, t('title')), ...(done ? { flash: { kind: 'success' as const, text: t(done) } } : {}),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} actions={<LinkButton look="secondary" icon="download" href={view.href(`${officePaths.figures}/daten.csv`, { jahr: start.slice(0, 4) })}>{t('csv')}</LinkButton>} />
        <FilterBar label={t('year')}>
          <Select name="jahr" label={t('year')} prompt={false} options={[1, 0, 2, -1].map((step) => String(present + step)).map((year) => ({ value: year, label: `${year}/${Number(year) + 1}` }))} />
        </FilterBar>
        {figures.withoutArea.length > 0 ? <Notice kind="warning">{t('without-area', { count: figures.withoutArea.length, names: figures.withoutArea.join(', ') })}</Notice> : null}
        {bands.length === 0 ? <Notice kind="info">{t('area.none')}</Notice> : bands.map((band) => <BandChart figures={figures} band={band} today={view.clock.today()} />)}
        <AreaTables figures={figures} month={start} bands={bands} />
        <p class="small muted">{t('shared.note')}</p>
        <HandOver view={view} form={which === 'monitoring' ? form : undefined} />
        <IntoPlan view={view} plans={plans} form={which === 'plan' ? form : undefined} />
      </>
    ),
  };
}

function BandChart({ figures: { cells, months }, band, today }: { figures: DemandFigures; band: AgeBand; today: Day }) {
  const points = months.map((month) => together(cells, band, month));
  const first = points[0]!;
  return (
    <ChartFrame
      id={`bedarf-${band}`} level={2} title={t('chart.title', { band: t(`band.${band}`) })} source={t('source')} referenceDate={today}
      summary={t('chart.summary', { month: sayMonth(first.month), places: first.places, need: first.taken + first.waiting, taken: first.taken, waiting: first.waiting })}
      table={(
        <Table
          caption={t('chart.title', { band: t(`band.${band}`) })} captionHidden rows={points}
          columns={[
            { header: t('month'), rowHeader: true, cell: ({ month }) => sayMonth(month) },
            { header: t('places'), numeric: true, cell: ({ places }) => places },
            { header: t('shared'), numeric: true, cell: ({ shared }) => shared },
            { header: t('taken'), numeric: true, cell: ({ taken }) => taken },
            { header: t('waiting'), numeric: true, cell: ({ waiting }) => waiting },
          ]}
        />
      )}
    >
      <DemandChart points={points} names={{ places: t('chart.places'), taken: t('chart.taken'), waiting: t('waiting') }} />
    </ChartFrame>
  );
}

type AreaRowOf = { name: string } & Omit<DemandCell, 'areaId' | 'band' | 'month'>;

function rowsOf({ cells, areas }: DemandFigures, band: AgeBand, month: Day): AreaRowOf[] {
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  const own = cells.filter((cell) => cell.band === band && cell.month === month);
  const order = new Map(areas.map(({ id }, at) => [id, at]));
  return own.map((cell) => ({ ...cell, name: (cell.areaId && names.get(cell.areaId)) ?? t('area.unknown'), at: cell.areaId ? order.get(cell.areaId) ?? areas.length : areas.length + 1 }))
    .sort((one, other) => one.at - other.at || one.name.localeCompare(other.name, 'de'));
}

function AreaTables({ figures, month, bands }: { figures: DemandFigures; month: Day; bands: readonly AgeBand[] }) {
  return (
    <section class="stack">
      <h2>{t('area.title', { month: sayMonth(month) })}</h2>
      {bands.map((band) => {
        const all = together(figures.cells, band, month);
        return (
          <>
            <h3>{t(`band.${band}`)}</h3>
            <Table
              caption={t('area.caption', { month: sayMonth(month), band: t(`band.${band}`) })} captionHidden rows={rowsOf(figures, band, month)} empty={<p>{t('area.none')}</p>}
              columns={[
                { header: t('area'), rowHeader: true, cell: ({ name }) => name },
                { header: t('places'), numeric: true, cell: ({ places }) => places }, { header: t('shared'), numeric: true, cell: ({ shared }) => shared },
                { header: t('taken'), numeric: true, cell: ({ taken }) => taken }, { header: t('waiting'), numeric: true, cell: ({ waiting }) => waiting },
              ]}
              footer={[<strong>{t('totals')}</strong>, String(all.places), String(all.shared), String(all.taken), String(all.waiting)]}
            />
          </>
        );
      })}
    </section>
  );
}

function HandOver({ view, form }: { view: View; form: FormState | undefined }) {
  return (
    <section class="panel stack no-print">
      <h2>{t('hand-over.title')}</h2>
      <p>{t('hand-over.text')}</p>
      <Form form={form ?? filledForm({ on: `${view.clock.today().slice(0, 7)}-01` })} texts={officeFigureTexts} id="monitoring" label={t('hand-over.title')} action={view.href(`${officePaths.figures}/monitoring`)}>
        <DateField name="on" label={t('hand-over.on')} />
        <Button look="secondary">{t('hand-over.save')}</Button>
      </Form>
    </section>
  );
}

function IntoPlan({ view, plans, form }: { view: View; plans: readonly KitaPlanHead[]; form: FormState | undefined }) {
  return (
    <section class="panel stack no-print">
      <h2>{t('plan.title')}</h2>
      <p>{t('plan.text')}</p>
      {plans.length === 0 ? <p>{t('plan.none')} <a href={view.href('/verwaltung/kita-planung')}>{t('plan.new')}</a></p> : (
        <Form form={form ?? emptyForm} texts={officeFigureTexts} id="plan" label={t('plan.title')} action={view.href(`${officePaths.figures}/plan`)}>
          <Select name="plan" label={t('plan.choose')} options={plans.map(({ id, name }) => ({ value: id, label: name }))} />
          <Button look="secondary">{t('plan.save')}</Button>
        </Form>
      )}
    </section>
  );
}

const header = ['Gebiet', 'Alter', 'Monat', 'Plätze', 'Plätze ohne Altersangabe', 'belegt', 'wartend'];

/** One row for each area, age and month with anything in it. */
export async function kitaFiguresCsv(view: View): Promise<Response> {
  const figures = await loadDemand(view.tx, view.town.id, yearOf(view), MONTHS, view.clock.today());
  const rows = figures.months.flatMap((month) => ageBands.flatMap((band) => rowsOf(figures, band, month).map(({ name, places, shared, taken, waiting }): CellContent[] => [name, t(`band.${band}`), { day: month }, places, shared, taken, waiting])));
  return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="kita-statistik-${yearOf(view).slice(0, 4)}.csv"` } });
}

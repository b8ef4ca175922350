import { listAreas } from '../../areas/server/list-areas.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { dateFormat } from '../../ui/formats.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import { bands } from '../kita-planning/demand.ts';
import { groupRules } from '../kita-planning/group-rules.ts';
import { ruleOf, workOut, type PlanCell } from '../kita-planning/plan.ts';
import { loadKitaPlan, type LoadedKitaPlan } from '../server/kita-plans.ts';
import { KitaPlanChart } from './kita-plan-chart.tsx';
import { crumbs, sayCount, sayDay, sayGroups, sayMissing, saySupply, t } from './kita-plan-frame.tsx';
import { sayInclusion } from './kita-plan-groups.tsx';

/** One page for the council: need in sentences, the drawing, areas, projects; made to be printed. */
export async function kitaPlanPaper(view: View): Promise<Sheet> {
  const plan = await load(view);
  const rules = groupRules(view.town.land, view.clock.today());
  const { totals, cells } = workOut(plan, rules);
  const last = totals.filter(({ year }) => year === plan.lastYear);
  const title = t('paper.title', { first: String(plan.firstYear), last: String(plan.lastYear) });
  const day = dateFormat('de', { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(view.clock.now());
  return {
    title, ...crumbs(view, t('paper'), plan),
    content: (
      <div class="stack one-sheet">
        <PageHead title={title} lead={t('paper.lead', { town: view.town.name, day, plan: plan.name })} actions={<PrintButton />} />
        {rules.length === 0 ? <Notice kind="warning" title={t('result.no-rules', { land: view.town.land })} /> : null}
        <section class="stack">
          <h2>{t('paper.need')}</h2>
          <ul>{last.flatMap((cell) => sentences(cell, plan)).map((sentence) => <li>{sentence}</li>)}</ul>
        </section>
        <div class="stack one-sheet-pair">
          {bands.map((band) => <KitaPlanChart plan={plan} totals={totals.filter((cell) => cell.band === band)} band={band} today={view.clock.today()} />)}
        </div>
        <Table
          caption={t('result.missing')} rows={plan.areas}
          columns={[
            { header: t('area'), rowHeader: true, cell: ({ name }) => name },
            ...bands.map((band) => ({
              header: `${t(`band.${band}`)}, ${plan.lastYear}`,
              cell: ({ areaId }: { areaId: string }) => {
                const { balance } = cells.find((cell) => cell.areaId === areaId && cell.band === band && cell.year === plan.lastYear)!;
                return <>{sayMissing(balance)}{balance.state === 'known' ? <><br /><span class="small">{[sayGroups(balance), saySupply(balance)].filter(Boolean).join('; ')}</span></> : null}</>;
              },
            })),
          ]}
        />
        {plan.projects.length === 0 ? null : (
          <section class="stack">
            <h2>{t('projects')}</h2>
            <ul>{plan.projects.map(({ name, places, from, state, band }) => <li>{name}: {sayCount(places)} {t('project.places')}, {t(`band.${band}`)}, {t('project.from')} {sayDay(from)} ({t(`project.state.${state}`)})</li>)}</ul>
          </section>
        )}
        <p class="small">{t('paper.basis', { source: plan.source ? t('source', { source: plan.source, days: plan.referenceDates.map(sayDay).join(', ') }) : t('source.none') })} {sayInclusion(plan, rules)}</p>
      </div>
    ),
  };
}

function sentences({ band, year, balance }: PlanCell, plan: LoadedKitaPlan): string[] {
  if (balance.state === 'unknown') return [t('paper.unknown', { band: t(`band.${band}`) })];
  return balance.byScenario.map(({ needed, missing, groups }, at) => t('paper.sentence', {
    band: t(`band.${band}`), scenario: plan.scenarios[at]!.name, year: String(year), needed, places: balance.places, missing: Math.max(0, missing), groups: missing > 0 ? (groups ?? 0) : 0,
  }));
}

const header = [
  'Kommune', 'Regionalschlüssel', 'Gebiet', 'Gebietsschlüssel', 'Alter', 'Jahr', 'Tag im Jahr', 'Szenario', 'Kinder', 'Plätze', 'gebraucht', 'fehlend', 'Gruppen', 'Gruppenform', 'neue inklusive Plätze', 'unbekannt weil', 'Kinderzahlen vom', 'Quelle der Kinderzahlen', 'erstellt am',
];

/** One row for each area, age, year and scenario: what the county's yearly query asks. */
export async function kitaPlanData(view: View): Promise<Response> {
  const plan = await load(view);
  const rules = groupRules(view.town.land, view.clock.today());
  const { cells } = workOut(plan, rules);
  const areas = await listAreas(view.tx, view.town.id, view.clock.today());
  const of = [view.town.name, areas[0]?.regionalKey ?? ''];
  const made: CellContent[] = [plan.referenceDates.at(-1) ? { day: plan.referenceDates.at(-1)! } : '', plan.source ?? '', { day: view.clock.today() }];
  const rows = cells.flatMap(({ areaId, band, year, balance }): CellContent[][] => {
    const area = plan.areas.find((one) => one.areaId === areaId)!;
    const start = [...of, area.name, areas.find(({ id }) => id === areaId)?.key ?? '', t(`band.${band}`), year, `${plan.planningDay.slice(3)}.${plan.planningDay.slice(0, 2)}.`];
    const group = ruleOf(band, rules, plan.forms)?.name ?? '';
    const inclusive = band === 'from-3' ? area.inclusivePlaces : '';
    if (balance.state === 'unknown') return [[...start, '', '', '', '', '', '', group, inclusive, balance.why === 'children' ? 'Kinderzahlen' : 'Plätze', ...made]];
    return balance.byScenario.map(({ needed, missing, groups }, at) => [...start, plan.scenarios[at]!.name, Math.round(balance.children), balance.places, needed, missing, groups ?? '', group, inclusive, groups === undefined ? 'Gruppengrößen' : '', ...made]);
  });
  return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${view.town.slug}-kita-planung-${plan.firstYear}-${plan.lastYear}.csv"` },
  });
}

function load(view: View): Promise<LoadedKitaPlan> {
  return loadKitaPlan(view.tx, view.town.id, view.param('plan'), view.clock.today());
}

import { listAllAreas } from '../../areas/server/list-areas.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { sayPercent } from '../criteria/criterion-words.ts';
import { facts, findFact } from '../criteria/fact.ts';
import { outcomes, type SimulatedRow, type SimulationResult } from '../criteria/simulation.ts';
import type { SyntheticAssumptions } from '../criteria/synthetic.ts';
import { criteriaPaths } from '../criteria-paths.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { findCatalogue } from '../server/catalogues.ts';
import { findRound } from '../server/rounds.ts';
import { findSimulation, type Simulation } from '../server/simulations.ts';
import { crumbs, loadCatalogue, t } from './catalogue-frame.tsx';
import { GainLossChart } from './simulation-chart.tsx';

const facets = ['burden', 'area', 'band', 'fact'] as const;

/** What a catalogue would change, as far as it may be shown; or how far the computation is. */
export async function simulationPage(view: View): Promise<Sheet> {
  const catalogue = await loadCatalogue(view);
  const id = view.param('simulation');
  const simulation = isUuid(id) ? await findSimulation(view.tx, view.town.id, id) : undefined;
  if (!simulation || simulation.catalogueId !== catalogue.id) throw new NotFound();
  const against = await findCatalogue(view.tx, view.town.id, simulation.againstId);
  const { result, state, progress, failure, minimumFrequency } = simulation;
  return {
    title: t('simulation.title'), breadcrumbs: [...crumbs(view, catalogue), { label: t('simulation'), href: view.href(criteriaPaths.simulations(catalogue.id)) }],
    content: (
      <>
        <PageHead title={t('simulation.title')} lead={t('simulation.versus', { after: catalogue.name, before: against?.name ?? '–' })} />
        {state === 'planned' || state === 'running' ? <Progress label={t('simulation.progress')} done={progress} total={100} refreshSeconds={5} /> : null}
        {state === 'failed' ? <Notice kind="error" title={t('simulation.failed')}><p>{t(failure as 'simulation-not-releasable')}</p></Notice> : null}
        {result ? <Result result={result} least={minimumFrequency} naming={await namingOf(view, result)} on={simulation.finishedAt ? dayOfInstant(simulation.finishedAt) : undefined} /> : null}
        <Basis simulation={simulation} round={simulation.roundId ? (await findRound(view.tx, view.town.id, simulation.roundId))?.name : undefined} />
      </>
    ),
  };
}

type Naming = (key: string) => string;

/** Names of groups; an area that is no longer there keeps its figures. */
async function namingOf(view: View, result: SimulationResult): Promise<Naming> {
  const areas = result.rows.some(({ key }) => key.startsWith('area:')) ? new Map((await listAllAreas(view.tx, view.town.id)).map(({ id, name }) => [id as string, name])) : new Map<string, string>();
  return (key) => {
    const [facet, name = ''] = key.split(':');
    if (key === 'all') return t('simulation.all');
    if (key === 'area:none') return t('simulation.area.none');
    if (facet === 'area') return areas.get(name) ?? t('simulation.area.gone');
    if (facet === 'fact') return findFact(name) ? criteriaTexts.in('de')(`fact.${findFact(name)!.key}.label`) : name;
    return t(`simulation.${facet as 'band'}.${name as 'under-3'}`);
  };
}

/** Counts are sums over all draws; what is shown is the mean of one. */
const sayMean = (value: number, draws: number) => numberFormat('de', { maximumFractionDigits: draws === 1 ? 0 : 1 }).format(value / draws);

function Result({ result: { rows, placed, proof, verdicts, draws }, least, naming, on }: { result: SimulationResult; least: number; naming: Naming; on: Day | undefined }) {
  const all = rows.find(({ key }) => key === 'all')!;
  const said = (value: number | null) => (value === null ? t('simulation.hidden', { least }) : sayMean(value, draws));
  return (
    <>
      <section class="panel stack">
        <p class="lead"><strong>{[all.counts.gains === null ? '' : `+${sayMean(all.counts.gains, draws)} ${t('simulation.gains')}`, all.counts.loses === null ? '' : `−${sayMean(all.counts.loses, draws)} ${t('simulation.loses')}`].filter(Boolean).join(', ')}</strong></p>
        {draws > 1 ? <p>{t('simulation.mean', { draws })}</p> : null}
        <p>{t('simulation.total.line', { gains: said(all.counts.gains), loses: said(all.counts.loses) })}</p>
        <p>{t('simulation.total.wishes', { better: said(all.counts.better), worse: said(all.counts.worse) })}</p>
        {placed ? <p>{t('simulation.placed', { before: sayMean(placed.before, draws), after: sayMean(placed.after, draws) })}</p> : null}
        <p class="small">{t('simulation.verdicts', verdicts)}</p>
      </section>
      {facets.map((facet) => {
        const own = rows.filter(({ key }) => key.startsWith(`${facet}:`));
        return own.length === 0 ? null : <Facet facet={facet} rows={own} all={all} least={least} naming={naming} draws={draws} on={on} />;
      })}
      <section class="stack">
        <h2>{t('simulation.proof')}</h2>
        <p>{t('simulation.proof.text', { cells: proof.cells, suppressed: proof.suppressed, least, criterion: proof.criterion })}</p>
      </section>
    </>
  );
}

interface FacetProps {
  facet: (typeof facets)[number];
  rows: readonly SimulatedRow[];
  all: SimulatedRow;
  least: number;
  naming: Naming;
  draws: number;
  on: Day | undefined;
}

function Facet({ facet, rows, all, least, naming, draws, on }: FacetProps) {
  const title = t(`simulation.rows.${facet}`);
  const sorted = facet === 'area' ? rows.toSorted((a, b) => naming(a.key).localeCompare(naming(b.key), 'de', { numeric: true })) : rows;
  return (
    <ChartFrame
      id={`gruppen-${facet}`} level={2} title={title} summary={t('simulation.rows.chart')} source={t('simulation.source-note')} {...(on ? { referenceDate: on } : {})}
      table={(
        <Table
          caption={title} captionHidden rows={[...sorted, all]}
          columns={[
            { header: t('simulation.group'), rowHeader: true, cell: ({ key }) => naming(key) },
            ...outcomes.map((outcome) => ({ header: t(`simulation.${outcome}`), numeric: true, cell: ({ counts }: SimulatedRow) => (counts[outcome] === null ? <><span aria-hidden="true">{t('simulation.hidden.mark')}</span><span class="visually-hidden">{t('simulation.hidden', { least })}</span></> : sayMean(counts[outcome], draws)) })),
          ]}
        />
      )}
      legend={<p class="small muted">{t('simulation.hidden.legend', { least, draws })}</p>}
    >
      <GainLossChart rows={sorted.map(({ key, counts: { gains, loses } }) => ({ name: naming(key), gains: gains === null ? null : gains / draws, loses: loses === null ? null : loses / draws }))} hidden={t('simulation.hidden.mark')} format={(value) => sayMean(value * draws, draws)} />
    </ChartFrame>
  );
}

function Basis({ simulation: { assumptions }, round }: { simulation: Simulation; round: string | undefined }) {
  return (
    <section class="stack">
      <h2>{t('simulation.basis')}</h2>
      {round === undefined ? null : <p>{t('simulation.basis.round', { name: round })}</p>}
      {assumptions ? <Assumptions assumptions={assumptions} /> : null}
    </section>
  );
}

function Assumptions({ assumptions }: { assumptions: SyntheticAssumptions }) {
  const { children, seed, draws, freeSeats, under3, sibling, resident, inclusive, circumstances } = assumptions;
  const share = (value: number) => sayPercent(value, 'de');
  const list = facts.flatMap(({ key }) => (circumstances[key] === undefined ? [] : [`${criteriaTexts.in('de')(`fact.${key}.label`)} ${share(circumstances[key])}`])).join(', ');
  return (
    <>
      <p>{t('simulation.basis.synthetic', { children, seed: String(seed), draws, freeSeats: share(freeSeats), under3: share(under3), sibling: share(sibling), resident: share(resident), inclusive: share(inclusive) })}</p>
      <p>{t('simulation.basis.circumstances', { list })}</p>
      <p class="small muted">{t('simulation.assumptions.text')}</p>
    </>
  );
}

import type { Child } from 'hono/jsx';
import type { Sheet, View } from '../../platform/house.ts';
import { Checkbox, Select } from '../../ui/choice.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Island } from '../../ui/island.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { measuresOf } from '../formula.ts';
import { isMixed, periodKey } from '../period.ts';
import { sayPeriod } from '../period-words.ts';
import type { Basis } from '../server/figures.ts';
import { Beside, isCrowd, listedPage, MOST_DRAWN, mostDrawn } from './figure-crowd.tsx';
import { funnelOf, pairOf, rankingOf, yearsView } from './figure-drawings.tsx';
import { FigureMap } from './figure-map.tsx';
import { figureModel, type FigureModel } from './figure-model.ts';
import { AreaTable, FunnelTable, PairTable, RankingTable, YearsTable } from './figure-tables.tsx';
import { inGerman } from './figures-page.tsx';
import { FIGURES, t } from './figure-words.ts';

/** An indicator at a time: map, ranking, funnel, years, shares of the whole, and the table of everything. */
export async function figurePage(view: View, basis: Basis): Promise<Sheet> {
  const model = await figureModel(view, basis);
  const { definition, column } = model;
  const title = definition.names.de;
  const base = `${FIGURES[basis]}/${definition.key}`;
  const query = { ...(view.query.get('zeit') ? { zeit: periodKey(column.period) } : {}), ebene: model.level, ...(view.query.get('gebiet') ? { gebiet: view.query.get('gebiet')! } : {}) };
  const files: Files = (drawing) => <FileLinks view={view} path={`${base}/${drawing}`} query={query} />;
  const source = t(`source.${basis}`, { source: definition.source });
  const frame = { source, referenceDate: column.period.until };
  const [funnel, pair, years] = [funnelOf(model), pairOf(model), yearsView(model)];
  const asked = view.query.get('gebiet')?.trim();
  const listed = listedPage(model.rows, view.query.get('seite'));
  return inGerman(view, {
    title, wide: true,
    breadcrumbs: [{ label: t(basis === 'raw' ? 'title.raw' : 'title'), href: view.href(FIGURES[basis]) }, { label: title }],
    content: (
      <>
        <PageHead title={title} lead={definition.explanation.de ?? (basis === 'raw' ? t('lead.raw') : '')} actions={<PrintButton />} />
        <Choice model={model} />
        {asked && !model.rows.some(({ isCurrent }) => isCurrent) ? <Notice kind="warning" title={t('choose.area.unknown', { asked })} /> : null}
        {column.basePeriod && isMixed([column.period, column.basePeriod])
          ? <Notice kind="warning" title={t('mixed', { time: sayPeriod(column.period), base: sayPeriod(column.basePeriod) })} /> : null}
        <Facts model={model} />
        {model.references.map(({ name, value }) => <p class="lead">{t('average', { town: name, value: model.say(value) })}</p>)}
        <Brush model={model}>
          {await FigureMap({ view, model, frame, files })}
          <ChartFrame id="rangfolge" tableOpen level={2} title={t('ranking')} summary={model.rows.length > MOST_DRAWN ? t('ranking.summary.many', { most: mostDrawn(model.rows) }) : t('ranking.summary')} {...frame} table={<Beside model={model}><RankingTable model={model} /></Beside>}>{rankingOf(model)()}</ChartFrame>
          {files('rangfolge')}
          {funnel ? (
            <>
              <ChartFrame
                id="trichter" tableOpen level={2} title={t('funnel')} {...frame} table={<Beside model={model}><FunnelTable funnel={funnel} model={model} /></Beside>}
                summary={t('funnel.summary', { far: funnel.areas.filter(({ outside }) => outside === 'far').length, near: funnel.areas.filter(({ outside }) => outside === 'near').length })}
              >
                {funnel.draw()}
              </ChartFrame>
              {files('trichter')}
            </>
          ) : null}
          {years ? (
            <>
              <ChartFrame id="jahre" tableOpen level={2} title={t('years', { area: years.name })} summary={t('years.summary', { first: String(years.years[0]), last: String(years.years.at(-1)) })} {...frame} table={<YearsTable years={years} model={model} />}>{years.draw()}</ChartFrame>
              {files('jahre')}
            </>
          ) : null}
          {pair ? (
            <>
              <ChartFrame id="anteile" tableOpen level={2} title={t('pair')} summary={t('pair.summary')} {...frame} table={<Beside model={model}><PairTable model={model} /></Beside>}>{pair()}</ChartFrame>
              {files('anteile')}
            </>
          ) : null}
          <section class="stack" data-words id="alle-gebiete">
            <h2>{t('table')}</h2>
            <ListedPages view={view} listed={listed} count={model.rows.length} />
            <AreaTable model={model} rows={listed.rows} town={view.town.name} withShrunk={view.query.has('geglaettet')} csv={view.href(`${base}.csv`, query)} />
          </section>
        </Brush>
      </>
    ),
  });
}

/** Holds all drawings and tables of the areas; its island highlights one area in all of them. Without it a click on the map does, by a page of its own. */
function Brush({ model: { rows }, children }: { model: FigureModel; children: Child }) {
  const words = { 'data-label': t('brush.label'), 'data-none': t('brush.none'), 'data-release': t('brush.release'), 'data-marked': t('brush.marked'), 'data-released': t('brush.released'), 'data-years': t('brush.years') };
  return <area-brush class={isCrowd(rows) ? 'stack is-crowd' : 'stack'} {...words} data-chosen={rows.find(({ isCurrent }) => isCurrent)?.mark}>{children}<Island name="monitoring/area-brush" /></area-brush>;
}

type Files = (drawing: string) => Child;

function FileLinks({ view, path, query }: { view: View; path: string; query: Record<string, string> }) {
  return <p class="cluster no-print small"><a href={view.href(`${path}.svg`, query)} download>{t('download.svg')}</a><a href={view.href(`${path}.png`, query)} download>{t('download.png')}</a></p>;
}

/** The ways through a long table, each back to the table; Pagination would lead to the top of a page full of drawings. */
function ListedPages({ view, listed: { rows, page, pages, first }, count }: { view: View; listed: ReturnType<typeof listedPage>; count: number }) {
  if (pages === 1) return null;
  const href = (number: number) => `${view.href(view.path, { ...Object.fromEntries(view.query), seite: String(number) })}#alle-gebiete`;
  return (
    <>
      <p>{t('table.part', { first: first + 1, last: first + rows.length, count })}</p>
      <nav class="pagination" aria-label={t('table.pages')}>
        <ul>
          {Array.from({ length: pages }, (_, at) => <li class="pagination-number"><a href={href(at + 1)} aria-label={t('table.page', { page: at + 1 })} aria-current={at + 1 === page ? 'page' : undefined}>{at + 1}</a></li>)}
        </ul>
      </nav>
    </>
  );
}

function Choice({ model: { columns, column, levels, level, rows } }: { model: FigureModel }) {
  const times = columns.toReversed().map(({ period }) => ({ value: periodKey(period), label: sayPeriod(period) }));
  return (
    <FilterBar label={t('choose')} keep={[]}>
      {times.length > 1 ? <Select name="zeit" label={t('choose.time')} options={times} prompt={sayPeriod(column.period)} optional /> : null}
      {levels.length > 1 ? <Select name="ebene" label={t('choose.level')} options={levels.map((value) => ({ value, label: t(`level.${value}`) }))} prompt={t(`level.${level}`)} optional /> : null}
      {isCrowd(rows)
        ? <TextField name="gebiet" label={t('choose.area')} hint={t('choose.area.hint')} optional />
        : <Select name="gebiet" label={t('choose.area')} options={rows.map(({ wish, name }) => ({ value: wish, label: name }))} prompt={rows[0]?.name ?? ''} optional />}
      {rows.some(({ shrunk }) => shrunk !== undefined) ? <Checkbox name="geglaettet" label={t('choose.shrunk')} hint={t('choose.shrunk.hint')} /> : null}
    </FilterBar>
  );
}

function Facts({ model: { definition, column } }: { model: FigureModel }) {
  const entries = [
    { term: t('facts.time'), details: sayPeriod(column.period) },
    ...(definition.population ? [{ term: t('facts.population'), details: definition.population }] : []),
    { term: t('facts.source'), details: definition.source },
    ...(definition.stichtagRule ? [{ term: t('facts.rule'), details: definition.stichtagRule }] : []),
    ...(measuresOf(definition.formula).includes('population') ? [{ term: t('facts.people'), details: t('facts.people.text') }] : []),
    { term: t('facts.polarity'), details: t(`polarity.${definition.polarity}`) },
  ];
  return <section class="stack"><h2>{t('facts')}</h2><DescriptionList entries={entries} /></section>;
}

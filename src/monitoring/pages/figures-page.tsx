import { areasOn } from '../../areas/area-tree.ts';
import type { AreaRow } from '../../areas/server/list-areas.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import type { Day } from '../../platform/day.ts';
import type { OpenDataset } from '../release/open-data.ts';
import { listDatasets } from '../server/open-data.ts';
import { topics, type IndicatorDefinition } from '../indicator.ts';
import { sayPeriod } from '../period-words.ts';
import { definitionOf, loadFigures, type Basis, type Figures } from '../server/figures.ts';
import type { IndicatorColumn } from '../indicator-value.ts';
import { FIGURES, t } from './figure-words.ts';

interface Listed {
  definition: IndicatorDefinition;
  columns: IndicatorColumn[];
}

/** All indicators there are figures of, by topic. */
export async function figuresPage(view: View, basis: Basis): Promise<Sheet> {
  const figures = await loadFigures(view, basis);
  const keys = [...new Set(figures.columns.map(({ indicatorKey }) => indicatorKey))];
  const listed = keys.flatMap((key): Listed[] => {
    const columns = figures.columns.filter(({ indicatorKey }) => indicatorKey === key);
    const definition = definitionOf(figures, columns.at(-1)!);
    return definition ? [{ definition, columns }] : [];
  }).sort((one, other) => one.definition.position - other.definition.position || one.definition.names.de.localeCompare(other.definition.names.de, 'de'));
  const [title, lead] = basis === 'raw' ? [t('title.raw'), t('lead.raw')] : [t('title'), t('lead', { town: view.town.name })];
  return inGerman(view, {
    title,
    content: (
      <>
        <PageHead title={title} lead={lead} />
        {listed.length === 0 ? null : <Profiles view={view} basis={basis} areas={profiled(figures)} />}
        {basis === 'released' && listed.length > 0 ? <OpenData view={view} datasets={await listDatasets(view.tx, view.town.id)} /> : null}
        {listed.length === 0 ? <EmptyState title={t(basis === 'raw' ? 'none.raw' : 'none')} explanation={t(basis === 'raw' ? 'none.raw.text' : 'none.text')} icon="question" /> : null}
        {topics.map((topic) => ({ topic, ofTopic: listed.filter(({ definition }) => definition.topic === topic) })).filter(({ ofTopic }) => ofTopic.length > 0).map(({ topic, ofTopic }) => (
          <section class="stack">
            <h2>{t(`topic.${topic}`)}</h2>
            <Table caption={t('list.caption', { topic: t(`topic.${topic}`) })} captionHidden rows={ofTopic} columns={[
              { header: t('list.indicator'), rowHeader: true, cell: ({ definition }) => <a href={view.href(`${FIGURES[basis]}/${definition.key}`)}>{definition.names.de}</a> },
              { header: t('list.newest'), cell: ({ columns }) => sayPeriod(columns.at(-1)!.period, 'de', 'short') },
              { header: t('list.times'), numeric: true, cell: ({ columns }) => columns.length },
            ]} />
          </section>
        ))}
      </>
    ),
  });
}

/** Areas of today there are figures of, in the order of the tree. */
function profiled({ areas, columns }: Figures): AreaRow[] {
  const newest = columns.map(({ period }) => period.until).sort().at(-1);
  const withFigures = new Set(columns.flatMap(({ values }) => values.map(({ areaId }) => areaId)));
  return newest === undefined ? [] : areasOn(areas, newest).filter(({ id, level }) => withFigures.has(id) && level !== 'county' && level !== 'land');
}

/** Ways to the profiles; folded where there are very many areas. */
function Profiles({ view, basis, areas }: { view: View; basis: Basis; areas: readonly AreaRow[] }) {
  if (areas.length === 0) return null;
  return <Accordion level={2} title={t('profile.areas')}><ul class="columns">{areas.map(({ id, name }) => <li><a href={view.href(`${FIGURES[basis]}/gebiet/${id}`)}>{name}</a></li>)}</ul></Accordion>;
}

/** The released tables to take along: for the county, a portal, anybody – without an account. */
function OpenData({ view, datasets }: { view: View; datasets: readonly OpenDataset[] }) {
  return (
    <section class="stack" id="offene-daten">
      <h2>{t('open')}</h2>
      <p>{t('open.lead')} <a href={view.href('/zahlen/dcat.jsonld')}>{t('open.catalogue')}</a></p>
      <Table caption={t('open')} captionHidden rows={datasets} columns={[
        { header: t('open.table'), rowHeader: true, cell: ({ title, publisher }) => <>{title}{publisher ? <span class="small muted"> ({publisher})</span> : null}</> },
        { header: t('open.times'), cell: ({ from, until }) => <><DateText day={from as Day} /> {t('open.until')} <DateText day={until as Day} /></> },
        { header: t('open.published'), cell: ({ publishedAt }) => <InstantText at={publishedAt} /> },
        { header: t('open.licence'), cell: ({ licence }) => <a href={licence} rel="license">{licence.split('/').slice(-2).join(' ')}</a> },
        { header: t('open.files'), cell: ({ id, title }) => <><a href={view.href(`/zahlen/daten/${id}/daten.csv`)}>{t('open.csv')}<span class="visually-hidden">: {title}</span></a><br /><a href={view.href(`/zahlen/daten/${id}/daten.csv-metadata.json`)}>{t('open.csvw')}<span class="visually-hidden">: {title}</span></a></> },
      ]} />
    </section>
  );
}

/** In another language the content stays German, is marked as such and says so first. */
export function inGerman(view: View, sheet: Sheet): Sheet {
  if (view.language === 'de' || view.language === 'de-easy') return sheet;
  return { ...sheet, content: <div lang="de" dir="ltr" class="stack"><Notice title={t('german-only')} />{sheet.content}</div> };
}

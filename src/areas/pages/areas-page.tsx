import { parseDay } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { LinkButton } from '../../ui/button.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { UnknownText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import type { CountSum } from '../child-count.ts';
import { AreaMap } from '../map.tsx';
import { editAreas } from '../permissions.ts';
import { findBoundaries, type AreaRow } from '../server/list-areas.ts';
import { areasTexts } from '../texts.ts';
import { TileMap } from '../tile-map.tsx';
import { loadAreaFigures, lowestAreas, type AreaFigures } from './area-figures.ts';

/** The tree of areas on a day, its map and the children who live there. */
export async function areasPage(view: View): Promise<Sheet> {
  const t = areasTexts.in(view.language);
  const on = parseDay(view.query.get('stichtag') ?? '') ?? view.clock.today();
  const figures = await loadAreaFigures(view, on);
  const mayEdit = editAreas.allows(view.who);
  return {
    title: t('areas.title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('areas.title')} lead={t('areas.lead')} actions={mayEdit && <LinkButton href={view.href('/verwaltung/gebiete/grenzen')}>{t('areas.import-boundaries')}</LinkButton>} />
        <p class="cluster no-print">
          <a href={view.href('/verwaltung/kinderzahlen')}>{t('areas.import-children')}</a>
          <a href={view.href('/verwaltung/strassen')}>{t('areas.import-streets')}</a>
        </p>
        {figures.areas.length === 0
          ? <EmptyState title={t('areas.empty')} explanation={t('areas.empty.text')} action={mayEdit && <LinkButton href={view.href('/verwaltung/gebiete/grenzen')}>{t('areas.import-boundaries')}</LinkButton>} />
          : <><FilterBar label={t('areas.on')}><DateField name="stichtag" label={t('areas.on')} optional /></FilterBar>{await AreasMap({ view, figures })}<AreaTable figures={figures} view={view} /></>}
      </>
    ),
  };
}

async function AreasMap({ view, figures }: { view: View; figures: AreaFigures }) {
  const t = areasTexts.in(view.language);
  const lowest = lowestAreas(figures.areas);
  const boundaries = await findBoundaries(view.tx, view.town.id, lowest.map((area) => area.id));
  const shown = lowest.map((area) => ({ id: area.id, name: area.name, value: sayChildren(figures.under18.get(area.id)), geometry: boundaries.get(area.id) }));
  const drawn = shown.flatMap(({ geometry, ...area }) => (geometry ? [{ ...area, geometry }] : []));
  return (
    <ChartFrame id="karte" title={t('areas.map')} level={2} summary={t('areas.map.summary')} interactive
      source={figures.source ?? t('areas.source.unknown')} referenceDate={figures.referenceDate}
      table={<ul>{shown.map((area) => <li>{area.name}: {area.value}</li>)}</ul>}>
      {drawn.length === 0
        ? <><p>{t('areas.without-boundaries')}</p><TileMap id="gebietskarte" title={t('areas.map')} areas={shown.map(({ id, name, value }) => ({ id, name, value }))} /></>
        : <AreaMap id="gebietskarte" title={t('areas.map')} description={t('areas.map.summary')} areas={drawn} />}
    </ChartFrame>
  );
}

/** „120“, „120 bekannt, ein Wert unbekannt“, „unbekannt“ – never 0 for what nobody knows. */
export function sayChildren(sum: CountSum | undefined): string {
  const t = areasTexts.in('de');
  if (!sum || (sum.known === 0 && sum.unknownParts > 0)) return t('unknown');
  if (sum.unknownParts > 0) return t('children.known-and-unknown', { known: sum.known, unknown: sum.unknownParts });
  return new Intl.NumberFormat('de-DE').format(sum.known);
}

function AreaTable({ figures, view }: { figures: AreaFigures; view: View }) {
  const t = areasTexts.in(view.language);
  const rows = inTreeOrder(figures.areas);
  return (
    <Table caption={t('areas.table')} rows={rows} csv={view.href('/verwaltung/gebiete.csv', view.query)} columns={[
      { header: t('areas.name'), rowHeader: true, cell: ({ area, depth }) => <>{'\u2003'.repeat(depth)}{area.name}</> },
      { header: t('areas.level'), cell: ({ area }) => t(`level.${area.level}`) },
      { header: t('areas.key'), cell: ({ area }) => area.regionalKey ?? area.key },
      { header: t('areas.valid'), cell: ({ area }) => <><DateText day={area.validFrom} style="short" />{area.validUntil ? <> – <DateText day={area.validUntil} style="short" /></> : ' –'}</> },
      { header: t('areas.boundary'), cell: ({ area }) => t(area.centroid ? 'areas.boundary.yes' : 'areas.boundary.no') },
      { header: t('areas.children'), numeric: true, cell: ({ area }) => (figures.under18.has(area.id) ? sayChildren(figures.under18.get(area.id)) : <UnknownText />) },
    ]} />
  );
}

/** Each area right after the one it belongs to, with its depth. */
export function inTreeOrder(areas: readonly AreaRow[]): { area: AreaRow; depth: number }[] {
  const ids = new Set(areas.map((area) => area.id));
  const below = (parent: Uuid | undefined) => areas.filter((area) => (parent === undefined ? area.parentId === undefined || !ids.has(area.parentId) : area.parentId === parent));
  const visit = (parent: Uuid | undefined, depth: number): { area: AreaRow; depth: number }[] =>
    below(parent).flatMap((area) => [{ area, depth }, ...visit(area.id, depth + 1)]);
  return visit(undefined, 0);
}

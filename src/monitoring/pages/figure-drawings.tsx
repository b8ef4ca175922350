import type { Child } from 'hono/jsx';
import { factorOf } from '../formula.ts';
import { FunnelChart, type FunnelArea } from '../charts/funnel-chart.tsx';
import { RankingChart } from '../charts/ranking-chart.tsx';
import { SharePairChart } from '../charts/share-pair-chart.tsx';
import { TimeChart } from '../charts/time-chart.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { countsOf, yearsOf } from '../showing/indicator-rows.ts';
import type { FigureShape } from '../showing/figure-shape.ts';
import { FAR, funnelLimits, funnelSizes, NEAR, outsideLimits, type FunnelPoint } from '../statistics/funnel.ts';
import { besideDrawing, MOST_DRAWN } from './figure-crowd.tsx';
import type { FigureModel, FigureRow } from './figure-model.ts';
import { sayShare, sayState, t } from './figure-words.ts';

/** A drawing as it stands on the page (without a title) or alone in a file. */
export type Draw = (title?: string) => Child;

const titled = (title: string | undefined) => (title ? { title } : {});
/** On a page an island finds the areas of all drawings by their marks; a file has none. */
const marked = ({ mark, isCurrent }: FigureRow, title: string | undefined) => ({ ...(title ? {} : { mark }), isCurrent });

export function rankingOf({ rows, references, sayAxis, say }: FigureModel): Draw {
  const lines = references.map(({ name, value }) => ({ name, value }));
  const areas = (title: string | undefined) => besideDrawing(rows).map((row) => (
    { name: row.name, ...marked(row, title), ...(row.result?.state === 'shown' ? { value: row.result.value, ...row.interval } : { instead: sayState(row.result, say) }) }));
  return (title) => <RankingChart areas={areas(title)} lines={lines} format={sayAxis} {...titled(title)} />;
}

export interface FunnelView {
  areas: readonly FunnelArea[];
  /** those said beside the drawing: of many the ones farthest outside first */
  told: readonly (FunnelArea & { row: FigureRow })[];
  draw: Draw;
}

const OUTSIDE: readonly FunnelArea['outside'][] = ['far', 'near', 'none'];

interface ShapeFunnel {
  areas: (FunnelArea & { mark: number })[];
  /** of many, those farthest outside first */
  sorted: readonly (FunnelArea & { mark: number })[];
  near: FunnelPoint[];
  far: FunnelPoint[];
}

/** As long as the figures are the same object, so is where their areas lie in the funnel. */
const funnels = new WeakMap<FigureShape, ShapeFunnel>();

function funnelOfShape(shape: FigureShape, share: number): ShapeFunnel {
  const remembered = funnels.get(shape);
  if (remembered) return remembered;
  const areas = shape.rows.flatMap(({ name, mark, result }) => {
    const counts = countsOf(result);
    return counts && counts.count <= counts.of ? [{ name, mark, of: counts.of, value: counts.count / counts.of, outside: outsideLimits(counts.count, counts.of, share) }] : [];
  });
  const sizes = areas.map(({ of }) => of);
  const drawn = sizes.length === 0 ? [] : funnelSizes(Math.min(...sizes), Math.max(...sizes));
  const sorted = areas.length <= MOST_DRAWN ? areas : areas.toSorted((one, other) => OUTSIDE.indexOf(one.outside) - OUTSIDE.indexOf(other.outside) || Math.abs(other.value - share) - Math.abs(one.value - share));
  const made = { areas, sorted, near: funnelLimits(share, drawn, NEAR), far: funnelLimits(share, drawn, FAR) };
  funnels.set(shape, made);
  return made;
}

/** Only for shares with known counts of at least three areas and a known average. */
export function funnelOf({ rows, definition, average, references, shape }: FigureModel): FunnelView | undefined {
  if (definition.formula.kind !== 'share' || average === undefined) return undefined;
  const share = average / factorOf(definition.formula);
  if (share <= 0 || share >= 1) return undefined;
  const { areas, sorted, near, far } = funnelOfShape(shape, share);
  if (areas.length < 3) return undefined;
  const told = besideDrawing(sorted.map((area) => ({ ...area, row: rows[area.mark]!, isCurrent: rows[area.mark]!.isCurrent })));
  const marks = new Set(told.map(({ row }) => row.mark));
  const words = {
    size: t('funnel.size', { population: definition.population || '–' }), near: t('funnel.near'), far: t('funnel.far'),
    average: references.find(({ level }) => level === 'municipality')!.name,
  };
  const draw: Draw = (title) => (
    <FunnelChart areas={areas.map(({ mark, ...area }) => ({ ...area, ...(title || marks.has(mark) ? marked(rows[mark]!, title) : { isOneOfMany: true }) }))} average={share} near={near} far={far} sayShare={sayShare} sayCount={numberFormat('de').format} words={words} {...titled(title)} />
  );
  return { areas, told, draw };
}

export interface YearsView {
  name: string;
  years: number[];
  series: ReturnType<typeof yearsOf>;
  references: { name: string; points: ReturnType<typeof yearsOf>['points'] }[];
  draw: Draw;
}

/** The chosen area (without a choice the one that stands first) beside the municipality and those above; only from two years on. */
export function yearsView({ rows, areas, columns, definition, references, sayAxis }: FigureModel): YearsView | undefined {
  const byId = new Map(areas.map((area) => [area.id, area]));
  // Only what ended can be what another area came from: of thousands of areas a few.
  const ended = areas.filter(({ validUntil }) => validUntil !== undefined);
  const row = rows.find(({ isCurrent }) => isCurrent) ?? rows[0];
  const chosen = row && byId.get(row.areaId);
  if (!chosen) return undefined;
  const series = yearsOf(chosen, ended, columns, definition.formula);
  const beside = references.map(({ id, name }) => ({ name, points: yearsOf(byId.get(id)!, ended, columns, definition.formula).points }));
  const others = besideDrawing(rows).filter(({ areaId }) => areaId !== chosen.id).map(({ areaId, name, mark }) => (
    { name, mark, points: yearsOf(byId.get(areaId)!, ended, columns, definition.formula).points.map(yearAndValue) }));
  const years = [...new Set([series, ...beside].flatMap(({ points }) => points.map(({ year }) => year)))].sort((one, other) => one - other);
  if (years.length < 2) return undefined;
  return {
    name: chosen.name, years, series, references: beside,
    draw: (title) => (
      <TimeChart
        series={{ name: chosen.name, points: series.points.map((point) => ({ ...yearAndValue(point), ...point.interval })) }} compared={beside.map(({ name, points }) => ({ name, points: points.map(yearAndValue) }))}
        others={others.map(({ mark, ...other }) => (title ? other : { ...other, mark }))} {...(title ? {} : { mark: row.mark })}
        breaks={series.breaks.map((year) => ({ year, name: t('years.break') }))} format={sayAxis} {...titled(title)}
      />
    ),
  };
}

function yearAndValue({ year, value }: ReturnType<typeof yearsOf>['points'][number]) {
  return { year, ...(value === undefined ? {} : { value }) };
}

/** Only where no area is missing: then parts of the whole are known. */
export function pairOf({ rows }: FigureModel): Draw | undefined {
  if (!rows.some(({ ofIndicator }) => ofIndicator !== undefined)) return undefined;
  const words = { ofIndicator: t('pair.indicator'), ofChildren: t('pair.base.short'), unknown: t('unknown') };
  return (title) => (
    <SharePairChart areas={besideDrawing(rows).map(({ ofIndicator, ofBase, ...row }) => ({ name: row.name, ...marked(row, title), ...(ofIndicator === undefined ? {} : { ofIndicator }), ...(ofBase === undefined ? {} : { ofChildren: ofBase }) }))} words={words} sayShare={sayShare} {...titled(title)} />
  );
}

import type { Child } from 'hono/jsx';
import { AreaMap, type MapArea } from '../../areas/map.tsx';
import { MapPicture } from '../../areas/map-picture.tsx';
import type { MapLegendTexts } from '../../areas/map-shades.tsx';
import { knownBoundaries } from '../../areas/server/known-areas.ts';
import { TileMap } from '../../areas/tile-map.tsx';
import type { Day } from '../../platform/day.ts';
import type { View } from '../../platform/house.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { classOf, mapClasses } from '../showing/classes.ts';
import type { FigureShape } from '../showing/figure-shape.ts';
import { Beside, besideDrawing, isCrowd } from './figure-crowd.tsx';
import type { Draw } from './figure-drawings.tsx';
import type { FigureModel, FigureRow } from './figure-model.ts';
import { sayState, t } from './figure-words.ts';

interface FigureMapProps {
  view: View;
  model: FigureModel;
  frame: { source: string; referenceDate: Day };
  /** the ways to a drawing as a file */
  files: (drawing: string) => Child;
}

/** The map of an indicator; equal tiles where not every area has a boundary. */
export async function FigureMap({ view, model, frame, files }: FigureMapProps) {
  const { shown, beside, drawn, legend, known } = await mapped(view, model);
  const current = model.rows.find(({ isCurrent }) => isCurrent)?.areaId;
  const [highest, lowest] = [model.rows.find(({ result }) => result?.state === 'shown'), model.rows.findLast(({ result }) => result?.state === 'shown')];
  const name = (row: FigureRow | undefined) => (row ? `${row.name} (${sayState(row.result, model.say)})` : '');
  return (
    <>
      <ChartFrame
        id="karte" tableOpen level={2} title={t('map')} interactive {...frame} table={<Beside model={model}><ul>{beside.map((area) => <li data-of={area.mark}>{area.name}: {area.value}</li>)}</ul></Beside>}
        summary={known.length === 0 ? t('map.summary.none') : t('map.summary', { count: shown.length, highest: name(highest), lowest: name(lowest) })}
      >
        {drawn
          ? <AreaMap id="zahlenkarte" title={t('map')} areas={drawn} legend={legend} labels="values" {...(current ? { current } : {})} />
          : <TileMap id="zahlenkarte" title={t('map')} areas={isCrowd(shown) ? beside : shown} legend={legend} {...(current ? { current } : {})} />}
      </ChartFrame>
      {drawn ? files('karte') : null}
    </>
  );
}

/** The map as a file; undefined where there are no boundaries to draw. */
export async function mapOf(view: View, model: FigureModel): Promise<Draw | undefined> {
  const { drawn, legend } = await mapped(view, model);
  return drawn ? (title = '') => <MapPicture title={title} areas={drawn} legend={legend} /> : undefined;
}

/** What a map of the model shows; `drawn` only where every area has a boundary. */
async function mapped(view: View, { rows, say, shape }: FigureModel) {
  const { known, bounds, areas, isDrawn } = mapOfShape(shape, await knownBoundaries(view.tx, view.town.id), say);
  const { seite: _, ...query } = Object.fromEntries(view.query);
  const linked = (list: readonly (MapArea & { mark: number })[]) => list.map((area) => ({ ...area, href: `${view.href(view.path, { ...query, gebiet: rows[area.mark]!.wish })}#jahre` }));
  const told = new Set(besideDrawing(rows).map(({ mark }) => mark));
  // A crowded map has no links, and making thousands takes its time.
  const shown = isCrowd(rows) ? areas : linked(areas);
  return { shown, beside: isCrowd(rows) ? linked(areas.filter(({ mark }) => told.has(mark))) : shown.filter(({ mark }) => told.has(mark)), known, legend: legendOf(bounds, known, say), drawn: isDrawn ? shown : undefined };
}

interface ShapeMap {
  boundaries: Boundaries;
  say: string;
  /** values of all areas that have one */
  known: number[];
  bounds: readonly number[];
  /** in the municipality's order; where not every area has a boundary, without any */
  areas: readonly (MapArea & { mark: number })[];
  isDrawn: boolean;
}
type Boundaries = Awaited<ReturnType<typeof knownBoundaries>>;

/** As long as the figures and the boundaries are the same objects, so is what a map shows of them. */
const maps = new WeakMap<FigureShape, ShapeMap>();
const nowhere = { type: 'MultiPolygon' as const, coordinates: [] };

function mapOfShape(shape: FigureShape, boundaries: Boundaries, say: FigureModel['say']): ShapeMap {
  const remembered = maps.get(shape);
  if (remembered?.boundaries === boundaries && remembered.say === say(1)) return remembered;
  const known = shape.rows.flatMap(({ result }) => (result?.state === 'shown' ? [result.value] : []));
  const classes = mapClasses(known);
  const isDrawn = shape.rows.length > 0 && shape.rows.every(({ areaId }) => boundaries.has(areaId));
  const areas = shape.order.map((place) => {
    const { areaId, name, result, mark } = shape.rows[place]!;
    return { id: areaId, name, mark, value: sayState(result, say), shade: result?.state === 'shown' ? classOf(result.value, classes) : undefined, geometry: boundaries.get(areaId) ?? nowhere };
  });
  const made = { boundaries, say: say(1), known, bounds: classes.bounds, areas, isDrawn };
  maps.set(shape, made);
  return made;
}

function legendOf(bounds: readonly number[], known: readonly number[], say: FigureModel['say']): MapLegendTexts {
  const classes = bounds.length === 0 ? [known.length === 0 ? t('map.unknown') : t('map.class.only', { value: say(known[0]!) })] : [
    t('map.class.first', { bound: say(bounds[0]!) }), ...bounds.slice(1).map((bound, at) => t('map.class.middle', { low: say(bounds[at]!), high: say(bound) })), t('map.class.last', { bound: say(bounds.at(-1)!) }),
  ];
  return { title: t('table.value'), classes, unknown: t('map.unknown') };
}

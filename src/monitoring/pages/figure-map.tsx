import type { Child } from 'hono/jsx';
import { AreaMap } from '../../areas/map.tsx';
import { MapPicture } from '../../areas/map-picture.tsx';
import type { MapLegendTexts } from '../../areas/map-shades.tsx';
import { findBoundaries } from '../../areas/server/list-areas.ts';
import { TileMap } from '../../areas/tile-map.tsx';
import type { Day } from '../../platform/day.ts';
import type { View } from '../../platform/house.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { classOf, mapClasses } from '../showing/classes.ts';
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
async function mapped(view: View, { rows, say, areas }: FigureModel) {
  const boundaries = await findBoundaries(view.tx, view.town.id, rows.map(({ areaId }) => areaId));
  const known = rows.flatMap(({ result }) => (result?.state === 'shown' ? [result.value] : []));
  const classes = mapClasses(known);
  const told = new Set(besideDrawing(rows).map(({ mark }) => mark));
  const { seite: _, ...query } = Object.fromEntries(view.query);
  const byArea = new Map(rows.map((row) => [row.areaId, row]));
  const shown = areas.flatMap(({ id }) => byArea.get(id) ?? []).map(({ areaId, name, result, mark, wish }) => ({
    id: areaId, name, mark, value: sayState(result, say), shade: result?.state === 'shown' ? classOf(result.value, classes) : undefined,
    // A crowded map has no links, and making thousands takes its time.
    href: isCrowd(rows) && !told.has(mark) ? undefined : `${view.href(view.path, { ...query, gebiet: wish })}#jahre`,
  }));
  const drawn = shown.flatMap((area) => {
    const geometry = boundaries.get(area.id);
    return geometry ? [{ ...area, geometry }] : [];
  });
  return { shown, beside: shown.filter(({ mark }) => told.has(mark)), known, legend: legendOf(classes.bounds, known, say), drawn: drawn.length === shown.length && drawn.length > 0 ? drawn : undefined };
}

function legendOf(bounds: readonly number[], known: readonly number[], say: FigureModel['say']): MapLegendTexts {
  const classes = bounds.length === 0 ? [known.length === 0 ? t('map.unknown') : t('map.class.only', { value: say(known[0]!) })] : [
    t('map.class.first', { bound: say(bounds[0]!) }), ...bounds.slice(1).map((bound, at) => t('map.class.middle', { low: say(bounds[at]!), high: say(bound) })), t('map.class.last', { bound: say(bounds.at(-1)!) }),
  ];
  return { title: t('table.value'), classes, unknown: t('map.unknown') };
}

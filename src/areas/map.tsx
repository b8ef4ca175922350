import type { MultiPolygon } from 'geojson';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { escapeToBuffer } from 'hono/utils/html';
import { Island } from '../ui/island.tsx';
import { placeLabel } from './map-label.ts';
import { ShadeLegend, ShadePatterns, shadePaint, type MapLegendTexts } from './map-shades.tsx';
import { mapSheet, pathData, type MapSheet } from './map-sheet.ts';

/** An area as a map shows it. */
export interface MapArea {
  id: string;
  name: string;
  /** WGS84 */
  geometry: MultiPolygon;
  /** place among the legend's classes; missing: unknown */
  shade?: number | undefined;
  /** the figure as it is said: „12,3 %“, „unbekannt“ */
  value?: string | undefined;
  href?: string | undefined;
  /** names the area to islands that show it in several drawings (`data-of`) */
  mark?: number | undefined;
}

/** A place as a map shows it. */
export interface MapPoint {
  id: string;
  name: string;
  longitude: number;
  latitude: number;
  href?: string | undefined;
}

interface AreaMapProps {
  /** unique on the page, letters, digits and hyphens */
  id: string;
  title: string;
  /** what is seen, in a sentence or two, for those who do not see it */
  description?: string;
  /** in the order in which they are to be read and reached by keyboard; never changed once they were shown */
  areas: readonly MapArea[];
  /** without one the areas are drawn plain */
  legend?: MapLegendTexts;
  points?: readonly MapPoint[];
  /** what is written into areas with room for it */
  labels?: 'names' | 'values' | 'none';
  /** the area the page is about; drawn with a strong edge */
  current?: string;
}

/**
 * A map of areas and places as SVG. Each is a link (if it leads anywhere) with its name and figure, in reading order; colour never
 * stands alone. In a ChartFrame it needs `interactive`, since its parts are read one by one; the table there holds the same figures.
 */
export function AreaMap(props: AreaMapProps) {
  return props.areas.length > MOST_LINKED ? <CrowdedMap {...props} /> : <LinkedMap {...props} />;
}

/** Nobody steps through more links than this by keyboard; the table beside the map leads to each. */
const MOST_LINKED = 200;

/** Very many areas: one drawing, each area once with its words for the island that says them, painted by class. About 110 bytes an area of ten corners. */
function CrowdedMap({ id, title, description, areas, legend, current }: AreaMapProps) {
  const { sheet, groups } = crowdOf(areas);
  const chosen = areas.find((area) => area.id === current);
  return (
    <div class="map-frame">
      <svg class="map" id={id} viewBox={`0 0 ${sheet.width} ${sheet.height}`} role="img" aria-labelledby={`${id}-name`} aria-describedby={description ? `${id}-description` : undefined}>
        <title id={`${id}-name`}>{title}</title>
        {description ? <desc id={`${id}-description`}>{description}</desc> : null}
        {legend ? <defs><ShadePatterns id={id} /></defs> : null}
        {groups.map(({ shade, paths }) => (
          <g fill={legend ? shadePaint(id, shade, legend.classes.length) : '#f7f1e6'} stroke="currentColor" stroke-width="0.4" fill-rule="evenodd">{raw(paths)}</g>
        ))}
        {chosen ? <path d={pathData(sheet.rings(chosen.geometry))} fill="none" stroke="currentColor" stroke-width="3.5" /> : null}
      </svg>
      {legend ? <ShadeLegend id={id} legend={legend} withUnknown={areas.some(({ shade }) => shade === undefined)} /> : null}
    </div>
  );
}

interface Crowd {
  sheet: MapSheet;
  groups: { shade: number | undefined; paths: string }[];
}

/** Thousands of outlines are most of a page's work: whoever shows the same list again has them drawn already. */
const crowds = new WeakMap<readonly MapArea[], Crowd>();

function crowdOf(areas: readonly MapArea[]): Crowd {
  const drawn = crowds.get(areas);
  if (drawn) return drawn;
  const sheet = mapSheet(areas.map(({ geometry }) => geometry), []);
  const shades = [...new Set(areas.map(({ shade }) => shade))];
  const crowd = { sheet, groups: shades.map((shade) => ({ shade, paths: areas.filter((area) => area.shade === shade).map((area) => crowdedPath(area, sheet)).join('') })) };
  crowds.set(areas, crowd);
  return crowd;
}

/** Written out by hand: thousands of elements take a page's time when each is made of its own. */
function crowdedPath({ name, value, geometry, mark }: MapArea, sheet: MapSheet): string {
  const words = [''] as [string];
  escapeToBuffer(value === undefined ? name : `${name}: ${value}`, words);
  return `<path${mark === undefined ? '' : ` data-of="${mark}"`} data-says="${words[0]}" d="${pathData(sheet.rings(geometry))}"/>`;
}

function LinkedMap({ id, title, description, areas, legend, points = [], labels = 'names', current }: AreaMapProps) {
  const sheet = mapSheet(areas.map(({ geometry }) => geometry), points.map(({ longitude, latitude }) => [longitude, latitude]));
  const drawn = areas.map((area, at) => ({ ...area, path: `${id}-area-${at}`, rings: sheet.rings(area.geometry) }));
  const paint = (shade: number | undefined) => (legend ? shadePaint(id, shade, legend.classes.length) : '#f7f1e6');
  const labelled = labels === 'none' ? [] : drawn.map(({ rings, name, value }) => placeLabel(rings, labels === 'names' ? name : (value ?? '')));

  return (
    <map-hover class="map-frame">
      <svg class="map" id={id} viewBox={`0 0 ${sheet.width} ${sheet.height}`} role="group" aria-labelledby={`${id}-name`} aria-describedby={description ? `${id}-description` : undefined}>
        <title id={`${id}-name`}>{title}</title>
        {description ? <desc id={`${id}-description`}>{description}</desc> : null}
        <defs>
          {legend ? <ShadePatterns id={id} /> : null}
          {drawn.map(({ path, rings }) => <path id={path} d={pathData(rings)} fill-rule="evenodd" />)}
        </defs>
        <g aria-hidden="true" stroke="currentColor" stroke-width="0.8" stroke-linejoin="round">
          {drawn.map(({ path, shade }) => <use class={legend ? undefined : 'map-ground'} href={`#${path}`} fill={paint(shade)} />)}
        </g>
        {current === undefined ? null : <CurrentEdge path={drawn.find((area) => area.id === current)?.path} />}
        <g role="list">
          {drawn.map(({ path, ...area }) => (
            <MapItem {...area} current={area.id === current}>
              <use class="map-halo" href={`#${path}`} fill="none" stroke="none" pointer-events="none" />
              <use class="map-edge" href={`#${path}`} fill="none" stroke="none" pointer-events="all" />
            </MapItem>
          ))}
        </g>
        <g class="map-labels" aria-hidden="true" pointer-events="none" text-anchor="middle" font-size="14" fill="currentColor" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">
          {labelled.map((label) => label && label.lines.map((line, at) => <text x={label.x} y={label.y + 5 + (at - (label.lines.length - 1) / 2) * 16}>{line}</text>))}
        </g>
        {points.length === 0 ? null : <g role="list">{points.map((point) => <MapItem {...point}><Pin at={sheet.place(point.longitude, point.latitude)} /></MapItem>)}</g>}
      </svg>
      {legend ? <ShadeLegend id={id} legend={legend} withUnknown={areas.some(({ shade }) => shade === undefined)} /> : null}
      <Island name="areas/map-hover" />
    </map-hover>
  );
}

interface MapItemProps {
  name: string;
  value?: string | undefined;
  href?: string | undefined;
  current?: boolean;
  mark?: number | undefined;
  children: Child;
}

/** An item of the map with its name; its title is the browser's own hint, for those without the island. */
function MapItem({ name, value, href, current, mark, children }: MapItemProps) {
  const spoken = value === undefined ? name : `${name}: ${value}`;
  return (
    <g role="listitem">
      {href === undefined
        ? <g class="map-item" role="img" aria-label={spoken} data-area="" data-of={mark}><title>{spoken}</title>{children}</g>
        : <a class="map-item" href={href} aria-label={spoken} aria-current={current ? 'true' : undefined} data-area="" data-of={mark}><title>{spoken}</title>{children}</a>}
    </g>
  );
}

function CurrentEdge({ path }: { path: string | undefined }) {
  return path === undefined ? null : <use href={`#${path}`} fill="none" stroke="currentColor" stroke-width="3.5" stroke-linejoin="round" aria-hidden="true" />;
}

/** A needle whose tip is the place, in a field of 28 units that is easy to hit. */
function Pin({ at: [x, y] }: { at: [number, number] }) {
  return (
    <>
      <circle cx={x} cy={y - 11} r="16" fill="none" pointer-events="all" />
      <path class="map-pin map-halo" d={pinAt(x, y)} fill="none" stroke="none" />
      <path class="map-pin map-edge" d={pinAt(x, y)} fill="#a4265e" stroke="#ffffff" stroke-width="1.5" />
      <circle cx={x} cy={y - 14} r="3.2" fill="#ffffff" />
    </>
  );
}

function pinAt(x: number, y: number): string {
  return `M${x} ${y}c-2-6-8-9-8-14a8 8 0 0 1 16 0c0 5-6 8-8 14z`;
}

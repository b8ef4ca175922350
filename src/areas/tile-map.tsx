import type { Child } from 'hono/jsx';
import { groupedBy } from '../platform/grouped.ts';
import { ShadeLegend, ShadePatterns, shadePaint, type MapLegendTexts } from './map-shades.tsx';

/** An area as a tile shows it. */
export interface TileArea {
  id: string;
  name: string;
  /** name of the area above; tiles of one parent stand together */
  parent?: string | undefined;
  /** place among the legend's classes; missing: unknown */
  shade?: number | undefined;
  /** the figure as it is said */
  value?: string | undefined;
  href?: string | undefined;
  /** names the area to islands that show it in several drawings (`data-of`) */
  mark?: number | undefined;
}

interface TileMapProps {
  /** unique on the page, letters, digits and hyphens */
  id: string;
  title: string;
  /** in reading order */
  areas: readonly TileArea[];
  legend?: MapLegendTexts;
  current?: string;
}

/** The map where nobody has drawn boundaries yet: equal tiles, grouped by the area above, each with name and figure. A list for who hears it. */
export function TileMap({ id, title, areas, legend, current }: TileMapProps) {
  return (
    <div class="area-tiles" id={id} role="group" aria-label={title}>
      {legend ? <svg class="map-patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs><ShadePatterns id={id} /></defs></svg> : null}
      {[...groupedBy(areas, ({ parent }) => parent)].map(([parent, tiles], at) => (
        <div class="area-tiles-group">
          {parent === undefined ? null : <p class="area-tiles-parent" id={`${id}-parent-${at}`}>{parent}</p>}
          <ul class="area-tiles-list" aria-labelledby={parent === undefined ? undefined : `${id}-parent-${at}`}>
            {tiles.map((area) => (
              <li class="area-tile" data-of={area.mark}>
                <Tile href={area.href} current={area.id === current}>
                  {legend ? <Band paint={shadePaint(id, area.shade, legend.classes.length)} /> : null}
                  <span class="area-tile-name">{area.name}</span>
                  {area.value === undefined ? null : <span class="area-tile-value">{area.value}</span>}
                </Tile>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {legend ? <ShadeLegend id={id} legend={legend} withUnknown={areas.some(({ shade }) => shade === undefined)} /> : null}
    </div>
  );
}

function Tile({ href, current, children }: { href: string | undefined; current: boolean; children: Child }) {
  return href === undefined ? <span class="area-tile-face">{children}</span> : <a class="area-tile-face" href={href} aria-current={current ? 'true' : undefined}>{children}</a>;
}

function Band({ paint }: { paint: string }) {
  return (
    <svg class="area-tile-band" width="100%" height="20" aria-hidden="true" focusable="false">
      <rect width="100%" height="100%" fill={paint} />
    </svg>
  );
}

import { geoMercator } from 'd3-geo';
import type { MultiPolygon, Position } from 'geojson';

/** The sheet a map is drawn on: where places lie on it, in units of its view box. */
export interface MapSheet {
  width: number;
  height: number;
  place(longitude: number, latitude: number): [x: number, y: number];
  /** rings of an area on the sheet, without points that fall together */
  rings(geometry: MultiPolygon): Position[][][];
}

interface SheetSize {
  width: number;
  /** free space around what is drawn */
  margin: number;
  /** height as a share of the width, between these two, as what is drawn needs it */
  lowest: number;
  highest: number;
}

const usualSize: SheetSize = { width: 800, margin: 12, lowest: 0.45, highest: 1.25 };
/**
 * Points are set on a grid so fine that nobody sees it, the same for all, so that neighbours keep their common border: a tenth of a
 * unit, and coarser where there are so many points that their areas are small or nobody has simplified them yet.
 */
const grids = [{ from: 60_000, step: 2 }, { from: 15_000, step: 1 }, { from: 5_000, step: 0.5 }, { from: 0, step: 0.1 }];

const RADIANS = Math.PI / 180;
/** Without any place: the middle of Germany. */
const nowhere: Position = [10, 51];

/** A Mercator map fitted to the areas and places given, north up. O(points). */
export function mapSheet(geometries: readonly MultiPolygon[], places: readonly Position[] = [], size: Partial<SheetSize> = {}): MapSheet {
  const { width, margin, lowest, highest } = { ...usualSize, ...size };
  const lines = [...geometries.flatMap(({ coordinates }) => coordinates.flat()), places];
  const points = lines.reduce((sum, line) => sum + line.length, 0);
  // Corners are enough to fit a Mercator map, and points have no winding to get wrong.
  const corners = { type: 'MultiPoint' as const, coordinates: cornersOf(points > 0 ? lines : [[nowhere]]) };
  const projection = geoMercator().precision(0);
  projection.fitWidth(width - 2 * margin, corners);
  const [[, top], [, bottom]] = [projection(corners.coordinates[1] as [number, number])!, projection(corners.coordinates[0] as [number, number])!];
  const needed = Number.isFinite(top) && Number.isFinite(bottom) ? bottom! - top! + 2 * margin : 0;
  const height = Math.round(Math.min(highest * width, Math.max(lowest * width, needed)));
  projection.fitExtent([[margin, margin], [width - margin, height - margin]], corners);

  const { step } = grids.find(({ from }) => points >= from)!;
  // What the projection does to a point, without its stream of objects: there may be many.
  const [scale, [left, above]] = [projection.scale(), projection.translate()];
  const place = (longitude: number, latitude: number): [number, number] => {
    const [x, y] = [left + scale * longitude * RADIANS, above - scale * Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2))];
    return [tenth(Math.round(x / step) * step), tenth(Math.round(y / step) * step)];
  };
  return { width, height, place, rings: (geometry) => geometry.coordinates.map((polygon) => polygon.map((ring) => thinned(ring.map(([x, y]) => place(x!, y!))))) };
}

/** Without repeated points; what falls together wholly keeps four positions. */
function thinned(ring: Position[]): Position[] {
  const kept = ring.filter((position, at) => at === 0 || position[0] !== ring[at - 1]![0] || position[1] !== ring[at - 1]![1]);
  while (kept.length < 4) kept.push(ring[0]!);
  return kept;
}

/** Path data of rings on a sheet: relative steps with one decimal, repeated points left out. */
export function pathData(polygons: Position[][][]): string {
  return polygons.flat().map(ringData).join('');
}

function ringData(ring: Position[]): string {
  let [x, y] = ring[0] as [number, number];
  let data = `M${x} ${y}l`;
  let steps = 0;
  for (const position of ring.slice(1, -1)) {
    const [dx, dy] = [tenth(position[0]! - x), tenth(position[1]! - y)];
    if (dx === 0 && dy === 0) continue;
    data += `${steps === 0 || dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
    [x, y] = position as [number, number];
    steps += 1;
  }
  // What is smaller than a tenth of a unit is at least a dot.
  return steps === 0 ? `M${x} ${y}h.1v.1z` : `${data}z`;
}

function cornersOf(lines: readonly (readonly Position[])[]): Position[] {
  const [low, high] = [[Infinity, Infinity], [-Infinity, -Infinity]] as [[number, number], [number, number]];
  for (const line of lines) {
    for (const [longitude, latitude] of line as readonly [number, number][]) {
      if (longitude < low[0]) low[0] = longitude;
      if (longitude > high[0]) high[0] = longitude;
      if (latitude < low[1]) low[1] = latitude;
      if (latitude > high[1]) high[1] = latitude;
    }
  }
  // A single place gets about a kilometre around it.
  if (high[0] - low[0] < 1e-9 && high[1] - low[1] < 1e-9) return [[low[0] - 0.01, low[1] - 0.005], [high[0] + 0.01, high[1] + 0.005]];
  return [low, high];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}

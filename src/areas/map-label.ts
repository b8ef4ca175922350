import type { Position } from 'geojson';
import { ringCentre, signedArea } from './geometry/ring.ts';

/** Where a text stands on the sheet: the middle of its lines. */
export interface MapLabel {
  x: number;
  y: number;
  lines: string[];
}

const FONT_SIZE = 14;
const LINE_HEIGHT = 16;
/** mean width of a letter of Fira Sans in units of its size, with a little room */
const LETTER = 0.58;

/**
 * A place for a text inside an area (its polygons on the sheet): around its centre of gravity, else in the middle of its widest room,
 * in one line or two; undefined if it does not fit. O(corners), with the search for the widest room O(corners · log size).
 */
export function placeLabel(polygons: Position[][][], text: string): MapLabel | undefined {
  const sizes = polygons.map((polygon) => Math.abs(signedArea(polygon[0]!)));
  const largest = polygons[sizes.indexOf(Math.max(...sizes))];
  if (!largest || text === '') return undefined;
  const boxes = wrappings(text).map((lines) => ({ lines, halfWidth: (Math.max(...lines.map(({ length }) => length)) * LETTER * FONT_SIZE) / 2, halfHeight: (lines.length * LINE_HEIGHT) / 2 }));
  const { width, height } = extentOf(largest[0]!);
  const possible = boxes.filter(({ halfWidth, halfHeight }) => 2 * halfWidth < width && 2 * halfHeight < height);
  if (possible.length === 0) return undefined;
  return fit(largest, ringCentre(largest[0]!), possible) ?? fit(largest, innermostPoint(largest), possible);
}

interface Box {
  lines: string[];
  halfWidth: number;
  halfHeight: number;
}

function fit(polygon: Position[][], centre: [number, number], boxes: Box[]): MapLabel | undefined {
  const box = boxes.find(({ halfWidth, halfHeight }) => isRoomFor(polygon, centre, halfWidth, halfHeight));
  return box && { x: Math.round(centre[0] * 10) / 10, y: Math.round(centre[1] * 10) / 10, lines: box.lines };
}

/** One line; then two, broken where it comes out most even. */
function wrappings(text: string): string[][] {
  const breaks = [...text.matchAll(/[\s-]/g)].map((match) => (match[0] === '-' ? match.index + 1 : match.index));
  if (breaks.length === 0) return [[text]];
  const even = breaks.reduce((best, at) => (Math.abs(at - text.length / 2) < Math.abs(best - text.length / 2) ? at : best));
  return [[text], [text.slice(0, even).trim(), text.slice(even).trim()]];
}

/** How exactly the widest room is searched for, in units of the sheet */
const EXACTNESS = 2;

/**
 * The point inside a polygon farthest from its border (pole of inaccessibility), to about two units: cells of a grid are divided
 * as long as a better point is possible in them (Garcia-Castellanos & Lombardo 2007, as in Agafonkin's polylabel).
 */
export function innermostPoint(polygon: Position[][]): [number, number] {
  const { west, south, width, height } = extentOf(polygon[0]!);
  const half = Math.max(EXACTNESS, Math.min(width, height) / 2);
  const cells: Cell[] = [];
  for (let x = west + half; x < west + width + half; x += 2 * half) for (let y = south + half; y < south + height + half; y += 2 * half) cells.push(cellAt(x, y, half, polygon));
  let best = cells.reduce((one, other) => (other.depth > one.depth ? other : one));
  for (let tries = 0; cells.length > 0 && tries < 200; tries += 1) {
    const at = cells.reduce((found, cell, index) => (cell.most > cells[found]!.most ? index : found), 0);
    const [cell] = cells.splice(at, 1);
    if (cell!.most - best.depth <= EXACTNESS) break;
    const quarter = cell!.half / 2;
    for (const [dx, dy] of [[-1, -1], [1, -1], [-1, 1], [1, 1]] as const) {
      const part = cellAt(cell!.x + dx * quarter, cell!.y + dy * quarter, quarter, polygon);
      if (part.depth > best.depth) best = part;
      cells.push(part);
    }
  }
  return [best.x, best.y];
}

interface Cell {
  x: number;
  y: number;
  half: number;
  /** distance from the border; negative outside */
  depth: number;
  /** the most any point of the cell can have */
  most: number;
}

function cellAt(x: number, y: number, half: number, polygon: Position[][]): Cell {
  const depth = depthAt(x, y, polygon);
  return { x, y, half, depth, most: depth + half * Math.SQRT2 };
}

function depthAt(x: number, y: number, polygon: Position[][]): number {
  let inside = false;
  let nearest = Infinity;
  for (const ring of polygon) {
    for (let at = 1; at < ring.length; at += 1) {
      const [ax, ay] = ring[at - 1] as [number, number];
      const [bx, by] = ring[at] as [number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const [dx, dy] = [bx - ax, by - ay];
      const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      nearest = Math.min(nearest, (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2);
    }
  }
  return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
}

/** true if a box around the centre lies wholly inside: its centre does and no edge of the border touches it */
function isRoomFor(polygon: Position[][], [x, y]: [number, number], halfWidth: number, halfHeight: number): boolean {
  if (depthAt(x, y, polygon) <= 0) return false;
  return polygon.every((ring) =>
    ring.every((end, at) => {
      if (at === 0) return true;
      const start = ring[at - 1]!;
      return isBeside(start[0]! - x, start[1]! - y, end[0]! - x, end[1]! - y, halfWidth, halfHeight);
    }),
  );
}

/** A segment misses a box around the origin if one of the axes or its own normal parts them. */
function isBeside(ax: number, ay: number, bx: number, by: number, halfWidth: number, halfHeight: number): boolean {
  if (Math.min(ax, bx) > halfWidth || Math.max(ax, bx) < -halfWidth || Math.min(ay, by) > halfHeight || Math.max(ay, by) < -halfHeight) return true;
  return Math.abs(ax * by - bx * ay) > halfWidth * Math.abs(by - ay) + halfHeight * Math.abs(bx - ax);
}

function extentOf(ring: Position[]) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring as [number, number][]) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return { west, south, width: east - west, height: north - south };
}

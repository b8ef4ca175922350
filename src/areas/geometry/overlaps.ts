import type { MultiPolygon } from 'geojson';

export interface Overlap {
  /** the two areas by their place in the list, the smaller number first */
  first: number;
  second: number;
  /** estimated from the lines; exact to a few per cent for overlaps higher than a line's distance */
  squareMetres: number;
}

export interface Overlaps {
  found: Overlap[];
  /** false: given up before everything was compared */
  complete: boolean;
}

const LINES = 2048;

/**
 * How much areas (in metres) overlap, by laying horizontal lines over all of them at once and adding up where a line runs
 * inside two areas: finds crossing borders, islands drawn twice and areas inside areas alike, without being disturbed by borders
 * that coincide. O(points + crossings of lines and borders); stops after `budget` such crossings.
 */
export function findOverlaps(geometries: MultiPolygon[], { budget = 20_000_000 } = {}): Overlaps {
  const [south, north] = heightOf(geometries);
  if (!(north > south)) return { found: [], complete: true };
  const step = (north - south) / LINES;
  const lineY = (line: number) => south + (line + 0.5) * step;

  const xs: number[][] = Array.from({ length: LINES }, () => []);
  const owners: number[][] = Array.from({ length: LINES }, () => []);
  let crossings = 0;
  for (const [owner, geometry] of geometries.entries()) {
    for (const ring of geometry.coordinates.flat()) {
      for (let at = 1; at < ring.length; at += 1) {
        const [[x1, y1], [x2, y2]] = [ring[at - 1] as [number, number], ring[at] as [number, number]];
        const [low, high] = y1 < y2 ? [y1, y2] : [y2, y1];
        // Half-open: a corner on a line counts for one of its two edges.
        for (let line = Math.max(0, Math.ceil((low - south) / step - 0.5)); line < LINES && lineY(line) < high; line += 1) {
          if (++crossings > budget) return { found: [], complete: false };
          xs[line]!.push(x1 + ((lineY(line) - y1) / (y2 - y1)) * (x2 - x1));
          owners[line]!.push(owner);
        }
      }
    }
  }
  return addUp(xs, owners, step, geometries.length, budget);
}

function addUp(xs: number[][], owners: number[][], step: number, count: number, budget: number): Overlaps {
  const areas = new Map<number, number>();
  let additions = 0;
  for (let line = 0; line < xs.length; line += 1) {
    const [x, owner] = [xs[line]!, owners[line]!];
    const order = x.map((_, at) => at).sort((a, b) => x[a]! - x[b]!);
    const inside = new Set<number>();
    for (const [place, at] of order.entries()) {
      const width = place === 0 ? 0 : x[at]! - x[order[place - 1]!]!;
      if (inside.size > 1 && width > 0) {
        const sorted = [...inside].sort((a, b) => a - b);
        for (const [nth, first] of sorted.entries()) {
          for (const second of sorted.slice(nth + 1)) {
            if (++additions > budget) return { found: [], complete: false };
            const pair = first * count + second;
            areas.set(pair, (areas.get(pair) ?? 0) + width * step);
          }
        }
      }
      if (!inside.delete(owner[at]!)) inside.add(owner[at]!);
    }
  }
  const found = [...areas].map(([pair, squareMetres]) => ({ first: Math.floor(pair / count), second: pair % count, squareMetres }));
  return { found, complete: true };
}

function heightOf(geometries: MultiPolygon[]): [south: number, north: number] {
  let [south, north] = [Infinity, -Infinity];
  for (const ring of geometries.flatMap((geometry) => geometry.coordinates.flat())) {
    for (const position of ring) {
      south = Math.min(south, position[1]!);
      north = Math.max(north, position[1]!);
    }
  }
  return [south, north];
}

import type { Position } from 'geojson';

export interface Crossing {
  /** the lines that cross, by their place in the list; the same number twice: a line crosses itself */
  first: number;
  second: number;
  at: Position;
}

export interface Crossings {
  found: Crossing[];
  /** false: given up before everything was compared; nothing is known about the rest */
  complete: boolean;
}

/** Nearer than a centimetre is touching: neighbours share their border's points, give or take a rounding. */
const TOUCHING_METRES = 0.01;

/**
 * Where lines (in metres) cross each other or themselves in the open; touching, shared corners and shared edges are no crossing.
 * Sweep from west to east over all edges: O(n log n + n·k), k edges standing above each other; stops after `budget` comparisons
 * or `most` crossings.
 */
export function findCrossings(lines: Position[][], { budget = 50_000_000, most = 1000 } = {}): Crossings {
  const edges = edgesOf(lines);
  const { count, x1, y1, x2, y2, line } = edges;
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  const west = Float64Array.from(order, (edge) => Math.min(x1[edge]!, x2[edge]!));
  order.sort((a, b) => west[a]! - west[b]!);

  const found: Crossing[] = [];
  let comparisons = 0;
  for (let place = 0; place < count; place += 1) {
    const a = order[place]!;
    const east = Math.max(x1[a]!, x2[a]!);
    const [south, north] = y1[a]! < y2[a]! ? [y1[a]!, y2[a]!] : [y2[a]!, y1[a]!];
    for (let next = place + 1; next < count; next += 1) {
      const b = order[next]!;
      if (west[b]! > east) break;
      if (++comparisons > budget) return { found, complete: false };
      if ((y1[b]! < south && y2[b]! < south) || (y1[b]! > north && y2[b]! > north)) continue;
      const at = crossing(x1[a]!, y1[a]!, x2[a]!, y2[a]!, x1[b]!, y1[b]!, x2[b]!, y2[b]!);
      if (!at) continue;
      found.push({ first: Math.min(line[a]!, line[b]!), second: Math.max(line[a]!, line[b]!), at });
      if (found.length >= most) return { found, complete: false };
    }
  }
  return { found, complete: true };
}

function edgesOf(lines: Position[][]) {
  const count = lines.reduce((sum, points) => sum + Math.max(0, points.length - 1), 0);
  const [x1, y1, x2, y2] = [new Float64Array(count), new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const line = new Uint32Array(count);
  let edge = 0;
  for (const [number, points] of lines.entries()) {
    for (let at = 1; at < points.length; at += 1, edge += 1) {
      [x1[edge], y1[edge]] = points[at - 1] as [number, number];
      [x2[edge], y2[edge]] = points[at] as [number, number];
      line[edge] = number;
    }
  }
  return { count, x1, y1, x2, y2, line };
}

function crossing(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): Position | undefined {
  const first = Math.hypot(bx - ax, by - ay);
  const second = Math.hypot(dx - cx, dy - cy);
  // Distances of each edge's ends from the other edge's line, with sign.
  const c = side(ax, ay, bx, by, cx, cy) / first;
  const d = side(ax, ay, bx, by, dx, dy) / first;
  if (!apart(c, d)) return undefined;
  const a = side(cx, cy, dx, dy, ax, ay) / second;
  const b = side(cx, cy, dx, dy, bx, by) / second;
  if (!apart(a, b)) return undefined;
  const share = a / (a - b);
  return [ax + share * (bx - ax), ay + share * (by - ay)];
}

function apart(one: number, other: number): boolean {
  return (one > TOUCHING_METRES && other < -TOUCHING_METRES) || (one < -TOUCHING_METRES && other > TOUCHING_METRES);
}

function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

import type { MultiPolygon, Position } from 'geojson';

/** Area in the square of the coordinates' unit; positive if the ring runs counterclockwise (y upwards). */
export function signedArea(ring: Position[]): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  let doubled = 0;
  for (let at = 1; at < ring.length; at += 1) {
    // Relative to the first point: eastings of millions would eat the digits.
    doubled += (ring[at - 1]![0]! - x0!) * (ring[at]![1]! - y0!) - (ring[at]![0]! - x0!) * (ring[at - 1]![1]! - y0!);
  }
  return doubled / 2;
}

/** Centre of gravity of what a ring encloses; its first corner if that is nothing. */
export function ringCentre(ring: Position[]): [number, number] {
  const [x0, y0] = ring[0] as [number, number];
  let [x, y, sum] = [0, 0, 0];
  for (let at = 1; at < ring.length; at += 1) {
    const [ax, ay] = [ring[at - 1]![0]! - x0, ring[at - 1]![1]! - y0];
    const [bx, by] = [ring[at]![0]! - x0, ring[at]![1]! - y0];
    const cross = ax * by - bx * ay;
    sum += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return sum === 0 ? [x0, y0] : [x0 + x / (3 * sum), y0 + y / (3 * sum)];
}

export function area(geometry: MultiPolygon): number {
  let sum = 0;
  for (const polygon of geometry.coordinates) {
    polygon.forEach((ring, at) => {
      sum += at === 0 ? Math.abs(signedArea(ring)) : -Math.abs(signedArea(ring));
    });
  }
  return sum;
}

/** Outer rings counterclockwise, holes clockwise: RFC 7946, section 3.1.6. This is how boundaries are kept. */
export function wound(geometry: MultiPolygon): MultiPolygon {
  return withRings(geometry, (ring, at) => (signedArea(ring) > 0 === (at === 0) ? ring : ring.toReversed()));
}

/** The opposite winding, which d3-geo's spherical geometry expects – a ring the other way round would fill the rest of the globe. */
export function woundForSphere(geometry: MultiPolygon): MultiPolygon {
  return withRings(geometry, (ring, at) => (signedArea(ring) > 0 === (at === 0) ? ring.toReversed() : ring));
}

/** Closed, without height, without repeated positions; undefined if fewer than three corners remain. */
export function cleanRing(ring: Position[]): Position[] | undefined {
  const corners: Position[] = [];
  for (const [x, y] of ring) {
    const last = corners.at(-1);
    if (!last || last[0] !== x || last[1] !== y) corners.push([x!, y!]);
  }
  const [first, last] = [corners[0], corners.at(-1)];
  if (!first || !last) return undefined;
  if (first[0] !== last[0] || first[1] !== last[1]) corners.push([first[0]!, first[1]!]);
  return corners.length >= 4 ? corners : undefined;
}

function withRings(geometry: MultiPolygon, change: (ring: Position[], at: number) => Position[]): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map(change)) };
}

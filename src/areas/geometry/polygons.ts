import type { Geometry, MultiPolygon, Position } from 'geojson';
import { isNearGermany, type Bounds } from './germany.ts';
import type { Projection } from './projection.ts';
import { cleanRing, signedArea, wound } from './ring.ts';
import { toPlane } from './plane.ts';
import type { ProblemCode } from './problem.ts';

/** Below this an area is a slip of the pen. */
const LEAST_SQUARE_METRES = 1;

export type Reading =
  | { ok: true; geometry: MultiPolygon; ringsWithoutExtent: number }
  | { ok: false; code: ProblemCode; type?: string };

/** The polygons of a geometry in WGS84, wound as RFC 7946 says; holes stay holes. */
export function readPolygons(geometry: Geometry | null | undefined, projection: Projection): Reading {
  if (geometry === null) return { ok: false, code: 'geometry-missing' };
  const polygons = rawPolygons(geometry);
  if (polygons === undefined) return { ok: false, code: 'geometry-damaged' };
  if (typeof polygons === 'string') return { ok: false, code: 'geometry-not-polygon', type: polygons };
  if (polygons.every((rings) => rings.length === 0)) return { ok: false, code: 'geometry-missing' };

  const kept: Position[][][] = [];
  let ringsWithoutExtent = 0;
  for (const rings of polygons) {
    const clean: Position[][] = [];
    for (const [at, ring] of rings.entries()) {
      const projected: Position[] = [];
      for (const position of ring) {
        const place = projection.toLongitudeLatitude(position[0]!, position[1]!);
        if (!place || !isNearGermany(...place)) return { ok: false, code: 'feature-outside-germany' };
        projected.push(place);
      }
      const corners = cleanRing(projected);
      if (corners && Math.abs(signedArea(corners.map(toPlane))) >= LEAST_SQUARE_METRES) clean.push(corners);
      else ringsWithoutExtent += 1;
      // A hole without the ring around it is none.
      if (clean.length === 0 && at === 0) break;
    }
    if (clean.length > 0) kept.push(clean);
  }
  if (kept.length === 0) return { ok: false, code: 'area-without-extent' };
  return { ok: true, geometry: wound({ type: 'MultiPolygon', coordinates: kept }), ringsWithoutExtent };
}

/** Bounds of all coordinates as they stand in the file; undefined if there are none. */
export function boundsOf(geometries: Iterable<Geometry | null | undefined>): Bounds | undefined {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    const polygons = geometry ? rawPolygons(geometry) : undefined;
    if (!Array.isArray(polygons)) continue;
    for (const [x, y] of polygons.flat(2) as [number, number][]) {
      bounds[0] = Math.min(bounds[0], x);
      bounds[1] = Math.min(bounds[1], y);
      bounds[2] = Math.max(bounds[2], x);
      bounds[3] = Math.max(bounds[3], y);
    }
  }
  return bounds[0] <= bounds[2] ? bounds : undefined;
}

export function countPoints(geometry: MultiPolygon): number {
  return geometry.coordinates.reduce((sum, polygon) => sum + polygon.reduce((points, ring) => points + ring.length, 0), 0);
}

/** Rings of every polygon; the name of the kind if it is none; undefined if the numbers are not where they belong. */
function rawPolygons(geometry: Geometry | undefined): Position[][][] | string | undefined {
  if (!geometry) return undefined;
  if (geometry.type === 'Polygon') return isNested(geometry.coordinates, 2) ? [geometry.coordinates] : undefined;
  if (geometry.type === 'MultiPolygon') return isNested(geometry.coordinates, 3) ? geometry.coordinates : undefined;
  if (geometry.type === 'GeometryCollection') {
    if (!Array.isArray(geometry.geometries)) return undefined;
    let all: Position[][][] = [];
    for (const member of geometry.geometries) {
      const polygons = member?.type === 'GeometryCollection' ? 'GeometryCollection' : rawPolygons(member);
      if (!Array.isArray(polygons)) return polygons;
      all = all.concat(polygons);
    }
    return all;
  }
  return typeof geometry.type === 'string' ? geometry.type : undefined;
}

/** Arrays in arrays, `depth` levels above positions of finite numbers. */
function isNested(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  return depth === 0 ? Number.isFinite(value[0]) && Number.isFinite(value[1]) : value.every((inner) => isNested(inner, depth - 1));
}

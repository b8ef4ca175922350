import type { MultiPolygon } from 'geojson';
import { fromPlane, onPlane, toPlane } from './plane.ts';
import { boundsOf } from './polygons.ts';
import { area, ringCentre, signedArea } from './ring.ts';
import { simplifyTogether } from './simplify.ts';

/** A boundary as it is kept: simplified once, measured before. */
export interface Boundary {
  geometry: MultiPolygon;
  centroid: { longitude: number; latitude: number };
  /** of the boundary as imported, not as simplified */
  squareMetres: number;
}

export interface Boundaries {
  /** in the order given */
  boundaries: Boundary[];
  pointsBefore: number;
  pointsAfter: number;
}

/** Measures and simplifies the areas of one import together; `toleranceMetres` as in {@link simplifyTogether}. */
export function drawBoundaries(geometries: MultiPolygon[], toleranceMetres: number = usualTolerance(geometries)): Boundaries {
  const { geometries: simplified, pointsBefore, pointsAfter } = simplifyTogether(geometries, toleranceMetres);
  const boundaries = geometries.map((geometry, at) => ({ geometry: simplified[at]!, ...measure(geometry) }));
  return { boundaries, pointsBefore, pointsAfter };
}

/** Half a pixel in metres, where all areas together fill a map of 1000 pixels: 5 m for a town of 10 km. Between 2 m and 50 m. */
export function usualTolerance(geometries: MultiPolygon[]): number {
  const bounds = boundsOf(geometries);
  if (!bounds) return 2;
  const [[west, south], [east, north]] = [toPlane([bounds[0], bounds[1]]), toPlane([bounds[2], bounds[3]])];
  return Math.min(50, Math.max(2, Math.max(east - west, north - south) / 2000));
}

/** Size and centre of gravity of an area (WGS84), measured in an equal-area plane; holes count as holes. */
export function measure(geometry: MultiPolygon): Omit<Boundary, 'geometry'> {
  const planar = onPlane(geometry);
  const squareMetres = area(planar);
  const centre: [number, number] = [0, 0];
  for (const polygon of planar.coordinates) {
    for (const [at, ring] of polygon.entries()) {
      const [x, y] = ringCentre(ring);
      const share = (Math.abs(signedArea(ring)) / squareMetres) * (at === 0 ? 1 : -1);
      centre[0] += x * share;
      centre[1] += y * share;
    }
  }
  const [longitude, latitude] = fromPlane(centre);
  return { squareMetres: Math.round(squareMetres), centroid: { longitude, latitude } };
}

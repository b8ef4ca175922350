import { projectionOfEpsg } from './projection.ts';

/** Smallest and greatest x and y of a set of coordinates. */
export type Bounds = [west: number, south: number, east: number, north: number];

/** Germany with the islands; its surroundings are one degree wider on every side. */
const germany: Bounds = [5.8, 47.2, 15.1, 55.1];
const surroundings: Bounds = [4.8, 46.2, 16.1, 56.1];

/** Asked in this order: the official system first. Codes that mean the same to a reader of a map are asked once. */
const likely = [25832, 25833, 31466, 31467, 31468, 31469, 3857, 4326, 3035];

export function isNearGermany(longitude: number, latitude: number): boolean {
  return contains(surroundings, longitude, latitude);
}

/** EPSG codes under which coordinates within these bounds would lie in Germany: what a person is asked "did you mean …?". */
export function likelyProjections([west, south, east, north]: Bounds): number[] {
  return likely.filter((code) => {
    const projection = projectionOfEpsg(code);
    return projection.ok && [[west, south], [east, north], [(west + east) / 2, (south + north) / 2]].every(([x, y]) => {
      const place = projection.value.toLongitudeLatitude(x!, y!);
      return place !== undefined && contains(germany, ...place);
    });
  });
}

/** true if the bounds lie in Germany once first and second coordinate change places */
export function areAxesSwapped([west, south, east, north]: Bounds): boolean {
  return contains(germany, south, west) && contains(germany, north, east);
}

function contains([west, south, east, north]: Bounds, x: number, y: number): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}

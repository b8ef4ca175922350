/** WGS84, degrees. */
export interface Point {
  longitude: number;
  latitude: number;
}

/** Mean radius of the earth in metres (IUGG). */
const earthRadius = 6_371_008.8;

/** Great-circle distance in metres (haversine; error below 0.5 % on the ellipsoid). */
export function beeline(from: Point, to: Point): number {
  const radians = Math.PI / 180;
  const [latitudeFrom, latitudeTo] = [from.latitude * radians, to.latitude * radians];
  const northward = Math.sin((latitudeTo - latitudeFrom) / 2) ** 2;
  const eastward = Math.sin(((to.longitude - from.longitude) * radians) / 2) ** 2;
  const half = northward + Math.cos(latitudeFrom) * Math.cos(latitudeTo) * eastward;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

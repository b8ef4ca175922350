import proj4 from 'proj4';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { knownProjections } from './known-projections.ts';

/** A way from the coordinates of a file to WGS84 longitude and latitude in degrees. */
export interface Projection {
  /** undefined where the point has no place on earth in this projection */
  toLongitudeLatitude(x: number, y: number): [longitude: number, latitude: number] | undefined;
}

/**
 * DHDN (Bessel 1841, Gauß-Krüger) to WGS84, all of Germany: EPSG transformation 1777, accurate to about 3 m.
 * Applied where a .prj names the ellipsoid but no shift – ESRI's never do.
 */
const dhdn = proj4('+proj=longlat +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +no_defs');

/** A WKT text has at most a few thousand characters. */
const LONGEST = 20_000;

const BESSEL_1841 = 6_377_397.155;
/** WGS84, GRS80 and the sphere of Web Mercator: geocentric, no shift needed */
const GEOCENTRIC = 6_378_137;

/**
 * The method of Web Mercator as ESRI, GeoTools and EPSG call it. proj4 takes it for a Mercator on a sphere only if the datum has
 * the right name as well; on the ellipsoid it would be 20 km off.
 */
const sphericalMercator = /(PROJECTION|METHOD)\s*\[\s*"(Mercator_Auxiliary_Sphere|Popular[ _]Visualisation[ _]Pseudo[ _-]*Mercator)"/i;

/**
 * Projection by the parameters of a WKT text (ESRI, OGC or WKT2), whatever its name says.
 * Refuses `projection-unknown` {projection}, and `datum-unknown` {projection} for an ellipsoid whose shift to WGS84 nobody told.
 */
export function projectionOfWkt(wkt: string): Outcome<Projection> {
  const projection = nameOf(wkt);
  if (sphericalMercator.test(wkt)) return projectionOfEpsg(3857);
  if (wkt.length > LONGEST) return refused('projection-unknown', { values: { projection } });
  try {
    return fromDefinition(readable(wkt), projection);
  } catch {
    return refused('projection-unknown', { values: { projection } });
  }
}

/** Projection by its EPSG code; refuses `projection-unknown` {projection} for one that is not in {@link knownProjections}. */
export function projectionOfEpsg(code: number): Outcome<Projection> {
  const known = knownProjections.find((one) => one.code === code);
  if (!known) return refused('projection-unknown', { values: { projection: `EPSG:${code}` } });
  return fromDefinition(known.definition, known.name);
}

function fromDefinition(definition: string, projection: string): Outcome<Projection> {
  const parsed = new proj4.Proj(definition) as unknown as ParsedProjection;
  const shifted = parsed.datum?.datum_type !== undefined && parsed.datum.datum_type <= 3;
  const bessel = Math.abs(parsed.a - BESSEL_1841) < 1;
  if (!shifted && !bessel && Math.abs(parsed.a - GEOCENTRIC) >= 1) return refused('datum-unknown', { values: { projection } });

  const converter = proj4(parsed as never);
  const zone = utmZone(parsed);
  return accepted({
    toLongitudeLatitude(x, y) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
      const easting = zone !== undefined && Math.floor(x / 1_000_000) === zone ? x - zone * 1_000_000 : x;
      let place = converter.inverse([easting, y]);
      if (bessel && !shifted && place.every(Number.isFinite)) place = dhdn.inverse(place);
      return place.every(Number.isFinite) ? [place[0]!, place[1]!] : undefined;
    },
  });
}

/** What proj4 keeps of a definition, as far as it is needed here. */
interface ParsedProjection {
  a: number;
  k0?: number;
  x0?: number;
  long0?: number;
  /** 1 three parameters, 2 seven parameters, 3 grid, 4 WGS84, 5 none told */
  datum?: { datum_type: number };
}

/** UTM zone, if it is one without the zone in front of its eastings: surveyors write 32 560 000 as often as 560 000. */
function utmZone({ k0, x0, long0 }: ParsedProjection): number | undefined {
  if (k0 === undefined || Math.abs(k0 - 0.9996) > 1e-9 || x0 !== 500_000 || long0 === undefined) return undefined;
  return Math.round(((long0 * 180) / Math.PI + 183) / 6);
}

/** The part of a WKT text proj4 understands. A shift of nothing but zeros means "not told". */
function readable(wkt: string): string {
  return horizontalPart(wkt).replace(/,\s*TOWGS84\s*\[([^\]]*)\]/gi, (whole, shift: string) =>
    shift.split(',').every((number) => Number(number) === 0) ? '' : whole,
  );
}

/** A compound system (position and height) holds its horizontal system in brackets of its own. */
function horizontalPart(wkt: string): string {
  if (!/^\s*(COMPD_CS|COMPOUNDCRS)\s*\[/i.test(wkt)) return wkt;
  const start = wkt.search(/(PROJCS|PROJCRS|GEOGCS|GEOGCRS|GEODCRS)\s*\[/i);
  let depth = 0;
  for (let at = start; at >= 0 && at < wkt.length; at += 1) {
    if (wkt[at] === '[') depth += 1;
    if (wkt[at] === ']' && --depth === 0) return wkt.slice(start, at + 1);
  }
  return wkt;
}

function nameOf(wkt: string): string {
  return (/"([^"]*)"/.exec(wkt)?.[1] ?? wkt).slice(0, 120);
}

import { feature } from 'topojson-client';
import { topology as topologyOf } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, MultiPolygon as TopologyMultiPolygon, Topology } from 'topojson-specification';
import type { MultiPolygon, Position } from 'geojson';
import { findCrossings, type Crossing } from './crossings.ts';
import { fromPlane, onPlane } from './plane.ts';
import { boundsOf, countPoints } from './polygons.ts';
import { signedArea, wound } from './ring.ts';

type Areas = Topology<{ areas: GeometryCollection }>;

export interface Simplified {
  /** in the order given; WGS84, wound as RFC 7946 says */
  geometries: MultiPolygon[];
  pointsBefore: number;
  pointsAfter: number;
}

/** Corners nearer to each other than this are one: 10 cm, finer than any survey of a district's border. */
const GRID_METRES = 0.1;
/** Below half or above twice its size a ring has lost its shape. */
const SHRUNK = 0.5;
const GROWN = 2;
const RELAXATION = 4;
const ROUNDS = 12;

/**
 * Simplifies areas together (Visvalingam & Whyatt 1993 on shared arcs): a border two areas share is cut into one line, simplified once,
 * and stays the same line in both. A bend is dropped if the triangle it makes is smaller than `toleranceMetres` squared. Where that
 * would let a ring lose its shape or let borders cross, the lines concerned keep more points. No area vanishes, no ring falls below
 * four positions. O(n log n).
 */
export function simplifyTogether(geometries: MultiPolygon[], toleranceMetres: number): Simplified {
  const pointsBefore = geometries.reduce((sum, geometry) => sum + countPoints(geometry), 0);
  if (geometries.length === 0) return { geometries: [], pointsBefore, pointsAfter: 0 };

  const planar = geometries.map(onPlane);
  const topology = topologyOf({ areas: { type: 'GeometryCollection', geometries: planar } as GeoJSON.GeometryCollection }, steps(planar)) as unknown as Areas;
  const weighed = presimplify(topology as never) as unknown as Areas;
  const threshold = toleranceMetres ** 2;
  const rings = ringsOf(weighed);
  const sizes = rings.map((ring) => signedArea(points(weighed, ring)));

  let simplified = weighed;
  // Lines that cross in the source already: no number of points would part them.
  let inSource: Set<string> | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    simplified = simplify(weighed as never, threshold) as unknown as Areas;
    const spoilt = new Set(rings.filter((ring, at) => hasLostItsShape(points(simplified, ring), sizes[at]!)).flat().map(arcNumber));
    const crossings = findCrossings(simplified.arcs).found;
    if (crossings.length > 0) inSource ??= new Set(findCrossings(weighed.arcs).found.map(pairOf));
    for (const crossing of crossings) if (!inSource!.has(pairOf(crossing))) spoilt.add(crossing.first).add(crossing.second);
    if (spoilt.size === 0) break;
    for (const arc of spoilt) keepMore(weighed.arcs[arc]!, round === ROUNDS - 2 ? Infinity : RELAXATION);
  }

  // Each line is brought back to longitude and latitude once, so both neighbours get the very same numbers.
  const onEarth = { ...simplified, arcs: simplified.arcs.map((arc) => arc.map(fromPlane)) };
  const result = feature(onEarth as never, onEarth.objects.areas as never) as unknown as GeoJSON.FeatureCollection<MultiPolygon>;
  const kept = result.features.map(({ geometry }) => wound(geometry));
  return { geometries: kept, pointsBefore, pointsAfter: kept.reduce((sum, geometry) => sum + countPoints(geometry), 0) };
}

/** Number of steps of the grid along the longer side of all areas together. */
function steps(geometries: MultiPolygon[]): number {
  const [west, south, east, north] = boundsOf(geometries) ?? [0, 0, 0, 0];
  return Math.max(2, Math.ceil(Math.max(east - west, north - south) / GRID_METRES) + 1);
}

function ringsOf(topology: Areas): number[][] {
  return (topology.objects.areas.geometries as TopologyMultiPolygon[]).flatMap((geometry) => geometry.arcs.flat());
}

/** Positions of a ring, put together from its arcs (a negative number is an arc backwards). */
function points(topology: Areas, ring: number[]): Position[] {
  const all: Position[] = [];
  for (const number of ring) {
    const arc = topology.arcs[arcNumber(number)]!;
    const part = number < 0 ? arc.toReversed() : arc;
    for (let at = all.length === 0 ? 0 : 1; at < part.length; at += 1) all.push(part[at]!);
  }
  return all;
}

function hasLostItsShape(ring: Position[], before: number): boolean {
  const now = signedArea(ring);
  return ring.length < 4 || Math.sign(now) !== Math.sign(before) || Math.abs(now) < SHRUNK * Math.abs(before) || Math.abs(now) > GROWN * Math.abs(before);
}

/** Raises the weight of an arc's points, so that fewer of them fall below the threshold; points on a straight line stay worthless. */
function keepMore(arc: Position[], factor: number) {
  for (const point of arc) if (point[2]! > 0) point[2] = point[2]! * factor;
}

function pairOf({ first, second }: Crossing): string {
  return `${first} ${second}`;
}

function arcNumber(number: number): number {
  return number < 0 ? ~number : number;
}

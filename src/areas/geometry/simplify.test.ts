import fc from 'fast-check';
import { geoArea } from 'd3-geo';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { measure } from './boundaries.ts';
import { findCrossings } from './crossings.ts';
import { fromPlane, onPlane } from './plane.ts';
import { signedArea, woundForSphere } from './ring.ts';
import { simplifyTogether } from './simplify.ts';

/** a corner of the plane near Alfeld, metres */
const [EAST, NORTH] = [4_308_000, 3_208_000];

describe('simplified areas', () => {
  test('neighbours keep exactly the same points along their common border', () => {
    const { west, east, border } = neighbours(wiggle(400, 7));
    const { geometries, pointsBefore, pointsAfter } = simplifyTogether([west, east], 20);
    expect(pointsAfter).toBeLessThan(pointsBefore / 3);
    const [common, other] = geometries.map((geometry) => geometry.coordinates[0]![0]!.filter(([x]) => isOnBorder(border, x!)));
    expect(common!.length).toBeGreaterThan(10);
    expect(new Set(common!.map(String))).toEqual(new Set(other!.map(String)));
  });

  test('no border tears, whatever its shape and whatever the tolerance', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -150, max: 150 }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (offsets, tolerance) => {
        const { west, east } = neighbours(offsets);
        const { geometries } = simplifyTogether([west, east], tolerance);
        const edges = geometries.map((geometry) => edgesOf(geometry));
        // Every edge strictly inside the pair is an edge of both, once in each direction.
        const inner = [...edges[0]!].filter((edge) => !isOnOutline(edge));
        expect(inner.length).toBeGreaterThan(0);
        for (const edge of inner) expect(edges[1]).toContain(edge.split(' ').toReversed().join(' '));
      }),
      { numRuns: 60 },
    );
  });

  test('no area vanishes: a tiny one beside large ones keeps its shape', () => {
    const tiny = polygon([circle(EAST + 5000, NORTH + 5000, 3, 40)]);
    const large = polygon([circle(EAST, NORTH, 2000, 3000)]);
    const { geometries } = simplifyTogether([large, tiny], 50);
    expect(geometries[0]!.coordinates[0]![0]!.length).toBeLessThan(200);
    expect(geometries[1]!.coordinates[0]![0]!.length).toBeGreaterThanOrEqual(4);
    expect(measure(geometries[1]!).squareMetres).toBeGreaterThan(0.5 * measure(tiny).squareMetres);
  });

  test('no area, no part and no hole vanishes, and every ring keeps four positions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 400 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 500 }), (radii, tolerance) => {
        const areas = radii.map((radius, at) => {
          const [x, y] = [EAST + at * 2000, NORTH];
          return polygon([circle(x, y, radius, 50), circle(x, y, radius / 2, 30)], [circle(x, y + 1000, radius / 3 + 1, 12)]);
        });
        const { geometries } = simplifyTogether(areas, tolerance);
        for (const [at, geometry] of geometries.entries()) {
          expect(geometry.coordinates.map((rings) => rings.length)).toEqual([2, 1]);
          for (const ring of geometry.coordinates.flat()) expect(ring.length).toBeGreaterThanOrEqual(4);
          const ratio = measure(geometry).squareMetres / measure(areas[at]!).squareMetres;
          expect(ratio).toBeGreaterThan(0.3);
          expect(ratio).toBeLessThan(2.5);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('an enclave and the hole around it stay the same ring', () => {
    const inner = circle(EAST, NORTH, 300, 200);
    const { geometries } = simplifyTogether([polygon([circle(EAST, NORTH, 2000, 500), inner]), polygon([inner])], 30);
    const [hole, enclave] = [geometries[0]!.coordinates[0]![1]!, geometries[1]!.coordinates[0]![0]!];
    expect(hole.length).toBeLessThan(60);
    expect(new Set(hole.map(String))).toEqual(new Set(enclave.map(String)));
  });

  test('simplification brings no crossing: the two banks of a narrow river stay apart', () => {
    // The banks bend at different places, as hand-drawn banks do; dropping a bend of one could put it across the other.
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 6, maxLength: 40 }), fc.integer({ min: 20, max: 150 }), (bends, tolerance) => {
        const end = EAST + (bends.length - 1) * 60;
        const north = bends.map((bend, at) => [EAST + at * 60, NORTH + bend + 8] as Position);
        const south = bends.flatMap((bend, at) => [[EAST + at * 60, NORTH + bend], [EAST + at * 60 + 29, NORTH + (bend + (bends[at + 1] ?? bend)) / 2]] as Position[]);
        const above = polygon([[...north, [end, NORTH + 2000], [EAST, NORTH + 2000], north[0]!]]);
        const below = polygon([[...south, [end + 29, NORTH - 2000], [EAST, NORTH - 2000], south[0]!]]);
        const { geometries } = simplifyTogether([above, below], tolerance);
        expect(findCrossings(geometries.map((geometry) => onPlane(geometry).coordinates[0]![0]!)).found).toEqual([]);
      }),
    );
  });

  test('points on a straight line go, corners stay', () => {
    const side = Array.from({ length: 100 }, (_, at) => [EAST + at * 10, NORTH] as Position);
    const { geometries } = simplifyTogether([polygon([[...side, [EAST + 990, NORTH + 900], [EAST, NORTH + 900], [EAST, NORTH]]])], 1);
    expect(geometries[0]!.coordinates[0]![0]).toHaveLength(5);
  });

  test('outer rings run counterclockwise (RFC 7946); wound for the sphere d3 sees a district, not the rest of the globe', () => {
    const { geometries } = simplifyTogether([polygon([circle(EAST, NORTH, 1000, 80), circle(EAST, NORTH, 400, 40)])], 5);
    const [outer, hole] = geometries[0]!.coordinates[0]!;
    expect(signedArea(outer!)).toBeGreaterThan(0);
    expect(signedArea(hole!)).toBeLessThan(0);
    expect(geoArea(woundForSphere(geometries[0]!)) * 6_371_007 ** 2).toBeCloseTo(measure(geometries[0]!).squareMetres, -5);
    expect(geoArea(geometries[0]!)).toBeGreaterThan(6);
  });

  test('nothing in, nothing out', () => {
    expect(simplifyTogether([], 5)).toEqual({ geometries: [], pointsBefore: 0, pointsAfter: 0 });
  });
});

describe('a boundary', () => {
  test('is measured on the ground: size and centre of a square kilometre with a hole', () => {
    const kilometre = polygon([box(EAST, NORTH, 1000), box(EAST + 400, NORTH + 400, 200)]);
    const { squareMetres, centroid } = measure(kilometre);
    expect(squareMetres).toBeGreaterThan(959_900);
    expect(squareMetres).toBeLessThan(960_100);
    const [longitude, latitude] = fromPlane([EAST + 500, NORTH + 500]);
    expect(centroid.longitude).toBeCloseTo(longitude, 6);
    expect(centroid.latitude).toBeCloseTo(latitude, 6);
  });
});

/** Two areas of 1 km × 4 km with a common border whose points stand `offsets` metres beside a straight line. */
function neighbours(offsets: number[]) {
  const step = 4000 / (offsets.length + 1);
  const line: Position[] = [[EAST + 1000, NORTH], ...offsets.map((offset, at) => [EAST + 1000 + offset, NORTH + (at + 1) * step]), [EAST + 1000, NORTH + 4000]];
  const west = polygon([[[EAST, NORTH], ...line, [EAST, NORTH + 4000], [EAST, NORTH]]]);
  const east = polygon([[[EAST + 2000, NORTH], [EAST + 2000, NORTH + 4000], ...line.toReversed(), [EAST + 2000, NORTH]]]);
  return { west, east, border: [fromPlane([EAST + 700, NORTH])[0], fromPlane([EAST + 1300, NORTH + 4000])[0]] };
}

function wiggle(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.round(100 * Math.sin(at / 13) + 25 * Math.sin(at * seed)));
}

function isOnBorder([low, high]: number[], longitude: number): boolean {
  return longitude > low! && longitude < high!;
}

function edgesOf(geometry: MultiPolygon): Set<string> {
  const ring = geometry.coordinates[0]![0]!;
  return new Set(ring.slice(1).map((position, at) => `${ring[at]} ${position}`));
}

/** The four sides of the pair, which only one of the two has. */
function isOnOutline(edge: string): boolean {
  const ends = edge.split(' ').map((end) => onPlane({ type: 'MultiPolygon', coordinates: [[[end.split(',').map(Number)]]] }).coordinates[0]![0]![0]!);
  const along = (axis: 0 | 1, value: number) => ends.every((end) => Math.abs(end[axis]! - value) < 1);
  return along(0, EAST) || along(0, EAST + 2000) || along(1, NORTH) || along(1, NORTH + 4000);
}

function polygon(...polygons: Position[][][]): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map((ring) => ring.map(fromPlane))) };
}

function circle(x: number, y: number, radius: number, corners: number): Position[] {
  const ring = Array.from({ length: corners }, (_, at) => [x + radius * Math.cos((at / corners) * 2 * Math.PI), y + radius * Math.sin((at / corners) * 2 * Math.PI)]);
  return [...ring, ring[0]!];
}

function box(x: number, y: number, side: number): Position[] {
  return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]];
}

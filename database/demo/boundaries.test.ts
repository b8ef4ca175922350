import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAreaFile } from '../../src/areas/geometry/area-file.ts';
import { demoSlugs, readDemoFiles, type DemoSlug } from './demo-files.ts';
import { demoPath, readDemoJson } from './demo-json.fixture.ts';
import { boundaries as boundariesShape } from './format.ts';

const MOST_POINTS = 40;
type Ring = readonly (readonly number[])[];
const featuresOf = (slug: DemoSlug) => readDemoJson(slug, 'areas.geojson', boundariesShape).features;
const ringOf = (feature: ReturnType<typeof featuresOf>[number]): Ring => feature.geometry.coordinates[0]!;

describe.each(demoSlugs)('%s', (slug) => {
  const { areas: { areas }, locations } = readDemoFiles(slug);
  const features = featuresOf(slug);
  const rings = new Map(features.map((feature) => [feature.properties.key, ringOf(feature)]));

  test('every area has one schematic boundary of few points, and is called the same there', () => {
    expect([...rings.keys()].sort()).toEqual(areas.map(({ key }) => key).sort());
    for (const feature of features) {
      const area = areas.find(({ key }) => key === feature.properties.key)!;
      expect(feature.properties).toEqual({ key: area.key, name: area.name, level: area.level, schematic: true });
      expect(ringOf(feature).length).toBeLessThanOrEqual(MOST_POINTS);
      expect(ringOf(feature).at(-1)).toEqual(ringOf(feature)[0]);
      expect(feature.geometry.coordinates).toHaveLength(1);
      expect(signedArea(ringOf(feature))).toBeGreaterThan(0);
    }
  });

  test('the areas below an area fill it exactly, with no hole and no overlap', () => {
    const formerly = new Set(areas.filter(({ validUntil }) => validUntil).map(({ key }) => key));
    for (const { key } of areas) {
      const children = areas.filter(({ parent, key: child }) => parent === key && !formerly.has(child));
      if (children.length === 0) continue;
      const sum = children.reduce((total, child) => total + signedArea(rings.get(child.key)!), 0);
      expect(sum / signedArea(rings.get(key)!)).toBeCloseTo(1, 9);
    }
  });

  test('neighbours share their border point by point: each edge belongs to two areas or to the outline', () => {
    const leaves = areas.filter(({ key, validUntil }) => !validUntil && !areas.some(({ parent }) => parent === key));
    const edges = new Map<string, number>();
    for (const { key } of leaves) for (const edge of edgesOf(rings.get(key)!)) edges.set(edge, (edges.get(edge) ?? 0) + 1);
    const outline = new Set(edgesOf(rings.get(slug)!));
    expect([...edges].filter(([edge, uses]) => uses !== (outline.has(edge) ? 1 : 2))).toEqual([]);
  });

  test('every place lies in the area it names', () => {
    expect(locations.filter(({ area, longitude, latitude }) => !contains(rings.get(area)!, longitude, latitude))).toEqual([]);
  });
});

test('areas that were merged are kept with their own boundary and say what became of them', () => {
  const { areas: { areas, successions } } = readDemoFiles('peine');
  const features = featuresOf('peine');
  const ended = areas.filter(({ validUntil }) => validUntil);
  expect(ended.map(({ name, validUntil }) => [name, validUntil])).toEqual([['Ilsede', '2015-01-01'], ['Lahstedt', '2015-01-01']]);
  const size = (key: string) => signedArea(ringOf(features.find(({ properties }) => properties.key === key)!));
  const successor = areas.find(({ key }) => key === successions![0]!.successor)!;
  expect(successor.validFrom).toBe('2015-01-01');
  expect(ended.reduce((total, { key }) => total + size(key), 0)).toBeCloseTo(size(successor.key), 9);
});

test('a person can import the same file by hand', async () => {
  const file = await readAreaFile(readFileSync(demoPath('voerde', 'areas.geojson')), 'areas.geojson');
  if (!file.ok) throw new Error(file.refusals[0]!.code);
  expect(file.value.features.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'refusal'))).toEqual([]);
  expect([file.value.likelyKey, file.value.likelyName]).toEqual(['key', 'name']);
});

function signedArea(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x, y], at) => sum + (ring[at]![0]! * y! - x! * ring[at]![1]!) / 2, 0);
}

function edgesOf(ring: Ring): string[] {
  return ring.slice(1).map((point, at) => [ring[at]!.join(), point.join()].sort().join(' '));
}

function contains(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let at = 1; at < ring.length; at += 1) {
    const [ax, ay] = ring[at - 1] as [number, number];
    const [bx, by] = ring[at] as [number, number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ringLength, ringPath, ringPoint, ringSegments } from './ring-geometry.ts';

const ring = { left: 10, top: 10, width: 140, height: 84 };

test('a ring begins at the middle of its left side and is half round at the middle of its right side', () => {
  expect(ringPoint(ring, 0)).toMatchObject({ x: 10, y: 52 });
  const half = ringPoint(ring, ringLength(ring) / 2);
  expect(half.x).toBeCloseTo(150, 9);
  expect(half.y).toBeCloseTo(52, 9);
});

test('read from right to left it begins on the right, and is the mirror image', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 400, noNaN: true }), (distance) => {
    const [point, mirrored] = [ringPoint(ring, distance), ringPoint(ring, distance, true)];
    expect(mirrored.x).toBeCloseTo(160 - point.x, 9);
    expect(mirrored.y).toBeCloseTo(point.y, 9);
  }));
});

test('a step along the ring is as long as the way along it, without jumps at the corners', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 400, noNaN: true }), (distance) => {
    const [a, b] = [ringPoint(ring, distance), ringPoint(ring, distance + 0.01)];
    expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeCloseTo(0.01, 4);
    expect(b.x - a.x).toBeCloseTo(a.along.x * 0.01, 3);
  }));
});

test('the segments of a ring follow each other with the spacing between them', () => {
  const segments = ringSegments(ring, 8, 6);
  expect(segments).toHaveLength(8);
  const ends = segments.map(({ path }) => {
    const numbers = path.match(/-?[\d.]+/g)!.map(Number);
    return { from: numbers.slice(0, 2), to: numbers.slice(-2) };
  });
  for (const [index, { to }] of ends.entries()) {
    const { from } = ends[(index + 1) % 8]!;
    expect(Math.hypot(from[0]! - to[0]!, from[1]! - to[1]!)).toBeCloseTo(6, 0);
  }
});

test('one segment alone goes all the way round', () => {
  expect(ringPath(ring, 3, ringLength(ring) - 3).match(/[AL]/g)!.length).toBeGreaterThanOrEqual(6);
});

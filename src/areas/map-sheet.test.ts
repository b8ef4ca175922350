import type { MultiPolygon, Position } from 'geojson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapSheet, pathData } from './map-sheet.ts';

describe('the sheet of a map', () => {
  test('holds everything drawn, north up and east to the right, with a margin around it', () => {
    const longitude = fc.double({ min: 6, max: 15, noNaN: true });
    const latitude = fc.double({ min: 47, max: 55, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(longitude, latitude), { minLength: 1, maxLength: 20 }), (places) => {
        const sheet = mapSheet([], places);
        for (const [lon, lat] of places) {
          const [x, y] = sheet.place(lon, lat);
          expect(x).toBeGreaterThanOrEqual(11.9);
          expect(x).toBeLessThanOrEqual(sheet.width - 11.9);
          expect(y).toBeGreaterThanOrEqual(11.9);
          expect(y).toBeLessThanOrEqual(sheet.height - 11.9);
        }
        const [north, south] = [sheet.place(10, 54), sheet.place(10, 48)];
        expect(north[1]).toBeLessThan(south[1]);
        expect(sheet.place(7, 51)[0]).toBeLessThan(sheet.place(14, 51)[0]);
      }),
    );
  });

  test('is as high as what is drawn needs, within bounds', () => {
    expect(mapSheet([area(square(9, 51, 1, 0.05))]).height).toBe(360);
    expect(mapSheet([area(square(9, 51, 0.1, 2))]).height).toBe(1000);
    expect(mapSheet([]).width).toBe(800);
  });

  test('neighbours share their border to the last decimal', () => {
    const sheet = mapSheet([area(square(9, 51, 1, 1)), area(square(10, 51, 1, 1))]);
    const [west, east] = [sheet.rings(area(square(9, 51, 1, 1))), sheet.rings(area(square(10, 51, 1, 1)))];
    const common = west.flat(2).filter((position) => east.flat(2).some((other) => String(other) === String(position)));
    expect(new Set(common.map(String)).size).toBe(2);
  });
});

test('boundaries nobody has simplified yet are drawn with fewer points, and their common border stays one line', () => {
  const border = Array.from({ length: 20_001 }, (_, at): Position => [10 + Math.sin(at / 50) / 100, 51 + at / 20_000]);
  const west = area([[9, 51], ...border, [9, 52], [9, 51]]);
  const east = area([[11, 52], ...border.toReversed(), [11, 51], [11, 52]]);
  const sheet = mapSheet([west, east]);
  const [left, right] = [sheet.rings(west)[0]![0]!, sheet.rings(east)[0]![0]!];
  expect(left.length).toBeLessThan(10_000);
  expect(left.slice(1, -2)).toEqual(right.slice(1, -2).toReversed());
});

describe('path data', () => {
  test('says the corners in steps and closes the ring', () => {
    expect(pathData([[[[1, 2], [11.5, 2], [11.5, 7.3], [1, 7.3], [1, 2]]]])).toBe('M1 2l10.5 0 0 5.3-10.5 0z');
  });

  test('leaves out points that fall together, but never a whole ring', () => {
    expect(pathData([[[[1, 2], [1, 2], [5, 2], [5, 6], [1, 2]]]])).toBe('M1 2l4 0 0 4z');
    expect(pathData([[[[1, 2], [1, 2], [1, 2], [1, 2]]]])).toBe('M1 2h.1v.1z');
  });

  test('read back it is the ring that was drawn', () => {
    const tenth = fc.integer({ min: -9999, max: 9999 }).map((value) => value / 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(tenth, tenth), { minLength: 3, maxLength: 30 }), (corners) => {
        const different = corners.filter((corner, at) => String(corner) !== String(corners[at - 1]));
        fc.pre(different.length > 2);
        const drawn = readBack(pathData([[[...different, different[0]!]]]));
        expect(drawn).toHaveLength(different.length);
        for (const [at, [x, y]] of different.entries()) {
          expect(drawn[at]![0]).toBeCloseTo(x, 6);
          expect(drawn[at]![1]).toBeCloseTo(y, 6);
        }
      }),
    );
  });
});

function readBack(data: string): Position[] {
  const [start, steps] = data.slice(1, -1).split('l') as [string, string];
  const places = [start.split(' ').map(Number)];
  const numbers = [...steps.matchAll(/-?[\d.]+/g)].map(([text]) => Number(text));
  for (let at = 0; at < numbers.length; at += 2) {
    const [x, y] = places.at(-1) as [number, number];
    places.push([x + numbers[at]!, y + numbers[at + 1]!]);
  }
  return places;
}

function area(ring: Position[]): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}

function square(west: number, south: number, width: number, height: number): Position[] {
  return [[west, south], [west + width, south], [west + width, south + height], [west, south + height], [west, south]];
}

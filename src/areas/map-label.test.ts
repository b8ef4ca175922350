import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { innermostPoint, placeLabel } from './map-label.ts';

describe('the name of an area on the map', () => {
  test('stands in its middle where there is room', () => {
    expect(placeLabel([[box(0, 0, 200, 100)]], 'Föhrste')).toEqual({ x: 100, y: 50, lines: ['Föhrste'] });
  });

  test('is broken at a hyphen or a blank if one line is too long', () => {
    expect(placeLabel([[box(0, 0, 130, 100)]], 'Friedrichsfeld-Mitte')?.lines).toEqual(['Friedrichsfeld-', 'Mitte']);
    expect(placeLabel([[box(0, 0, 100, 100)]], 'Alte Innenstadt')?.lines).toEqual(['Alte', 'Innenstadt']);
  });

  test('is left out where it would not fit', () => {
    expect(placeLabel([[box(0, 0, 40, 100)]], 'Föhrste')).toBeUndefined();
    expect(placeLabel([[box(0, 0, 200, 10)]], 'Föhrste')).toBeUndefined();
    expect(placeLabel([], 'Föhrste')).toBeUndefined();
    expect(placeLabel([[box(0, 0, 200, 100)]], '')).toBeUndefined();
  });

  test('moves out of a hole and out of a bay into the widest room', () => {
    const around = placeLabel([[box(0, 0, 400, 200), box(150, 50, 100, 100)]], 'Umland');
    expect(around!.x < 150 || around!.x > 250).toBe(true);
    const horseshoe: Position[] = [[0, 0], [300, 0], [300, 100], [100, 100], [100, 200], [300, 200], [300, 300], [0, 300], [0, 0]];
    expect(placeLabel([[horseshoe]], 'Hufeisen')?.x).toBeLessThan(150);
  });

  test('of an area in parts stands in the largest', () => {
    expect(placeLabel([[box(0, 0, 20, 20)], [box(100, 0, 200, 200)]], 'Stadt')?.x).toBe(200);
  });

  test('never leaves its area: the box of its lines lies inside', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 5, maxLength: 24 }), (radii) => {
        const star = radii.map((radius, at): Position => [300 + radius * Math.cos((at / radii.length) * 2 * Math.PI), 300 + radius * Math.sin((at / radii.length) * 2 * Math.PI)]);
        const ring = [...star, star[0]!];
        const label = placeLabel([[ring]], 'Stern am Ort');
        if (!label) return;
        const half = [Math.max(...label.lines.map((line) => line.length)) * 3.9, label.lines.length * 7.9] as const;
        for (const [dx, dy] of [[-1, -1], [1, -1], [1, 1], [-1, 1], [0, 0]] as const) expect(isInside(ring, label.x + dx * half[0], label.y + dy * half[1])).toBe(true);
      }),
    );
  });

  test('the innermost point of a box with a notch is about as far from the border as any', () => {
    const [x, y] = innermostPoint([[[0, 0], [100, 0], [100, 50], [50, 50], [50, 100], [0, 100], [0, 0]]]);
    expect(Math.min(x, y, 100 - x, 100 - y)).toBeGreaterThan(26);
  });
});

function isInside(ring: Position[], x: number, y: number): boolean {
  return ring.slice(1).reduce((inside, [bx, by], at) => {
    const [ax, ay] = ring[at]!;
    return ay! > y !== by! > y && x < ((bx! - ax!) * (y - ay!)) / (by! - ay!) + ax! ? !inside : inside;
  }, false);
}

function box(x: number, y: number, width: number, height: number): Position[] {
  return [[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]];
}

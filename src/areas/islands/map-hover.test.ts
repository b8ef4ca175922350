import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';

let nearest: typeof import('./map-hover.ts').nearest;

beforeAll(async () => {
  // The file defines an element; here only its rule for the arrow keys is asked.
  vi.stubGlobal('HTMLElement', class { readonly hidden = true; });
  vi.stubGlobal('customElements', { define: () => undefined });
  ({ nearest } = await import('./map-hover.ts'));
  vi.unstubAllGlobals();
});

const grid: [number, number][] = [[0, 0], [100, 0], [200, 0], [0, 100], [100, 100], [200, 100]];

describe('an arrow key on the map', () => {
  test('leads to the neighbour in its direction', () => {
    expect(nearest('ArrowRight', [0, 0], grid)).toBe(1);
    expect(nearest('ArrowDown', [100, 0], grid)).toBe(4);
    expect(nearest('ArrowLeft', [200, 100], grid)).toBe(4);
    expect(nearest('ArrowUp', [0, 100], grid)).toBe(0);
  });

  test('leads nowhere at the edge, and other keys lead nowhere at all', () => {
    expect(nearest('ArrowLeft', [0, 0], grid)).toBeUndefined();
    expect(nearest('Enter', [0, 0], grid)).toBeUndefined();
  });

  test('always leads onward in its direction, never to the area itself', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 20 }), fc.nat(19), (places, from) => {
        const start = places[from % places.length]!;
        const right = nearest('ArrowRight', start, places);
        if (right !== undefined) expect(places[right]![0]).toBeGreaterThan(start[0]);
        const up = nearest('ArrowUp', start, places);
        if (up !== undefined) expect(places[up]![1]).toBeLessThan(start[1]);
      }),
    );
  });
});

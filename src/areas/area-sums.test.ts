import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Uuid } from '../platform/id.ts';
import { anArea, someAreas } from './area.fixture.ts';
import { disagreeingAreas, sumAlongTree } from './area-sums.ts';
import { areaTree } from './area-tree.ts';

const id = (text: string) => text as Uuid;
const tree = areaTree([anArea('Stadt', { level: 'municipality' }), anArea('Nord', { parent: 'Stadt' }), anArea('Süd', { parent: 'Stadt' }), anArea('West', { parent: 'Stadt' })]);

describe('a sum along the tree', () => {
  test('says what is known and which areas are missing', () => {
    const sums = sumAlongTree(tree, new Map([[id('Nord'), 120], [id('Süd'), undefined]]));
    expect(sums.get(id('Stadt'))).toEqual({ sum: 120, known: 1, unknown: ['Süd', 'West'] });
    expect(sums.get(id('West'))).toEqual({ sum: 0, known: 0, unknown: ['West'] });
  });

  test('takes the figure of an area itself where there is one', () => {
    const sums = sumAlongTree(tree, new Map([[id('Stadt'), 500], [id('Nord'), 120]]));
    expect(sums.get(id('Stadt'))).toEqual({ sum: 500, known: 1, unknown: [] });
  });

  test('a zero is known', () => {
    expect(sumAlongTree(tree, new Map([[id('Nord'), 0]])).get(id('Nord'))).toEqual({ sum: 0, known: 1, unknown: [] });
  });

  test('figures that contradict their parts are named, incomplete ones are not', () => {
    const parts: [Uuid, number][] = [[id('Nord'), 100], [id('Süd'), 200]];
    expect(disagreeingAreas(tree, new Map([...parts, [id('West'), 50], [id('Stadt'), 351]]))).toEqual([{ id: 'Stadt', own: 351, children: 350 }]);
    expect(disagreeingAreas(tree, new Map([...parts, [id('West'), 50], [id('Stadt'), 350]]))).toEqual([]);
    expect(disagreeingAreas(tree, new Map([...parts, [id('Stadt'), 351]]))).toEqual([]);
  });

  test('of all roots is the sum of all lowest areas, known or not', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), fc.array(fc.option(fc.nat(50), { nil: undefined }), { minLength: 40, maxLength: 40 }), (choices, figures) => {
        const any = areaTree(someAreas(choices));
        const lowest = any.all.filter((area) => any.children(area.id).length === 0);
        const counts = new Map(lowest.map((area, at) => [area.id, figures[at]]));
        const sums = any.roots.map((root) => sumAlongTree(any, counts).get(root.id)!);
        const known = [...counts.values()].filter((count) => count !== undefined);
        expect(sums.reduce((total, { sum }) => total + sum, 0)).toBe(known.reduce((total, count) => total + count, 0));
        expect(sums.reduce((total, one) => total + one.known, 0)).toBe(known.length);
        expect(sums.flatMap(({ unknown }) => unknown).length).toBe(lowest.length - known.length);
      }),
    );
  });
});

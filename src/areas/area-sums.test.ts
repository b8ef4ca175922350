import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Uuid } from '../platform/id.ts';
import { anArea, someAreas } from './area.fixture.ts';
import { sumAlongTree } from './area-sums.ts';
import { areaTree } from './area-tree.ts';
import type { CountSum } from './child-count.ts';

const id = (text: string) => text as Uuid;
const known = (count: number): CountSum => ({ known: count, unknownParts: 0, estimated: false });
const unknown = (parts: number): CountSum => ({ known: 0, unknownParts: parts, estimated: false });
const town = [anArea('Stadt', { level: 'municipality' }), anArea('Nord', { parent: 'Stadt' }), anArea('Süd', { parent: 'Stadt' }), anArea('West', { parent: 'Stadt' })];

describe('a sum along the tree', () => {
  test('says what is known and how much is missing: a district nobody gave a figure for is not empty', () => {
    const sums = sumAlongTree(town, new Map([[id('Nord'), known(120)], [id('Süd'), unknown(2)]]));
    expect(sums.get(id('Stadt'))).toEqual({ known: 120, unknownParts: 3, estimated: false });
    expect(sums.get(id('West'))).toEqual(unknown(1));
  });

  test('takes the figure of an area itself where there is one', () => {
    expect(sumAlongTree(town, new Map([[id('Stadt'), known(500)], [id('Nord'), known(120)]])).get(id('Stadt'))).toEqual(known(500));
  });

  test('a zero is known', () => {
    expect(sumAlongTree(town, new Map([[id('Nord'), known(0)]])).get(id('Nord'))).toEqual(known(0));
  });

  test('of all roots is the sum of all lowest areas, known or not', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), fc.array(fc.option(fc.nat(50), { nil: undefined }), { minLength: 40, maxLength: 40 }), (choices, figures) => {
        const any = areaTree(someAreas(choices));
        const lowest = any.all.filter((area) => any.children(area.id).length === 0);
        const counts = lowest.map((_, at) => figures[at]);
        const sums = sumAlongTree(any.all, new Map(lowest.flatMap((area, at) => (counts[at] === undefined ? [] : [[area.id, known(counts[at])] as const]))));
        const ofRoots = any.roots.map((root) => sums.get(root.id)!);
        expect(ofRoots.reduce((total, sum) => total + sum.known, 0)).toBe(counts.reduce<number>((total, count) => total + (count ?? 0), 0));
        expect(ofRoots.reduce((total, sum) => total + sum.unknownParts, 0)).toBe(counts.filter((count) => count === undefined).length);
      }),
    );
  });
});

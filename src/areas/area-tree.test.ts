import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { anArea, someAreas } from './area.fixture.ts';
import { areasOn, areaTree } from './area-tree.ts';

const id = (text: string) => text as Uuid;

const town = [
  anArea('Süd 10', { parent: 'Quartier' }),
  anArea('Süd 9', { parent: 'Quartier' }),
  anArea('Quartier', { level: 'quarter', parent: 'Stadt' }),
  anArea('Außenbezirk', { parent: 'Stadt' }),
  anArea('Stadt', { level: 'municipality' }),
  anArea('Nord', { parent: 'Quartier', position: -1 }),
];

describe('a tree of areas', () => {
  test('is read from above, siblings by place and then by name as people sort them', () => {
    expect(areaTree(town).all.map(({ name }) => name)).toEqual(['Stadt', 'Außenbezirk', 'Quartier', 'Nord', 'Süd 9', 'Süd 10']);
  });

  test('knows what is above, below and within', () => {
    const tree = areaTree(town);
    expect(tree.path(id('Süd 9')).map(({ name }) => name)).toEqual(['Stadt', 'Quartier', 'Süd 9']);
    expect(tree.descendants(id('Quartier')).map(({ name }) => name)).toEqual(['Nord', 'Süd 9', 'Süd 10']);
    expect(tree.contains(id('Stadt'), id('Nord'))).toBe(true);
    expect(tree.contains(id('Quartier'), id('Außenbezirk'))).toBe(false);
    expect(tree.parent(id('Stadt'))).toBeUndefined();
    expect(tree.path(id('unbekannt'))).toEqual([]);
  });

  test('an area whose parent is not of that time is a root', () => {
    expect(areaTree([anArea('Nord', { parent: 'Quartier' })]).roots.map(({ name }) => name)).toEqual(['Nord']);
  });

  test('a circle is no tree', () => {
    expect(() => areaTree([anArea('a', { parent: 'b' }), anArea('b', { parent: 'a' })])).toThrow(RangeError);
  });

  test('every area is read exactly once, after its parent; what is below is what has it above', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), fc.integer(), (choices, seed) => {
        const areas = someAreas(choices);
        const tree = areaTree(areas.toSorted((a, b) => ((a.key.length * seed) % 7) - ((b.key.length * seed) % 7)));
        const order = tree.all.map((area) => area.id);
        expect(new Set(order).size).toBe(areas.length);
        for (const area of areas) {
          if (area.parentId !== undefined) expect(order.indexOf(area.parentId)).toBeLessThan(order.indexOf(area.id));
          const below = new Set(tree.descendants(area.id).map((one) => one.id));
          for (const other of areas) expect(below.has(other.id)).toBe(tree.ancestors(other.id).some((one) => one.id === area.id));
        }
      }),
    );
  });
});

test('an area is valid from its first day to the day before its last', () => {
  const old = anArea('alt', { validFrom: day('2020-01-01'), validUntil: day('2025-01-01') });
  const today = anArea('neu', { validFrom: day('2025-01-01') });
  expect(areasOn([old, today], day('2019-12-31'))).toEqual([]);
  expect(areasOn([old, today], day('2024-12-31'))).toEqual([old]);
  expect(areasOn([old, today], day('2025-01-01'))).toEqual([today]);
});

test('on every day exactly one of an area and its successor is valid', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 0, max: 8000 }), (change, at) => {
      const changed = addDays(day('2010-01-01'), change);
      const areas = [anArea('alt', { validFrom: day('2010-01-01'), validUntil: changed }), anArea('neu', { validFrom: changed })];
      expect(areasOn(areas, addDays(day('2010-01-01'), at))).toHaveLength(1);
    }),
  );
});

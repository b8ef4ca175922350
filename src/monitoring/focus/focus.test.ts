import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../platform/id.ts';
import { focusTable, type Criterion } from './focus.ts';

const areas = ['Mitte', 'Nord', 'Süd', 'West'].map((name) => ({ areaId: newId(), name }));
const criterion = (given: Partial<Criterion> & { now: Float64Array }): Criterion => ({ key: 'sgb2', name: 'SGB II', weight: 1, isResource: false, time: '31.12.2024', unit: '%', decimals: 1, ...given });
const of = (...values: number[]) => Float64Array.of(...values);

describe('the choice of focus areas', () => {
  test('takes the most burdened and says where they stand', () => {
    const { rows } = focusTable(areas, [criterion({ now: of(30, 10, 8, 20) }), criterion({ key: 'alone', weight: 2, now: of(25, 12, 10, 30) })], 2);
    expect(rows.filter(({ isChosen }) => isChosen).map(({ name }) => name)).toEqual(['West', 'Mitte']);
    expect(rows[0]!.index!).toBeGreaterThan(rows[1]!.index!);
  });

  test('counts a resource the other way round', () => {
    const { rows } = focusTable(areas, [criterion({ isResource: true, now: of(30, 10, 8, 20) })], 1);
    expect(rows[0]).toMatchObject({ name: 'Süd', isChosen: true });
  });

  test('never ranks an area of which a criterion is unknown, and shows it last', () => {
    const { rows } = focusTable(areas, [criterion({ now: of(30, Number.NaN, 8, 20) })], 3);
    expect(rows.at(-1)).toMatchObject({ name: 'Nord', isChosen: false, values: [undefined] });
    expect(rows.at(-1)!.index).toBeUndefined();
  });

  test('tells whether things get worse, once there are earlier figures of everything', () => {
    const now = of(30, 10, 8, 20);
    expect(focusTable(areas, [criterion({ now })], 1).rows[0]!.dynamics).toBeUndefined();
    const { rows } = focusTable(areas, [criterion({ now, before: of(18, 10, 8, 20) })], 1);
    expect(rows.find(({ name }) => name === 'Mitte')).toMatchObject({ dynamics: 'negative' });
  });

  test('leaves areas out that have fewer people than the method asks for, and only where that is known', () => {
    const peopled = areas.map((area, place) => ({ ...area, ...(place === 0 ? { inhabitants: 299 } : place === 1 ? { inhabitants: 300 } : {}) }));
    const { rows } = focusTable(peopled, [criterion({ now: of(90, 10, 8, 20) })], 1, 300);
    expect(rows.at(-1)).toMatchObject({ name: 'Mitte', isSmall: true, isChosen: false, values: [90], scores: [undefined] });
    expect(rows.filter(({ isSmall }) => !isSmall).map(({ name }) => name)).toEqual(['West', 'Nord', 'Süd']);
    // Whoever is left out does not move the average of the others.
    expect(rows[0]!.index).toBe(focusTable(areas.slice(1), [criterion({ now: of(10, 8, 20) })], 1).rows[0]!.index);
  });

  test('is the same whatever order areas are given in', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 4, maxLength: 4 }), (values) => {
      const names = (order: number[]) => focusTable(order.map((at) => areas[at]!), [criterion({ now: Float64Array.from(order, (at) => values[at]!) })], 2).rows.map(({ name }) => name);
      expect(names([3, 1, 0, 2])).toEqual(names([0, 1, 2, 3]));
    }));
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { IndicatorColumn, IndicatorState } from '../indicator-value.ts';
import type { Formula } from '../formula.ts';
import { yearPeriod } from '../period.ts';
import { classOf, mapClasses } from './classes.ts';
import { indicatorRows, yearsOf, type ShownArea } from './indicator-rows.ts';

const share: Formula = { kind: 'share', numerator: [{ measure: 'sgb2' }], denominator: [{ measure: 'population' }] };
const shown = (numerator: number, denominator: number): IndicatorState => ({ state: 'shown', value: (numerator / denominator) * 100, numerator, denominator });
const column = (year: number, values: Record<string, IndicatorState>): IndicatorColumn => ({
  indicatorKey: 'sgb2', definitionId: newId(), period: yearPeriod(year), values: Object.entries(values).map(([areaId, result]) => ({ areaId: areaId as Uuid, result })),
});
const area = (given: Partial<ShownArea> = {}): ShownArea => ({ id: newId(), key: 'mitte', name: 'Mitte', level: 'quarter', validFrom: day('2000-01-01'), ...given });

describe('classes of a map', () => {
  test('have round bounds', () => {
    expect(mapClasses([3.2, 8.8, 14.1, 41.7]).bounds).toEqual([10, 20, 30, 40]);
    expect(mapClasses([0.11, 0.12, 0.19]).bounds).toEqual([0.12, 0.14, 0.16, 0.18]);
    expect(mapClasses([7, 7, 7]).bounds).toEqual([]);
    expect(mapClasses([]).bounds).toEqual([]);
  });

  test('are at most six, rise, and hold every value', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
      const classes = mapClasses(values);
      expect(classes.bounds.length).toBeLessThanOrEqual(6);
      expect(classes.bounds.toSorted((one, other) => one - other)).toEqual(classes.bounds);
      for (const value of values) expect(classOf(value, classes)).toBeLessThanOrEqual(classes.bounds.length);
    }));
  });
});

describe('what is said of an area', () => {
  const [mitte, nord] = [area(), area({ key: 'nord', name: 'Nord' })];

  test('is its share with interval, its place against the average, and its part of the town’s burden', () => {
    const now = column(2025, { [mitte.id]: shown(120, 310), [nord.id]: shown(30, 690) });
    const [one, other] = indicatorRows({ areas: [mitte, nord], column: now, columns: [now], formula: share, average: 15 });
    expect(one).toMatchObject({ name: 'Mitte', compared: 'higher', ofIndicator: 0.8, ofBase: 0.31 });
    expect(one!.interval!.low).toBeGreaterThan(33);
    expect(other).toMatchObject({ compared: 'lower' });
    expect(one!.shrunk!).toBeLessThan((120 / 310) * 100);
  });

  test('names no part of the whole where one area is kept secret', () => {
    const now = column(2025, { [mitte.id]: shown(120, 310), [nord.id]: { state: 'suppressed' } });
    const rows = indicatorRows({ areas: [mitte, nord], column: now, columns: [now], formula: share, average: 15 });
    expect(rows.map(({ ofIndicator }) => ofIndicator)).toEqual([undefined, undefined]);
    expect(rows[1]).toEqual({ areaId: nord.id, name: 'Nord', result: { state: 'suppressed' } });
  });

  test('is a trend only over five years', () => {
    const rising = [2021, 2022, 2023, 2024, 2025].map((year, at) => column(year, { [mitte.id]: shown(60 + at * 15, 300) }));
    const rows = (columns: IndicatorColumn[]) => indicatorRows({ areas: [mitte], column: columns.at(-1)!, columns, formula: share, average: undefined });
    expect(rows(rising)[0]!.trend).toMatchObject({ direction: 'rising' });
    expect(rows(rising.slice(1))[0]!.trend).toMatchObject({ direction: 'too-short' });
  });
});

describe('the years of an area', () => {
  test('go on in the area it came from, with a break where the boundary changed', () => {
    const before = area({ validUntil: day('2023-01-01') });
    const after = area({ validFrom: day('2023-01-01') });
    const columns = [column(2021, { [before.id]: shown(50, 200) }), column(2022, { [before.id]: { state: 'suppressed' } }), column(2023, { [after.id]: shown(80, 400) })];
    const { points, breaks } = yearsOf(after, [before, after], columns, share);
    expect(points.map(({ year, value }) => [year, value])).toEqual([[2021, 25], [2022, undefined], [2023, 20]]);
    expect(breaks).toEqual([2023]);
  });

  test('have no break where nothing changed', () => {
    const mitte = area();
    expect(yearsOf(mitte, [mitte], [column(2024, { [mitte.id]: shown(50, 200) })], share)).toMatchObject({ breaks: [] });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day, type Day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { parseBreakdown, partition } from './breakdown.ts';
import { computeIndicators, SHOWN, type ComputedArea, type ComputedColumn } from './compute.ts';
import { indicatorColumn } from './computed-values.ts';
import type { Formula } from './formula.ts';
import type { Figure } from './figure.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { decodePack, draftOf, emptyPack, encodePack, mergePack, observationsOf, sizeOf, withoutRun, type MeasurePack } from './pack.ts';
import { isMixed, parsePeriodKey, periodKey, stichtag, yearPeriod, yearsBefore, type Period } from './period.ts';

const since = day('2000-01-01');
const town: ComputedArea = { id: newId(), level: 'municipality', validFrom: since };
const north: ComputedArea = { id: newId(), level: 'district', parentId: town.id, validFrom: since };
const south: ComputedArea = { id: newId(), level: 'district', parentId: town.id, validFrom: since };
const areas = [town, north, south];
const at = (text: string): Period => stichtag(day(text));

type Given = readonly (readonly [area: ComputedArea, breakdown: string, figure: Figure | number])[];
function pack(measure: string, period: Period, figures: Given): MeasurePack {
  const draft = draftOf(figures.map(([area, breakdown, figure]) => ({ areaId: area.id, breakdown, figure: typeof figure === 'number' ? { kind: 'number' as const, value: figure } : figure })));
  return { measure, period, pack: mergePack(emptyPack, draft, newId()).pack };
}

function definition(key: string, formula: Formula, change: Partial<IndicatorDefinition> = {}): IndicatorDefinition {
  return {
    id: newId(), key, topic: 'poverty', position: 1, names: { de: key }, explanation: {}, formula, unit: '', decimals: 1, polarity: 'burden', population: '', stichtagRule: '', source: '', minimumDenominator: 0, validFrom: since, ...change,
  };
}

const share = (time?: { match: 'nearest' | 'end'; tolerance: number }): Formula => ({ kind: 'share', numerator: [{ measure: 'poor' }], denominator: [{ measure: 'people' }], ...(time ? { time } : {}) });
const stateOf = (column: ComputedColumn | undefined, area: ComputedArea) => column && indicatorColumn(column, areas).values.find(({ areaId }) => areaId === area.id)?.result;

describe('a share', () => {
  const packs = [pack('poor', at('2024-12-31'), [[north, '', 12], [south, '', 3]]), pack('people', at('2024-12-31'), [[north, '', 60], [south, '', 30]])];

  test('is worked out for each area, and for the town out of its Bezirke', () => {
    const [column] = computeIndicators(packs, [definition('poor-share', share())], areas);
    expect(stateOf(column, north)).toEqual({ state: 'shown', value: 20, numerator: 12, denominator: 60 });
    expect(stateOf(column, town)).toEqual({ state: 'shown', value: (15 / 90) * 100, numerator: 15, denominator: 90 });
  });

  test('is not given below the smallest denominator, and never as 0', () => {
    const [column] = computeIndicators(packs, [definition('poor-share', share(), { minimumDenominator: 50 })], areas);
    expect(stateOf(column, south)).toEqual({ state: 'too-small' });
  });

  test('of nobody means nothing', () => {
    const [column] = computeIndicators([pack('poor', at('2024-12-31'), [[north, '', 0]]), pack('people', at('2024-12-31'), [[north, '', 0]])], [definition('poor-share', share())], areas);
    expect(stateOf(column, north)).toEqual({ state: 'unknown', why: 'not-meaningful' });
  });

  test('is unknown where a part of it is, with the reason, and the town with it', () => {
    const secret = [pack('poor', at('2024-12-31'), [[north, '', { kind: 'unknown', why: 'confidential' }], [south, '', 3]]), packs[1]!];
    const [column] = computeIndicators(secret, [definition('poor-share', share())], areas);
    expect(stateOf(column, north)).toEqual({ state: 'unknown', why: 'confidential' });
    expect(stateOf(column, town)).toEqual({ state: 'unknown', why: 'confidential' });
    expect(stateOf(column, south)).toMatchObject({ state: 'shown', value: 10 });
  });

  test('takes the nearest denominator if told to, and says that it is of another day', () => {
    const june = [pack('poor', at('2025-06-30'), [[north, '', 12]]), packs[1]!];
    const [column] = computeIndicators(june, [definition('poor-share', share({ match: 'nearest', tolerance: 200 }))], areas);
    expect(periodKey(column!.basePeriod!)).toBe('2024-12-31');
    expect(isMixed([column!.period, column!.basePeriod!])).toBe(true);
    const [strict] = computeIndicators(june, [definition('poor-share', share())], areas);
    expect(stateOf(strict, north)).toBeUndefined();
  });

  test('adds age groups up where nothing is missing between them', () => {
    const ages = [pack('poor', at('2024-12-31'), [[north, 'age:0-2', 1], [north, 'age:3-5', 2], [north, 'age:6-14', 9], [north, 'age:15-17', 50]]), pack('people', at('2024-12-31'), [[north, 'age:0-14', 60]])];
    const young: Formula = { kind: 'share', numerator: [{ measure: 'poor', breakdown: { age: { from: 0, until: 14 } } }], denominator: [{ measure: 'people', breakdown: { age: { from: 0, until: 14 } } }] };
    expect(stateOf(computeIndicators(ages, [definition('poor-share', young)], areas)[0], north)).toMatchObject({ value: 20 });
  });
});

test('a part is the area’s share of the whole town', () => {
  const [column] = computeIndicators([pack('people', at('2024-12-31'), [[north, '', 60], [south, '', 30]])], [definition('part', { kind: 'part', numerator: [{ measure: 'people' }], of: 'municipality' })], areas);
  expect(stateOf(column, north)).toMatchObject({ value: (60 / 90) * 100, numerator: 60, denominator: 90 });
});

test('a change compares with the same day years before, and there is no percentage from nothing', () => {
  const packs = ['2019-12-31', '2024-12-31'].map((on, index) => pack('people', at(on), [[north, '', index === 0 ? 50 : 60], [south, '', index === 0 ? 0 : 5]]));
  const change: Formula = { kind: 'change', indicator: 'count', years: 5, as: 'percent' };
  const columns = computeIndicators(packs, [definition('count', { kind: 'count', numerator: [{ measure: 'people' }] }), definition('growth', change)], areas);
  const growth = columns.find((column) => column.definition.key === 'growth');
  expect(stateOf(growth, north)).toMatchObject({ value: 20 });
  expect(stateOf(growth, south)).toEqual({ state: 'unknown', why: 'not-meaningful' });
});

test('an index is unknown for an area one of its parts is unknown for', () => {
  const packs = [pack('a', at('2024-12-31'), [[north, '', 1], [south, '', 3]]), pack('b', at('2024-12-31'), [[north, '', 5], [south, '', { kind: 'unknown', why: 'unreliable' }]])];
  const count = (measure: string): Formula => ({ kind: 'count', numerator: [{ measure }] });
  const index: Formula = { kind: 'index', components: [{ indicator: 'a', weight: 1 }, { indicator: 'b', weight: 2 }] };
  const column = computeIndicators(packs, [definition('a', count('a')), definition('b', count('b')), definition('index', index)], areas).find(({ definition: { key } }) => key === 'index');
  expect(stateOf(column, south)).toEqual({ state: 'unknown', why: 'unreliable' });
  expect(stateOf(column, north)).toMatchObject({ state: 'shown' });
});

test('a definition holds for its own time: the next one takes over on its day', () => {
  const packs = ['2024-12-31', '2025-12-31'].map((on) => pack('people', at(on), [[north, '', 60]]));
  const count: Formula = { kind: 'count', numerator: [{ measure: 'people' }] };
  const columns = computeIndicators(packs, [definition('n', count, { validUntil: day('2025-01-01') }), definition('n', { ...count, kind: 'count' }, { validFrom: day('2025-01-01'), unit: 'neu' })], areas);
  expect(columns.map(({ period, definition: { unit } }) => [periodKey(period), unit])).toEqual([['2024-12-31', ''], ['2025-12-31', 'neu']]);
});

test('indicators that name each other in a circle end without values instead of never', () => {
  const change = (indicator: string): Formula => ({ kind: 'change', indicator, years: 1, as: 'percent' });
  expect(computeIndicators([], [definition('a', change('b')), definition('b', change('a'))], areas)).toEqual([]);
});

describe('a pack', () => {
  const figure: fc.Arbitrary<Figure> = fc.oneof(
    fc.record({ kind: fc.constant('number' as const), value: fc.nat(9999) }), fc.constant({ kind: 'nothing' as const }), fc.record({ kind: fc.constant('unknown' as const), why: fc.constantFrom('confidential' as const, 'later' as const, 'missing' as const) }),
  );
  const ids = [1, 2, 3].map(() => newId());
  const observation = fc.record({ areaId: fc.constantFrom<Uuid>(...ids), breakdown: fc.constantFrom('', 'age:0-2', 'sex:female'), figure });

  test('gives every observation back from its bytes, symbols and all', () => {
    fc.assert(fc.property(fc.uniqueArray(observation, { selector: ({ areaId, breakdown }) => `${areaId}|${breakdown}` }), (given) => {
      const runId = newId();
      const { pack: made } = mergePack(emptyPack, draftOf(given), runId);
      const back = observationsOf(decodePack(encodePack(made)));
      expect(new Map(back.map((one) => [`${one.areaId}|${one.breakdown}`, one.figure]))).toEqual(new Map(given.map((one) => [`${one.areaId}|${one.breakdown}`, one.figure])));
      expect(back.every((one) => one.runId === runId)).toBe(true);
      expect(sizeOf(made).observations).toBe(given.length);
    }));
  });

  test('changes nothing when the same comes again, and keeps where it first came from', () => {
    const first = mergePack(emptyPack, draftOf([{ areaId: ids[0]!, breakdown: '', figure: { kind: 'number', value: 4 } }]), newId());
    const again = mergePack(first.pack, draftOf([{ areaId: ids[0]!, breakdown: '', figure: { kind: 'number', value: 4 } }]), newId());
    expect([again.added, again.changed, again.unchanged, again.pack.runs]).toEqual([0, 0, 1, first.pack.runs]);
    expect(encodePack(again.pack).equals(encodePack(first.pack))).toBe(true);
  });

  test('loses only what an import brought when that is taken back', () => {
    const [one, two] = [newId(), newId()];
    const first = mergePack(emptyPack, draftOf([{ areaId: ids[0]!, breakdown: '', figure: { kind: 'number', value: 4 } }]), one).pack;
    const both = mergePack(first, draftOf([{ areaId: ids[1]!, breakdown: '', figure: { kind: 'nothing' } }]), two).pack;
    expect(observationsOf(withoutRun(both, two)).map(({ areaId }) => areaId)).toEqual([ids[0]]);
  });
});

describe('breakdowns', () => {
  test('make up a band only where no year is missing or counted twice', () => {
    expect(partition({ age: { from: 0, until: 5 } }, ['age:0-2', 'age:3-5'])).toEqual(['age:0-2', 'age:3-5']);
    expect(partition({ age: { from: 0, until: 5 } }, ['age:0-2', 'age:4-5'])).toBeUndefined();
    expect(partition({ age: { from: 0, until: 5 } }, ['age:0-3', 'age:3-5'])).toBeUndefined();
    expect(partition({}, ['sex:female', 'sex:male'])).toEqual(['sex:female', 'sex:male']);
    expect(partition({}, ['sex:female'])).toBeUndefined();
    expect(partition({}, ['age:0-17', 'age:18-'])).toEqual(['age:0-17', 'age:18-']);
  });

  test('that nobody could have written are refused', () => expect(['age:5-3', 'sex:x', 'age:1;age:2', 'category:|'].map(parseBreakdown)).toEqual([undefined, undefined, undefined, undefined]));
});

test('periods have one key and are read back by it', () => {
  const keys = ['2022-12-31', '2022', '2022-06', '2022-Q3', '2022-08-01..2023-07-31', '2018-01-01..2022-12-31'];
  expect(keys.map((key) => periodKey(parsePeriodKey(key)!))).toEqual(keys);
  expect(['2022-13', '2022-02-30', '', '2023-01-01..2022-01-01'].map(parsePeriodKey)).toEqual([undefined, undefined, undefined, undefined]);
  expect(periodKey(yearsBefore(yearPeriod(2024), 5))).toBe('2019');
  expect(yearsBefore(stichtag('2024-02-29' as Day), 1)).toEqual(stichtag('2023-02-28' as Day));
});

test('what is not shown carries no number', () => {
  const [column] = computeIndicators([pack('people', at('2024-12-31'), [[north, '', { kind: 'unknown', why: 'later' }]])], [definition('n', { kind: 'count', numerator: [{ measure: 'people' }] })], areas);
  column!.states.forEach((state, index) => { if (state !== SHOWN) expect(column!.values[index]).toBeNaN(); });
});

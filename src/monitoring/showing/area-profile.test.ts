import { expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import type { IndicatorColumn, IndicatorState } from '../indicator-value.ts';
import { stichtag } from '../period.ts';
import { areaProfile } from './area-profile.ts';

const [quarter, town] = [newId(), newId()];
const definition = (key: string, position: number): IndicatorDefinition => ({
  id: newId(), key, topic: 'poverty', position, names: { de: key }, explanation: {}, unit: '%', decimals: 1, polarity: 'burden', population: '', stichtagRule: '', source: 'Melderegister', minimumDenominator: 0, validFrom: day('1990-01-01'),
  formula: { kind: 'share', numerator: [{ measure: key }], denominator: [{ measure: 'population' }] },
});
const definitions = new Map([['poor', definition('poor', 2)], ['alone', definition('alone', 1)]]);
const shown = (numerator: number, denominator: number): IndicatorState => ({ state: 'shown', value: (numerator / denominator) * 100, numerator, denominator });
const column = (indicatorKey: string, on: string, own: IndicatorState | undefined, ofTown: IndicatorState): IndicatorColumn => ({
  indicatorKey, definitionId: definitions.get(indicatorKey)!.id, period: stichtag(day(on)), values: [...(own ? [{ areaId: quarter, result: own }] : []), { areaId: town, result: ofTown }],
});
const profile = (columns: readonly IndicatorColumn[], until = '2026-01-01') => areaProfile({ areaId: quarter, townId: town, columns, definitionOf: ({ indicatorKey }) => definitions.get(indicatorKey), until: day(until) });

test('an area’s profile has each figure at its newest time up to the day asked for, beside the town’s', () => {
  const columns = [column('poor', '2022-12-31', shown(50, 200), shown(100, 1000)), column('poor', '2024-12-31', shown(20, 200), shown(100, 1000)), column('alone', '2022-12-31', shown(30, 200), shown(300, 2000))];
  expect(profile(columns, '2023-06-30').map(({ definition: { key }, compared }) => [key, compared])).toEqual([['alone', 'not-distinguishable'], ['poor', 'higher']]);
  expect(profile(columns).find(({ definition: { key } }) => key === 'poor')).toMatchObject({ compared: 'not-distinguishable', average: 10 });
  expect(profile(columns, '2020-01-01')).toEqual([]);
});

test('a figure that is kept secret stands as secret, and one of another day than its denominator is flagged', () => {
  const secret = profile([column('poor', '2024-12-31', { state: 'suppressed' }, shown(100, 1000))]);
  expect(secret).toMatchObject([{ result: { state: 'suppressed' }, isMixed: false }]);
  expect(secret[0]).not.toHaveProperty('compared');
  const mixed = { ...column('poor', '2017-06-30', shown(50, 200), shown(100, 1000)), basePeriod: stichtag(day('2016-12-31')) };
  expect(profile([mixed])[0]!.isMixed).toBe(true);
  expect(profile([column('poor', '2024-12-31', undefined, shown(100, 1000))])).toEqual([]);
});

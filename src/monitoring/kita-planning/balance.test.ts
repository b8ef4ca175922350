import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { balanceOf, buildingOrder, placesOn, type BuildingProject } from './balance.ts';
import { childrenOf, placesNeeded, sixYearOldsInKita, type QuotaScenario } from './demand.ts';
import { groupRules, groupsFor, placesLostToInclusion } from './group-rules.ts';

const county: QuotaScenario = { key: 'county', name: 'Durchschnitt im Landkreis', quotas: { 'under-3': 0.4481, 'from-3': 0.98 } };
const today: QuotaScenario = { key: 'today', name: 'wie heute', quotas: { 'under-3': 0.3259, 'from-3': 0.95 } };
const krippe = groupRules('Niedersachsen', day('2026-08-01')).find(({ key }) => key === 'krippe')!;
const exactly = (children: number) => ({ expected: children, low: children, high: children });

describe('what is missing', () => {
  test('is two to three Krippe groups where a quota of 32.59 % is to become the county’s 44.81 %', () => {
    // Alfeld, Vorlage 351/XIX: 88 places for 270 children are 32.59 %; 44.81 % of them are 121.
    const balance = balanceOf({ expected: 270, low: 260, high: 280 }, 88, 'under-3', [county], krippe);
    expect(balance).toMatchObject({ state: 'known', byScenario: [{ needed: 121, missing: 33, groups: 3 }], groups: { low: 2, high: 3 } });
    expect(balance.state === 'known' && (balance.quota! * 100).toFixed(2)).toBe('32.59');
  });

  test('is a range over all scenarios and births that may come', () => {
    const balance = balanceOf({ expected: 270, low: 250, high: 300 }, 88, 'under-3', [today, county], krippe);
    expect(balance).toMatchObject({ missing: { low: placesNeeded(250, 0.3259) - 88, high: placesNeeded(300, 0.4481) - 88 } });
  });

  test('is unknown where children or places are unknown, and no group is made of it', () => {
    expect(balanceOf(undefined, 88, 'under-3', [county], krippe)).toEqual({ state: 'unknown', why: 'children' });
    expect(balanceOf(exactly(20), undefined, 'under-3', [county], krippe)).toEqual({ state: 'unknown', why: 'places' });
  });

  test('counts no group where the Land’s group sizes are not known', () => {
    const balance = balanceOf(exactly(100), 20, 'under-3', [county], undefined);
    expect(balance).toMatchObject({ state: 'known', missing: { low: 25, high: 25 } });
    expect(balance).not.toHaveProperty('groups');
  });

  test('never falls when more children come', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 400 }), (children, more, places) => {
      const missing = (count: number) => {
        const balance = balanceOf(exactly(count), places, 'under-3', [county], krippe);
        return balance.state === 'known' ? balance.byScenario[0]! : { missing: Number.NaN, groups: Number.NaN };
      };
      expect(missing(children + more).missing).toBeGreaterThanOrEqual(missing(children).missing);
      expect(missing(children + more).groups!).toBeGreaterThanOrEqual(missing(children).groups!);
    }));
  });
});

test('a begun place is a whole one, a binary fraction is none', () => {
  expect(placesNeeded(250, 0.448)).toBe(112);
  expect(placesNeeded(251, 0.448)).toBe(113);
});

test('six-year-olds are at school on 1 October, and a quarter of them still in Kita on 31 December', () => {
  const byAge = [10, 10, 10, 12, 12, 12, 8];
  expect(childrenOf('from-3', byAge, sixYearOldsInKita('10-01'))).toBe(36);
  expect(childrenOf('from-3', byAge, sixYearOldsInKita('12-31'))).toBe(38);
  expect(childrenOf('from-3', byAge.slice(0, 6), sixYearOldsInKita('10-01'))).toBe(36);
  expect(childrenOf('from-3', byAge.slice(0, 6), sixYearOldsInKita('12-31'))).toBeUndefined();
});

describe('groups', () => {
  test('follow the rules of the Land that hold on the day', () => {
    expect(groupRules('Niedersachsen', day('2026-08-01')).map(({ key, places }) => [key, places])).toEqual([['krippe', 15], ['kindergarten', 25], ['kindergarten-integrativ', 18]]);
    expect(groupRules('Nordrhein-Westfalen', day('2026-08-01')).find(({ key }) => key === 'III-c')).toMatchObject({ places: 20 });
    expect(groupRules('Niedersachsen', day('2020-01-01'))).toEqual([]);
    expect([0, -3, 1, 15, 16].map((missing) => groupsFor(missing, krippe))).toEqual([0, 0, 1, 1, 2]);
  });

  test('that become inclusive lose places', () => {
    const rules = groupRules('Niedersachsen', day('2026-08-01'));
    expect(placesLostToInclusion(6, rules[2]!, rules[1]!)).toEqual({ groups: 2, placesLost: 14 });
  });
});

describe('building projects', () => {
  const project = (given: Partial<BuildingProject>): BuildingProject => ({ areaKey: 'a', band: 'under-3', places: 15, from: day('2027-08-01'), state: 'decided', ...given });

  test('count from the day they can be used, ideas never, plans only where asked for', () => {
    const projects = [project({}), project({ places: 30, state: 'planned' }), project({ places: 45, state: 'idea' }), project({ places: -10, from: day('2028-08-01'), state: 'decided' })];
    expect(placesOn(88, projects, day('2027-07-31'))).toBe(88);
    expect(placesOn(88, projects, day('2027-08-01'))).toBe(103);
    expect(placesOn(88, projects, day('2027-08-01'), { withPlans: true })).toBe(133);
    expect(placesOn(88, projects, day('2028-08-01'))).toBe(93);
  });

  test('come first where the most burdened area lacks most', () => {
    const order = buildingOrder([{ areaKey: 'Nord', missing: 20, weight: 1 }, { areaKey: 'Mitte', missing: 15, weight: 1.5 }, { areaKey: 'Süd', missing: 0, weight: 3 }]);
    expect(order.map(({ areaKey, urgency }) => [areaKey, urgency])).toEqual([['Mitte', 22.5], ['Nord', 20]]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthsRange, projectCohorts, transitionFactors, type Cohorts } from './cohort.ts';

const years: Cohorts[] = [
  { year: 2022, byAge: [100, 90, 80, 80, 80, 80, 80] },
  { year: 2023, byAge: [110, 102, 91, 80, 80, 80, 80] },
  { year: 2024, byAge: [90, 112, 103, 92, 80, 80, 80] },
];

describe('children in the years to come', () => {
  test('are each cohort a year older, grown as cohorts grew so far', () => {
    const factors = transitionFactors(years);
    expect(factors[0]).toBeCloseTo((102 + 112) / (100 + 110), 12);
    const [, , , next] = projectCohorts(years, { until: 2025, factors });
    expect(next!.byAge[1]).toBeCloseTo(90 * factors[0]!, 12);
    expect(next!.byAge[3]).toBeCloseTo(103 * factors[2]!, 12);
  });

  test('are born as the mean of the three newest cohorts, which rolls on', () => {
    const projected = projectCohorts(years, { until: 2026, factors: transitionFactors(years) });
    expect(projected.map(({ births }) => births)).toEqual(['counted', 'counted', 'counted', 'rolling-mean', 'rolling-mean']);
    expect(projected[3]!.byAge[0]).toBe(100);
    expect(projected[4]!.byAge[0]).toBeCloseTo((90 + 100 + 110) / 3, 12);
  });

  test('are born as somebody entered for a year, say of a new housing estate', () => {
    const [, , , next] = projectCohorts(years, { until: 2025, factors: transitionFactors(years), enteredBirths: new Map([[2025, 140]]) });
    expect(next).toMatchObject({ births: 'entered' });
    expect(next!.byAge[0]).toBe(140);
  });

  test('are born as those before them who are already one or two, where fewer than three years were counted', () => {
    const [, next] = projectCohorts([{ year: 2024, byAge: [90, 112, 103, 92, 80, 80, 80] }], { until: 2025, factors: Array.from({ length: 6 }, () => 1) });
    expect(next).toMatchObject({ births: 'rolling-mean' });
    expect(next!.byAge[0]).toBeCloseTo((90 + 112 + 103) / 3, 12);
    expect(birthsRange([{ year: 2024, byAge: [90, 112, 103] }])).toEqual({ low: 90, high: 112 });
  });

  test('stay unknown where a cohort or its factor is, and never become none', () => {
    const gap: Cohorts[] = [{ year: 2023, byAge: [50, undefined, 40] }, { year: 2024, byAge: [undefined, 51, 40] }];
    const [, , next] = projectCohorts(gap, { until: 2025, factors: transitionFactors(gap) });
    expect(next).toMatchObject({ births: 'unknown', byAge: [undefined, undefined, undefined, undefined, undefined, undefined, undefined] });
    expect(birthsRange(gap)).toBeUndefined();
    expect(birthsRange(years)).toEqual({ low: 90, high: 110 });
  });

  test('neither appear nor vanish where cohorts neither grow nor shrink', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 7, maxLength: 7 }), fc.integer({ min: 1, max: 6 }), (byAge, ahead) => {
      const steady = projectCohorts([{ year: 2024, byAge }], { until: 2024 + ahead, factors: Array.from({ length: 6 }, () => 1), enteredBirths: new Map([2025, 2026, 2027, 2028, 2029, 2030].map((year) => [year, 7])) });
      const last = steady.at(-1)!.byAge;
      for (let age = ahead; age < 7; age += 1) expect(last[age]).toBe(byAge[age - ahead]);
    }));
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, type Day } from '../../platform/day.ts';
import { awaySpans, costDays } from './cost-days.ts';

const move = (direction: 'in' | 'out', movedOn: string, otherMunicipality = 'Hannover') => ({ direction, movedOn: movedOn as Day, otherMunicipality });
const of = (...moves: ReturnType<typeof move>[]) => awaySpans({ comesFrom: null, livesHereFrom: null, moves });

describe('cost sharing', () => {
  test('of a child from elsewhere runs all the time, until it moves here', () => {
    expect(awaySpans({ comesFrom: 'Gronau', livesHereFrom: null, moves: [] })).toEqual([{ municipality: 'Gronau', from: null, until: null }]);
    expect(of(move('in', '2026-05-01', 'Gronau'))).toEqual([{ municipality: 'Gronau', from: null, until: '2026-05-01' }]);
    expect(awaySpans({ comesFrom: null, livesHereFrom: null, moves: [] })).toEqual([]);
  });

  test('of a child that moved away and came back runs in between', () => {
    expect(of(move('out', '2026-03-01'), move('in', '2026-09-01'))).toEqual([{ municipality: 'Hannover', from: '2026-03-01', until: '2026-09-01' }]);
    expect(of(move('out', '2026-03-01'), move('out', '2026-06-01', 'Celle'))).toEqual([{ municipality: 'Hannover', from: '2026-03-01', until: '2026-06-01' }, { municipality: 'Celle', from: '2026-06-01', until: null }]);
  });

  test('counts days of one calendar year only, the last day excluded', () => {
    expect(costDays({ startsOn: day('2025-08-01'), endsOn: null }, 2026)).toEqual({ from: '2026-01-01', until: '2027-01-01', days: 365 });
    expect(costDays({ startsOn: day('2026-08-01'), endsOn: day('2026-08-11') }, 2026)).toEqual({ from: '2026-08-01', until: '2026-08-11', days: 10 });
    expect(costDays({ startsOn: day('2026-08-01'), endsOn: null }, 2026, { from: day('2026-12-31'), until: null })?.days).toBe(1);
    expect(costDays({ startsOn: day('2027-08-01'), endsOn: null }, 2026)).toBeUndefined();
  });

  test('of all years together is the whole time, no day twice', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 1500 }), (start, length) => {
      const startsOn = addDays(day('2022-01-01'), start);
      const days = [2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030].reduce((sum, year) => sum + (costDays({ startsOn, endsOn: addDays(startsOn, length) }, year)?.days ?? 0), 0);
      expect(days).toBe(length);
    }));
  });

  test('never counts a day in two municipalities', () => {
    const some = fc.array(fc.tuple(fc.constantFrom('in' as const, 'out' as const), fc.integer({ min: 0, max: 900 })), { maxLength: 6 });
    fc.assert(fc.property(some, (list) => {
      const spans = of(...list.map(([direction, at]) => move(direction, addDays(day('2024-01-01'), at))));
      const place = { startsOn: day('2023-01-01'), endsOn: day('2028-01-01') };
      const days = [2023, 2024, 2025, 2026, 2027].flatMap((year) => spans.map((span) => costDays(place, year, span)?.days ?? 0)).reduce((sum, one) => sum + one, 0);
      expect(days).toBeLessThanOrEqual(365 * 5 + 2);
    }));
  });
});

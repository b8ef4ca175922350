import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../platform/day.ts';
import { daysBetween, deadlineRules, deadlinesOn } from './deadlines.ts';

const lower = deadlineRules('Niedersachsen');
const on = (today: string, ...met: string[]) => deadlinesOn(day(today), lower, new Set(met)).map(({ rule, dueOn, state, daysLeft }) => ({ key: rule.key, dueOn, state, daysLeft }));

describe('deadlines of the office', () => {
  test('are those of the Land, each with the law it comes from', () => {
    expect(lower.map(({ key }) => key)).toEqual(['finanzhilfe', 'stichtag', 'sprachfoerderung', 'sprachfoerderung-verwendung']);
    expect(lower.every(({ source }) => source.includes('NKiTaG'))).toBe(true);
    expect(deadlineRules('Nordrhein-Westfalen').map(({ monthDay }) => monthDay)).toEqual(['03-15', '11-30']);
    expect(deadlineRules('Saarland')).toEqual([]);
  });

  test('say how many days are left, and stand on the list in time', () => {
    expect(on('2027-07-21').find(({ key }) => key === 'finanzhilfe')).toEqual({ key: 'finanzhilfe', dueOn: '2027-07-31', state: 'soon', daysLeft: 10 });
    expect(on('2027-04-01', 'sprachfoerderung 2026-10-31').find(({ key }) => key === 'sprachfoerderung')?.state).toBe('later');
  });

  test('that were missed stay overdue until somebody says they were met', () => {
    expect(on('2026-11-22').find(({ key }) => key === 'sprachfoerderung')).toMatchObject({ dueOn: '2026-10-31', state: 'overdue', daysLeft: -22 });
    expect(on('2026-11-22', 'sprachfoerderung 2026-10-31').find(({ key }) => key === 'sprachfoerderung')).toMatchObject({ dueOn: '2027-10-31', state: 'later' });
  });

  test('met before their day are met, not met again', () => {
    expect(on('2027-07-21', 'finanzhilfe 2027-07-31').find(({ key }) => key === 'finanzhilfe')?.state).toBe('done');
  });

  test('always name a day within fifteen months, whatever the day', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), (count) => {
      const today = addDays(day('2024-01-01'), count);
      for (const { dueOn, daysLeft } of deadlinesOn(today, lower, new Set())) {
        expect(daysBetween(today, dueOn)).toBe(daysLeft);
        expect(daysLeft).toBeGreaterThanOrEqual(-120);
        expect(daysLeft).toBeLessThanOrEqual(366);
      }
    }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, day, type Day } from '../../platform/day.ts';
import { defaultFreshness, freshnessOf, freshnessStates, isMarked, monthsSince, type FreshnessSetting } from './freshness.ts';

const assured = day('2025-11-10');
const due = day('2026-11-10');

const someDay = fc.integer({ min: 0, max: 4000 }).map((offset) => addDays(day('2020-01-01'), offset));
const someSetting: fc.Arbitrary<FreshnessSetting> = fc.record({
  confirmEveryMonths: fc.integer({ min: 1, max: 36 }), reminders: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
  mark: fc.integer({ min: 31, max: 60 }), retire: fc.integer({ min: 61, max: 400 }), asksByMail: fc.boolean(),
}).map(({ confirmEveryMonths, reminders, mark, retire, asksByMail }) => ({
  confirmEveryMonths, remindAfterDays: reminders.sort((a, b) => a - b), markAfterDays: mark, retireAfterDays: retire, asksByMail,
}));

describe('freshness of an entry', () => {
  it('is fresh for twelve months and due on the day after', () => {
    expect(freshnessOf(assured, defaultFreshness, addDays(due, -1))).toMatchObject({ state: 'fresh', dueOn: due });
    expect(freshnessOf(assured, defaultFreshness, due)).toMatchObject({ state: 'due', since: due });
  });

  it('is reminded two weeks after the question, overdue after six weeks, to be retired after ninety days', () => {
    const state = (after: number) => freshnessOf(assured, defaultFreshness, addDays(due, after), due).state;
    expect([0, 13, 14, 41, 42, 89, 90].map(state)).toEqual(['due', 'due', 'reminded', 'reminded', 'overdue', 'overdue', 'to-retire']);
  });

  it('is never retired when nobody was asked', () => {
    fc.assert(fc.property(fc.option(someDay, { nil: undefined }), someSetting, someDay, (assuredAt, setting, today) => {
      expect(freshnessOf(assuredAt, setting, today).state).not.toBe('to-retire');
    }));
  });

  it('only grows older, until somebody confirms', () => {
    fc.assert(fc.property(someDay, someSetting, someDay, fc.nat(800), fc.nat(400), (assuredAt, setting, from, later, waited) => {
      const today = from < assuredAt ? assuredAt : from;
      const askedOn = addDays(addMonths(assuredAt, setting.confirmEveryMonths), waited);
      const known = (on: Day) => (on < askedOn ? undefined : askedOn);
      const rank = (on: Day) => freshnessStates.indexOf(freshnessOf(assuredAt, setting, on, known(on)).state);
      const future = addDays(today, later);
      expect(rank(future)).toBeGreaterThanOrEqual(rank(today));
    }));
  });

  it('is fresh again on the day of a confirmation, whatever was asked before', () => {
    fc.assert(fc.property(someDay, someSetting, someDay, (today, setting, askedOn) => {
      expect(freshnessOf(today, setting, today, askedOn).state).toBe('fresh');
    }));
  });

  it('takes a question of an earlier round for none', () => {
    expect(freshnessOf(assured, defaultFreshness, addDays(due, 1), addDays(assured, -100)).state).toBe('due');
  });

  it('names the day since when, and that day has the same state', () => {
    fc.assert(fc.property(someDay, someSetting, someDay, fc.option(someDay, { nil: undefined }), (assuredAt, setting, today, askedOn) => {
      fc.pre(today >= assuredAt && (askedOn === undefined || (askedOn >= addMonths(assuredAt, setting.confirmEveryMonths) && askedOn <= today)));
      const { state, since } = freshnessOf(assuredAt, setting, today, askedOn);
      expect(since! <= today).toBe(true);
      if (since! >= (askedOn ?? assuredAt)) expect(freshnessOf(assuredAt, setting, since!, askedOn).state).toBe(state);
    }));
  });

  it('is marked to families by its age alone, and not if nobody ever confirmed it: then that is what they read', () => {
    expect(isMarked(assured, defaultFreshness, addDays(due, 41))).toBe(false);
    expect(isMarked(assured, defaultFreshness, addDays(due, 42))).toBe(true);
    expect(isMarked(undefined, defaultFreshness, due)).toBe(false);
  });

  it('counts whole months, also over the end of a month', () => {
    expect(monthsSince(day('2025-01-31'), day('2025-02-27'))).toBe(0);
    expect(monthsSince(day('2025-01-31'), day('2025-02-28'))).toBe(1);
    expect(monthsSince(undefined, due)).toBeUndefined();
  });
});

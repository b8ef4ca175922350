import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { careTimeValues, hoursOf, openingFor, readCareTimes, type CareTimes } from './care-times.ts';

const read = (typed: Record<string, string>) => {
  const outcome = readCareTimes(typed);
  return outcome.ok ? outcome.value : outcome.refusals;
};

describe('the times a family needs care', () => {
  it('are understood as people write them', () => {
    const from = (typed: string) => read({ 'time-from': typed, 'time-until': '23:59' });
    expect(['7', '7:30', '07.30', '7 Uhr', '7.15 uhr', '٧:٣٠', '۰۷.۳۰'].map((typed) => from(typed))).toEqual(['07:00', '07:30', '07:30', '07:00', '07:15', '07:30', '07:30'].map((time) => ({ daily: { from: time, until: '23:59' } })));
    for (const typed of ['früh', '24:00', '7:60', '730', '-1']) expect(from(typed), typed).toEqual([{ code: 'not-a-time', field: 'time-from' }]);
  });

  it('are the same every day, with days that differ', () => {
    expect(read({ 'time-from': '7', 'time-until': '15', 'time-3-from': '7', 'time-3-until': '12', 'time-4-from': '7:00', 'time-4-until': '15:00' })).toEqual({ daily: { from: '07:00', until: '15:00' }, days: { 3: { from: '07:00', until: '12:00' } } });
    expect(read({})).toBeUndefined();
  });

  it('are refused beside the field when one end is missing, turned round or no time', () => {
    expect(read({ 'time-from': '7', 'time-2-from': '9', 'time-2-until': '8', 'time-5-until': 'abends' })).toEqual([
      { code: 'time-incomplete', field: 'time-until' }, { code: 'time-order', field: 'time-2-until' }, { code: 'not-a-time', field: 'time-5-until' },
    ]);
  });

  it('are counted in hours of the week, days without care left out', () => {
    expect(hoursOf({ daily: { from: '07:30', until: '15:00' } })).toBe(37.5);
    expect(hoursOf({ days: { 1: { from: '08:00', until: '12:00' }, 5: { from: '08:00', until: '16:00' } } })).toBe(12);
  });

  it('are held against a facility’s hours; unknown hours are said to be unknown', () => {
    const times: CareTimes = { daily: { from: '07:00', until: '15:00' }, days: { 2: { from: '07:00', until: '17:00' } } };
    expect(openingFor(times, { opensAt: '07:30:00', closesAt: '16:00:00' })).toEqual({ isKnown: true, early: true, late: true });
    expect(openingFor(times, { opensAt: '07:00', closesAt: '17:00' })).toEqual({ isKnown: true, early: false, late: false });
    expect(openingFor(times, { opensAt: null, closesAt: null })).toEqual({ isKnown: false, early: false, late: false });
  });

  it('stand in the form again as they were saved', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 1_438 }), fc.integer({ min: 1, max: 1_439 })).filter(([from, until]) => from < until)
      .map((ends) => { const [from, until] = ends.map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`); return { from: from!, until: until! }; });
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), span, { minKeys: 1 }), (days) => {
      expect(read(careTimeValues({ days: days as unknown as NonNullable<CareTimes['days']> }))).toEqual({ days });
    }));
  });
});

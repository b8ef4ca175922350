import fc from 'fast-check';
import { expect, test } from 'vitest';
import { id } from './chain.fixture.ts';
import { clock, isThresholdName, readThreshold, targetsOfCell, thresholdFor, thresholdNames, thresholds, type ThresholdSetting } from './threshold.ts';

const cell = { fieldId: id('health'), phaseId: id('0-3') };
const set = (value: number, where: { fieldId?: ReturnType<typeof id>; phaseId?: ReturnType<typeof id> } = {}): ThresholdSetting => ({ name: 'places-per-100', value, ...where });

test('without a setting the standard holds', () => {
  expect(thresholdFor([], 'places-per-100', cell)).toBe(10);
  expect(targetsOfCell([], cell)['walking-limit-metres']).toBe(1000);
});

test('the more precise setting wins: field and phase, then field, then phase, then the municipality', () => {
  const all = [set(1), set(2, { phaseId: cell.phaseId }), set(3, { fieldId: cell.fieldId }), set(4, cell)];
  for (const count of [4, 3, 2, 1]) expect(thresholdFor(all.slice(0, count).toReversed(), 'places-per-100', cell)).toBe(count);
});

test('a setting of another field or phase does not count', () => {
  expect(thresholdFor([set(99, { fieldId: id('sport') }), set(99, { phaseId: id('3-6') })], 'places-per-100', cell)).toBe(10);
});

test('the order of the settings changes nothing', () => {
  const settings = fc.uniqueArray(fc.record({ fieldId: fc.constantFrom(undefined, id('health'), id('sport')), phaseId: fc.constantFrom(undefined, id('0-3')), value: fc.integer({ min: 0, max: 99 }) }), { selector: (one) => `${one.fieldId} ${one.phaseId}` });
  fc.assert(fc.property(settings, (list) => {
    const named = list.map((one) => ({ name: 'places-per-100' as const, ...one }));
    expect(thresholdFor(named.toReversed(), 'places-per-100', cell)).toBe(thresholdFor(named, 'places-per-100', cell));
  }));
});

test('every standard lies within its own limits', () => {
  for (const name of thresholdNames) {
    const { standard, minimum, maximum } = thresholds[name];
    expect(standard, name).toBeGreaterThanOrEqual(minimum);
    expect(standard, name).toBeLessThanOrEqual(maximum);
  }
});

test('a name from the database that is no threshold is recognised', () => {
  expect(isThresholdName('places-per-100')).toBe(true);
  expect(isThresholdName('toString')).toBe(false);
});

test('a threshold is read as people type it: with a comma, and a time as on the clock', () => {
  expect(readThreshold('places-per-100', '12,5')).toEqual({ ok: true, value: 12.5 });
  expect(readThreshold('afternoon-from', '14:30')).toEqual({ ok: true, value: 870 });
  expect(clock(870)).toBe('14:30');
});

test.each([
  ['places-per-100', 'viele', 'not-a-number'],
  ['places-per-100', '', 'not-a-number'],
  ['free-minimum', '1,5', 'not-a-number'],
  ['afternoon-from', '25:00', 'not-a-time'],
  ['places-per-100', '-1', 'out-of-range'],
  ['offers-minimum', '0', 'out-of-range'],
] as const)('%s of „%s“ is refused: %s', (name, typed, code) => {
  const outcome = readThreshold(name, typed);
  expect(outcome.ok ? 'accepted' : outcome.refusals[0]!.code).toBe(code);
});

test('how things are measured holds for the whole municipality and for no single field', () => {
  expect(readThreshold('detour-factor', '1,4', { fieldId: cell.fieldId })).toEqual({ ok: false, refusals: [{ code: 'only-for-town' }] });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { checkStaff, qualificationsOf, staffRule, type StaffEntry, type StaffedGroup } from './staff-check.ts';

const rule = staffRule('ni-nkitag', day('2026-10-01'))!;
const skilled = (weeklyHours: number, coreHours: number | null = weeklyHours, edgeHours: number | null = 0): StaffEntry => ({ qualification: 'skilled', weeklyHours, coreHours, edgeHours });
const helps = (weeklyHours: number, coreHours: number | null = weeklyHours, edgeHours: number | null = 0): StaffEntry => ({ ...skilled(weeklyHours, coreHours, edgeHours), qualification: 'assistant' });
/** Five hours of core time and nothing around it. */
const group = (...staff: StaffEntry[]): StaffedGroup => ({ form: 'kindergarten', licensedPlaces: 25, coreFrom: '08:00', coreUntil: '13:00', openFrom: '08:00', openUntil: '13:00', staff });
/** The same, open an hour earlier and an hour later: ten hours of edge time a week. */
const long = (...staff: StaffEntry[]): StaffedGroup => ({ ...group(...staff), openFrom: '07:00', openUntil: '14:00' });
const law = '§ 11 Abs. 1 NKiTaG';

describe('staff of a group (§ 11 NKiTaG)', () => {
  test('is enough where two people cover five hours on five days', () => {
    expect(checkStaff(group(skilled(25), skilled(25)), rule)).toEqual([]);
    expect(checkStaff(group(skilled(39, 25), helps(30, 25)), rule)).toEqual([]);
  });

  test('is too little with one person, however long the contract', () => {
    expect(checkStaff(group(skilled(39, 39, 0)), rule)).toEqual([{ code: 'too-few-hours', needed: 50, have: 25, missing: 25, law }]);
  });

  test('is too little where one of two opens and closes alone', () => {
    expect(checkStaff(long(skilled(35, 25, 10), helps(30, 25, 0)), rule)).toEqual([{ code: 'too-few-edge', needed: 20, have: 10, missing: 10, law }]);
    expect(checkStaff(long(skilled(35, 25, 10), helps(35, 25, 10)), rule)).toEqual([]);
  });

  test('is doubtful where nobody said who works when, and whoever is there in the core time is not in the edge time as well', () => {
    expect(checkStaff(group(skilled(39, null), skilled(39, null)), rule)).toEqual([{ code: 'perhaps-too-few', needed: 50, have: 0, missing: 50, law }]);
    expect(checkStaff(long(skilled(39, 25, null), skilled(39, 25, null)), rule)).toEqual([{ code: 'perhaps-too-few-edge', needed: 20, have: 0, missing: 20, law }]);
    expect(checkStaff(long(skilled(30, 25, null), skilled(30, 25, null)), rule)).toEqual([{ code: 'too-few-edge', needed: 20, have: 10, missing: 10, law }]);
  });

  test('does not count trainees and extra hands, and asks for a skilled one', () => {
    expect(checkStaff(group({ qualification: 'training', weeklyHours: 39, coreHours: 25, edgeHours: 0 }), rule)).toEqual([{ code: 'no-staff' }]);
    expect(checkStaff(group(helps(30, 25), helps(30, 25)), rule)).toEqual([{ code: 'no-skilled' }]);
  });

  test('cannot be judged without times, and a time is never guessed', () => {
    expect(checkStaff({ ...group(skilled(39)), coreFrom: null, coreUntil: null }, rule)).toEqual([{ code: 'core-time-unknown' }]);
    expect(checkStaff({ ...group(skilled(39), skilled(39)), openFrom: null, openUntil: null }, rule)).toEqual([{ code: 'edge-time-unknown' }]);
  });

  test('never gets worse by one more skilled person', () => {
    const hours = fc.option(fc.integer({ min: 0, max: 12 }));
    const entry = fc.record({ qualification: fc.constantFrom('skilled', 'assistant', 'training'), weeklyHours: fc.integer({ min: 25, max: 39 }), coreHours: hours, edgeHours: hours });
    const worst = (codes: readonly { code: string }[], part: readonly [string, string]) => (codes.some(({ code }) => code === 'no-staff' || code === part[0]) ? 2 : codes.some(({ code }) => code === part[1]) ? 1 : 0);
    fc.assert(fc.property(fc.array(entry, { maxLength: 5 }), fc.constantFrom(['too-few-hours', 'perhaps-too-few'] as const, ['too-few-edge', 'perhaps-too-few-edge'] as const), (staff, part) => {
      expect(worst(checkStaff(long(...staff, skilled(35, 25, 10)), rule), part)).toBeLessThanOrEqual(worst(checkStaff(long(...staff), rule), part));
    }));
  });
});

describe('staff of a group in Nordrhein-Westfalen (Anlage zu § 33 KiBiz)', () => {
  const nw = staffRule('nw-kibiz', day('2026-10-01'))!;
  const of = (form: string, licensedPlaces: number, ...staff: StaffEntry[]): StaffedGroup => ({ form, licensedPlaces, coreFrom: null, coreUntil: null, openFrom: null, openUntil: null, staff });
  const anlage = 'Anlage zu § 33 KiBiz';

  test('needs the hours of its form, and an hour less is named', () => {
    expect(checkStaff(of('I-b', 20, skilled(39), skilled(38)), nw)).toEqual([]);
    expect(checkStaff(of('I-b', 20, skilled(39), skilled(37), helps(39)), nw)).toEqual([{ code: 'form-skilled', needed: 77, have: 76, missing: 1, law: anlage }]);
  });

  test('needs in form III as many hours again, of helpers or of more skilled people', () => {
    expect(checkStaff(of('III-c', 20, skilled(39), skilled(10.5), helps(39), helps(10.5)), nw)).toEqual([]);
    expect(checkStaff(of('III-c', 20, skilled(39), skilled(39), helps(21)), nw)).toEqual([]);
    expect(checkStaff(of('III-c', 20, skilled(39), skilled(10.5), helps(39)), nw)).toEqual([{ code: 'form-all', needed: 99, have: 88.5, missing: 10.5, law: anlage }]);
  });

  test('needs them in proportion where fewer children are licensed', () => {
    expect(checkStaff(of('II-c', 5, skilled(39)), nw)).toEqual([{ code: 'form-skilled', needed: 49.5, have: 39, missing: 10.5, law: anlage }]);
  });
});

test('qualifications have their own names in each Land', () => {
  expect(qualificationsOf('nw-kibiz', day('2026-10-01')).map(({ name }) => name)).toContain('Ergänzungskraft');
  expect(qualificationsOf('by-baykibig', day('2026-10-01'))).toEqual([]);
});

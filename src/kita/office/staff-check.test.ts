import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { checkStaff, qualificationsOf, staffRule, type StaffEntry } from './staff-check.ts';

const rule = staffRule('ni-nkitag', day('2026-10-01'))!;
const skilled = (weeklyHours: number, coreHours: number | null = weeklyHours): StaffEntry => ({ qualification: 'skilled', weeklyHours, coreHours });
const group = (...staff: StaffEntry[]) => ({ coreFrom: '08:00', coreUntil: '13:00', staff });

describe('staff of a group (§ 11 NKiTaG)', () => {
  test('is enough where two people cover five hours on five days', () => {
    expect(checkStaff(group(skilled(25), skilled(25)), rule)).toEqual([]);
    expect(checkStaff(group(skilled(39, 25), { qualification: 'assistant', weeklyHours: 30, coreHours: 25 }), rule)).toEqual([]);
  });

  test('is too little with one person, however long the contract', () => {
    expect(checkStaff(group(skilled(39)), rule)).toEqual([{ code: 'too-few-hours', needed: 50, have: 25 }]);
  });

  test('is doubtful where nobody said who works in the core time', () => {
    expect(checkStaff(group(skilled(39, null), skilled(39, null)), rule)).toEqual([{ code: 'perhaps-too-few', needed: 50, have: 0 }]);
  });

  test('does not count trainees and extra hands, and asks for a skilled one', () => {
    expect(checkStaff(group({ qualification: 'training', weeklyHours: 39, coreHours: 25 }), rule)).toEqual([{ code: 'no-staff' }]);
    const assistants = [1, 2].map(() => ({ qualification: 'assistant', weeklyHours: 30, coreHours: 25 }));
    expect(checkStaff(group(...assistants), rule)).toEqual([{ code: 'no-skilled' }]);
  });

  test('cannot be judged without a core time, and a core time is never guessed', () => {
    expect(checkStaff({ coreFrom: null, coreUntil: null, staff: [skilled(39)] }, rule)).toEqual([{ code: 'core-time-unknown' }]);
  });

  test('never gets worse by one more skilled person', () => {
    const entry = fc.record({ qualification: fc.constantFrom('skilled', 'assistant', 'training'), weeklyHours: fc.integer({ min: 5, max: 39 }), coreHours: fc.option(fc.integer({ min: 0, max: 25 })) });
    const rank = (codes: readonly { code: string }[]) => (codes.some(({ code }) => code === 'no-staff' || code === 'too-few-hours') ? 2 : codes.some(({ code }) => code === 'perhaps-too-few') ? 1 : 0);
    fc.assert(fc.property(fc.array(entry, { maxLength: 5 }), (staff) => {
      expect(rank(checkStaff(group(...staff, skilled(30, 25)), rule))).toBeLessThanOrEqual(rank(checkStaff(group(...staff), rule)));
    }));
  });

  test('has its own names of qualifications in each Land', () => {
    expect(qualificationsOf('nw-kibiz', day('2026-10-01')).map(({ name }) => name)).toContain('Ergänzungskraft');
    expect(qualificationsOf('by-baykibig', day('2026-10-01'))).toEqual([]);
  });
});

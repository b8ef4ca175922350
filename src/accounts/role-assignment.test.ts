import { describe, expect, test } from 'vitest';
import type { Day } from '../platform/day.ts';
import { newId } from '../platform/id.ts';
import { accepted, refused } from '../platform/outcome.ts';
import { checkAssignment, isOver, type Giving, type NewAssignment, type RoleAssignment } from './role-assignment.ts';

const day = (text: string) => text as Day;
const today = day('2026-11-22');
const kuba = newId();
const wanted = (change: Partial<NewAssignment> = {}): NewAssignment => ({ role: 'coordinator', organizationId: null, startsOn: today, endsOn: null, ...change });
const giving = (change: Partial<Giving> = {}): Giving => ({ today, isOneself: false, organizations: [kuba], existing: [], ...change });
const has = (change: Partial<RoleAssignment> = {}): RoleAssignment => ({ id: newId(), ...wanted(), ...change });

describe('giving a role', () => {
  test('from today without an end is fine, also to oneself', () => {
    expect(checkAssignment(wanted(), giving({ isOneself: true }))).toEqual(accepted(wanted()));
  });

  test('that edits offers needs an organisation there is', () => {
    expect(checkAssignment(wanted({ role: 'provider-editor' }), giving())).toEqual(refused('organization-needed', { field: 'organization' }));
    expect(checkAssignment(wanted({ role: 'provider-editor', organizationId: newId() }), giving())).toEqual(refused('organization-unknown', { field: 'organization' }));
    expect(checkAssignment(wanted({ role: 'provider-editor', organizationId: kuba }), giving()).ok).toBe(true);
    expect(checkAssignment(wanted({ organizationId: kuba }), giving())).toEqual(refused('organization-not-needed', { field: 'organization' }));
  });

  test('cannot begin yesterday or end before it begins', () => {
    expect(checkAssignment(wanted({ startsOn: day('2026-11-21') }), giving())).toEqual(refused('starts-in-past', { field: 'starts-on' }));
    expect(checkAssignment(wanted({ endsOn: today }), giving())).toEqual(refused('ends-before-start', { field: 'ends-on' }));
  });

  test.each(['navigator', 'kita-office', 'auditor'] as const)('%s to oneself is refused: others must agree', (role) => {
    expect(checkAssignment(wanted({ role }), giving({ isOneself: true }))).toEqual(refused('role-to-oneself', { field: 'role' }));
    expect(checkAssignment(wanted({ role }), giving()).ok).toBe(true);
  });

  test('somebody already has in that time is refused; before or after it is fine', () => {
    const autumn = has({ startsOn: day('2026-12-01'), endsOn: day('2027-03-01') });
    expect(checkAssignment(wanted({ startsOn: day('2027-02-28') }), giving({ existing: [autumn] }))).toEqual(refused('role-overlaps', { field: 'role' }));
    expect(checkAssignment(wanted(), giving({ existing: [autumn] }))).toEqual(refused('role-overlaps', { field: 'role' }));
    expect(checkAssignment(wanted({ startsOn: day('2027-03-01') }), giving({ existing: [autumn] })).ok).toBe(true);
    expect(checkAssignment(wanted({ endsOn: day('2026-12-01') }), giving({ existing: [autumn] })).ok).toBe(true);
    expect(checkAssignment(wanted(), giving({ existing: [has({ role: 'planner' })] })).ok).toBe(true);
  });
});

test('the end day is the first day without the role', () => {
  expect(isOver({ endsOn: today }, today)).toBe(true);
  expect(isOver({ endsOn: day('2026-11-23') }, today)).toBe(false);
  expect(isOver({ endsOn: null }, today)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { staffRoles } from './role.ts';
import { isConfirmed, isWaiverPossible, needsSecondFactor } from './second-factor.ts';

const nobody = { roles: [], hasTotp: false, passkeys: 0 };
const firstFactorOnly = { secondFactorAt: null, waived: false };

describe('a second factor', () => {
  test.each(staffRoles)('is needed for the role %s', (role) => {
    expect(needsSecondFactor({ ...nobody, roles: [role] })).toBe(true);
    expect(isConfirmed(firstFactorOnly, { ...nobody, roles: [role] }, false)).toBe(false);
  });

  test('is not forced on people who edit the offers of their own organisation', () => {
    expect(needsSecondFactor({ ...nobody, roles: ['provider-editor'] })).toBe(false);
    expect(needsSecondFactor({ ...nobody, roles: ['kita-provider'] })).toBe(true);
  });

  test('is asked of everybody who has set one up', () => {
    expect(needsSecondFactor({ ...nobody, hasTotp: true })).toBe(true);
    expect(needsSecondFactor({ ...nobody, passkeys: 1 })).toBe(true);
  });

  test('is forgone only for the demo sign-in of a demo municipality in development', () => {
    const waived = { secondFactorAt: null, waived: true };
    const staff = { ...nobody, roles: ['coordinator'] };
    expect(isConfirmed(waived, staff, isWaiverPossible({ isDemo: true }, 'development'))).toBe(true);
    expect(isConfirmed(waived, staff, isWaiverPossible({ isDemo: true }, 'production'))).toBe(false);
    expect(isConfirmed(waived, staff, isWaiverPossible({ isDemo: false }, 'development'))).toBe(false);
    expect(isConfirmed(firstFactorOnly, staff, true)).toBe(false);
  });
});

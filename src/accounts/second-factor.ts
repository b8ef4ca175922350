import { staffRoles, type Role } from './role.ts';

/** Who must show a second factor: everybody who works for the municipality, and the Kita providers, who see children's names. */
const guardedRoles: readonly Role[] = [...staffRoles, 'kita-provider'];

/** What decides whether one factor is enough. */
export interface FactorFacts {
  roles: readonly string[];
  hasTotp: boolean;
  passkeys: number;
}

/** Whoever has a guarded role needs a second factor; whoever has set one up is asked for it, whatever the role. */
export function needsSecondFactor(facts: FactorFacts): boolean {
  return facts.roles.some((role) => (guardedRoles as readonly string[]).includes(role)) || hasSecondFactor(facts);
}

export function hasSecondFactor({ hasTotp, passkeys }: Pick<FactorFacts, 'hasTotp' | 'passkeys'>): boolean {
  return hasTotp || passkeys > 0;
}

export interface SessionFacts {
  /** null: only one factor was shown */
  secondFactorAt: Date | null;
  waived: boolean;
}

/** Where a waiver counts at all: a demo municipality in development mode. Never in production. */
export function isWaiverPossible(town: { isDemo: boolean }, mode: 'development' | 'production'): boolean {
  return mode === 'development' && town.isDemo;
}

/** True if the person of this session is who they say; false: the second factor is still missing, and they are nobody yet. */
export function isConfirmed(session: SessionFacts, facts: FactorFacts, waiverPossible: boolean): boolean {
  return session.secondFactorAt !== null || !needsSecondFactor(facts) || (session.waived && waiverPossible);
}

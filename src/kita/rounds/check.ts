import type { Allocation } from '@lueckenlos/fair-allocation';

/**
 * `invariant`: something that must hold whatever anybody says; while one is broken the round does not go on. `finding`: somebody has to
 * look at it, and answer for it with a note.
 */
export type CheckSeverity = 'invariant' | 'finding';

/** What a check found, without naming a child: lists of children lie encrypted beside it. */
export interface RoundCheck {
  code: CheckCode;
  severity: CheckSeverity;
  /** how many children, pools, kinds … it concerns */
  count: number;
  poolIds?: readonly string[];
  facilityIds?: readonly string[];
  seatTypeIds?: readonly string[];
  values?: Readonly<Record<string, number | string>>;
}

export const checkCodes = [
  'catalogue-not-adopted', 'nobody-registered', 'registrations-changed', 'market-refused',
  'seat-types-out-of-order', 'hours-misordered', 'hours-differ', 'hours-unknown',
  'siblings-lost', 'siblings-unlinked', 'siblings-left-out', 'siblings-no-common-wish', 'siblings-shortened', 'siblings-apart',
  'pool-without-seats', 'pool-unconfirmed', 'pool-over-licence', 'licence-unknown', 'capacity-changed', 'more-holders-than-seats', 'reserve-beside-ceiling', 'later-seats-left-out',
  'wish-closed', 'wish-not-offered', 'wrong-age', 'no-wish-possible', 'points-missing', 'points-missing-all', 'circumstances-pending',
  'holder-missing', 'holder-lost', 'month-overbooked', 'gate-refused', 'family-blocks', 'run-differs',
] as const;
export type CheckCode = (typeof checkCodes)[number];

/** A check with the children it concerns. */
export interface Found extends RoundCheck {
  childIds?: readonly string[];
}

export interface Earlier {
  /** seats of the run before, by child */
  allocation: Allocation;
}

export const brokenInvariants = (checks: readonly RoundCheck[]): RoundCheck[] => checks.filter(({ severity }) => severity === 'invariant');
export const findingsOf = (checks: readonly RoundCheck[]): RoundCheck[] => checks.filter(({ severity }) => severity === 'finding');

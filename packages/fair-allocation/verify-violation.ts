import type { SeatChoice } from './model.ts';

/**
 * How bad a violation is:
 * - `impossible`: the allocation cannot be carried out, or breaks a promise nobody may break (capacity, eligibility, a held seat);
 * - `unfair`: somebody has a better claim to a seat than somebody who has it, or than nobody;
 * - `misreported`: what the result says of itself is not true.
 */
export type Severity = 'impossible' | 'unfair' | 'misreported';

export type ViolationKind =
  | 'malformed'
  | 'not-wished'
  | 'ineligible'
  | 'held-seat-lost'
  | 'locked-seat-changed'
  | 'over-capacity'
  | 'hard-reserve-misused'
  | 'ceiling-exceeded'
  | 'family-option-broken'
  | 'blocking-applicant'
  | 'blocking-family'
  | 'wrong-rank'
  | 'wrong-kept'
  | 'wrong-family-option'
  | 'wrong-coalition'
  | 'wrong-verdict';

/** One fault of an allocation, with all a person needs to look it up. */
export interface Violation {
  kind: ViolationKind;
  severity: Severity;
  /** Stable name of this very fault, e.g. `blocking-applicant:ada:sun/full-day`; what an exception refers to. */
  key: string;
  /** One English sentence. */
  sentence: string;
  /** JSON path in the allocation, where the fault is in its form. */
  path?: string;
  applicant?: string;
  family?: string;
  pool?: string;
  seat?: SeatChoice;
  /** Children who would lose their seat to a better claim. */
  displaced?: string[];
  claim?: Claim;
  /** The weakest claim that has a seat the better one asks for; absent when a seat is free. */
  weakest?: Claim & { applicant: string };
}

/** What decides at a pool. `ticket` is a number from 0 to 2^52 - 1, smaller is better. */
export interface Claim {
  /** 0: holds this very seat; 1: holds another seat of the same pool; 2: comes from elsewhere. */
  level: 0 | 1 | 2;
  group: number;
  points: number;
  ticket: number;
}

const severities: Record<ViolationKind, Severity> = {
  malformed: 'impossible',
  'not-wished': 'impossible',
  ineligible: 'impossible',
  'held-seat-lost': 'impossible',
  'locked-seat-changed': 'impossible',
  'over-capacity': 'impossible',
  'hard-reserve-misused': 'impossible',
  'ceiling-exceeded': 'impossible',
  'family-option-broken': 'impossible',
  'blocking-applicant': 'unfair',
  'blocking-family': 'unfair',
  'wrong-rank': 'misreported',
  'wrong-kept': 'misreported',
  'wrong-family-option': 'misreported',
  'wrong-coalition': 'misreported',
  'wrong-verdict': 'misreported',
};

/** Collects violations up to a number that a person can still read, and counts them all. */
export interface Findings {
  violations: Violation[];
  total: number;
  impossible: number;
  add(kind: ViolationKind, about: string, details: () => Omit<Violation, 'kind' | 'severity' | 'key'>): void;
}

export function collectFindings(limit: number): Findings {
  const findings: Findings = {
    violations: [],
    total: 0,
    impossible: 0,
    add(kind, about, details) {
      findings.total++;
      if (severities[kind] === 'impossible') findings.impossible++;
      if (findings.violations.length >= limit) return;
      findings.violations.push({ kind, severity: severities[kind], key: `${kind}:${about}`, ...details() });
    },
  };
  return findings;
}

export function seatName(seat: SeatChoice): string {
  return `${seat.facility}/${seat.seatType}`;
}

export function claimText(claim: Claim): string {
  if (claim.level === 0) return 'holds the seat';
  if (claim.level === 1) return 'holds a seat of the pool';
  return `group ${claim.group}, ${claim.points} points, ticket ${claim.ticket}`;
}

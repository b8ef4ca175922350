import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { SealCode } from './code.ts';

/**
 * What a club has to show for the seal. After the duties of § 72a SGB VIII (agreements on certificates of conduct) and what concepts of protection
 * hold as a rule; a municipality writes its own guideline around it.
 */
export const sealCriteria = ['concept', 'person-of-trust', 'certificates', 'code-of-conduct', 'training', 'complaints', 'participation', 'emergency-plan'] as const;
export type SealCriterion = (typeof sealCriteria)[number];

export const evidenceStates = ['missing', 'submitted', 'accepted', 'rejected'] as const;
export type EvidenceState = (typeof evidenceStates)[number];

export interface Evidence {
  criterion: SealCriterion;
  state: EvidenceState;
  /** of the club */
  note: string;
  /** of the body */
  answer: string;
}

export const sealStates = ['applied', 'awarded', 'declined', 'withdrawn'] as const;
export type SealState = (typeof sealStates)[number];

export interface Seal {
  id: Uuid;
  organizationId: Uuid;
  state: SealState;
  appliedOn: Day;
  /** what of the club it is for; '' all of it */
  scope: string;
  awardedOn?: Day;
  awardedBy?: string;
  /** the seal ends the day before */
  validUntil?: Day;
  endedOn?: Day;
  endedBecause: string;
  renewsId?: Uuid;
  code?: SealCode;
  evidence: readonly Evidence[];
  isDemo: boolean;
}

/** What a verification page says. */
export type Validity = 'valid' | 'expired' | 'withdrawn' | 'pending';

export function sealValidity(seal: Pick<Seal, 'state' | 'validUntil'>, today: Day): Validity {
  if (seal.state === 'withdrawn') return 'withdrawn';
  if (seal.state !== 'awarded' || seal.validUntil === undefined) return 'pending';
  return today < seal.validUntil ? 'valid' : 'expired';
}

/** Criteria the body has not accepted yet: as long as there is one, nothing is awarded. */
export function openCriteria(evidence: readonly Evidence[]): SealCriterion[] {
  const accepted = new Set(evidence.filter(({ state }) => state === 'accepted').map(({ criterion }) => criterion));
  return sealCriteria.filter((criterion) => !accepted.has(criterion));
}

/** How long before its end a seal is on the list of those to renew. */
export const RENEWAL_MONTHS = 3;
/** How long a seal holds unless the body says otherwise. */
export const SEAL_YEARS = 3;

import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import { factOf, type FactKey, type ProofKind } from './fact.ts';

/** `group`: goes before everybody else, smaller first. `points`: adds up. `reserve`: guaranteed seats. `requirement`: without it no place. */
export type CriterionKind = 'group' | 'points' | 'reserve' | 'requirement';
export const criterionKinds: readonly CriterionKind[] = ['requirement', 'group', 'reserve', 'points'];

/** When a criterion applies, beside its fact. All that is given must hold. */
export interface Condition {
  /** facts with a number: smallest and largest value, both included */
  atLeast?: number;
  atMost?: number;
  /** points count once for each unit above zero (for each month waited), at most for so many units */
  perUnitUpTo?: number;
  /** only wishes for seats of these ages; all where it is missing */
  ageBands?: readonly AgeBand[];
  /** only wishes for seats with at least so many hours a week */
  seatHoursFrom?: number;
}

export interface Criterion {
  id: Uuid;
  position: number;
  kind: CriterionKind;
  fact: FactKey;
  condition: Condition;
  /** group: 0 … 99; points: how many; reserve: seats in each pool; null for a requirement and a reserve with a share */
  amount: number | null;
  /** reserve: share of each pool, above 0 and at most 1 */
  share: number | null;
  /** soft: unused seats go to everybody; hard: they stay empty */
  reserveKind: 'soft' | 'hard' | null;
  proof: ProofKind;
  /** a provider's own criterion: only at the facilities of this Träger, or only at this facility */
  organizationId: Uuid | null;
  facilityId: Uuid | null;
  /** the norm, statute or agreement it rests on; never empty (OVG Münster 12 B 930/17) */
  legalBasis: string;
}

/** Who adopted a catalogue, when, under which number of the paper. */
export interface Adoption {
  on: Day;
  by: string;
  resolution: string;
}

export interface Catalogue {
  id: Uuid;
  name: string;
  validFrom: Day;
  validUntil: Day | null;
  lotteryScope: 'market' | 'facility';
  blocking: 'vacating' | 'keeping';
  ties: 'lottery' | 'most-places';
  /** children of other municipalities: no place, only after all residents, or like residents */
  nonResidents: NonResidents;
  basedOnId: Uuid | null;
  /** null: a draft that may be changed */
  adoption: Adoption | null;
  criteria: readonly Criterion[];
}

export type NonResidents = 'refused' | 'last' | 'equal';

/** Whether a criterion applies at a place at all (a provider's own ones only there). */
export function appliesAt({ organizationId, facilityId }: Pick<Criterion, 'organizationId' | 'facilityId'>, place: { facilityId: Uuid; organizationId: Uuid }): boolean {
  return (facilityId === null || facilityId === place.facilityId) && (organizationId === null || organizationId === place.organizationId);
}

/** What the registration asks families, each with the proof the catalogue wants (the strongest where several criteria ask it). */
export function askedFacts({ criteria }: Pick<Catalogue, 'criteria'>): { fact: FactKey; proof: ProofKind }[] {
  const strength: readonly ProofKind[] = ['none', 'upload', 'seen'];
  const asked = new Map<FactKey, ProofKind>();
  for (const { fact, proof } of criteria) {
    if (factOf(fact).origin !== 'family') continue;
    const before = asked.get(fact);
    if (before === undefined || strength.indexOf(proof) > strength.indexOf(before)) asked.set(fact, proof);
  }
  return [...asked].map(([fact, proof]) => ({ fact, proof }));
}

import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';

/**
 * Why a wish did not come true, as it may be said to this family. No kind holds anything about another child but a number that
 * `sayableReason` has found to be safe.
 */
export type SaidReason =
  /** this place is given */
  | { kind: 'granted' }
  /** a wish ranked higher came true, or the place held is ranked higher */
  | { kind: 'better-place' }
  /** the child may not have this place; `code` is the catalogue's or the market's word for why */
  | { kind: 'ineligible'; code: string }
  /** children with more points came first; `needed` = points of the last one admitted */
  | { kind: 'points'; needed: number; own: number }
  /** equal points, the lottery decided */
  | { kind: 'lottery'; own: number }
  /** other children came first by the criteria; how is not said, since few are concerned */
  | { kind: 'precedence' }
  /** children who already have a place there */
  | { kind: 'holders' }
  /** nothing of this kind was free */
  | { kind: 'no-seats' }
  /** nothing was left for the month the family wished to begin in */
  | { kind: 'month' }
  /** what was left is kept for certain children */
  | { kind: 'reserved' }
  /** the siblings' joint wish could not come true there */
  | { kind: 'siblings' }
  /** not among the combinations the family asked for */
  | { kind: 'not-combined' }
  /** decided by hand, with reasons that are on file */
  | { kind: 'by-hand' };

export interface SaidWish {
  /** 1 is the dearest */
  rank: number;
  facilityId: Uuid;
  facilityName: string;
  seatTypeId: Uuid;
  seatTypeNames: Partial<Record<Language, string>>;
  reason: SaidReason;
  /** place on the waiting list on the day of the decision; `of` only where the list is long enough to say it */
  waiting?: { place: number; of?: number };
}

/** A facility that had free seats of a fitting kind when the decision was made. */
export interface Alternative {
  facilityId: Uuid;
  facilityName: string;
  street: string;
  city: string;
  phone?: string;
  /** metres as the crow flies; unknown where the home is */
  metres?: number;
}

/** What a letter says, frozen with the decision (kita.decision.content_sealed). */
export interface DecisionContent {
  version: 1;
  wishes: readonly SaidWish[];
  alternatives: readonly Alternative[];
  /** position of the place among the wishes; null for a place that was not asked for (emergency) or kept */
  rank: number | null;
  /** a present place that goes on until this one begins */
  presentFacilityName?: string;
  /** an offer not answered yet that this one takes the place of */
  replacesFacilityName?: string;
}

export type DecisionOutcome = 'place' | 'keeps' | 'none';
export type Answer = 'accepted' | 'declined' | 'lapsed';
export type AnswerWay = 'account' | 'link' | 'phone' | 'office' | 'automatic';

/** One decision as it lies in the database, without the content. */
export interface DecisionRecord {
  id: Uuid;
  number: string;
  roundId: Uuid | null;
  childId: Uuid;
  childName: string;
  registrationId: Uuid | null;
  outcome: DecisionOutcome;
  facilityId: Uuid | null;
  facilityName: string | null;
  poolId: Uuid | null;
  seatTypeId: Uuid | null;
  seatTypeNames: Partial<Record<Language, string>> | null;
  weeklyHours: number | null;
  startsOn: Day | null;
  form: 'notice' | 'letter';
  answerUntil: Day | null;
  decidedAt: Date;
  replacedAt: Date | null;
  answer: { answer: Answer; way: AnswerWay; at: Date; firstDay: Day | null } | null;
}

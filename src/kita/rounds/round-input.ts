import type { Catalogue } from '../criteria/catalogue.ts';
import type { SeatPool, SeatType } from '../facilities/facility.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { RoundKind } from './round.ts';

/** Everything a round's result follows from, and beside it what only the checks look at. Rows in any order. */
export interface RoundInput {
  kind: RoundKind;
  rulePack: RulePack;
  /** part of every lottery ticket */
  lotteryName: string;
  seed: string;
  firstStart: Day;
  lastStart: Day;
  catalogue: Catalogue;
  facilities: readonly RoundFacility[];
  seatTypes: readonly SeatType[];
  pools: readonly RoundPool[];
  registrations: readonly RoundRegistration[];
  /** places that reach into the round, of whomever, and places offered and not answered yet */
  places: readonly HeldPlace[];
  /** Sprengel: whose children a facility takes first */
  catchments: readonly { areaId: Uuid; facilityIds: readonly Uuid[] }[];
}

export interface RoundFacility {
  id: Uuid;
  organizationId: Uuid;
  openedOn?: Day;
  /** first day without it */
  closedOn?: Day;
}

export interface RoundPool extends Pick<SeatPool, 'id' | 'facilityId' | 'openSeats' | 'types' | 'validFrom' | 'validUntil'> {
  /** in this round, those held included */
  seats: number;
  isConfirmed: boolean;
  /**
   * Kinds of the places two children share through the round, neither of whom asks for another: one each. Both children hold, on one seat. Where one of
   * them may leave, its seat is given to nobody in this round, since the other keeps it.
   */
  shared?: readonly Uuid[];
  /** how many places two children share at its first start */
  shares?: number;
  /** places of the licensed groups of this pool; null where no group is entered */
  licensed: number | null;
  /** seats of the pool in the main round before, or a year before; null where it is not known */
  lastYear: number | null;
}

interface RoundChild {
  childId: Uuid;
  /** birthday, or the day the child is expected */
  bornOn: Day;
  areaId: Uuid | null;
  isResident: boolean;
}

export interface RoundRegistration extends RoundChild {
  registrationId: Uuid;
  wishedStart: Day;
  /** hours of care a week the family needs; null where it did not say */
  weeklyHours: number | null;
  needsInclusiveSeat: boolean;
  waitsSince: Day | null;
  /** circumstances the office has seen proved */
  proved: ReadonlyMap<string, number | true>;
  /** circumstances told and not checked yet */
  pendingCircumstances: number;
  siblingGroup: { id: Uuid; rule: 'together' | 'rather-together' | 'independent' } | null;
  /** brothers and sisters, by group or by guardians, registered or not */
  siblingIds: readonly Uuid[];
  guardianIds: readonly Uuid[];
  /** in order, the dearest first */
  wishes: readonly RoundWish[];
  /** seats the family declined or let lapse in this round or the one it follows */
  declined: readonly RoundWish[];
}

export interface RoundWish {
  facilityId: Uuid;
  seatTypeId: Uuid;
}

/** A child has a place, or was offered one. */
export interface HeldPlace extends RoundChild, RoundWish {
  poolId: Uuid;
  startsOn: Day;
  /** first day without it */
  endsOn: Day | null;
  /** an offer that still waits for its answer: nothing moves it */
  isOffer: boolean;
}

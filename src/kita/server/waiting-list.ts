import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

/** One child waits for one pool of a facility. */
export interface WaitingEntry {
  facilityId: Uuid;
  facilityName: string;
  poolId: Uuid;
  poolName: string;
  seatTypeId: Uuid;
  childId: Uuid;
  childName: string;
  registrationId: Uuid;
  bornOn: Day | null;
  wishedStart: Day | null;
  /** position of this wish in the family's list, 1 is the dearest */
  rank: number;
  /** place on the list of this pool now; null where no lottery is drawn yet, so that equals have no order */
  place: number | null;
  of: number;
  points: number;
  /** has a place elsewhere and would rather have this one */
  hasPlace: boolean;
}

/** Who waits for what, in order, worked out from what is true now: nothing of it is stored. */
export function waitingList(_tx: Read, _municipalityId: Uuid, _secretKey: Buffer, _of: { facilityId?: Uuid; childId?: Uuid } = {}): Promise<WaitingEntry[]> {
  throw new Error('not yet');
}

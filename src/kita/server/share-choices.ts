import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { seatTypeName } from '../facilities/facility.ts';
import { sharesAllowed } from '../facilities/licence.ts';
import { listGroups } from './care-groups.ts';
import { listChildren } from './children.ts';
import { listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { listRegistrations } from './registrations.ts';
import { waitingList } from './waiting-list.ts';

interface PlacedChoice {
  placementId: Uuid;
  name: string;
  /** kind of the place: only one of the same kind may be shared with it */
  kind: string;
}

interface WaitingChoice {
  childId: Uuid;
  name: string;
  /** position of the wish in the family's list */
  rank: number;
  /** place on the waiting list; null where none is drawn */
  place: number | null;
}

/** Children who may share a place of a facility: who has one there and shares none yet, and who waits for one, in the order of the waiting list. About thirty statements. */
export async function shareChoices(tx: Read, municipalityId: Uuid, secretKey: Buffer, clock: Clock, facilityId: Uuid): Promise<{ placed: PlacedChoice[]; waiting: WaitingChoice[] }> {
  const today = clock.today();
  const groups = await listGroups(tx, municipalityId, [facilityId]);
  const poolIds = (await listPoolHistories(tx, municipalityId, [facilityId])).map(({ pool }) => pool.id);
  const kinds = new Map((await listSeatTypes(tx, municipalityId)).map((type) => [type.id, seatTypeName(type, 'de')]));
  const placements = (await listPlacements(tx, municipalityId, { from: today, facilityIds: [facilityId] })).filter(({ expectedEndsOn }) => expectedEndsOn === null || expectedEndsOn > today);
  const days = [today, ...groups.map(({ validFrom }) => validFrom).filter((day) => day > today)];
  const licensed = new Set(poolIds.filter((id) => days.some((day) => sharesAllowed(groups, id, day) > 0)));
  if (licensed.size === 0) return { placed: [], waiting: [] };
  const free = placements.filter(({ poolId, shares = [] }) => licensed.has(poolId) && shares.every(({ endsOn }) => endsOn !== null));
  const names = new Map((await listChildren(tx, municipalityId, free.map(({ childId }) => childId))).map((child) => [child.id, [child.familyName, child.givenNames].filter(Boolean).join(', ')]));
  const placed = free.map(({ id, childId, seatTypeId }) => ({ placementId: id, name: names.get(childId) ?? '', kind: kinds.get(seatTypeId) ?? '' })).sort((a, b) => a.name.localeCompare(b.name, 'de'));
  const places = new Map((await waitingList(tx, municipalityId, secretKey, { facilityId, clock })).map(({ childId, place }) => [childId, place]));
  const waiting = (await listRegistrations(tx, municipalityId, { state: 'submitted' })).flatMap((one): WaitingChoice[] => {
    const at = one.wishes.findIndex((wish) => wish.facilityId === facilityId);
    return at < 0 ? [] : [{ childId: one.childId, name: [one.familyName, one.givenNames].filter(Boolean).join(', '), rank: at + 1, place: places.get(one.childId) ?? null }];
  });
  waiting.sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || a.name.localeCompare(b.name, 'de'));
  return { placed, waiting };
}

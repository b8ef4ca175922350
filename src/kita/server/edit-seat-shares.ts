import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { dayField, list, optionalDay, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { shareNeededOn } from '../facilities/capacity.ts';
import { sharesAllowed } from '../facilities/licence.ts';
import type { Placement } from '../facilities/placement.ts';
import { daysInCommon } from '../facilities/seat-share.ts';
import { weekdays, type SharePart } from '../facilities/share-part.ts';
import { shareSeats } from '../facilities-permissions.ts';
import { listGroups } from './care-groups.ts';
import { listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { takenSeats } from './promised-seats.ts';
import { giveSharedPlace } from './give-shared-place.ts';
import type { NewShare } from './seat-shares.ts';

const weekday = () => v.pipe(v.string(), v.transform(Number), v.picklist(weekdays, 'choose-one'));

/**
 * Two children share one place: two who have one each (that frees a place), or one who waits joins one who has a place (`second`: `platz:<placement>` or
 * `kind:<child>`). Refuses `days-missing`, `days-in-common` (§ 8 Abs. 3 NKiTaG: on different days), `days-order`, `choose-one`, `share-twice`, `share-other-pool`,
 * `share-other-kind`, `share-other-group`, `share-not-licensed`, `share-before-place`, and what giving a place refuses.
 */
export const shareSeat = action({
  may: shareSeats,
  audit: 'kita.seat-share.made',
  input: v.pipe(
    v.object({ facility: uuidField(), first: uuidField(), firstDays: list(weekday()), second: text(50), secondDays: list(weekday()), startsOn: dayField(), endsOn: optionalDay() }),
    v.forward(v.check(({ firstDays }) => firstDays.length > 0, 'days-missing'), ['firstDays']),
    v.forward(v.check(({ secondDays }) => secondDays.length > 0, 'days-missing'), ['secondDays']),
    v.forward(v.check(({ startsOn, endsOn }) => endsOn === undefined || endsOn > startsOn, 'days-order'), ['endsOn']),
  ),
  async run(context, { facility, first: firstId, second, firstDays, secondDays, startsOn, endsOn = null }): Promise<Outcome<{ facility: Uuid }>> {
    const { tx, municipalityId, concerns } = context;
    const common = daysInCommon(firstDays, secondDays);
    if (common.length > 0) return refused('days-in-common', { field: 'secondDays', values: { days: common.join(',') } });
    const row = await tx.selectFrom('kita.placement').select('pool_id').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).where('id', '=', firstId).executeTakeFirst();
    if (!row) return refused('choose-one', { field: 'first' });
    await tx.selectFrom('kita.seat_pool').select('id').where('municipality_id', '=', municipalityId).where('id', '=', row.pool_id).forUpdate().execute();
    const placements = await listPlacements(tx, municipalityId, { from: startsOn, facilityIds: [facility] });
    const first = placements.find(({ id }) => id === firstId);
    if (!first) return refused('choose-one', { field: 'first' });
    if (first.startsOn > startsOn) return refused('share-before-place', { field: 'startsOn', values: { day: first.startsOn } });
    const refusal = (isShared(first, startsOn, endsOn) ? refused('share-twice', { field: 'first' }) : undefined) ?? await notLicensed(tx, municipalityId, first, placements, startsOn, endsOn);
    if (refusal) return refusal;
    const share: NewShare = { first, firstDays, secondDays, startsOn, endsOn };
    const [kind, id] = second.split(':');
    if (!isUuid(id) || (kind !== 'platz' && kind !== 'kind')) return refused('choose-one', { field: 'second' });
    const joined = kind === 'kind' ? await giveSharedPlace(context, id, share) : join(share, placements.find((one) => one.id === id));
    if (!joined.ok) return joined;
    await storeShare(context, share, joined.value);
    concerns(facility, ['shared_places']);
    return accepted({ facility });
  },
});

const overlaps = ({ startsOn, endsOn }: Pick<SharePart, 'startsOn' | 'endsOn'>, from: Day, until: Day | null) => (endsOn === null || endsOn > from) && (until === null || startsOn < until);
const isShared = ({ shares = [] }: Placement, from: Day, until: Day | null) => shares.some((part) => overlaps(part, from, until));

/** How many places a group shares stands in its licence; both children belong to it (§ 8 Abs. 3 NKiTaG). KiBiz knows none, so there the licence has none. */
async function notLicensed(tx: Write, municipalityId: Uuid, { poolId, facilityId }: Placement, placements: readonly Placement[], startsOn: Day, endsOn: Day | null): Promise<Outcome<never> | undefined> {
  const groups = (await listGroups(tx, municipalityId, [facilityId])).filter((group) => group.poolId === poolId);
  const parts = [...new Map(placements.filter((one) => one.poolId === poolId).flatMap(({ shares = [] }) => shares).map((part) => [part.shareId, part])).values()];
  const days = [startsOn, ...groups.map(({ validFrom }) => validFrom), ...parts.map((part) => part.startsOn)].filter((day) => day >= startsOn && (endsOn === null || day < endsOn));
  for (const day of days.sort()) {
    const [most, are] = [sharesAllowed(groups, poolId, day), parts.filter(({ startsOn: from, endsOn: until }) => from <= day && (until === null || day < until)).length];
    if (are >= most) return refused('share-not-licensed', { field: 'first', values: { day, most } });
  }
  return undefined;
}

function join({ first, startsOn, endsOn }: NewShare, second: Placement | undefined): Outcome<Placement> {
  if (!second || second.id === first.id) return refused('choose-one', { field: 'second' });
  if (second.poolId !== first.poolId) return refused('share-other-pool', { field: 'second' });
  if (second.seatTypeId !== first.seatTypeId) return refused('share-other-kind', { field: 'second' });
  if (second.groupId !== null && first.groupId !== null && second.groupId !== first.groupId) return refused('share-other-group', { field: 'second' });
  if (second.startsOn > startsOn) return refused('share-before-place', { field: 'startsOn', values: { day: second.startsOn } });
  return isShared(second, startsOn, endsOn) ? refused('share-twice', { field: 'second' }) : accepted(second);
}

async function storeShare({ tx, municipalityId, clock, who }: ActionContext, { first, firstDays, secondDays, startsOn, endsOn }: NewShare, second: Pick<Placement, 'id' | 'groupId' | 'expectedEndsOn'>): Promise<void> {
  // What age ends is known: a child that has the place alone then may share it with another one.
  const ends = [endsOn, first.expectedEndsOn, second.expectedEndsOn].filter((day) => day !== null).sort()[0] ?? null;
  await tx.insertInto('kita.seat_share').values({
    municipality_id: municipalityId, id: newId(), facility_id: first.facilityId, pool_id: first.poolId, first_placement_id: first.id, second_placement_id: second.id,
    first_days: [...firstDays].sort(), second_days: [...secondDays].sort(), starts_on: startsOn, ends_on: ends, created_at: clock.now(), created_by: who.personId ?? null,
  }).execute();
  const group = first.groupId ?? second.groupId;
  if (group && first.groupId !== second.groupId) {
    await tx.updateTable('kita.placement').set({ group_id: group }).where('municipality_id', '=', municipalityId).where('id', 'in', [first.id, second.id]).execute();
  }
}

/** From a day on each child needs a place of its own again. Refuses `share-needed` where there is none left for the second, `stale-form`, `share-over`. */
export const endSeatShare = action({
  may: shareSeats,
  audit: 'kita.seat-share.ended',
  input: v.object({ facility: uuidField(), share: uuidField(), version: wholeNumber(1, 1e9), endsOn: dayField() }),
  async run({ tx, municipalityId, concerns }, { facility, share: id, version, endsOn }): Promise<Outcome<{ facility: Uuid }>> {
    const found = await tx.selectFrom('kita.seat_share').select('pool_id').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).where('id', '=', id).executeTakeFirst();
    if (!found) throw new NotFound();
    await tx.selectFrom('kita.seat_pool').select('id').where('municipality_id', '=', municipalityId).where('id', '=', found.pool_id).forUpdate().execute();
    const share = await tx.selectFrom('kita.seat_share').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!share) throw new NotFound();
    if (share.version !== version) return refused('stale-form', { field: 'endsOn' });
    if (share.ends_on !== null && share.ends_on <= endsOn) return refused('share-over', { field: 'endsOn', values: { day: share.ends_on } });
    const [history] = (await listPoolHistories(tx, municipalityId, [facility])).filter(({ pool }) => pool.id === share.pool_id);
    const taken = (await takenSeats(tx, municipalityId, facility, endsOn)).filter(({ poolId }) => poolId === share.pool_id);
    const full = shareNeededOn(history!, await listSeatTypes(tx, municipalityId), taken, id, endsOn);
    if (full) return refused('share-needed', { field: 'endsOn', values: { day: full } });
    if (endsOn <= share.starts_on) await tx.deleteFrom('kita.seat_share').where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    else await tx.updateTable('kita.seat_share').set((update) => ({ ends_on: endsOn, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(facility, ['shared_places']);
    return accepted({ facility });
  },
});

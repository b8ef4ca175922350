import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Read, Write } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import { fullDay, type TakenSeat } from '../facilities/capacity.ts';
import type { SharePart } from '../facilities/share-part.ts';
import { endByAge, type EndReason, type Placement, type PlacementSource } from '../facilities/placement.ts';
import { openOffers } from './decision-records.ts';
import { listPoolHistories, listSeatTypes } from './facilities.ts';
import { refuseChildminder } from './childminders.ts';
import { shareParts } from './seat-shares.ts';
import { townRulePack } from './town-rules.ts';

export interface PlacementFilter {
  /** held on this day, by what is recorded */
  on?: Day;
  /** held on any day from `from` to the day before `until` */
  from?: Day;
  until?: Day;
  childIds?: readonly Uuid[];
  facilityIds?: readonly Uuid[];
}

/** Places that are given out, by start. A place without an end is held until somebody ends it; `expectedEndsOn` says when age will. */
export async function listPlacements(tx: Read, municipalityId: Uuid, { on, from, until, childIds, facilityIds }: PlacementFilter): Promise<Placement[]> {
  const first = from ?? on;
  let query = tx.selectFrom('kita.placement as placement')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'placement.municipality_id').onRef('child.id', '=', 'placement.child_id'))
    .innerJoin('kita.seat_type as type', (join) => join.onRef('type.municipality_id', '=', 'placement.municipality_id').onRef('type.id', '=', 'placement.seat_type_id'))
    .select(['placement.id', 'placement.child_id', 'child.born_on', 'placement.facility_id', 'placement.pool_id', 'placement.seat_type_id', 'placement.group_id',
      'placement.starts_on', 'placement.ends_on', 'placement.source', 'type.age_band'])
    .where('placement.municipality_id', '=', municipalityId);
  if (first) query = query.where((where) => where.or([where('placement.ends_on', 'is', null), where('placement.ends_on', '>', first)]));
  if (on) query = query.where('placement.starts_on', '<=', on);
  if (until) query = query.where('placement.starts_on', '<', until);
  if (childIds) query = query.where('placement.child_id', '=', sql<Uuid>`any(${[...childIds]}::uuid[])`);
  if (facilityIds) query = query.where('placement.facility_id', '=', sql<Uuid>`any(${[...facilityIds]}::uuid[])`);
  const rows = await query.orderBy('placement.starts_on').orderBy('placement.id').execute();
  const forOlder = rows.length === 0 ? new Set<Uuid>() : await poolsForOlder(tx, municipalityId);
  const pack = await townRulePack(tx, municipalityId);
  const shares = rows.length === 0 ? undefined : await shareParts(tx, municipalityId, first);
  return rows.map((row) => ({
    id: row.id, childId: row.child_id, bornOn: row.born_on, facilityId: row.facility_id, poolId: row.pool_id, seatTypeId: row.seat_type_id, groupId: row.group_id,
    startsOn: row.starts_on, endsOn: row.ends_on, source: row.source as PlacementSource,
    expectedEndsOn: row.ends_on ?? (row.born_on && laterOf(endByAge(row.born_on, row.age_band as AgeBand, pack, forOlder.has(row.pool_id)), row.starts_on)),
    ...(shares?.has(row.id) ? { shares: shares.get(row.id)! } : {}),
  }));
}

/** Pools that give out Kindergarten places, now or from some day on: in those a child stays beyond its third birthday. */
async function poolsForOlder(tx: Read, municipalityId: Uuid): Promise<ReadonlySet<Uuid>> {
  const rows = await tx.selectFrom('kita.seat_pool_type as kind')
    .innerJoin('kita.seat_type as type', (join) => join.onRef('type.municipality_id', '=', 'kind.municipality_id').onRef('type.id', '=', 'kind.seat_type_id'))
    .select('kind.pool_id').where('kind.municipality_id', '=', municipalityId).where('type.age_band', '=', 'from-3')
    .union(tx.selectFrom('kita.seat_pool_change_type as kind')
      .innerJoin('kita.seat_pool_change as change', (join) => join.onRef('change.municipality_id', '=', 'kind.municipality_id').onRef('change.id', '=', 'kind.change_id'))
      .innerJoin('kita.seat_type as type', (join) => join.onRef('type.municipality_id', '=', 'kind.municipality_id').onRef('type.id', '=', 'kind.seat_type_id'))
      .select('change.pool_id').where('kind.municipality_id', '=', municipalityId).where('type.age_band', '=', 'from-3')).execute();
  return new Set(rows.map(({ pool_id }) => pool_id));
}

/** An end by age before the place even begins was no end: somebody decided otherwise, for example a child put back from school. */
const laterOf = (end: Day, startsOn: Day): Day | null => (end > startsOn ? end : null);

export interface NewPlacement {
  childId: Uuid;
  facilityId: Uuid;
  poolId: Uuid;
  seatTypeId: Uuid;
  groupId?: Uuid;
  startsOn: Day;
  /** first day without the place */
  endsOn?: Day;
  source: PlacementSource;
  createdBy?: Uuid;
  /** ends this place of the same child on the day the new one begins: never without a place in between */
  movesFrom?: Uuid;
  /** an emergency: more children than places, which the occupancy then says; never beyond a childminder's licence */
  beyondCapacity?: boolean;
  /** the place is one that a child has, shared with it from the first day on: it needs no place of its own */
  sharesWith?: { placementId: Uuid; own: SharePart; other: SharePart };
}

/**
 * Gives a child a place. Locks the pool, so that the last place is given once; places offered to others count as given. Refuses `pool-full` (values: day), `has-a-place`,
 * `seat-type-not-in-pool`, `pool-not-open`, `childminder-full` and `childminder-without-licence`. Foreign ids: NotFound.
 */
export async function startPlacement(tx: Write, municipalityId: Uuid, clock: Clock, placement: NewPlacement): Promise<Outcome<Uuid>> {
  const { childId, facilityId, poolId, seatTypeId, startsOn, endsOn = null } = placement;
  const locked = await tx.selectFrom('kita.seat_pool').select('facility_id').where('municipality_id', '=', municipalityId).where('id', '=', poolId).forUpdate().executeTakeFirst();
  if (locked?.facility_id !== facilityId) throw new NotFound();
  const child = await tx.selectFrom('kita.child').select(['id', 'born_on']).where('municipality_id', '=', municipalityId).where('id', '=', childId).forUpdate().executeTakeFirst();
  if (!child) throw new NotFound();
  if (endsOn !== null && endsOn <= startsOn) return refused('end-before-start', { field: 'endsOn' });

  const held = await listPlacements(tx, municipalityId, { childIds: [childId], from: startsOn, ...(endsOn ? { until: endsOn } : {}) });
  if (held.some(({ id, startsOn: from }) => id !== placement.movesFrom || from >= startsOn)) return refused('has-a-place');

  const [history] = (await listPoolHistories(tx, municipalityId, [facilityId])).filter(({ pool }) => pool.id === poolId);
  const types = await listSeatTypes(tx, municipalityId);
  const pack = await townRulePack(tx, municipalityId);
  const type = types.find(({ id }) => id === seatTypeId);
  if (!history || !type) throw new NotFound();
  const wanted: TakenSeat = {
    childId, seatTypeId, bornOn: child.born_on, startsOn, ...(placement.sharesWith ? { shares: [placement.sharesWith.own] } : {}),
    expectedEndsOn: endsOn ?? (child.born_on && laterOf(endByAge(child.born_on, type.ageBand, pack, history.states.some((state) => state.types.some(({ seatTypeId: id }) => types.find((one) => one.id === id)?.ageBand === 'from-3'))), startsOn)),
  };
  const others = (await listPlacements(tx, municipalityId, { from: startsOn, facilityIds: [facilityId] })).filter(({ id }) => id !== placement.movesFrom)
    .map((one) => (one.id === placement.sharesWith?.placementId ? { ...one, shares: [...one.shares ?? [], placement.sharesWith.other] } : one));
  // A place that is offered and not answered yet is taken for everybody else.
  const offered = (await openOffers(tx, municipalityId, { facilityIds: [facilityId] })).filter((offer) => offer.childId !== childId)
    .map((offer) => ({ ...offer, expectedEndsOn: offer.bornOn && laterOf(endByAge(offer.bornOn, types.find(({ id }) => id === offer.seatTypeId)?.ageBand ?? 'school', pack), offer.startsOn) }));
  const tooMany = fullDay(history, types, [...others, ...offered].filter((one) => one.poolId === poolId), wanted);
  if (tooMany && (tooMany.code !== 'pool-full' || !placement.beyondCapacity)) return refused(tooMany.code, { values: { day: tooMany.day } });
  const beyondLicence = await refuseChildminder(tx, municipalityId, facilityId, others, wanted);
  if (beyondLicence) return beyondLicence;

  if (placement.movesFrom) await endPlacement(tx, municipalityId, { id: placement.movesFrom, endsOn: startsOn, reason: 'moved-on' });
  const id = newId();
  await tx.insertInto('kita.placement').values({
    municipality_id: municipalityId, id, child_id: childId, facility_id: facilityId, pool_id: poolId, seat_type_id: seatTypeId, group_id: placement.groupId ?? null,
    starts_on: startsOn, ends_on: endsOn, source: placement.source, ended_reason: null, created_at: clock.now(), created_by: placement.createdBy ?? null,
  }).execute();
  return accepted(id);
}

/**
 * Ends a place: `endsOn` is the first day without it. One that has not begun by then is taken away altogether, as if it had never been given.
 * Refuses `already-ended` where it ends earlier anyway. Unknown: NotFound.
 */
export async function endPlacement(tx: Write, municipalityId: Uuid, { id, endsOn, reason }: { id: Uuid; endsOn: Day; reason: EndReason }): Promise<Outcome<Uuid>> {
  const row = await tx.selectFrom('kita.placement').select(['starts_on', 'ends_on']).where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new NotFound();
  if (row.ends_on !== null && row.ends_on < endsOn) return refused('already-ended');
  if (endsOn <= row.starts_on) await tx.deleteFrom('kita.placement').where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  else await tx.updateTable('kita.placement').set({ ends_on: endsOn, ended_reason: reason }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  return accepted(id);
}

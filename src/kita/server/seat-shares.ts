import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Placement } from '../facilities/placement.ts';
import type { SharePart, Weekday } from '../facilities/share-part.ts';

/** Two children who share a place, with their names: for the Kita office. */
export interface SeatShare {
  id: Uuid;
  poolId: Uuid;
  startsOn: Day;
  /** first day without it; null: as long as both stay */
  endsOn: Day | null;
  version: number;
  children: readonly [SharingChild, SharingChild];
}

interface SharingChild {
  placementId: Uuid;
  childId: Uuid;
  name: string;
  days: readonly Weekday[];
}

/** A place that a second child is to share with `first`. */
export interface NewShare {
  first: Placement;
  firstDays: readonly Weekday[];
  secondDays: readonly Weekday[];
  startsOn: Day;
  endsOn: Day | null;
}

/** Shares that last beyond `from` (all without it), placement id → its parts. One statement. */
export async function shareParts(tx: Read, municipalityId: Uuid, from?: Day): Promise<Map<Uuid, SharePart[]>> {
  let query = tx.selectFrom('kita.seat_share').selectAll().where('municipality_id', '=', municipalityId);
  if (from) query = query.where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', from)]));
  const parts = new Map<Uuid, SharePart[]>();
  for (const row of await query.orderBy('starts_on').orderBy('id').execute()) {
    for (const [placementId, days] of [[row.first_placement_id, row.first_days], [row.second_placement_id, row.second_days]] as const) {
      parts.set(placementId, [...(parts.get(placementId) ?? []), { shareId: row.id, startsOn: row.starts_on, endsOn: row.ends_on, days: days as Weekday[] }]);
    }
  }
  return parts;
}

/** Shares of a facility that last beyond a day, by start. */
export async function listSeatShares(tx: Read, municipalityId: Uuid, facilityId: Uuid, from: Day): Promise<SeatShare[]> {
  const rows = await tx.selectFrom('kita.seat_share as share')
    .innerJoin('kita.placement as first', (join) => join.onRef('first.municipality_id', '=', 'share.municipality_id').onRef('first.id', '=', 'share.first_placement_id'))
    .innerJoin('kita.placement as second', (join) => join.onRef('second.municipality_id', '=', 'share.municipality_id').onRef('second.id', '=', 'share.second_placement_id'))
    .innerJoin('kita.child as one', (join) => join.onRef('one.municipality_id', '=', 'first.municipality_id').onRef('one.id', '=', 'first.child_id'))
    .innerJoin('kita.child as other', (join) => join.onRef('other.municipality_id', '=', 'second.municipality_id').onRef('other.id', '=', 'second.child_id'))
    .selectAll('share').select(['one.id as one_id', 'one.given_names as one_given', 'one.family_name as one_family', 'other.id as other_id', 'other.given_names as other_given', 'other.family_name as other_family'])
    .where('share.municipality_id', '=', municipalityId).where('share.facility_id', '=', facilityId)
    .where((where) => where.or([where('share.ends_on', 'is', null), where('share.ends_on', '>', from)])).orderBy('share.starts_on').orderBy('share.id').execute();
  return rows.map((row) => ({
    id: row.id, poolId: row.pool_id, startsOn: row.starts_on, endsOn: row.ends_on, version: row.version,
    children: [
      { placementId: row.first_placement_id, childId: row.one_id, name: [row.one_given, row.one_family].filter(Boolean).join(' '), days: row.first_days as Weekday[] },
      { placementId: row.second_placement_id, childId: row.other_id, name: [row.other_given, row.other_family].filter(Boolean).join(' '), days: row.second_days as Weekday[] },
    ],
  }));
}

import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField, wholeNumber } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { confirmSeats } from '../rounds-permissions.ts';
import { isOwn, ownFacilityIds } from './own-facilities.ts';
import { lockRound } from './rounds.ts';

/** Seats of a pool in a round, as its Träger sees and confirms them. */
export interface RoundPoolRecord {
  id: Uuid;
  roundId: Uuid;
  poolId: Uuid;
  poolName: string;
  facilityId: Uuid;
  facilityName: string;
  organizationName: string;
  seats: number;
  confirmedAt: Date | null;
  confirmedByName: string | null;
}

export async function listRoundPools(tx: Read, municipalityId: Uuid, roundId: Uuid, facilityIds?: readonly Uuid[] | 'all'): Promise<RoundPoolRecord[]> {
  if (facilityIds !== undefined && facilityIds !== 'all' && facilityIds.length === 0) return [];
  let query = tx.selectFrom('kita.round_pool as own')
    .innerJoin('kita.seat_pool as pool', (join) => join.onRef('pool.municipality_id', '=', 'own.municipality_id').onRef('pool.id', '=', 'own.pool_id'))
    .innerJoin('kita.facility as facility', (join) => join.onRef('facility.municipality_id', '=', 'pool.municipality_id').onRef('facility.id', '=', 'pool.facility_id'))
    .innerJoin('network.organization as organization', (join) => join.onRef('organization.municipality_id', '=', 'facility.municipality_id').onRef('organization.id', '=', 'facility.organization_id'))
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'own.municipality_id').onRef('person.id', '=', 'own.confirmed_by'))
    .select(['own.id', 'own.round_id', 'own.pool_id', 'own.seats', 'own.confirmed_at', 'pool.name as pool_name', 'facility.id as facility_id', 'facility.name as facility_name', 'organization.name as organization_name', 'person.display_name'])
    .where('own.municipality_id', '=', municipalityId).where('own.round_id', '=', roundId);
  if (facilityIds !== undefined && facilityIds !== 'all') query = query.where('facility.id', 'in', [...facilityIds]);
  const rows = await query.orderBy('facility.name').orderBy('pool.name').orderBy('own.id').execute();
  return rows.map((row) => ({
    id: row.id, roundId: row.round_id, poolId: row.pool_id, poolName: row.pool_name, facilityId: row.facility_id, facilityName: row.facility_name, organizationName: row.organization_name,
    seats: row.seats, confirmedAt: row.confirmed_at, confirmedByName: row.display_name,
  }));
}

/** The Träger says how many seats of a pool this round has, until the dry run; the office may do it for a Träger that phones. */
export const confirmRoundPool = action({
  may: confirmSeats,
  audit: 'kita.round-pool.confirmed',
  input: v.object({ round: uuidField(), pool: uuidField(), seats: wholeNumber(0, 500) }),
  async run({ tx, municipalityId, clock, who, concerns }, { round: roundId, pool, seats }): Promise<Outcome<Uuid>> {
    const own = await ownFacilityIds(tx, who, clock);
    const [record] = (await listRoundPools(tx, municipalityId, roundId, own)).filter(({ id }) => id === pool);
    if (!record || !isOwn(own, record.facilityId)) throw new NotFound();
    const round = await lockRound(tx, municipalityId, roundId);
    if (!['planned', 'open', 'closed'].includes(round.state)) return refused('seats-frozen');
    await tx.updateTable('kita.round_pool').set({ seats, confirmed_at: clock.now(), confirmed_by: who.personId ?? null }).where('municipality_id', '=', municipalityId).where('id', '=', pool).execute();
    concerns(pool, ['seats', 'confirmed_at']);
    return accepted(roundId);
  },
});

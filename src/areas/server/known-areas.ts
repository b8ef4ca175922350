import type { MultiPolygon } from 'geojson';
import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { rememberedWhile } from '../../platform/remembered.ts';
import { listAllAreas, type AreaRow } from './list-areas.ts';

/**
 * Every area there ever was, as {@link listAllAreas} tells them: read only when a row changed, the same objects until then. Nobody may change them.
 */
export async function knownAreas(tx: Read, municipalityId: Uuid): Promise<readonly AreaRow[]> {
  const stand = () => standOf(tx, sql`select sum(hash_record_extended(row(area.*, boundary.centroid_longitude, boundary.centroid_latitude), 0))::text as stand
    from areas.area left join areas.area_boundary boundary on boundary.municipality_id = area.municipality_id and boundary.id = area.id where area.municipality_id = ${municipalityId}`);
  return areas(municipalityId, stand, () => listAllAreas(tx, municipalityId));
}

/** All boundaries by area (WGS84, simplified): read only when one changed, the same objects until then. Nobody may change them. */
export async function knownBoundaries(tx: Read, municipalityId: Uuid): Promise<ReadonlyMap<Uuid, MultiPolygon>> {
  // Whoever stores a boundary says when; the outlines themselves are too long to go through for every page.
  const stand = () => standOf(tx, sql`select sum(hash_record_extended(row(id, imported_at, square_metres, centroid_longitude, centroid_latitude), 0))::text as stand from areas.area_boundary where municipality_id = ${municipalityId}`);
  return boundaries(municipalityId, stand, async () => {
    const rows = await tx.selectFrom('areas.area_boundary').select(['id', 'geometry']).where('municipality_id', '=', municipalityId).execute();
    return new Map(rows.map(({ id, geometry }) => [id, geometry as MultiPolygon]));
  });
}

/** A number for what rows hold, worked out where they lie: far less than to send and read them all. */
async function standOf(tx: Read, query: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await (query as ReturnType<typeof sql<{ stand: string | null }>>).execute(tx);
  return rows[0]?.stand ?? 'none';
}

const areas = rememberedWhile<readonly AreaRow[]>(50_000, ({ length }) => length);
const boundaries = rememberedWhile<ReadonlyMap<Uuid, MultiPolygon>>(300_000, (all) => [...all.values()].reduce((corners, { coordinates }) => corners + coordinates.flat(2).length, 0));

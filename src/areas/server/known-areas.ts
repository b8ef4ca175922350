import type { MultiPolygon } from 'geojson';
import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
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

const areas = lastKnown<readonly AreaRow[]>(50_000, ({ length }) => length);
const boundaries = lastKnown<ReadonlyMap<Uuid, MultiPolygon>>(300_000, (all) => [...all.values()].reduce((sum, { coordinates }) => sum + coordinates.flat().reduce((corners, ring) => corners + ring.length, 0), 0));

/**
 * What everybody may see of a municipality, remembered with what the database says of it. It is asked each time, so that no process misses what another
 * wrote. The longest unused are forgotten first, when all together are larger than `most`.
 */
function lastKnown<Value>(most: number, sizeOf: (value: Value) => number) {
  const known = new Map<Uuid, { stand: string; value: Value; size: number }>();
  let total = 0;
  const forget = (municipalityId: Uuid) => {
    total -= known.get(municipalityId)?.size ?? 0;
    known.delete(municipalityId);
  };
  const remember = (municipalityId: Uuid, one: { stand: string; value: Value; size: number }) => {
    forget(municipalityId);
    if (one.size > most) return;
    for (const [oldest] of known) {
      if (total + one.size <= most) break;
      forget(oldest);
    }
    known.set(municipalityId, one);
    total += one.size;
  };
  return async (municipalityId: Uuid, ask: () => Promise<string>, read: () => Promise<Value>): Promise<Value> => {
    const stand = await ask();
    const last = known.get(municipalityId);
    if (last?.stand === stand) {
      remember(municipalityId, last);
      return last.value;
    }
    const value = await read();
    // Something may have been written between the two statements: then it is shown, but not remembered.
    if ((await ask()) === stand) remember(municipalityId, { stand, value, size: sizeOf(value) });
    return value;
  };
}

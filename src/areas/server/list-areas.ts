import type { MultiPolygon } from 'geojson';
import { sql } from 'kysely';
import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Area, AreaLevel } from '../area-tree.ts';

/** An area as it is stored, with where it lies. */
export interface AreaRow extends Area {
  /** WGS84; missing without a boundary */
  centroid?: { longitude: number; latitude: number };
}

/** Areas valid on a day, the higher ones first, in the municipality's order. */
export async function listAreas(tx: Read, municipalityId: Uuid, on: Day): Promise<AreaRow[]> {
  const rows = await areaQuery(tx, municipalityId)
    .where('area.valid_from', '<=', on)
    .where((where) => where.or([where('area.valid_until', 'is', null), where('area.valid_until', '>', on)]))
    .execute();
  return rows.map(areaOf);
}

/** Every area there ever was, for the history. */
export async function listAllAreas(tx: Read, municipalityId: Uuid): Promise<AreaRow[]> {
  return (await areaQuery(tx, municipalityId).execute()).map(areaOf);
}

function areaQuery(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('areas.area as area')
    .leftJoin('areas.area_boundary as boundary', (join) => join
      .onRef('boundary.municipality_id', '=', 'area.municipality_id').onRef('boundary.id', '=', 'area.id'))
    .select(['area.id', 'area.parent_id', 'area.level', 'area.key', 'area.name', 'area.regional_key', 'area.position', 'area.valid_from',
      'area.valid_until', 'boundary.centroid_longitude', 'boundary.centroid_latitude'])
    .where('area.municipality_id', '=', municipalityId)
    .orderBy((order) => order.case().when('area.level', '=', 'land').then(0).when('area.level', '=', 'county').then(1)
      .when('area.level', '=', 'municipality').then(2).when('area.level', '=', 'quarter').then(3).else(4).end())
    .orderBy('area.position').orderBy('area.name');
}

interface StoredArea {
  id: Uuid; parent_id: Uuid | null; level: string; key: string; name: string; regional_key: string | null; position: number;
  valid_from: Day; valid_until: Day | null; centroid_longitude: number | null; centroid_latitude: number | null;
}

function areaOf(row: StoredArea): AreaRow {
  return {
    id: row.id, level: row.level as AreaLevel, key: row.key, name: row.name, position: row.position, validFrom: row.valid_from,
    ...(row.parent_id ? { parentId: row.parent_id } : {}),
    ...(row.regional_key ? { regionalKey: row.regional_key } : {}),
    ...(row.valid_until ? { validUntil: row.valid_until } : {}),
    ...(row.centroid_longitude !== null && row.centroid_latitude !== null
      ? { centroid: { longitude: row.centroid_longitude, latitude: row.centroid_latitude } } : {}),
  };
}

/** Boundaries of these areas (WGS84, simplified); areas without one are missing. */
export async function findBoundaries(tx: Read, municipalityId: Uuid, areaIds: readonly Uuid[]): Promise<Map<Uuid, MultiPolygon>> {
  if (areaIds.length === 0) return new Map();
  const rows = await tx.selectFrom('areas.area_boundary').select(['id', 'geometry'])
    .where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${[...areaIds]}::uuid[])`).execute();
  return new Map(rows.map((row) => [row.id, row.geometry as MultiPolygon]));
}

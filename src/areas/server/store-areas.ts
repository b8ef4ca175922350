import type { MultiPolygon } from 'geojson';
import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { AreaLevel } from '../area-tree.ts';

export interface NewArea {
  key: string;
  level: AreaLevel;
  name: string;
  /** key of the area above; it must be among the given ones */
  parentKey?: string;
  regionalKey?: string;
  validFrom: Day;
  validUntil?: Day;
  position: number;
}

/** Stores a whole new tree of areas; returns id by key. Throws a RangeError for a parent that is not among them. */
export async function storeAreas(tx: Write, municipalityId: Uuid, areas: readonly NewArea[]): Promise<Map<string, Uuid>> {
  const ids = new Map(areas.map((area) => [area.key, newId()]));
  const rows = areas.map((area) => {
    const parent = area.parentKey === undefined ? null : ids.get(area.parentKey);
    if (parent === undefined) throw new RangeError(`no area with the key of the parent of ${area.key}`);
    return {
      municipality_id: municipalityId, id: ids.get(area.key)!, parent_id: parent, level: area.level, key: area.key, name: area.name,
      regional_key: area.regionalKey ?? null, position: area.position, valid_from: area.validFrom, valid_until: area.validUntil ?? null,
    };
  });
  if (rows.length > 0) await tx.insertInto('areas.area').values(rows).execute();
  return ids;
}

export interface NewBoundary {
  areaId: Uuid;
  /** WGS84, already simplified on shared arcs */
  geometry: MultiPolygon;
  centroid: { longitude: number; latitude: number };
  squareMetres: number;
}

/** Stores boundaries; one that is there already is replaced. */
export async function storeBoundaries(tx: Write, municipalityId: Uuid, boundaries: readonly NewBoundary[], source: string, clock: Clock): Promise<void> {
  for (let start = 0; start < boundaries.length; start += 200) {
    const rows = boundaries.slice(start, start + 200).map((boundary) => ({
      municipality_id: municipalityId, id: boundary.areaId, geometry: JSON.stringify(boundary.geometry),
      centroid_longitude: boundary.centroid.longitude, centroid_latitude: boundary.centroid.latitude,
      square_metres: boundary.squareMetres, source, imported_at: clock.now(),
    }));
    await tx.insertInto('areas.area_boundary').values(rows)
      .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet((update) => ({
        geometry: update.ref('excluded.geometry'), centroid_longitude: update.ref('excluded.centroid_longitude'),
        centroid_latitude: update.ref('excluded.centroid_latitude'), square_metres: update.ref('excluded.square_metres'),
        source: update.ref('excluded.source'), imported_at: update.ref('excluded.imported_at'),
      }))).execute();
  }
}

export interface NewStreetSection {
  areaId: Uuid;
  street: string;
  streetKey: string;
  first?: { number: number; suffix: string };
  last?: { number: number; suffix: string };
  side: 'all' | 'even' | 'odd';
}

/** Replaces the municipality's street list. */
export async function replaceStreetList(tx: Write, municipalityId: Uuid, sections: readonly NewStreetSection[]): Promise<void> {
  await tx.deleteFrom('areas.street_section').where('municipality_id', '=', municipalityId).execute();
  for (let start = 0; start < sections.length; start += 1_000) {
    await tx.insertInto('areas.street_section').values(sections.slice(start, start + 1_000).map((section) => ({
      municipality_id: municipalityId, id: newId(), area_id: section.areaId, street: section.street, street_key: section.streetKey,
      first_number: section.first?.number ?? null, first_suffix: section.first?.suffix ?? '',
      last_number: section.last?.number ?? null, last_suffix: section.last?.suffix ?? '', side: section.side,
    }))).execute();
  }
}

/** Stores which share of an old area's people lives in which new area since its boundary changed. */
export async function storeSuccessions(tx: Write, municipalityId: Uuid, successions: readonly { predecessorId: Uuid; successorId: Uuid; share: number }[]): Promise<void> {
  for (const { predecessorId, successorId, share } of successions) {
    await tx.insertInto('areas.area_succession').values({ municipality_id: municipalityId, id: newId(), predecessor_id: predecessorId, successor_id: successorId, share }).execute();
  }
}

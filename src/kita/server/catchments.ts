import * as v from 'valibot';
import { areaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { action } from '../../platform/action.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { list, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { editCatchments } from '../criteria-permissions.ts';
import { findFacility } from './facilities.ts';

/** Areas of each facility's Einzugsbereich as they were chosen. */
export async function listCatchments(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, Uuid[]>> {
  const rows = await tx.selectFrom('kita.catchment').select(['facility_id', 'area_id']).where('municipality_id', '=', municipalityId).orderBy('facility_id').orderBy('area_id').execute();
  const found = new Map<Uuid, Uuid[]>();
  for (const row of rows) found.set(row.facility_id, [...(found.get(row.facility_id) ?? []), row.area_id]);
  return found;
}

/** For each area of a day the facilities in whose Einzugsbereich it lies: where a Quartier was chosen, its Bezirke belong to it. */
export async function catchmentsByArea(tx: Read, municipalityId: Uuid, on: Day): Promise<{ areaId: Uuid; facilityIds: Uuid[] }[]> {
  const chosen = await listCatchments(tx, municipalityId);
  const tree = areaTree(await listAreas(tx, municipalityId, on));
  const byArea = new Map<Uuid, Set<Uuid>>();
  for (const [facilityId, areaIds] of chosen) {
    for (const id of areaIds) for (const inner of [id, ...tree.descendants(id).map((area) => area.id)]) byArea.set(inner, (byArea.get(inner) ?? new Set()).add(facilityId));
  }
  return [...byArea].map(([areaId, facilityIds]) => ({ areaId, facilityIds: [...facilityIds].sort() }));
}

/** Adds areas to facilities: for the demo and for tests. */
export async function storeCatchments(tx: Write, municipalityId: Uuid, catchments: readonly { facilityId: Uuid; areaIds: readonly Uuid[] }[]): Promise<void> {
  const rows = catchments.flatMap(({ facilityId, areaIds }) => areaIds.map((areaId) => ({ municipality_id: municipalityId, id: newId(), facility_id: facilityId, area_id: areaId })));
  if (rows.length > 0) await tx.insertInto('kita.catchment').values(rows).execute();
}

/** The areas of one facility, all at once: what is not chosen no longer belongs to it. */
export const saveCatchment = action({
  may: editCatchments,
  audit: 'kita.catchment.saved',
  input: v.object({ facility: uuidField(), areas: list(uuidField()) }),
  async run({ tx, municipalityId, clock, concerns }, { facility, areas }) {
    const found = await findFacility(tx, municipalityId, facility);
    if (!found) throw new NotFound();
    const known = new Set((await listAreas(tx, municipalityId, clock.today())).map(({ id }) => id));
    if (areas.some((id) => !known.has(id))) return refused('choose-one', { field: 'areas' });
    // Two people who save the same facility follow each other: the second one's choice counts as a whole.
    await tx.selectFrom('kita.facility').select('id').where('municipality_id', '=', municipalityId).where('id', '=', facility).forUpdate().execute();
    await tx.deleteFrom('kita.catchment').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).execute();
    await storeCatchments(tx, municipalityId, [{ facilityId: facility, areaIds: [...new Set(areas)] }]);
    concerns(facility, ['catchment']);
    return accepted(facility);
  },
});

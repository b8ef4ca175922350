import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { findKitaPlan } from './kita-plans.ts';

export interface PlacesOfArea {
  areaId: Uuid;
  /** null: unknown */
  under3: number | null;
  from3: number | null;
}

/**
 * Sets the places there are in a plan's areas to what the facilities have; weights, inclusive places and expected births stay. Areas that are
 * not named stay as they are. Unknown plan: NotFound.
 */
export async function takeOverPlaces(tx: Write, municipalityId: Uuid, planId: Uuid, areas: readonly PlacesOfArea[]): Promise<void> {
  const { id } = await findKitaPlan(tx, municipalityId, planId);
  for (const { areaId, under3, from3 } of areas) {
    const places = { places_under_3: under3, places_from_3: from3 };
    await tx.insertInto('monitoring.kita_plan_area').values({ municipality_id: municipalityId, id: newId(), plan_id: id, area_id: areaId, ...places })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'plan_id', 'area_id']).doUpdateSet(places)).execute();
  }
}

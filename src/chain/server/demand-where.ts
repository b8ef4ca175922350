import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Uuid } from '../../platform/id.ts';
import { listAllAreas } from '../../areas/server/list-areas.ts';
import { listFields, listPhases, listTransitions } from '../../offers/server/phases.ts';

/** A place in the chain, open in any direction. */
export interface Where {
  phaseId?: Uuid;
  transitionId?: Uuid;
  fieldId?: Uuid;
  areaId?: Uuid;
}

/**
 * Throws NotFound if a phase, transition, field or area is none of this municipality: a forged form looks like a missing
 * page, not like a failure of the database.
 */
export async function demandWhere(tx: Read, municipalityId: Uuid, { phaseId, transitionId, fieldId, areaId }: Where): Promise<void> {
  const demand = async (id: Uuid | undefined, list: (tx: Read, municipalityId: Uuid) => Promise<readonly { id: Uuid }[]>) => {
    if (id !== undefined && !(await list(tx, municipalityId)).some((one) => one.id === id)) throw new NotFound();
  };
  await demand(phaseId, listPhases);
  await demand(transitionId, listTransitions);
  await demand(fieldId, listFields);
  await demand(areaId, listAllAreas);
}

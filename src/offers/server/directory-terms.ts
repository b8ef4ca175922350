import { listAllAreas, type AreaRow } from '../../areas/server/list-areas.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { LifePhase, Transition } from '../phase.ts';
import { listFields, listPhases, listTransitions } from './phases.ts';

/** The words a table of offers is written in and read against; areas with those of other times, whose names old files use. */
export interface DirectoryTerms {
  phases: LifePhase[];
  transitions: Transition[];
  fields: FieldOfAction[];
  areas: AreaRow[];
}

export async function loadTerms(tx: Read, municipalityId: Uuid): Promise<DirectoryTerms> {
  return {
    phases: await listPhases(tx, municipalityId), transitions: await listTransitions(tx, municipalityId),
    fields: await listFields(tx, municipalityId), areas: await listAllAreas(tx, municipalityId),
  };
}

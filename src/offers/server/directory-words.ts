import { areaTree, type AreaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { LifePhase } from '../phase.ts';
import { listFields, listPhases } from './phases.ts';

/** The words a page names offers with: topics, phases, areas of a day. */
export interface DirectoryWords {
  fields: FieldOfAction[];
  phases: LifePhase[];
  areas: AreaTree;
}

export async function loadWords(tx: Read, municipalityId: Uuid, on: Day): Promise<DirectoryWords> {
  return {
    fields: await listFields(tx, municipalityId),
    phases: await listPhases(tx, municipalityId),
    areas: areaTree(await listAreas(tx, municipalityId, on)),
  };
}

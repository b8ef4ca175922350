import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { Names } from '../names.ts';
import type { LifePhase, Transition } from '../phase.ts';

/** Life phases of a municipality, in their order. */
export async function listPhases(tx: Read, municipalityId: Uuid): Promise<LifePhase[]> {
  const rows = await tx.selectFrom('offers.life_phase').selectAll().where('municipality_id', '=', municipalityId).orderBy('position').orderBy('from_month').execute();
  return rows.map((row) => ({
    id: row.id, key: row.key, names: row.names as Names, fromMonth: row.from_month, untilMonth: row.until_month, position: row.position,
  }));
}

/** Transitions between life phases, in their order. */
export async function listTransitions(tx: Read, municipalityId: Uuid): Promise<Transition[]> {
  const rows = await tx.selectFrom('offers.transition').selectAll().where('municipality_id', '=', municipalityId).orderBy('position').execute();
  return rows.map((row) => ({
    id: row.id, key: row.key, names: row.names as Names, fromPhaseId: row.from_phase_id, toPhaseId: row.to_phase_id, position: row.position,
  }));
}

/** Handlungsfelder of a municipality, in their order. */
export async function listFields(tx: Read, municipalityId: Uuid): Promise<FieldOfAction[]> {
  const rows = await tx.selectFrom('offers.field_of_action').selectAll().where('municipality_id', '=', municipalityId).orderBy('position').execute();
  return rows.map((row) => ({ id: row.id, key: row.key, names: row.names as Names, icon: row.icon, position: row.position }));
}

import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { LifePhase, Transition } from '../phase.ts';

export interface ChainWords {
  phases: readonly LifePhase[];
  transitions: readonly Transition[];
  fields: readonly FieldOfAction[];
}

/** Stores life phases, transitions and fields, new or changed, by their ids; what is not named stays. */
export async function storePhases(tx: Write, municipalityId: Uuid, { phases, transitions, fields }: ChainWords): Promise<void> {
  for (const phase of phases) {
    const row = { key: phase.key, names: JSON.stringify(phase.names), from_month: phase.fromMonth, until_month: phase.untilMonth, position: phase.position };
    await tx.insertInto('offers.life_phase').values({ municipality_id: municipalityId, id: phase.id, ...row })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet(row)).execute();
  }
  for (const transition of transitions) {
    const row = { key: transition.key, names: JSON.stringify(transition.names), from_phase_id: transition.fromPhaseId, to_phase_id: transition.toPhaseId, position: transition.position };
    await tx.insertInto('offers.transition').values({ municipality_id: municipalityId, id: transition.id, ...row })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet(row)).execute();
  }
  for (const field of fields) {
    const row = { key: field.key, names: JSON.stringify(field.names), icon: field.icon, position: field.position };
    await tx.insertInto('offers.field_of_action').values({ municipality_id: municipalityId, id: field.id, ...row })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet(row)).execute();
  }
}

import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { optionalUuid, text } from '../../platform/field.ts';
import { newId } from '../../platform/id.ts';
import { accepted } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { readThreshold, thresholdNames, type ThresholdName } from '../threshold.ts';
import { demandWhere } from './demand-where.ts';

const where = { name: v.picklist(thresholdNames, 'choose-one'), fieldId: optionalUuid(), phaseId: optionalUuid() };

/** Sets a threshold for the municipality, or only for a field, a phase or both. Leads to its name. */
export const setThreshold = action({
  may: permissions.setThreshold,
  audit: 'chain.threshold.set',
  input: v.object({ ...where, value: text(20) }),
  async run({ tx, municipalityId, who, clock, concerns }, { name, fieldId, phaseId, value: typed }) {
    const value = readThreshold(name, typed, { fieldId, phaseId });
    if (!value.ok) return value;
    await demandWhere(tx, municipalityId, { fieldId, phaseId });
    const id = newId();
    const change = { value: value.value, changed_at: clock.now(), changed_by: who.personId ?? null };
    const stored = await tx.insertInto('chain.threshold')
      .values({ municipality_id: municipalityId, id, name, field_id: fieldId ?? null, phase_id: phaseId ?? null, ...change })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'name', 'field_id', 'phase_id']).doUpdateSet(change))
      .returning('id').executeTakeFirstOrThrow();
    concerns(stored.id, [name]);
    return accepted<ThresholdName>(name);
  },
});

/** Takes a threshold of the municipality's own back, so that the next more general one holds again. */
export const dropThreshold = action({
  may: permissions.setThreshold,
  audit: 'chain.threshold.dropped',
  input: v.object(where),
  async run({ tx, municipalityId, concerns }, { name, fieldId, phaseId }) {
    const dropped = await tx.deleteFrom('chain.threshold').where('municipality_id', '=', municipalityId).where('name', '=', name)
      .where('field_id', 'is not distinct from', fieldId ?? null).where('phase_id', 'is not distinct from', phaseId ?? null)
      .returning('id').executeTakeFirst();
    if (dropped) concerns(dropped.id, [name]);
    return accepted<ThresholdName>(name);
  },
});

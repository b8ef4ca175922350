import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { text, uuidField } from '../../platform/field.ts';
import { newId } from '../../platform/id.ts';
import { accepted } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { demandWhere } from './demand-where.ts';

/** names of the parts of the address */
const cell = { phase: uuidField(), field: uuidField() };

/** Decides that no offer is expected for a phase in a field, with the reason everybody sees. */
export const expectNothing = action({
  may: permissions.expect,
  audit: 'chain.cell.not-expected',
  input: v.object({ ...cell, expectReason: text(1000) }),
  async run({ tx, municipalityId, who, clock, concerns }, { phase: phaseId, field: fieldId, expectReason: reason }) {
    await demandWhere(tx, municipalityId, { phaseId, fieldId });
    const decision = { reason, decided_at: clock.now(), decided_by: who.personId ?? null };
    const stored = await tx.insertInto('chain.not_expected')
      .values({ municipality_id: municipalityId, id: newId(), phase_id: phaseId, field_id: fieldId, ...decision })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'phase_id', 'field_id']).doUpdateSet(decision))
      .returning('id').executeTakeFirstOrThrow();
    concerns(stored.id, ['reason']);
    return accepted({ phaseId, fieldId });
  },
});

/** Takes that decision back. */
export const expectAgain = action({
  may: permissions.expect,
  audit: 'chain.cell.expected-again',
  input: v.object(cell),
  async run({ tx, municipalityId, concerns }, { phase: phaseId, field: fieldId }) {
    const dropped = await tx.deleteFrom('chain.not_expected').where('municipality_id', '=', municipalityId)
      .where('phase_id', '=', phaseId).where('field_id', '=', fieldId).returning('id').executeTakeFirst();
    if (dropped) concerns(dropped.id, ['reason']);
    return accepted({ phaseId, fieldId });
  },
});

import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';

/** The office has dealt with an urgent need; noted twice it stays as it was. The next day the family names makes it urgent anew. */
export const settleUrgency = action({
  may: editChildFile,
  audit: 'kita.urgency.settled',
  input: v.object({ registration: uuidField() }),
  async run({ tx, municipalityId, clock, who, concerns }, { registration: id }) {
    const row = await tx.selectFrom('kita.registration').select('urgent_settled_at').where('municipality_id', '=', municipalityId).where('id', '=', id).where('urgent_by', 'is not', null).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (!row.urgent_settled_at) {
      await tx.updateTable('kita.registration').set({ urgent_settled_at: clock.now(), urgent_settled_by: who.personId ?? null }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
      concerns(id, ['urgent_settled_at']);
    }
    return accepted(id);
  },
});

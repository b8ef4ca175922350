import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';

/** The office has read what a family wrote; noted twice it stays as it was. */
export const readRemark = action({
  may: editChildFile,
  audit: 'kita.remark.read',
  input: v.object({ registration: uuidField() }),
  async run({ tx, municipalityId, clock, who, concerns }, { registration: id }) {
    const row = await tx.selectFrom('kita.registration').select('remark_read_at').where('municipality_id', '=', municipalityId).where('id', '=', id).where('remark_sealed', 'is not', null).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (!row.remark_read_at) {
      await tx.updateTable('kita.registration').set({ remark_read_at: clock.now(), remark_read_by: who.personId ?? null }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
      concerns(id, ['remark_read_at']);
    }
    return accepted(id);
  },
});

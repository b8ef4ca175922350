import { sql } from 'kysely';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { list, uuidField } from '../../platform/field.ts';
import { newId } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { handOver } from '../permissions.ts';
import { MAX_ENTRIES } from '../personal-list.ts';

/**
 * Counts the offers of one sheet as handed over in this month: one number per offer and month, no family, no Lotse, no sentence. The
 * audit entry says that somebody counted a sheet, not which offers stood on it.
 */
export const countHandOver = action({
  may: handOver,
  audit: 'offers.list.handed-over',
  input: v.object({ angebot: v.pipe(list(uuidField()), v.maxLength(MAX_ENTRIES, 'list-full')) }),
  async run({ tx, municipalityId, clock }, { angebot }): Promise<Outcome<{ count: number }>> {
    const known = await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId)
      .where('id', '=', sql<never>`any(${[...new Set(angebot)]}::uuid[])`).where('status', '=', 'active').orderBy('id').execute();
    if (known.length === 0) return refused('count-nothing');
    const month = sql<never>`date_trunc('month', ${clock.today()}::date)::date`;
    // In the order of their ids, so that two sheets counted at once do not wait for each other in a circle.
    await tx.insertInto('offers.handed_over')
      .values(known.map(({ id }) => ({ municipality_id: municipalityId, id: newId(), service_id: id, month, times: 1 })))
      .onConflict((conflict) => conflict.columns(['municipality_id', 'service_id', 'month']).doUpdateSet({ times: sql`handed_over.times + 1` }))
      .execute();
    return accepted({ count: known.length });
  },
});

import { sql } from 'kysely';
import type { Read, Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

export type WordTable = 'offers.life_phase' | 'offers.transition' | 'offers.field_of_action';

const USES = {
  'offers.life_phase': { table: 'offers.service_phase', column: 'phase_id' },
  'offers.transition': { table: 'offers.service_transition', column: 'transition_id' },
  'offers.field_of_action': { table: 'offers.service_field', column: 'field_id' },
} as const;

/** id → how many offers name it. */
export async function countUses(tx: Read, municipalityId: Uuid, word: WordTable): Promise<Map<Uuid, number>> {
  const { table, column } = USES[word];
  const rows = await tx.selectFrom(table as 'offers.service_phase').select([`${column} as id` as 'phase_id as id', ({ fn }) => fn.countAll<number>().as('count')])
    .where('municipality_id', '=', municipalityId).groupBy(column as 'phase_id').execute();
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** PostgreSQL: another row still points to this one. */
const FOREIGN_KEY_VIOLATION = '23503';

/** Removes one; false if something above (a gap of the chain) still points to it. The transaction goes on either way. */
export async function removeWord(tx: Write, municipalityId: Uuid, word: WordTable, id: Uuid): Promise<boolean> {
  await sql`savepoint removing_word`.execute(tx);
  try {
    await tx.deleteFrom(word).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    await sql`release savepoint removing_word`.execute(tx);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error;
    await sql`rollback to savepoint removing_word`.execute(tx);
    return false;
  }
}

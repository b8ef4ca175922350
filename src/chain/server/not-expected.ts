import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { NotExpected } from '../matrix.ts';

/** Cells in which the municipality has decided that it expects no offer. */
export async function listNotExpected(tx: Read, municipalityId: Uuid): Promise<NotExpected[]> {
  const rows = await tx.selectFrom('chain.not_expected').select(['phase_id', 'field_id', 'reason'])
    .where('municipality_id', '=', municipalityId).execute();
  return rows.map((row) => ({ phaseId: row.phase_id, fieldId: row.field_id, reason: row.reason }));
}

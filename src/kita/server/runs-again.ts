import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

export interface RunAgain {
  id: Uuid;
  at: Date;
  byName: string | null;
  inputHash: string | null;
  resultHash: string | null;
  finishedAt: Date | null;
}

/** Who had a run computed again, the newest first. */
export async function listRunsAgain(tx: Read, municipalityId: Uuid, runId: Uuid): Promise<RunAgain[]> {
  const rows = await tx.selectFrom('kita.run_again as again')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'again.municipality_id').onRef('person.id', '=', 'again.by_person'))
    .selectAll('again').select('person.display_name').where('again.municipality_id', '=', municipalityId).where('again.run_id', '=', runId).orderBy('again.at', 'desc').execute();
  return rows.map((row) => ({ id: row.id, at: row.at, byName: row.display_name, inputHash: row.input_hash, resultHash: row.result_hash, finishedAt: row.finished_at }));
}

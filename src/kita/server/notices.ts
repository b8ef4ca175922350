import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { TellingWay } from '../decisions/telling.ts';
import type { TellingKind } from './tell-families.ts';

/** Who was told of a decision, in the order it happened. */
export async function listNotices(tx: Read, municipalityId: Uuid, decisionId: Uuid): Promise<{ name: string; kind: TellingKind; way: TellingWay; isSent: boolean }[]> {
  const rows = await tx.selectFrom('kita.notice as notice')
    .innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.municipality_id', '=', 'notice.municipality_id').onRef('guardian.id', '=', 'notice.guardian_id'))
    .select(['notice.kind', 'notice.way', 'notice.sent_at', 'guardian.given_names', 'guardian.family_name']).where('notice.municipality_id', '=', municipalityId).where('notice.decision_id', '=', decisionId)
    .orderBy('notice.made_at').orderBy('guardian.family_name').execute();
  return rows.map((row) => ({ name: [row.given_names, row.family_name].filter(Boolean).join(' '), kind: row.kind as TellingKind, way: row.way as TellingWay, isSent: row.sent_at !== null }));
}

import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { TellingWay } from '../decisions/telling.ts';
import type { TellingKind } from './tell-families.ts';

export interface ToldNotice {
  name: string;
  kind: TellingKind;
  way: TellingWay;
  isSent: boolean;
  /** lay ready in the account since then; null: not served electronically */
  providedAt: Date | null;
  retrieveUntil: Day | null;
  retrievedAt: Date | null;
  /** counts as served; null: not yet */
  servedOn: Day | null;
}

/** Who was told of a decision, in the order it happened. */
export async function listNotices(tx: Read, municipalityId: Uuid, decisionId: Uuid): Promise<ToldNotice[]> {
  const rows = await tx.selectFrom('kita.notice as notice')
    .innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.municipality_id', '=', 'notice.municipality_id').onRef('guardian.id', '=', 'notice.guardian_id'))
    .select(['notice.kind', 'notice.way', 'notice.sent_at', 'notice.provided_at', 'notice.retrieve_until', 'notice.retrieved_at', 'notice.served_on', 'guardian.given_names', 'guardian.family_name']).where('notice.municipality_id', '=', municipalityId).where('notice.decision_id', '=', decisionId)
    .orderBy('notice.made_at').orderBy('guardian.family_name').execute();
  return rows.map((row) => ({
    name: [row.given_names, row.family_name].filter(Boolean).join(' '), kind: row.kind as TellingKind, way: row.way as TellingWay, isSent: row.sent_at !== null,
    providedAt: row.provided_at, retrieveUntil: row.retrieve_until, retrievedAt: row.retrieved_at, servedOn: row.served_on,
  }));
}

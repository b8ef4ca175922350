import type { ActionContext } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** Plans that seats which have become free are given on; one run that has not begun yet finds them all. */
export async function planReplacement(tx: Write, municipalityId: Uuid, later: ActionContext['later']): Promise<void> {
  const planned = await tx.selectFrom('platform.job').select('id').where('municipality_id', '=', municipalityId).where('task', '=', 'replace-kita-places').where('state', '=', 'planned').limit(1).executeTakeFirst();
  if (!planned) await later('replace-kita-places', {});
}

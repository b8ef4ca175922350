import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { rulePackOf, type RulePack } from '../facilities/rule-pack.ts';

/** The rules of the Land a municipality lies in. */
export async function townRulePack(tx: Read, municipalityId: Uuid): Promise<RulePack> {
  const town = await tx.selectFrom('accounts.municipality').select('land').where('municipality_id', '=', municipalityId).executeTakeFirst();
  return rulePackOf(town?.land ?? null);
}

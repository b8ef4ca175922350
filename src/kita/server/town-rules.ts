import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { rulePackOf, type RulePack } from '../facilities/rule-pack.ts';

/** What a transaction was told: it sees one municipality, and goes when it ends. */
const told = new WeakMap<Read, { municipalityId: Uuid; pack: Promise<RulePack> }>();

/** The rules of the Land a municipality lies in; however many parts of a use case want to know, its transaction asks once. Pages have them from their town: {@link rulePackOf}. */
export function townRulePack(tx: Read, municipalityId: Uuid): Promise<RulePack> {
  const known = told.get(tx);
  if (known?.municipalityId === municipalityId) return known.pack;
  const pack = readRulePack(tx, municipalityId);
  told.set(tx, { municipalityId, pack });
  return pack;
}

async function readRulePack(tx: Read, municipalityId: Uuid): Promise<RulePack> {
  const town = await tx.selectFrom('accounts.municipality').select('land').where('municipality_id', '=', municipalityId).executeTakeFirst();
  return rulePackOf(town?.land ?? null);
}

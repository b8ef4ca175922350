import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { SiblingRule } from '../registration/siblings.ts';

/** Puts children into one group with one rule; groups they were in are joined. */
export async function groupSiblings(tx: Write, municipalityId: Uuid, rule: SiblingRule, childIds: readonly Uuid[]): Promise<Uuid | undefined> {
  const ids = [...new Set(childIds)];
  if (ids.length < 2) return undefined;
  const rows = await tx.selectFrom('kita.child').select(['id', 'sibling_group_id']).where('municipality_id', '=', municipalityId).where('id', 'in', ids).orderBy('id').forUpdate().execute();
  const groups = [...new Set(rows.flatMap(({ sibling_group_id }) => sibling_group_id ?? []))];
  const groupId = groups[0] ?? newId();
  if (groups.length === 0) await tx.insertInto('kita.sibling_group').values({ municipality_id: municipalityId, id: groupId, rule }).execute();
  else await tx.updateTable('kita.sibling_group').set({ rule }).where('municipality_id', '=', municipalityId).where('id', '=', groupId).execute();
  await tx.updateTable('kita.child').set({ sibling_group_id: groupId }).where('municipality_id', '=', municipalityId)
    .where((where) => where.or([where('id', 'in', ids), ...(groups.length > 1 ? [where('sibling_group_id', 'in', groups)] : [])])).execute();
  if (groups.length > 1) await tx.deleteFrom('kita.sibling_group').where('municipality_id', '=', municipalityId).where('id', 'in', groups.slice(1)).execute();
  return groupId;
}

/** Takes a child out of its group; a group of one is none. */
export async function leaveSiblings(tx: Write, municipalityId: Uuid, childId: Uuid): Promise<void> {
  const child = await tx.selectFrom('kita.child').select('sibling_group_id').where('municipality_id', '=', municipalityId).where('id', '=', childId).executeTakeFirst();
  const groupId = child?.sibling_group_id;
  if (!groupId) return;
  const others = await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where('sibling_group_id', '=', groupId).where('id', '<>', childId).execute();
  const leaving = others.length > 1 ? [childId] : [childId, ...others.map(({ id }) => id)];
  await tx.updateTable('kita.child').set({ sibling_group_id: null }).where('municipality_id', '=', municipalityId).where('id', 'in', leaving).execute();
  if (others.length <= 1) await tx.deleteFrom('kita.sibling_group').where('municipality_id', '=', municipalityId).where('id', '=', groupId).execute();
}

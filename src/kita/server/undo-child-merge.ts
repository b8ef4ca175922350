import type { Insertable } from 'kysely';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { DB } from '../../platform/database-types.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import type { Housekeeping } from '../../platform/task.ts';
import { mergeChildren } from '../office-permissions.ts';
import { moveClaimEvents, restorable, type MergeUndo } from './merge-children.ts';
import { openJson, place } from './sealed-json.ts';

export interface ChildMerge {
  id: Uuid;
  keptId: Uuid;
  mergedId: Uuid;
  mergedAt: Date;
  undoUntil: Date;
  keptName: string;
  byName: string | null;
}

/** Merges that can still be taken back, the latest first. */
export async function listChildMerges(tx: Read, municipalityId: Uuid, now: Date, keptId?: Uuid): Promise<ChildMerge[]> {
  let query = tx.selectFrom('kita.child_merge as merge')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'merge.municipality_id').onRef('child.id', '=', 'merge.kept_id'))
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'merge.municipality_id').onRef('person.id', '=', 'merge.merged_by'))
    .select(['merge.id', 'merge.kept_id', 'merge.merged_id', 'merge.merged_at', 'merge.undo_until', 'child.given_names', 'child.family_name', 'person.display_name'])
    .where('merge.municipality_id', '=', municipalityId).where('merge.undone_at', 'is', null).where('merge.undo_until', '>', now);
  if (keptId) query = query.where('merge.kept_id', '=', keptId);
  const rows = await query.orderBy('merge.merged_at', 'desc').orderBy('merge.id').execute();
  return rows.map((row) => ({
    id: row.id, keptId: row.kept_id, mergedId: row.merged_id, mergedAt: row.merged_at, undoUntil: row.undo_until, keptName: `${row.given_names} ${row.family_name}`.trim(), byName: row.display_name,
  }));
}

/**
 * Takes a merge back: the other child is there again with all that was its own and still exists; what came since stays with the kept one.
 * Refuses `undo-too-late`, and `child-has-registration` where the kept child's registration of today would clash with the one given back.
 */
export const undoChildMerge = action({
  may: mergeChildren,
  audit: 'kita.child.merge-undone',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { id }) {
    const merge = await tx.selectFrom('kita.child_merge').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!merge) throw new NotFound();
    if (merge.undone_at || !merge.undo_sealed || merge.undo_until <= clock.now()) return refused('undo-too-late');
    const undo = openJson<MergeUndo>(configuration.secretKey, place(municipalityId, 'kita.child_merge', 'undo_sealed', id), merge.undo_sealed);
    const [kept, merged] = [merge.kept_id, merge.merged_id];
    const own = { municipality_id: municipalityId } as const;

    await tx.updateTable('kita.child').set({ ...restorable(undo.keptBefore), updated_at: clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', kept).execute();
    await tx.insertInto('kita.child').values(restorable(undo.child) as unknown as Insertable<DB['kita.child']>).execute();
    for (const { table, ids } of undo.moved) if (ids.length > 0) await tx.updateTable(table).set({ child_id: merged }).where('municipality_id', '=', municipalityId).where('child_id', '=', kept).where('id', 'in', ids).execute();
    if (undo.objections.length > 0) await tx.updateTable('kita.objection').set({ child_id: merged }).where('municipality_id', '=', municipalityId).where('id', 'in', undo.objections).execute();
    await moveClaimEvents({ tx, municipalityId }, kept, merged, undo.claimEvents);

    // First those that go, so that no child has two in force at any moment.
    const movedBack = undo.registrations.filter(({ movedFrom }) => movedFrom === merged);
    for (const one of movedBack) await tx.updateTable('kita.registration').set({ child_id: merged }).where('municipality_id', '=', municipalityId).where('id', '=', one.id).execute();
    for (const { id: circumstance, from } of undo.circumstances) await tx.updateTable('kita.circumstance').set({ registration_id: from }).where('municipality_id', '=', municipalityId).where('id', '=', circumstance).execute();
    for (const one of undo.registrations.filter(({ state }) => state !== 'ended')) {
      const other = await tx.selectFrom('kita.registration').select('id').where('municipality_id', '=', municipalityId).where('child_id', '=', one.movedFrom).where('state', 'in', ['draft', 'submitted']).where('id', '<>', one.id).executeTakeFirst();
      if (other) return refused('child-has-registration');
      await tx.updateTable('kita.registration').set({ state: one.state, ended_at: null, ended_reason: null, updated_at: clock.now() })
        .where('municipality_id', '=', municipalityId).where('id', '=', one.id).where((where) => where.or([where('ended_reason', '=', 'merged'), where('state', '<>', 'ended')])).execute();
    }

    const { moved, removed, changed } = undo.guardianships;
    if (moved.length > 0) await tx.updateTable('kita.guardianship').set({ child_id: merged }).where('municipality_id', '=', municipalityId).where('id', 'in', moved).execute();
    if (removed.length > 0) await tx.insertInto('kita.guardianship').values(removed.map((row) => ({ ...restorable(row), ...own }) as unknown as Insertable<DB['kita.guardianship']>)).execute();
    for (const row of changed as { id: Uuid; may_read: boolean; may_decide: boolean; gets_letters: boolean }[]) {
      await tx.updateTable('kita.guardianship').set({ may_read: row.may_read, may_decide: row.may_decide, gets_letters: row.gets_letters }).where('municipality_id', '=', municipalityId).where('id', '=', row.id).execute();
    }
    await tx.updateTable('kita.child_merge').set({ undone_at: clock.now(), undone_by: who.personId ?? null, undo_sealed: null }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(kept, ['merge-undone']);
    return accepted({ keptId: kept, mergedId: merged });
  },
});

/** After 30 days what undoing would need is gone. */
export const childMergeHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  await tx.updateTable('kita.child_merge').set({ undo_sealed: null }).where('municipality_id', '=', municipalityId).where('undo_until', '<=', clock.now()).where('undo_sealed', 'is not', null).execute();
};

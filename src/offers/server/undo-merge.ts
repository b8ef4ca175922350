import * as v from 'valibot';
import { sql } from 'kysely';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Housekeeping } from '../../platform/task.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { referencesOf } from '../duplicates/merge-plan.ts';
import { undoPlan, type UndoPlan } from '../duplicates/undo-plan.ts';
import { mergeDuplicates } from '../permissions.ts';
import type { ServiceRecord } from '../service.ts';
import { loadServices } from './load-services.ts';
import { recordOf } from './merge-services.ts';
import { returnReferences, type MovedReferences } from './merge-references.ts';
import { storeServices } from './store-services.ts';
import { survivorsOf } from './survivors.ts';

/**
 * Parts two offers again. What was edited since the merge stays with the survivor; without later edits both are exactly what they were.
 * Refuses `survivor-merged` (the survivor itself went into another: that comes first), `reference-gone` {kind} (a place, topic, phase, area or
 * organization of then does not exist any more), `undone`.
 */
export const undoMerge = action({
  may: mergeDuplicates,
  audit: 'offers.duplicate.parted',
  input: v.object({ id: uuidField() }),
  async run({ tx, who, municipalityId, clock, concerns }, { id }): Promise<Outcome<Uuid>> {
    const merge = await tx.selectFrom('offers.service_merge').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!merge) throw new NotFound();
    if (merge.undone_at) return refused('undone');
    await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where('id', 'in', [merge.survivor_id, merge.merged_id]).orderBy('id').forUpdate().execute();
    if ((await survivorsOf(tx, municipalityId, [merge.survivor_id])).size > 0) return refused('survivor-merged');
    const [now] = await loadServices(tx, municipalityId, [merge.survivor_id]);
    const before: ServiceRecord = { contacts: [], ...merge.merged_before as unknown as KeptRecord };
    const plan = planOf(merge, recordOf(now!));
    const gone = await missingReference(tx, municipalityId, [plan.survivor, before]);
    if (gone) return refused('reference-gone', { values: { kind: gone } });

    await tx.updateTable('offers.service_merge').set({ undone_at: clock.now(), undone_by: who.personId ?? null }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    const note = { origin: 'merged' as const, ...(who.personId ? { by: who.personId } : {}) };
    await storeServices(tx, municipalityId, [plan.survivor, before], clock, note);
    await returnReferences(tx, municipalityId, merge.survivor_id, merge.merged_id, merge.moved as unknown as MovedReferences);
    concerns(merge.survivor_id, ['parted', ...plan.kept]);
    return accepted(id);
  },
});

/** A record kept with a merge; after a time without its contact persons. */
type KeptRecord = Omit<ServiceRecord, 'contacts'> & Partial<Pick<ServiceRecord, 'contacts'>>;

/** Contact persons are not kept in old merges: those of today stay with the survivor. */
function planOf(merge: { survivor_before: unknown; survivor_after: unknown }, now: ServiceRecord): UndoPlan {
  return undoPlan({ contacts: now.contacts, ...merge.survivor_before as KeptRecord }, { contacts: now.contacts, ...merge.survivor_after as KeptRecord }, now);
}

const CONTACTS_KEPT_DAYS = 90;

/** Contact persons leave the records kept with a merge after 90 days, as they leave former versions. */
export const mergeHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  await tx.updateTable('offers.service_merge').set({ survivor_before: sql`survivor_before - 'contacts'`, survivor_after: sql`survivor_after - 'contacts'`, merged_before: sql`merged_before - 'contacts'` })
    .where('municipality_id', '=', municipalityId).where('merged_at', '<', new Date(clock.now().getTime() - CONTACTS_KEPT_DAYS * 86_400_000)).where(sql<boolean>`merged_before ? 'contacts'`).execute();
};

const TABLES = {
  organizations: 'network.organization', locations: 'offers.location', fields: 'offers.field_of_action', phases: 'offers.life_phase', transitions: 'offers.transition', areas: 'areas.area',
} as const;

/** The first kind of record these offers point to of which one does not exist any more. */
async function missingReference(tx: Read, municipalityId: Uuid, records: readonly ServiceRecord[]): Promise<keyof typeof TABLES | undefined> {
  for (const kind of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
    const ids = [...new Set(records.flatMap((record) => referencesOf(record)[kind]))];
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count from ${sql.table(TABLES[kind])} where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])`.execute(tx);
    if (rows[0]!.count < ids.length) return kind;
  }
  return undefined;
}

export interface DoneMerge {
  id: Uuid;
  survivorId: Uuid;
  survivorName: string;
  mergedId: Uuid;
  mergedName: string;
  mergedAt: Date;
  mergedBy?: string;
  undoneAt?: Date;
  /** the survivor was edited since */
  isEdited: boolean;
}

/** Merges, the latest first; one by its id. */
export async function listMerges(tx: Read, municipalityId: Uuid, id?: Uuid): Promise<DoneMerge[]> {
  const rows = await tx.selectFrom('offers.service_merge as merge')
    .innerJoin('offers.service as survivor', (join) => join.onRef('survivor.municipality_id', '=', 'merge.municipality_id').onRef('survivor.id', '=', 'merge.survivor_id'))
    .innerJoin('offers.service as merged', (join) => join.onRef('merged.municipality_id', '=', 'merge.municipality_id').onRef('merged.id', '=', 'merge.merged_id'))
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'merge.municipality_id').onRef('person.id', '=', 'merge.merged_by'))
    .select(['merge.id', 'merge.survivor_id', 'merge.merged_id', 'merge.merged_at', 'merge.undone_at', 'survivor.name as survivor_name', 'merged.name as merged_name', 'person.display_name',
      sql<boolean>`survivor.updated_at > merge.merged_at`.as('is_edited')])
    .where('merge.municipality_id', '=', municipalityId).$if(id !== undefined, (query) => query.where('merge.id', '=', id!))
    .orderBy('merge.merged_at', 'desc').orderBy('merge.id', 'desc').limit(100).execute();
  return rows.map((row) => ({
    id: row.id, survivorId: row.survivor_id, survivorName: row.survivor_name, mergedId: row.merged_id, mergedName: row.merged_name, mergedAt: row.merged_at, isEdited: row.is_edited,
    ...(row.display_name ? { mergedBy: row.display_name } : {}), ...(row.undone_at ? { undoneAt: row.undone_at } : {}),
  }));
}

/** What was edited since a merge and would stay with the survivor. */
export async function editedSince(tx: Read, municipalityId: Uuid, id: Uuid): Promise<UndoPlan['kept']> {
  const merge = await tx.selectFrom('offers.service_merge').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  const [now] = merge ? await loadServices(tx, municipalityId, [merge.survivor_id]) : [];
  return merge && now ? planOf(merge, recordOf(now)).kept : [];
}

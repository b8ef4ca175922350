import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { suspiciousOrganizations, type SuspiciousOrganizations } from '../duplicates/organization-likeness.ts';
import type { Organization } from '../organization.ts';
import { findOrganization, listOrganizations } from './organizations.ts';
import { storeOrganizations } from './store-organizations.ts';

/** Pairs that look like one organization, without those somebody has decided about. */
export async function findDuplicateOrganizations(tx: Read, municipalityId: Uuid): Promise<SuspiciousOrganizations[]> {
  const rows = await tx.selectFrom('network.distinct_pair').select(['organization_id', 'other_id']).where('municipality_id', '=', municipalityId).execute();
  const settled = new Set(rows.map((row) => `${row.organization_id} ${row.other_id}`));
  return suspiciousOrganizations(await listOrganizations(tx, municipalityId), (one, other) => settled.has(`${one} ${other}`));
}

/** Both organizations, locked in the order of their ids; undefined if one is missing or was merged already. */
export async function lockOrganizations(tx: Write, municipalityId: Uuid, one: Uuid, other: Uuid): Promise<[Organization, Organization] | undefined> {
  if (one === other) return undefined;
  const rows = await tx.selectFrom('network.organization').select(['id', 'merged_into']).where('municipality_id', '=', municipalityId).where('id', 'in', [one, other]).orderBy('id').forUpdate().execute();
  if (rows.length < 2 || rows.some((row) => row.merged_into !== null)) return undefined;
  const [first, second] = [await findOrganization(tx, municipalityId, one), await findOrganization(tx, municipalityId, other)];
  return first && second ? [first, second] : undefined;
}

export interface OrganizationMerge {
  id: Uuid;
  survivorId: Uuid;
  mergedId: Uuid;
  survivorBefore: Organization;
  survivorAfter: Organization;
  /** by what was moved: the ids; what it holds is the business of whoever moved it */
  moved: Record<string, Uuid[]>;
  mergedAt: Date;
  mergedBy?: string;
  undoneAt?: Date;
}

/** Stores the one organization and that the other went into it. */
export async function storeOrganizationMerge(
  tx: Write, municipalityId: Uuid, { before, after, mergedId, moved }: { before: Organization; after: Organization; mergedId: Uuid; moved: Record<string, Uuid[]> }, by: { clock: Clock; personId?: Uuid },
): Promise<Uuid> {
  const id = newId();
  const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
  await storeOrganizations(tx, municipalityId, [after], by.clock);
  await tx.updateTable('network.organization').set({ merged_into: after.id, updated_at: by.clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', mergedId).execute();
  await tx.insertInto('network.organization_merge').values({
    municipality_id: municipalityId, id, survivor_id: after.id, merged_id: mergedId, survivor_before: json(before), survivor_after: json(after), moved: json(moved), merged_at: by.clock.now(), merged_by: by.personId ?? null,
  }).execute();
  return id;
}

/** Marks a merge as taken back: the merged organization is one of its own again. */
export async function endOrganizationMerge(tx: Write, municipalityId: Uuid, merge: OrganizationMerge, restored: Organization, by: { clock: Clock; personId?: Uuid }): Promise<void> {
  await tx.updateTable('network.organization_merge').set({ undone_at: by.clock.now(), undone_by: by.personId ?? null }).where('municipality_id', '=', municipalityId).where('id', '=', merge.id).execute();
  await tx.updateTable('network.organization').set({ merged_into: null, updated_at: by.clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', merge.mergedId).execute();
  await storeOrganizations(tx, municipalityId, [restored], by.clock);
}

/** Merges of organizations, the latest first; one by its id. */
export async function listOrganizationMerges(tx: Read, municipalityId: Uuid, id?: Uuid): Promise<(OrganizationMerge & { survivorName: string; mergedName: string })[]> {
  const rows = await tx.selectFrom('network.organization_merge as merge')
    .innerJoin('network.organization as survivor', (join) => join.onRef('survivor.municipality_id', '=', 'merge.municipality_id').onRef('survivor.id', '=', 'merge.survivor_id'))
    .innerJoin('network.organization as merged', (join) => join.onRef('merged.municipality_id', '=', 'merge.municipality_id').onRef('merged.id', '=', 'merge.merged_id'))
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'merge.municipality_id').onRef('person.id', '=', 'merge.merged_by'))
    .selectAll('merge').select(['survivor.name as survivor_name', 'merged.name as merged_name', 'person.display_name'])
    .where('merge.municipality_id', '=', municipalityId).$if(id !== undefined, (query) => query.where('merge.id', '=', id!)).orderBy('merge.merged_at', 'desc').orderBy('merge.id', 'desc').limit(100).execute();
  return rows.map((row) => ({
    id: row.id, survivorId: row.survivor_id, mergedId: row.merged_id, survivorName: row.survivor_name, mergedName: row.merged_name,
    survivorBefore: row.survivor_before as unknown as Organization, survivorAfter: row.survivor_after as unknown as Organization, moved: row.moved as unknown as Record<string, Uuid[]>,
    mergedAt: row.merged_at, ...(row.display_name ? { mergedBy: row.display_name } : {}), ...(row.undone_at ? { undoneAt: row.undone_at } : {}),
  }));
}

/** Remembers that two organizations are two, and why. */
export async function storeDistinctOrganizations(tx: Write, municipalityId: Uuid, one: Uuid, other: Uuid, reason: string, by: { on: Day; personId?: Uuid }): Promise<void> {
  const [first, second] = [one, other].sort();
  await tx.insertInto('network.distinct_pair').values({ municipality_id: municipalityId, id: newId(), organization_id: first!, other_id: second!, reason, decided_on: by.on, decided_by: by.personId ?? null })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'organization_id', 'other_id']).doNothing()).execute();
}

/** Of this organization, the one it was merged into. */
export async function survivorOfOrganization(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Uuid | undefined> {
  const row = await tx.selectFrom('network.organization').select('merged_into').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row?.merged_into ?? undefined;
}

import { sql, type Selectable } from 'kysely';
import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import type { DB } from '../../platform/database-types.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { choice, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { mergeChildren } from '../office-permissions.ts';
import { pairOfChildren } from './suspicious-children.ts';
import { listCircumstances } from './circumstances.ts';
import { place, sealJson } from './sealed-json.ts';

/** Tables whose rows belong to a child and simply go over. Rows of claim_event are written anew under the same id, for they may not be changed. */
export const movedTables = ['kita.placement', 'kita.decision', 'kita.emergency_placement', 'kita.call_note', 'kita.note', 'kita.move', 'kita.outside_place'] as const;
export type MovedTable = (typeof movedTables)[number];

type Row = Record<string, unknown>;

/** What undoing needs: every row that was taken away or changed, as it was. Bytes are base64 under `$bytes`. */
export interface MergeUndo {
  child: Row;
  moved: { table: MovedTable; ids: Uuid[] }[];
  claimEvents: Uuid[];
  objections: Uuid[];
  guardianships: { moved: Uuid[]; removed: Row[]; changed: Row[] };
  registrations: { id: Uuid; state: string; endedAt: string | null; endedReason: string | null; movedFrom: Uuid }[];
  circumstances: { id: Uuid; from: Uuid }[];
  /** what the kept child took over, as it was before */
  keptBefore: Row;
}

const UNDO_DAYS = 30;
const MS_PER_DAY = 86_400_000;

/**
 * Makes one child of two: `keeps` stays, everything of the other goes over – guardians with their rights, placements, decisions, claim file,
 * calls, notes – and its record goes. Of two registrations in force the one chosen stays; the other ends as `merged`, its circumstances
 * are taken over where the kept one does not name the same. Refuses `both-have-places` (first end one). Undo: 30 days.
 */
export const mergeTwoChildren = action({
  may: mergeChildren,
  audit: 'kita.child.merged',
  input: v.object({ one: uuidField(), other: uuidField(), keeps: choice(['one', 'other']), registration: v.optional(choice(['one', 'other']), 'one') }),
  async run(context, { one, other, keeps, registration }): Promise<Outcome<{ mergeId: Uuid; keptId: Uuid }>> {
    const { tx, municipalityId, clock, who, configuration, concerns } = context;
    // Locked first: of two people who press at once the second finds one child only.
    await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where('id', 'in', [one, other]).orderBy('id').forUpdate().execute();
    await pairOfChildren(tx, municipalityId, one, other);
    const [kept, merged] = keeps === 'one' ? [one, other] : [other, one];
    if (await haveOverlappingPlaces(context, kept, merged)) return refused('both-have-places');

    const child = await tx.selectFrom('kita.child').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', merged).executeTakeFirstOrThrow();
    const keptChild = await tx.selectFrom('kita.child').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', kept).executeTakeFirstOrThrow();
    const registrations = await moveRegistrations(context, kept, merged, registration === 'one' ? one : other);
    const undo: MergeUndo = {
      child: storable(child), moved: [], keptBefore: storable(Object.fromEntries(filledColumns.map((column) => [column, keptChild[column]]))),
      guardianships: await joinGuardians(context, kept, merged), ...registrations,
      claimEvents: await moveClaimEvents(context, merged, kept), objections: await moveObjections(context, merged, kept),
    };
    for (const table of movedTables) {
      const rows = await tx.updateTable(table).set({ child_id: kept }).where('municipality_id', '=', municipalityId).where('child_id', '=', merged).returning('id').execute();
      undo.moved.push({ table, ids: rows.map(({ id }) => id) });
    }
    await tx.deleteFrom('kita.series_letter').where('municipality_id', '=', municipalityId).where('child_id', '=', merged)
      .where(sql<boolean>`exists (select from kita.series_letter other where other.municipality_id = series_letter.municipality_id and other.series_id = series_letter.series_id and other.child_id = ${kept} and other.guardian_id = series_letter.guardian_id)`).execute();
    await tx.updateTable('kita.series_letter').set({ child_id: kept }).where('municipality_id', '=', municipalityId).where('child_id', '=', merged).execute();
    await tx.deleteFrom('kita.child').where('municipality_id', '=', municipalityId).where('id', '=', merged).execute();
    await tx.updateTable('kita.child').set({ ...await filled(context, keptChild, child), updated_at: clock.now(), version: (version) => version('version', '+', 1) })
      .where('municipality_id', '=', municipalityId).where('id', '=', kept).execute();

    const mergeId = newId();
    await tx.insertInto('kita.child_merge').values({
      municipality_id: municipalityId, id: mergeId, kept_id: kept, merged_id: merged, merged_at: clock.now(), merged_by: who.personId ?? null,
      undo_until: new Date(clock.now().getTime() + UNDO_DAYS * MS_PER_DAY), undo_sealed: sealJson(configuration.secretKey, place(municipalityId, 'kita.child_merge', 'undo_sealed', mergeId), undo),
    }).execute();
    concerns(kept, ['merged']);
    return accepted({ mergeId, keptId: kept });
  },
});

const filledColumns = ['external_id', 'sibling_group_id', 'area_id', 'longitude', 'latitude', 'inclusion_sealed', 'lives_here_from', 'lives_here_until', 'comes_from'] as const;
type ChildRow = Selectable<DB['kita.child']>;

/** What only the other record said. The home is not taken over where a guardian's address is blocked (§§ 51, 52 BMG): it is unknown on purpose. */
async function filled({ tx, municipalityId, configuration: { secretKey } }: ActionContext, kept: ChildRow, merged: ChildRow): Promise<Partial<ChildRow>> {
  const blocked = await tx.selectFrom('kita.guardianship as care')
    .innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.municipality_id', '=', 'care.municipality_id').onRef('guardian.id', '=', 'care.guardian_id'))
    .select('care.id').where('care.municipality_id', '=', municipalityId).where('care.child_id', '=', kept.id).where('guardian.is_address_blocked', '=', true).limit(1).execute();
  const home = blocked.length > 0 || kept.area_id || kept.longitude !== null ? {} : { area_id: merged.area_id, longitude: merged.longitude, latitude: merged.latitude };
  const at = (row: Uuid) => place(municipalityId, 'kita.child', 'inclusion_sealed', row);
  const inclusion = kept.inclusion_sealed ?? (merged.inclusion_sealed && encryptField(secretKey, at(kept.id), decryptField(secretKey, at(merged.id), merged.inclusion_sealed)));
  return {
    ...home, inclusion_sealed: inclusion, external_id: kept.external_id ?? merged.external_id, sibling_group_id: kept.sibling_group_id ?? merged.sibling_group_id,
    lives_here_from: kept.lives_here_from ?? merged.lives_here_from, lives_here_until: kept.lives_here_until ?? merged.lives_here_until, comes_from: kept.comes_from ?? merged.comes_from,
  };
}

async function haveOverlappingPlaces({ tx, municipalityId }: ActionContext, kept: Uuid, merged: Uuid): Promise<boolean> {
  const { rows } = await sql`select from kita.placement one join kita.placement other on other.municipality_id = one.municipality_id and daterange(other.starts_on, other.ends_on) && daterange(one.starts_on, one.ends_on)
    where one.municipality_id = ${municipalityId} and one.child_id = ${kept} and other.child_id = ${merged} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Only one registration may be in force; the other ends and hands its circumstances over. */
async function moveRegistrations({ tx, municipalityId, clock, configuration }: ActionContext, kept: Uuid, merged: Uuid, chosenChild: Uuid): Promise<Pick<MergeUndo, 'registrations' | 'circumstances'>> {
  const rows = await tx.selectFrom('kita.registration').select(['id', 'child_id', 'state', 'ended_at', 'ended_reason', 'submitted_at', 'wished_start']).where('municipality_id', '=', municipalityId)
    .where('child_id', 'in', [kept, merged]).orderBy('id').forUpdate().execute();
  const inForce = rows.filter(({ state }) => state !== 'ended');
  const stays = inForce.length < 2 ? inForce[0] : inForce.find(({ child_id }) => child_id === chosenChild);
  const ends = inForce.filter((row) => row !== stays);
  const circumstances: MergeUndo['circumstances'] = [];
  for (const row of ends) {
    if (stays) {
      const known = new Set((await listCircumstances(tx, municipalityId, configuration.secretKey, [stays.id])).map(({ fact }) => fact));
      for (const one of await listCircumstances(tx, municipalityId, configuration.secretKey, [row.id])) if (!known.has(one.fact) && !one.isUrgency) circumstances.push({ id: one.id, from: row.id });
      if (circumstances.length > 0) await tx.updateTable('kita.circumstance').set({ registration_id: stays.id }).where('municipality_id', '=', municipalityId).where('id', 'in', circumstances.map(({ id }) => id)).execute();
    }
    // A draft was never submitted: for the record it ends as it was begun.
    await tx.updateTable('kita.registration').set({
      state: 'ended', ended_at: clock.now(), ended_reason: 'merged', submitted_at: row.submitted_at ?? clock.now(), wished_start: row.wished_start ?? clock.today(), updated_at: clock.now(),
    }).where('municipality_id', '=', municipalityId).where('id', '=', row.id).execute();
  }
  const touched = rows.filter((row) => row.child_id === merged || ends.includes(row));
  if (rows.some((row) => row.child_id === merged)) await tx.updateTable('kita.registration').set({ child_id: kept }).where('municipality_id', '=', municipalityId).where('child_id', '=', merged).execute();
  return { circumstances, registrations: touched.map((row) => ({ id: row.id, state: row.state, endedAt: row.ended_at?.toISOString() ?? null, endedReason: row.ended_reason, movedFrom: row.child_id })) };
}

/** Guardians of both; whoever cares for both records may do what either allowed. */
async function joinGuardians({ tx, municipalityId }: ActionContext, kept: Uuid, merged: Uuid): Promise<MergeUndo['guardianships']> {
  const rows = await tx.selectFrom('kita.guardianship').selectAll().where('municipality_id', '=', municipalityId).where('child_id', 'in', [kept, merged]).orderBy('id').execute();
  const [own, theirs] = [rows.filter(({ child_id }) => child_id === kept), rows.filter(({ child_id }) => child_id === merged)];
  const joined: MergeUndo['guardianships'] = { moved: [], removed: [], changed: [] };
  for (const row of theirs) {
    const same = own.find(({ guardian_id }) => guardian_id === row.guardian_id);
    if (!same) {
      joined.moved.push(row.id);
      await tx.updateTable('kita.guardianship').set({ child_id: kept }).where('municipality_id', '=', municipalityId).where('id', '=', row.id).execute();
      continue;
    }
    joined.removed.push(storable(row));
    joined.changed.push(storable(same));
    await tx.updateTable('kita.guardianship').set({ may_read: same.may_read || row.may_read, may_decide: same.may_decide || row.may_decide, gets_letters: same.gets_letters || row.gets_letters })
      .where('municipality_id', '=', municipalityId).where('id', '=', same.id).execute();
    await tx.deleteFrom('kita.guardianship').where('municipality_id', '=', municipalityId).where('id', '=', row.id).execute();
  }
  return joined;
}

/** The claim file's rows under their own ids, for the other child. */
export async function moveClaimEvents({ tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>, from: Uuid, to: Uuid, among?: readonly Uuid[]): Promise<Uuid[]> {
  const all: Selectable<DB['kita.claim_event']>[] = await tx.selectFrom('kita.claim_event').selectAll().where('municipality_id', '=', municipalityId).where('child_id', '=', from).execute();
  const rows = among ? all.filter(({ id }) => among.includes(id)) : all;
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  await tx.deleteFrom('kita.claim_event').where('municipality_id', '=', municipalityId).where('id', 'in', ids).execute();
  await tx.insertInto('kita.claim_event').values(rows.map((row) => ({ ...row, child_id: to }))).execute();
  return ids;
}

async function moveObjections({ tx, municipalityId }: ActionContext, from: Uuid, to: Uuid): Promise<Uuid[]> {
  const rows = await tx.updateTable('kita.objection').set({ child_id: to }).where('municipality_id', '=', municipalityId).where('child_id', '=', from).returning('id').execute();
  return rows.map(({ id }) => id);
}

/** A row as JSON keeps it: bytes and instants are marked, so that they come back as they were. */
function storable(row: object): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Date ? { $instant: value.toISOString() } : Buffer.isBuffer(value) ? { $bytes: value.toString('base64') } : value]));
}

export function restorable(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => {
    if (value === null || typeof value !== 'object') return [name, value];
    if ('$instant' in value) return [name, new Date(String(value.$instant))];
    return '$bytes' in value ? [name, Buffer.from(String(value.$bytes), 'base64')] : [name, value];
  }));
}

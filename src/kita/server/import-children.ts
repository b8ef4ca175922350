import { sql } from 'kysely';
import * as v from 'valibot';
import { areaOfAddress, streetList } from '../../areas/street-list.ts';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import { action, type ActionContext } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, fileField, text, uuidField } from '../../platform/field.ts';
import { groupedBy } from '../../platform/grouped.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import { acceptRows } from '../../platform/table-file/refused-row.ts';
import type { TableFile, TableNote } from '../../platform/table-file/table-file.ts';
import type { Housekeeping } from '../../platform/task.ts';
import type { Day } from '../../platform/day.ts';
import { planChildImport, type ChildImportPlan, type KnownChild } from '../office/import/plan-child-import.ts';
import { readChildRows, type ChildWords, type DraftChild } from '../office/import/read-child-rows.ts';
import { importChildren } from '../office-permissions.ts';
import { nameKey } from '../registration/name-key.ts';
import { listGroups } from './care-groups.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes } from './facilities.ts';
import { place, sealJson } from './sealed-json.ts';

const MAX_IMPORT_BYTES = 10 * 1024 * 1024;
const DAYS_KEPT = 7;

export interface ChildImportRun {
  id: Uuid;
  fileName: string;
  state: 'previewed' | 'accepted';
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  createdAt: Date;
  acceptedAt: Date | null;
}

export async function listChildImports(tx: Read, municipalityId: Uuid): Promise<ChildImportRun[]> {
  const rows = await tx.selectFrom('kita.import_run').select(['id', 'file_name', 'state', 'added', 'changed', 'unchanged', 'refused', 'created_at', 'accepted_at'])
    .where('municipality_id', '=', municipalityId).orderBy('created_at', 'desc').orderBy('id').limit(50).execute();
  return rows.map((row) => ({ ...row, fileName: row.file_name, state: row.state as ChildImportRun['state'], createdAt: row.created_at, acceptedAt: row.accepted_at }));
}

/** Keeps a table until it is accepted, sealed: it holds names and addresses. Refuses what reading a table refuses. */
export const uploadChildren = action({
  may: importChildren,
  audit: 'kita.children.uploaded',
  input: v.object({ file: fileField(MAX_IMPORT_BYTES) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { file }): Promise<Outcome<Uuid>> {
    const content = Buffer.from(await file.arrayBuffer());
    const name = file.name.normalize('NFC').slice(0, 200) || 'Tabelle';
    const table = readTable(content, name);
    if (!table.ok) return { ok: false, refusals: table.refusals.map((refusal) => ({ ...refusal, field: 'file' })) };
    const id = newId();
    await tx.insertInto('kita.import_run').values({
      municipality_id: municipalityId, id, file_name: name, state: 'previewed', created_at: clock.now(), created_by: who.personId ?? null, expires_at: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
      file_sealed: encryptField(configuration.secretKey, place(municipalityId, 'kita.import_run', 'file_sealed', id), content),
    }).execute();
    concerns(id, ['file']);
    return accepted(id);
  },
});

export interface ChildImportPreview {
  run: ChildImportRun;
  plan: ChildImportPlan;
  notes: readonly TableNote[];
  table: Pick<TableFile, 'header' | 'rows'>;
  /** to say where a place is, and what kind */
  names: { facilities: ReadonlyMap<Uuid, string>; seatTypes: ReadonlyMap<Uuid, string> };
}

/** What a kept table would do now; nothing is stored. Unknown: NotFound. Refuses `import-file-gone`, `import-done` and what reading refuses. */
export async function previewChildImport(tx: Read, municipalityId: Uuid, secretKey: Buffer, today: Day, id: Uuid): Promise<Outcome<ChildImportPreview>> {
  const row = await tx.selectFrom('kita.import_run').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  if (!row) throw new NotFound();
  if (row.state === 'accepted') return refused('import-done');
  if (!row.file_sealed) return refused('import-file-gone');
  const table = readTable(decryptField(secretKey, place(municipalityId, 'kita.import_run', 'file_sealed', id), row.file_sealed), row.file_name);
  if (!table.ok) return table;
  const words = await loadWords(tx, municipalityId, today);
  const rows = readChildRows(table.value, words);
  if (!rows.ok) return rows;
  const plan = planChildImport(rows.value.children, await loadKnown(tx, municipalityId, rows.value.children.map(({ externalId }) => externalId)));
  const run: ChildImportRun = { id, fileName: row.file_name, state: 'previewed', added: 0, changed: 0, unchanged: 0, refused: 0, createdAt: row.created_at, acceptedAt: null };
  return accepted({
    run, plan: { ...plan, refusedRows: [...rows.value.refusedRows, ...plan.refusedRows].sort((one, other) => one.line - other.line) }, notes: table.value.notes, table: table.value,
    names: { facilities: new Map(words.facilities.map(({ id: facility, name }) => [facility, name])), seatTypes: new Map(words.seatTypes.map(({ id: type, name }) => [type, name])) },
  });
}

async function loadWords(tx: Read, municipalityId: Uuid, today: Day): Promise<ChildWords> {
  const pools = groupedBy(await listPoolHistories(tx, municipalityId), ({ pool }) => pool.facilityId);
  const groups = groupedBy(await listGroups(tx, municipalityId), ({ facilityId }) => facilityId);
  return {
    today,
    seatTypes: (await listSeatTypes(tx, municipalityId)).map(({ id, key, names }) => ({ id, key, name: names.de ?? key })),
    facilities: (await listAllFacilities(tx, municipalityId)).map(({ id, name, externalId }) => ({
      id, name, externalId, groups: groups.get(id) ?? [],
      pools: (pools.get(id) ?? []).map(({ pool, states }) => ({ id: pool.id, validFrom: pool.validFrom, validUntil: pool.validUntil, seatTypeIds: [...new Set(states.flatMap(({ types }) => types.map(({ seatTypeId }) => seatTypeId)))] })),
    })),
  };
}

async function loadKnown(tx: Read, municipalityId: Uuid, externalIds: readonly string[]): Promise<KnownChild[]> {
  const children = await tx.selectFrom('kita.child').select(['id', 'external_id', 'family_name', 'given_names', 'born_on']).where('municipality_id', '=', municipalityId).where('external_id', '=', sql<string>`any(${[...externalIds]}::text[])`).execute();
  const placements = groupedBy(await tx.selectFrom('kita.placement').select(['id', 'child_id', 'facility_id', 'seat_type_id', 'group_id', 'starts_on', 'ends_on'])
    .where('municipality_id', '=', municipalityId).where('child_id', '=', sql<Uuid>`any(${children.map(({ id }) => id)}::uuid[])`).execute(), (row) => row.child_id);
  return children.map((row) => ({
    id: row.id, externalId: row.external_id!, familyName: row.family_name, givenNames: row.given_names, bornOn: row.born_on,
    placements: (placements.get(row.id) ?? []).map((one) => ({ id: one.id, facilityId: one.facility_id, seatTypeId: one.seat_type_id, groupId: one.group_id, startsOn: one.starts_on, endsOn: one.ends_on })),
  }));
}

/** What the person agreed to, so that nothing else happens in between. */
export const sayCounts = ({ added, changed, unchanged, refusedRows }: ChildImportPlan): string => [added.length, changed.length, unchanged, new Set(refusedRows.map(({ line }) => line)).size].join('-');

/**
 * Carries out a previewed import in one transaction. What is there is there: places beyond a pool's size are stored, and the occupancy says so.
 * Imports of a municipality wait for each other. Refuses `import-done`, `import-file-gone`, `import-preview-outdated`, `refused-rows-unseen`, `nothing-to-import`.
 */
export const acceptChildImport = action({
  may: importChildren,
  audit: 'kita.children.imported',
  input: v.object({ id: uuidField(), seen: checkbox(), counted: text(60) }),
  async run(context, { id, seen, counted }): Promise<Outcome<Uuid>> {
    const { tx, municipalityId, clock, configuration, concerns } = context;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`kita.import ${municipalityId}`}, 0))`.execute(tx);
    const preview = await previewChildImport(tx, municipalityId, configuration.secretKey, clock.today(), id);
    if (!preview.ok) return preview;
    const { plan } = preview.value;
    if (sayCounts(plan) !== counted) return refused('import-preview-outdated');
    const rows = acceptRows([...plan.added, ...plan.changed], plan.refusedRows, { refusedRowsSeen: seen });
    if (!rows.ok) return { ok: false, refusals: rows.refusals.map((refusal) => (refusal.code === 'refused-rows-unseen' ? { ...refusal, field: 'seen' } : refusal)) };
    await insertChildren(context, plan.added);
    await changeChildren(context, plan);
    await tx.updateTable('kita.import_run').set({
      state: 'accepted', accepted_at: clock.now(), file_sealed: null, added: plan.added.length, changed: plan.changed.length, unchanged: plan.unchanged, refused: new Set(plan.refusedRows.map(({ line }) => line)).size,
    }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    await context.later('compare-kita-children', {});
    concerns(id, ['children', 'placements', 'guardians']);
    return accepted(id);
  },
});

const ROWS_AT_ONCE = 400;

async function insertChildren({ tx, municipalityId, clock, who, configuration }: ActionContext, drafts: readonly DraftChild[]): Promise<void> {
  const streets = streetList(await loadStreetSections(tx, municipalityId));
  const now = clock.now();
  const own = { municipality_id: municipalityId } as const;
  for (let from = 0; from < drafts.length; from += ROWS_AT_ONCE) {
    const part = drafts.slice(from, from + ROWS_AT_ONCE).map((draft) => ({ draft, childId: newId(), guardianId: newId() }));
    await tx.insertInto('kita.child').values(part.map(({ draft, childId }) => {
      const address = draft.guardian?.isBlocked ? undefined : draft.guardian?.address;
      const found = address && areaOfAddress(streets, address.street, address.houseNumber);
      return {
        ...own, id: childId, external_id: draft.externalId, given_names: draft.givenNames, family_name: draft.familyName, name_key: nameKey(draft.familyName, draft.givenNames), born_on: draft.bornOn,
        area_id: found?.kind === 'found' ? found.areaId : null, created_at: now, updated_at: now,
      };
    })).execute();
    const cared = part.filter(({ draft }) => draft.guardian);
    if (cared.length > 0) {
      await tx.insertInto('kita.guardian').values(cared.map(({ draft: { guardian }, guardianId }) => ({
        ...own, id: guardianId, given_names: guardian!.givenNames, family_name: guardian!.familyName, name_key: nameKey(guardian!.familyName, guardian!.givenNames), email: guardian!.email ?? null, phone: guardian!.phone ?? null,
        is_address_blocked: guardian!.isBlocked, created_at: now, updated_at: now,
        address_sealed: guardian!.address ? sealJson(configuration.secretKey, place(municipalityId, 'kita.guardian', 'address_sealed', guardianId), guardian!.address) : null,
      }))).execute();
      await tx.insertInto('kita.guardianship').values(cared.map(({ childId, guardianId }) => ({ ...own, id: newId(), child_id: childId, guardian_id: guardianId }))).execute();
    }
    const placed = part.filter(({ draft }) => draft.place);
    if (placed.length > 0) await tx.insertInto('kita.placement').values(placed.map(({ draft, childId }) => placementRow(municipalityId, childId, draft.place!, now, who.personId))).execute();
  }
}

async function changeChildren({ tx, municipalityId, clock, who }: ActionContext, { changed }: ChildImportPlan): Promise<void> {
  for (const { child, id, fields, step } of changed) {
    if (fields.length > 0) {
      await tx.updateTable('kita.child').set({
        family_name: child.familyName, given_names: child.givenNames, name_key: nameKey(child.familyName, child.givenNames), born_on: child.bornOn, expected_on: null, updated_at: clock.now(), version: (version) => version('version', '+', 1),
      }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    }
    if (step.kind === 'start') await tx.insertInto('kita.placement').values(placementRow(municipalityId, id, step.place, clock.now(), who.personId)).execute();
    if (step.kind === 'change') {
      await tx.updateTable('kita.placement').set({ ends_on: step.place.endsOn, ...(step.place.groupId ? { group_id: step.place.groupId } : {}) }).where('municipality_id', '=', municipalityId).where('id', '=', step.placementId).execute();
    }
  }
}

function placementRow(municipalityId: Uuid, childId: Uuid, { facilityId, poolId, seatTypeId, groupId, startsOn, endsOn }: NonNullable<DraftChild['place']>, now: Date, by: Uuid | undefined) {
  return {
    municipality_id: municipalityId, id: newId(), child_id: childId, facility_id: facilityId, pool_id: poolId, seat_type_id: seatTypeId, group_id: groupId, starts_on: startsOn, ends_on: endsOn,
    source: 'import', created_at: now, created_by: by ?? null,
  };
}

/** A table nobody accepted is gone after a week. */
export const childImportHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  await tx.deleteFrom('kita.import_run').where('municipality_id', '=', municipalityId).where('state', '=', 'previewed').where('expires_at', '<=', clock.now()).execute();
};

import { sql } from 'kysely';
import * as v from 'valibot';
import { areaOfAddress, streetList } from '../../areas/street-list.ts';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import { listOrganizations } from '../../network/server/organizations.ts';
import type { Location } from '../../offers/location.ts';
import { listLocations } from '../../offers/server/locations.ts';
import { storeLocations } from '../../offers/server/store-locations.ts';
import { action } from '../../platform/action.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { checkbox, fileField, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { findFile, removeFile, storeFile } from '../../platform/stored-file.ts';
import { headerKey } from '../../platform/table-file/header-names.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import { acceptRows } from '../../platform/table-file/refused-row.ts';
import type { TableFile } from '../../platform/table-file/table-file.ts';
import { kitaYearStart } from '../facilities/age-band.ts';
import { readFacilityRows, type FacilityDraft, type FacilityPreview } from '../facilities/import/read-facility-rows.ts';
import { planImport, type FacilityPlan } from '../facilities/import/plan-import.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { listGroups } from './care-groups.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes } from './facilities.ts';
import { townRulePack } from './town-rules.ts';
import { storeFacilities, storeGroup, storePool, storePoolChange } from './store-facilities.ts';

const MAX_IMPORT_BYTES = 10 * 1024 * 1024;
const DAYS_KEPT = 7;

/** Keeps an uploaded table until its preview is accepted, a week at most. Refuses what {@link readTable} refuses. */
export const uploadFacilities = action({
  may: configureFacilities,
  audit: 'kita.facilities.uploaded',
  input: v.object({ file: fileField(MAX_IMPORT_BYTES) }),
  async run({ tx, municipalityId, clock, concerns }, { file }): Promise<Outcome<Uuid>> {
    const content = new Uint8Array(await file.arrayBuffer());
    const name = file.name.normalize('NFC').slice(0, 200);
    const table = readTable(content, name);
    if (!table.ok) return { ok: false, refusals: table.refusals.map((refusal) => ({ ...refusal, field: 'file' })) };
    const stored = await storeFile(tx, municipalityId, clock, { name, mediaType: 'application/octet-stream', content, purpose: 'kita.facilities', expiresAt: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000) });
    concerns(stored.id);
    return accepted(stored.id);
  },
});

export interface FacilityImport {
  fileName: string;
  table: TableFile;
  preview: FacilityPreview;
  plans: FacilityPlan[];
  rulePack: RulePack;
}

/** What a kept table would change now; nothing is stored. undefined: the file is gone. */
export async function previewFacilities(tx: Read, municipalityId: Uuid, fileId: Uuid, today: Day): Promise<Outcome<FacilityImport> | undefined> {
  const file = await findFile(tx, municipalityId, fileId);
  if (!file) return undefined;
  const table = readTable(file.content, file.name);
  if (!table.ok) return table;
  const rulePack = await townRulePack(tx, municipalityId);
  const preview = readFacilityRows(table.value, { organizations: await listOrganizations(tx, municipalityId), seatTypes: await listSeatTypes(tx, municipalityId), rulePack, from: kitaYearStart(today) });
  if (!preview.ok) return preview;
  const plans = planImport(preview.value.facilities, { facilities: await listAllFacilities(tx, municipalityId), pools: await listPoolHistories(tx, municipalityId), groups: await listGroups(tx, municipalityId) });
  const refusedRows = [...preview.value.refusedRows, ...plans.flatMap(({ refusedRows: rows }) => rows)];
  return accepted({ fileName: file.name, table: table.value, preview: { ...preview.value, refusedRows }, plans, rulePack });
}

/** What the person agreed to, so that nothing else happens in between. */
export const sayPlans = (plans: readonly FacilityPlan[]): string => plans.map(({ existing, pools, groups, changesDetails }) => `${existing?.version ?? 'n'}.${pools.length}.${groups.length}.${changesDetails ? 1 : 0}`).join('-').slice(0, 4000);

/**
 * Carries out a previewed import in one transaction. Imports of a municipality wait for each other. Refuses `import-file-gone`,
 * `import-preview-outdated`, `refused-rows-unseen`, `nothing-to-import`.
 */
export const importFacilities = action({
  may: configureFacilities,
  audit: 'kita.facilities.imported',
  input: v.object({ file: uuidField(), seen: checkbox(), counted: text(4000) }),
  async run({ tx, municipalityId, clock, concerns }, { file, seen, counted }): Promise<Outcome<number>> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`kita.facilities.import ${municipalityId}`}, 0))`.execute(tx);
    const read = await previewFacilities(tx, municipalityId, file, clock.today());
    if (!read) return refused('import-file-gone');
    if (!read.ok) return read;
    const { plans, preview, rulePack } = read.value;
    if (sayPlans(plans) !== counted) return refused('import-preview-outdated');
    const changes = plans.filter(({ existing, pools, groups, changesDetails }) => !existing || pools.length > 0 || groups.length > 0 || changesDetails);
    const rows = acceptRows(changes, preview.refusedRows, { refusedRowsSeen: seen });
    if (!rows.ok) return { ok: false, refusals: rows.refusals.map((refusal) => (refusal.code === 'refused-rows-unseen' ? { ...refusal, field: 'seen' } : refusal)) };
    for (const plan of changes) await carryOut(tx, municipalityId, plan, rulePack, clock);
    await removeFile(tx, municipalityId, file);
    concerns(file, ['facilities', 'pools', 'groups']);
    return accepted(changes.length);
  },
});

async function carryOut(tx: Write, municipalityId: Uuid, { draft, existing, pools, groups }: FacilityPlan, rulePack: RulePack, clock: Parameters<typeof storeFacilities>[3]): Promise<void> {
  const id = existing?.id ?? newId();
  if (existing) {
    const { phone = existing.phone, email = existing.email, opensAt = existing.opensAt, closesAt = existing.closesAt } = draft;
    await tx.updateTable('kita.facility').set((update) => ({ phone: phone ?? null, email: email ?? null, opens_at: opensAt ?? null, closes_at: closesAt ?? null, updated_at: clock.now(), version: update('version', '+', 1) }))
      .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  } else {
    const locationId = await locationOf(tx, municipalityId, draft);
    const { name, organizationId, externalId, phone, email, opensAt, closesAt } = draft;
    await storeFacilities(tx, municipalityId, { seatTypes: [], facilities: [{
      id, name, organizationId, locationId, kind: draft.kind ?? 'kita', languages: ['de'],
      ...(externalId ? { externalId } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}), ...(opensAt && closesAt ? { opensAt, closesAt } : {}),
    }] }, clock);
  }
  const poolIds = new Map((await listPoolHistories(tx, municipalityId, [id])).map(({ pool }) => [headerKey(pool.name), pool.id]));
  for (const { draft: pool, poolId } of pools) {
    if (poolId) {
      await storePoolChange(tx, municipalityId, poolId, { from: pool.from, seats: pool.seats, openSeats: 'last', types: pool.types });
      await tx.updateTable('kita.seat_pool').set((update) => ({ version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', poolId).execute();
      continue;
    }
    const newPool = newId();
    await storePool(tx, municipalityId, id, { id: newPool, name: pool.name, seats: pool.seats, types: pool.types.map((type) => ({ ...type, seatTypeId: type.seatTypeId as Uuid })), validFrom: pool.from });
    poolIds.set(headerKey(pool.name), newPool);
  }
  for (const { draft: group, ends, corrects } of groups) {
    if (ends) await tx.updateTable('kita.care_group').set((update) => ({ valid_until: group.from, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', ends).execute();
    const { name, form, licensedPlaces, inclusivePlaces, sharedPlaces, from } = group;
    await storeGroup(tx, municipalityId, id, { id: corrects ?? newId(), name, rulePack, form, licensedPlaces, inclusivePlaces, sharedPlaces, validFrom: from }, group.pool ? poolIds.get(headerKey(group.pool)) ?? null : null);
  }
}

/** The place of the directory at this address, or a new one; its area as the street list says, otherwise unknown. */
async function locationOf(tx: Write, municipalityId: Uuid, { name, street, houseNumber, postalCode, city }: FacilityDraft): Promise<Uuid> {
  const same = (one: Location) => street !== undefined && headerKey(one.street ?? '') === headerKey(street) && headerKey(one.houseNumber ?? '') === headerKey(houseNumber ?? '') && (!postalCode || !one.postalCode || one.postalCode === postalCode);
  const known = (await listLocations(tx, municipalityId)).filter(same);
  const best = known.find((one) => headerKey(one.name) === headerKey(name)) ?? known[0];
  if (best) return best.id;
  const found = street ? areaOfAddress(streetList(await loadStreetSections(tx, municipalityId)), street, houseNumber ?? '') : undefined;
  const location: Location = {
    id: newId(), name, stepFree: 'unknown', isDemo: false, ...(street ? { street } : {}), ...(houseNumber ? { houseNumber } : {}), ...(postalCode ? { postalCode } : {}), ...(city ? { city } : {}),
    ...(found?.kind === 'found' ? { areaId: found.areaId as Uuid } : {}),
  };
  await storeLocations(tx, municipalityId, [location]);
  return location.id;
}

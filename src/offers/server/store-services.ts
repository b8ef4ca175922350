import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { factsToSave } from '../offer-facts.ts';
import type { ChangeNote } from '../revision/version.ts';
import type { ServiceRecord } from '../service.ts';
import { insertRows } from './insert-rows.ts';
import { findLocations } from './locations.ts';
import { termsOf } from './search-index.ts';
import { addSearchWords } from './search-words.ts';
import { partRows, partTables } from './service-parts.ts';
import { survivorsOf } from './survivors.ts';
import { keepVersions } from './service-versions.ts';

/**
 * Stores offers with all of their parts, new or changed, by their ids: what a record holds replaces what was there. For forms,
 * imports and the demonstration alike; 2,000 offers take some seconds. Organizations, places, phases and fields must exist.
 * The rows of offers that exist are locked in the order of their ids, so that two writers never wait for each other; what they were
 * before is kept as a version, with who changes them and why.
 */
export async function storeServices(tx: Write, municipalityId: Uuid, given: readonly ServiceRecord[], clock: Clock, note: ChangeNote = { origin: 'other' }): Promise<void> {
  if (given.length === 0) return;
  const gone = await survivorsOf(tx, municipalityId, given.filter(({ status }) => status !== 'retired').map(({ id }) => id));
  // What was merged into another stays retired, whatever a file says of it.
  const records = given.map((record) => (gone.has(record.id) ? { ...record, status: 'retired' as const } : record));
  const ids = records.map((record) => record.id).sort();
  const existing = new Set((await tx.selectFrom('offers.service').select('id')
    .where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${ids}::uuid[])`).orderBy('id').forUpdate().execute()).map((row) => row.id));
  const terms = await termsOf(tx, municipalityId, records);
  const locations = await findLocations(tx, municipalityId, records.flatMap((record) => record.places.map((place) => place.locationId)));
  const rowOf = (record: ServiceRecord) => ({
    ...serviceRow(municipalityId, record), search_text: terms.texts.get(record.id)!, search_facts: factsToSave(record, locations), updated_at: clock.now(),
  });

  const changed = records.filter((record) => existing.has(record.id));
  if (changed.length > 0) {
    await keepVersions(tx, municipalityId, changed, clock, note);
    await updateRows(tx, changed.map(rowOf));
    const changedIds = changed.map((record) => record.id);
    // Schedules point to places: the places go last.
    for (const table of [...partTables].reverse()) {
      await tx.deleteFrom(table).where('municipality_id', '=', municipalityId).where('service_id', '=', sql<Uuid>`any(${changedIds}::uuid[])`).execute();
    }
  }
  const added = records.filter((record) => !existing.has(record.id));
  await insertRows(tx, 'offers.service', added.map((record) => ({ ...rowOf(record), created_at: clock.now(), version: 1 })));
  const rows = partRows(municipalityId, records);
  const insertPart = <Table extends (typeof partTables)[number]>(table: Table) => insertRows(tx, table, rows[table]);
  for (const table of partTables) await insertPart(table);
  await addSearchWords(tx, municipalityId, terms.words);
}

function serviceRow(municipalityId: Uuid, record: ServiceRecord) {
  return {
    municipality_id: municipalityId, id: record.id, external_id: record.externalId ?? null, organization_id: record.organizationId,
    name: record.name, summary: record.summary, description: record.description, audience: record.audience, status: record.status,
    minimum_age_months: record.minimumAgeMonths ?? null, maximum_age_months: record.maximumAgeMonths ?? null,
    free_of_charge: record.freeOfCharge, walk_in: record.walkIn, outreach: record.outreach, staffing: record.staffing,
    responsible_level: record.responsibleLevel, capacity_places: record.capacityPlaces ?? null, capacity_weekly_hours: record.capacityWeeklyHours ?? null,
    email: record.email ?? null, website: record.website ?? null, application_process: record.applicationProcess,
    assured_at: record.assuredAt ?? null, assured_by: record.assuredBy ?? null, valid_from: record.validFrom ?? null, valid_until: record.validUntil ?? null,
    is_demo: record.isDemo, fingerprint: record.fingerprint,
  };
}

const KEPT = new Set(['municipality_id', 'id', 'created_at', 'version']);

async function updateRows(tx: Write, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0]!).filter((name) => !KEPT.has(name));
  const assignments = sql.join(columns.map((name) => sql`${sql.ref(name)} = changed.${sql.ref(name)}`));
  await sql`update offers.service as service set ${assignments}, version = service.version + 1
    from json_populate_recordset(null::offers.service, ${JSON.stringify(rows)}::json) as changed
    where service.municipality_id = changed.municipality_id and service.id = changed.id`.execute(tx);
}

import { sql } from 'kysely';
import * as v from 'valibot';
import { streetList } from '../../areas/street-list.ts';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import { listOrganizations } from '../../network/server/organizations.ts';
import { storeOrganizations } from '../../network/server/store-organizations.ts';
import { action } from '../../platform/action.ts';
import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import { checkbox, choice, text } from '../../platform/field.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { acceptRows } from '../../platform/table-file/refused-row.ts';
import { draftImport, type Directory, type ImportDraft } from '../import/draft-import.ts';
import { readOfferRows, type OfferPreview } from '../import/read-offer-rows.ts';
import { importServices } from '../permissions.ts';
import type { ServiceStatus } from '../service.ts';
import { loadTerms } from './directory-terms.ts';
import { findImportRun, readRunTable, type ImportRun, type RunTable } from './import-runs.ts';
import { loadServices } from './load-services.ts';
import { listLocations } from './locations.ts';
import { refreshServicesAt } from './refresh-services.ts';
import { storeLocations } from './store-locations.ts';
import { storeServices } from './store-services.ts';

/** What the preview of an import shows. */
export interface RunPreview extends RunTable {
  run: ImportRun;
  preview: OfferPreview;
  draft: ImportDraft;
}

/** Works out what a run would do now; nothing is stored. Refuses what reading the file refuses, and `import-file-gone`. */
export async function previewImport(tx: Read, municipalityId: Uuid, run: ImportRun, today: Day, status: ServiceStatus = 'active'): Promise<Outcome<RunPreview>> {
  const table = await readRunTable(tx, municipalityId, run);
  if (!table.ok) return table;
  const terms = await loadTerms(tx, municipalityId);
  const preview = readOfferRows(table.value.table, run.mapping.columns, { ...terms, today, yearsUntil: run.mapping.yearsUntil });
  if (!preview.ok) return preview;
  const directory: Directory = {
    ...terms, organizations: await listOrganizations(tx, municipalityId), locations: await listLocations(tx, municipalityId),
    services: await loadServices(tx, municipalityId), streets: streetList(await loadStreetSections(tx, municipalityId)),
  };
  return accepted({ ...table.value, run, preview: preview.value, draft: draftImport(preview.value, directory, { mapping: run.mapping.columns, status }) });
}

/** How many offers and rows each way; also what the person agreed to, so that nothing else happens in between. */
export function countsOf({ added, changed, unchanged, refusedRows }: ImportDraft): { added: number; changed: number; unchanged: number; refused: number } {
  return { added: added.length, changed: changed.length, unchanged, refused: new Set(refusedRows.map(({ line }) => line)).size };
}

export function sayCounts(draft: ImportDraft): string {
  return Object.values(countsOf(draft)).join('-');
}

/**
 * Carries out a previewed import: organizations, places and offers in one transaction, or nothing. Imports of one municipality wait for
 * each other. Refuses `import-done`, `import-preview-outdated`, `refused-rows-unseen` and `nothing-to-import`.
 */
export const acceptImport = action({
  may: importServices,
  audit: 'offers.import.accepted',
  input: v.object({ run: v.string(), seen: checkbox(), counted: text(60), status: choice(['active', 'draft']) }),
  async run({ tx, municipalityId, who, clock, concerns }, { run: id, seen, counted, status }): Promise<Outcome<Uuid>> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`offers.import ${municipalityId}`}, 0))`.execute(tx);
    const run = isUuid(id) ? await findImportRun(tx, municipalityId, id) : undefined;
    if (!run) return refused('import-file-gone');
    if (run.state !== 'previewed') return refused('import-done');
    const read = await previewImport(tx, municipalityId, run, clock.today(), status);
    if (!read.ok) return read;
    const { draft } = read.value;
    if (sayCounts(draft) !== counted) return refused('import-preview-outdated');
    const counts = countsOf(draft);
    const rows = acceptRows(Array.from({ length: counts.added + counts.changed + counts.unchanged }), draft.refusedRows, { refusedRowsSeen: seen });
    if (!rows.ok) return { ok: false, refusals: rows.refusals.map((refusal) => (refusal.code === 'refused-rows-unseen' ? { ...refusal, field: 'seen' } : refusal)) };

    const services = [...draft.added, ...draft.changed].map(({ service }) => service);
    await storeOrganizations(tx, municipalityId, draft.organizations, clock);
    await storeLocations(tx, municipalityId, [...draft.locations, ...draft.filledLocations]);
    await storeServices(tx, municipalityId, services, clock, { origin: 'import', ...(who.personId ? { by: who.personId } : {}) });
    await refreshServicesAt(tx, municipalityId, draft.filledLocations.map((location) => location.id), clock, new Set(services.map((service) => service.id)));
    await tx.updateTable('offers.import_run').set({ ...counts, state: 'accepted', accepted_at: clock.now() })
      .where('municipality_id', '=', municipalityId).where('id', '=', run.id).execute();
    concerns(run.id, ['services', 'organizations', 'locations']);
    return accepted(run.id);
  },
});

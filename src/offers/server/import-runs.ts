import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { OffersImportRun } from '../../platform/database-types.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, fileField, optionalText } from '../../platform/field.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import { findFile, storeFile } from '../../platform/stored-file.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import type { TableFile } from '../../platform/table-file/table-file.ts';
import type { YearsUntil } from '../import/age-words.ts';
import { mappingFaults, offerFields, proposeMapping, type OfferField, type OfferMapping } from '../import/offer-fields.ts';
import { importServices } from '../permissions.ts';

export const MAX_IMPORT_BYTES = 10 * 1024 * 1024;
const DAYS_KEPT = 7;

/** What the person decided about the file. */
export interface RunMapping {
  columns: OfferMapping;
  yearsUntil: YearsUntil;
  sheet?: string;
  headerLine?: number;
}

export interface ImportRun {
  id: Uuid;
  fileId: Uuid;
  fileName: string;
  mapping: RunMapping;
  state: 'previewed' | 'accepted' | 'discarded';
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  createdAt: Date;
  acceptedAt?: Date;
}

export async function findImportRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<ImportRun | undefined> {
  const row = await tx.selectFrom('offers.import_run').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && runOf(row);
}

/** The last imports that were carried out, newest first. */
export async function listImportRuns(tx: Read, municipalityId: Uuid, limit = 10): Promise<ImportRun[]> {
  const rows = await tx.selectFrom('offers.import_run').selectAll().where('municipality_id', '=', municipalityId).where('state', '=', 'accepted')
    .orderBy('accepted_at', 'desc').limit(limit).execute();
  return rows.map(runOf);
}

function runOf(row: Selectable<OffersImportRun>): ImportRun {
  return {
    id: row.id, fileId: row.file_id, fileName: row.file_name, mapping: row.mapping as RunMapping, state: row.state as ImportRun['state'],
    added: row.added, changed: row.changed, unchanged: row.unchanged, refused: row.refused, createdAt: row.created_at, acceptedAt: row.accepted_at ?? undefined,
  };
}

export interface RunTable {
  fileName: string;
  table: TableFile;
}

/** The kept file of a run as a table. Files are kept for a week: `import-file-gone`. */
export async function readRunTable(tx: Read, municipalityId: Uuid, run: ImportRun, choices: Pick<RunMapping, 'sheet' | 'headerLine'> = run.mapping): Promise<Outcome<RunTable>> {
  const file = await findFile(tx, municipalityId, run.fileId);
  if (!file) return refused('import-file-gone');
  const { sheet, headerLine } = choices;
  const table = readTable(file.content, file.name, { ...(sheet ? { sheet } : {}), ...(headerLine ? { headerLine } : {}) });
  return table.ok ? accepted({ fileName: file.name, table: table.value }) : table;
}

/** Keeps a file that can be read as a table and proposes what its columns mean. Refuses what {@link readTable} refuses. */
export const startImport = action({
  may: importServices,
  audit: 'offers.import.uploaded',
  input: v.object({ file: fileField(MAX_IMPORT_BYTES) }),
  async run({ tx, municipalityId, who, clock, concerns }, { file }): Promise<Outcome<Uuid>> {
    const name = file.name.normalize('NFC').slice(0, 200) || 'Angebote';
    const content = new Uint8Array(await file.arrayBuffer());
    const table = readTable(content, name);
    if (!table.ok) return { ok: false, refusals: table.refusals.map((refusal) => ({ ...refusal, field: 'file' })) };
    const stored = await storeFile(tx, municipalityId, clock, {
      name, mediaType: 'application/octet-stream', content, purpose: 'offers.import', expiresAt: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
    });
    const mapping: RunMapping = { columns: proposeMapping(table.value.header).mapping, yearsUntil: 'birthday', ...(table.value.sheet ? { sheet: table.value.sheet } : {}) };
    const id = newId();
    await tx.insertInto('offers.import_run').values({
      municipality_id: municipalityId, id, file_id: stored.id, file_name: name, file_sha256: stored.sha256, mapping: JSON.stringify(mapping), state: 'previewed',
      created_at: clock.now(), created_by: who.personId ?? null,
    }).execute();
    concerns(id);
    return accepted(id);
  },
});

/** Name of the form field for a column of the file. */
export const columnField = (index: number) => `column-${index}`;

/** Stores what the columns of the file mean. Refuses `mapping-field-twice` beside the second column, and what {@link mappingFaults} finds. */
export const mapColumns = action({
  may: importServices,
  audit: 'offers.import.mapped',
  input: v.looseObject({ run: v.string(), yearsUntil: choice(['birthday', 'completed-year']), sheet: optionalText(200), headerLine: optionalText(6) }),
  async run({ tx, municipalityId, concerns }, typed): Promise<Outcome<Uuid>> {
    const run = isUuid(typed.run) ? await findImportRun(tx, municipalityId, typed.run) : undefined;
    if (!run) throw new NotFound();
    if (run.state !== 'previewed') return refused('import-done');
    const choices = { ...(typed.sheet ? { sheet: typed.sheet } : {}), ...(/^\d+$/.test(typed.headerLine) ? { headerLine: Number(typed.headerLine) } : {}) };
    const read = await readRunTable(tx, municipalityId, run, choices);
    if (!read.ok) return read;
    const { columns, refusals } = readColumns(typed, read.value.table.header);
    const faults: Refusal[] = [...refusals, ...mappingFaults(columns, read.value.table.header)];
    if (faults.length > 0) return { ok: false, refusals: faults };
    const mapping: RunMapping = { columns, yearsUntil: typed.yearsUntil, ...choices };
    await tx.updateTable('offers.import_run').set({ mapping: JSON.stringify(mapping) }).where('municipality_id', '=', municipalityId).where('id', '=', run.id).execute();
    concerns(run.id, ['mapping']);
    return accepted(run.id);
  },
});

function readColumns(typed: Record<string, unknown>, header: readonly string[]): { columns: OfferMapping; refusals: Refusal[] } {
  const columns: OfferMapping = {};
  const refusals: Refusal[] = [];
  for (const index of header.keys()) {
    const field = offerFields.find((one): one is OfferField => one === typed[columnField(index)]);
    if (!field) continue;
    if (columns[field] === undefined) columns[field] = index;
    else refusals.push({ code: 'mapping-field-twice', field: columnField(index) });
  }
  return { columns, refusals };
}

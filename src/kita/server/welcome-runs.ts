import type { Read } from '../../platform/database.ts';
import { decryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import { headerKey } from '../../platform/table-file/header-names.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import { columnName } from '../../platform/table-file/table-file.ts';
import type { Housekeeping } from '../../platform/task.ts';
import { readWelcomeRows, type WelcomeRows } from '../registration/welcome-list/read-welcome-rows.ts';
import type { WelcomePlaces } from '../registration/welcome-list/welcome-columns.ts';
import type { WelcomeOccasion } from '../registration/welcome-letters.ts';
import { place } from './sealed-json.ts';

export interface WelcomeRun {
  id: Uuid;
  occasion: WelcomeOccasion;
  /** empty once the list is gone */
  fileName: string;
  columns: WelcomePlaces;
  state: 'previewed' | 'making' | 'done' | 'failed' | 'removed';
  letters: number;
  pages: number;
  leftOut: number;
  refused: number;
  failure: Refusal | null;
  createdAt: Date;
  fetchedAt: Date | null;
  deleteAfter: Date;
}

const COLUMNS = ['id', 'occasion', 'file_name', 'columns', 'state', 'letters', 'pages', 'left_out', 'refused', 'failure', 'created_at', 'fetched_at', 'delete_after'] as const;

/** The last lists, the newest first. */
export async function listWelcomeRuns(tx: Read, municipalityId: Uuid, id?: Uuid): Promise<WelcomeRun[]> {
  let query = tx.selectFrom('kita.welcome_run').select(COLUMNS).where('municipality_id', '=', municipalityId);
  if (id) query = query.where('id', '=', id);
  return (await query.orderBy('created_at', 'desc').orderBy('id').limit(50).execute()).map((row) => ({
    id: row.id, occasion: row.occasion as WelcomeOccasion, fileName: row.file_name, columns: row.columns as WelcomePlaces, state: row.state as WelcomeRun['state'], letters: row.letters, pages: row.pages, leftOut: row.left_out,
    refused: row.refused, failure: row.failure as Refusal | null, createdAt: row.created_at, fetchedAt: row.fetched_at, deleteAfter: row.delete_after,
  }));
}

/** Unknown: NotFound. */
export async function findWelcomeRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<WelcomeRun> {
  const [run] = await listWelcomeRuns(tx, municipalityId, id);
  if (!run) throw new NotFound();
  return run;
}

export const listPlace = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.welcome_run', 'list_sealed', id);
export const welcomePdfPlace = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.welcome_run', 'pdf_sealed', id);

interface WelcomePreview {
  /** names of the list's columns */
  header: readonly string[];
  rows: Outcome<WelcomeRows>;
}

/** What the kept list would become by these columns. Nothing is stored. Refuses `list-gone` and what reading a table refuses; what its rows refuse lies within. */
export async function previewWelcome(tx: Read, municipalityId: Uuid, secretKey: Buffer, { id, fileName, columns }: Pick<WelcomeRun, 'id' | 'fileName' | 'columns'>): Promise<Outcome<WelcomePreview>> {
  const row = await tx.selectFrom('kita.welcome_run').select('list_sealed').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  if (!row?.list_sealed) return refused('list-gone');
  const table = readTable(decryptField(secretKey, listPlace(municipalityId, id), row.list_sealed), fileName);
  if (!table.ok) return table;
  const { header } = table.value;
  return accepted({ header: header.map((_name, index) => columnName(header, index)), rows: readWelcomeRows(table.value, columns, await blockedHere(tx, municipalityId)) });
}

/** Whether somebody of this name has a blocked address in the office's own records. */
async function blockedHere(tx: Read, municipalityId: Uuid): Promise<(name: string) => boolean> {
  const rows = await tx.selectFrom('kita.guardian').select(['given_names', 'family_name']).where('municipality_id', '=', municipalityId).where('is_address_blocked', '=', true).execute();
  const names = new Set(rows.flatMap((row) => [`${row.given_names}${row.family_name}`, `${row.family_name}${row.given_names}`]).map(headerKey));
  return (name) => names.has(headerKey(name));
}

/** The letters, decrypted, while they may be opened: fetched, and not yet deleted. Everything else is not there. */
export async function openWelcomePdf(tx: Read, municipalityId: Uuid, secretKey: Buffer, id: Uuid, now: Date): Promise<Buffer> {
  const row = await tx.selectFrom('kita.welcome_run').select('pdf_sealed').where('municipality_id', '=', municipalityId).where('id', '=', id).where('fetched_at', 'is not', null).where('delete_after', '>', now).executeTakeFirst();
  if (!row?.pdf_sealed) throw new NotFound();
  return decryptField(secretKey, welcomePdfPlace(municipalityId, id), row.pdf_sealed);
}

/** Of a list only counts stay. */
export const emptied = { state: 'removed', list_sealed: null, pdf_sealed: null, file_name: '', columns: '{}' } as const;

/** Lists and letters go when their time is over, whatever became of them. */
export const welcomeHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  await tx.updateTable('kita.welcome_run').set(emptied).where('municipality_id', '=', municipalityId).where('delete_after', '<=', clock.now())
    .where((where) => where.or([where('list_sealed', 'is not', null), where('pdf_sealed', 'is not', null)])).execute();
};

import { sql, type Selectable } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { OffersPrintRun } from '../../platform/database-types.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { Refusal } from '../../platform/outcome.ts';
import type { Paper } from '../print/printed.ts';

/** What a booklet is of and for; two of the same kind replace each other. */
export interface PrintKind {
  language: Language;
  paper: Paper;
  phaseId?: Uuid;
  areaId?: Uuid;
  isPublic: boolean;
}

export interface PrintRun extends PrintKind {
  id: Uuid;
  state: 'planned' | 'making' | 'done' | 'failed';
  fileId?: Uuid;
  offers: number;
  /** offers nobody translated into the booklet's language */
  germanOnly: number;
  pages: number;
  replaced: number;
  sizeBytes: number;
  failure?: Refusal;
  createdAt: Date;
  madeAt?: Date;
}

type RunFacts = Partial<Pick<PrintRun, 'state' | 'fileId' | 'offers' | 'germanOnly' | 'pages' | 'replaced' | 'sizeBytes' | 'failure' | 'madeAt'>>;

export async function addPrintRun(tx: Write, municipalityId: Uuid, clock: Clock, kind: PrintKind, createdBy?: Uuid): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('offers.print_run').values({
    municipality_id: municipalityId, id, language: kind.language, paper: kind.paper, phase_id: kind.phaseId ?? null, area_id: kind.areaId ?? null, is_public: kind.isPublic,
    state: 'planned', created_at: clock.now(), created_by: createdBy ?? null,
  }).execute();
  return id;
}

export async function changePrintRun(tx: Write, municipalityId: Uuid, id: Uuid, { fileId, germanOnly, sizeBytes, failure, madeAt, ...facts }: RunFacts): Promise<void> {
  const row = { ...facts, file_id: fileId, german_only: germanOnly, size_bytes: sizeBytes, failure: failure && JSON.stringify(failure), made_at: madeAt };
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<typeof row>;
  await tx.updateTable('offers.print_run').set(known).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export async function findPrintRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<PrintRun | undefined> {
  const row = await tx.selectFrom('offers.print_run').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && runOf(row);
}

/** The last ones, newest first. */
export async function listPrintRuns(tx: Read, municipalityId: Uuid, limit = 20): Promise<PrintRun[]> {
  const rows = await tx.selectFrom('offers.print_run').selectAll().where('municipality_id', '=', municipalityId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(runOf);
}

/** Of each kind the newest that families may take. */
export async function listPublicBooklets(tx: Read, municipalityId: Uuid): Promise<PrintRun[]> {
  const rows = await tx.selectFrom('offers.print_run').selectAll().distinctOn(['language', 'paper', 'phase_id', 'area_id'])
    .where('municipality_id', '=', municipalityId).where('state', '=', 'done').where('is_public', '=', true)
    .orderBy('language').orderBy('paper').orderBy('phase_id').orderBy('area_id').orderBy('made_at', 'desc').execute();
  return rows.map(runOf);
}

/** Files of earlier ones of the same kind. */
export async function earlierFiles(tx: Read, municipalityId: Uuid, run: PrintRun): Promise<Uuid[]> {
  const rows = await tx.selectFrom('offers.print_run').select('file_id').where('municipality_id', '=', municipalityId).where('state', '=', 'done').where('id', '!=', run.id)
    .where('language', '=', run.language).where('paper', '=', run.paper).where('is_public', '=', run.isPublic)
    .where(sql<boolean>`phase_id is not distinct from ${run.phaseId ?? null}::uuid and area_id is not distinct from ${run.areaId ?? null}::uuid`).execute();
  return rows.flatMap(({ file_id: file }) => file ?? []);
}

function runOf(row: Selectable<OffersPrintRun>): PrintRun {
  return {
    id: row.id, language: row.language as Language, paper: row.paper as Paper, isPublic: row.is_public, state: row.state as PrintRun['state'], offers: row.offers, germanOnly: row.german_only,
    pages: row.pages, replaced: row.replaced, sizeBytes: row.size_bytes, createdAt: row.created_at, phaseId: row.phase_id ?? undefined, areaId: row.area_id ?? undefined, fileId: row.file_id ?? undefined,
    madeAt: row.made_at ?? undefined, failure: (row.failure as Refusal | null) ?? undefined,
  };
}

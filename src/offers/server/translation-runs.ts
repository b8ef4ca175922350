import { sql, type Selectable } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { OffersTranslationRun } from '../../platform/database-types.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { TextLanguage } from '../translation.ts';

/** Something that could not be taken or done; `line` and `unit` where a file names them. */
export interface RunProblem {
  code: string;
  line?: number;
  unit?: string;
  values?: Record<string, string | number>;
}

export interface TranslationRun {
  id: Uuid;
  kind: 'import' | 'machine';
  language: TextLanguage;
  state: 'planned' | 'running' | 'done' | 'failed';
  fileName?: string;
  total: number;
  done: number;
  changed: number;
  unchanged: number;
  refused: number;
  problems: readonly RunProblem[];
  createdAt: Date;
  createdBy?: Uuid;
  finishedAt?: Date;
}

const PROBLEMS_KEPT = 1_000;
type RunFacts = Partial<Pick<TranslationRun, 'state' | 'total' | 'done' | 'changed' | 'unchanged' | 'refused' | 'problems' | 'finishedAt'>>;

export async function addRun(tx: Write, municipalityId: Uuid, clock: Clock, run: Pick<TranslationRun, 'kind' | 'language' | 'state'> & RunFacts & { fileName?: string; createdBy?: Uuid }): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('offers.translation_run').values({
    municipality_id: municipalityId, id, kind: run.kind, language: run.language, file_name: run.fileName ?? null, created_at: clock.now(), created_by: run.createdBy ?? null, ...rowOf(run), state: run.state,
  }).execute();
  return id;
}

export async function changeRun(tx: Write, municipalityId: Uuid, id: Uuid, facts: RunFacts): Promise<void> {
  await tx.updateTable('offers.translation_run').set(rowOf(facts)).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

/** Counts on top of what is counted already. */
export async function countRun(tx: Write, municipalityId: Uuid, id: Uuid, more: { done: number; changed: number; refused: number }): Promise<void> {
  await tx.updateTable('offers.translation_run').set({
    done: sql`done + ${more.done}`, changed: sql`changed + ${more.changed}`, refused: sql`refused + ${more.refused}`,
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export async function findRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<TranslationRun | undefined> {
  const row = await tx.selectFrom('offers.translation_run').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && runOf(row);
}

/** At most one machine at a time works on a language; the database refuses a second as well. */
export async function isMachineAtWork(tx: Read, municipalityId: Uuid, language: TextLanguage): Promise<boolean> {
  return (await tx.selectFrom('offers.translation_run').select('id').where('municipality_id', '=', municipalityId).where('kind', '=', 'machine').where('language', '=', language)
    .where('state', 'in', ['planned', 'running']).executeTakeFirst()) !== undefined;
}

/** The last ones, newest first. */
export async function listRuns(tx: Read, municipalityId: Uuid, limit = 10): Promise<TranslationRun[]> {
  const rows = await tx.selectFrom('offers.translation_run').selectAll().where('municipality_id', '=', municipalityId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(runOf);
}

function rowOf({ problems, finishedAt, ...facts }: RunFacts) {
  const { state, total, done, changed, unchanged, refused } = facts;
  const row = { state, total, done, changed, unchanged, refused, finished_at: finishedAt, problems: problems && JSON.stringify(problems.slice(0, PROBLEMS_KEPT)) };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<typeof row>;
}

function runOf(row: Selectable<OffersTranslationRun>): TranslationRun {
  return {
    id: row.id, kind: row.kind as TranslationRun['kind'], language: row.language as TextLanguage, state: row.state as TranslationRun['state'], fileName: row.file_name ?? undefined,
    total: row.total, done: row.done, changed: row.changed, unchanged: row.unchanged, refused: row.refused, problems: row.problems as RunProblem[],
    createdAt: row.created_at, createdBy: row.created_by ?? undefined, finishedAt: row.finished_at ?? undefined,
  };
}

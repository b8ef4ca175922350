import type { Read, Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import type { Recipe } from '../import/recipe.ts';

/** planned: the file is there and its preview is looked at. */
export type ImportState = 'planned' | 'running' | 'done' | 'failed' | 'withdrawn';

export interface ImportRun {
  id: Uuid;
  state: ImportState;
  fileId?: Uuid;
  fileName: string;
  sha256: Buffer;
  bytes: number;
  format: string;
  recipeId?: Uuid;
  recipe: Recipe;
  source: string;
  licence: string;
  /** times of the figures, in words */
  stichtag: string;
  importedByName: string;
  plannedAt: Date;
  finishedAt?: Date;
  progress: number;
  observations: number;
  added: number;
  changed: number;
  unchanged: number;
  refusedRows: number;
  faults: readonly RefusedRow[];
  failure: readonly Refusal[];
}

export async function listImportRuns(tx: Read, municipalityId: Uuid, most = 200): Promise<ImportRun[]> {
  const rows = await tx.selectFrom('monitoring.import_run').selectAll().where('municipality_id', '=', municipalityId).orderBy('planned_at', 'desc').orderBy('id', 'desc').limit(most).execute();
  return rows.map(runOf);
}

export async function findImportRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<ImportRun | undefined> {
  const row = await tx.selectFrom('monitoring.import_run').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && runOf(row);
}

type StoredRun = Awaited<ReturnType<typeof selectRun>>;
const selectRun = (tx: Read) => tx.selectFrom('monitoring.import_run').selectAll().executeTakeFirstOrThrow();

function runOf(row: StoredRun): ImportRun {
  return {
    id: row.id, state: row.state as ImportState, ...(row.file_id ? { fileId: row.file_id } : {}), fileName: row.file_name, sha256: row.file_sha256, bytes: Number(row.file_bytes),
    format: row.format, ...(row.recipe_id ? { recipeId: row.recipe_id } : {}), recipe: row.settings as Recipe, source: row.source, licence: row.licence, stichtag: row.stichtag,
    importedByName: row.imported_by_name, plannedAt: row.planned_at, ...(row.finished_at ? { finishedAt: row.finished_at } : {}), progress: row.progress,
    observations: row.observations, added: row.added, changed: row.changed, unchanged: row.unchanged, refusedRows: row.refused_rows,
    faults: row.faults as RefusedRow[], failure: (row.failure ?? []) as Refusal[],
  };
}

export interface RunChange {
  state?: ImportState;
  progress?: number;
  format?: string;
  recipe?: Recipe;
  recipeId?: Uuid;
  source?: string;
  licence?: string;
  stichtag?: string;
  startedAt?: Date;
  finishedAt?: Date;
  observations?: number;
  added?: number;
  changed?: number;
  unchanged?: number;
  refusedRows?: number;
  faults?: readonly RefusedRow[];
  failure?: readonly Refusal[] | null;
  withoutFile?: true;
}

export async function changeImportRun(tx: Write, municipalityId: Uuid, id: Uuid, change: RunChange): Promise<void> {
  const { recipe, recipeId, startedAt, finishedAt, refusedRows, faults, failure, withoutFile, ...plain } = change;
  await tx.updateTable('monitoring.import_run').set({
    ...plain, ...(recipe ? { settings: JSON.stringify(recipe), format: recipe.format } : {}), ...(recipeId ? { recipe_id: recipeId } : {}), ...(startedAt ? { started_at: startedAt } : {}),
    ...(finishedAt ? { finished_at: finishedAt } : {}), ...(refusedRows === undefined ? {} : { refused_rows: refusedRows }), ...(faults ? { faults: JSON.stringify(faults) } : {}),
    ...(failure === undefined ? {} : { failure: failure === null ? null : JSON.stringify(failure) }), ...(withoutFile ? { file_id: null } : {}),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export interface SavedRecipe {
  id: Uuid;
  name: string;
  recipe: Recipe;
  source: string;
  licence: string;
}

export async function listRecipes(tx: Read, municipalityId: Uuid): Promise<SavedRecipe[]> {
  const rows = await tx.selectFrom('monitoring.recipe').select(['id', 'name', 'settings', 'source', 'licence']).where('municipality_id', '=', municipalityId).orderBy('name').execute();
  return rows.map(({ settings, ...row }) => ({ ...row, recipe: settings as Recipe }));
}

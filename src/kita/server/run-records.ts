import { gunzipSync } from 'node:zlib';
import type { Allocation, Exception, Market } from '@lueckenlos/fair-allocation';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { RoundCheck } from '../rounds/check.ts';
import type { RunFigures } from '../rounds/run-figures.ts';
import { openJson, place, sealJson } from './sealed-json.ts';

export type RunKind = 'dry' | 'proposal' | 'simulation';

/** One computation as it may be shown to everybody who works with rounds: no child in it. */
export interface RunRecord {
  id: Uuid;
  roundId: Uuid;
  kind: RunKind;
  catalogueId: Uuid;
  baseRunId: Uuid | null;
  state: 'planned' | 'running' | 'done' | 'failed';
  progress: number;
  failure: string | null;
  inputHash: string | null;
  resultHash: string | null;
  verdict: Allocation['verdict'] | null;
  checks: readonly RoundCheck[];
  figures: RunFigures | null;
  plannedAt: Date;
  finishedAt: Date | null;
  byPerson: Uuid | null;
}

const COLUMNS = ['id', 'round_id', 'kind', 'catalogue_id', 'base_run_id', 'state', 'progress', 'failure', 'input_hash', 'result_hash', 'verdict', 'checks', 'figures', 'planned_at', 'finished_at', 'by_person'] as const;

/** The runs of a round, the newest first; nothing encrypted is read. */
export async function listRuns(tx: Read, municipalityId: Uuid, roundId: Uuid): Promise<RunRecord[]> {
  const rows = await tx.selectFrom('kita.run').select(COLUMNS).where('municipality_id', '=', municipalityId).where('round_id', '=', roundId).orderBy('planned_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map(recordOf);
}

export async function findRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<RunRecord | undefined> {
  const row = await tx.selectFrom('kita.run').select(COLUMNS).where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && recordOf(row);
}

function recordOf(row: Awaited<ReturnType<typeof oneRow>>): RunRecord {
  const figures = row.figures as Partial<RunFigures>;
  return {
    id: row.id, roundId: row.round_id, kind: row.kind as RunKind, catalogueId: row.catalogue_id, baseRunId: row.base_run_id, state: row.state as RunRecord['state'], progress: row.progress, failure: row.failure,
    inputHash: row.input_hash, resultHash: row.result_hash, verdict: row.verdict as RunRecord['verdict'], checks: row.checks as unknown as RoundCheck[], figures: figures.applicants === undefined ? null : figures as RunFigures,
    plannedAt: row.planned_at, finishedAt: row.finished_at, byPerson: row.by_person,
  };
}

const oneRow = (tx: Read) => tx.selectFrom('kita.run').select(COLUMNS).executeTakeFirstOrThrow();

export async function planRun(tx: Write, municipalityId: Uuid, clock: Clock, run: { roundId: Uuid; kind: RunKind; catalogueId: Uuid; baseRunId?: Uuid; byPerson?: Uuid | undefined }): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('kita.run').values({
    municipality_id: municipalityId, id, round_id: run.roundId, kind: run.kind, catalogue_id: run.catalogueId, base_run_id: run.baseRunId ?? null, state: 'planned', planned_at: clock.now(), by_person: run.byPerson ?? null,
  }).execute();
  return id;
}

export async function tellProgress(tx: Write, municipalityId: Uuid, id: Uuid, progress: number): Promise<void> {
  await tx.updateTable('kita.run').set({ progress, state: 'running' }).where('municipality_id', '=', municipalityId).where('id', '=', id).where('state', 'in', ['planned', 'running']).execute();
}

export async function failRun(tx: Write, municipalityId: Uuid, clock: Clock, id: Uuid, failure: string): Promise<void> {
  await tx.updateTable('kita.run').set({ state: 'failed', failure, finished_at: clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export interface FinishedRun {
  /** input and result as allocate-apart.ts packs them */
  packedMarket: Uint8Array;
  packedAllocation: Uint8Array;
  allocation: Pick<Allocation, 'verdict'>;
  inputHash: string;
  resultHash: string;
  checks: readonly RoundCheck[];
  details: RunDetails;
  figures: RunFigures;
  exceptions: readonly Exception[];
}

/** Children concerned by a check, and what another run gave them. */
export type RunDetails = Readonly<Record<string, readonly string[]>>;

/** Keeps input and result, encrypted, and what may be read of them. */
export async function finishRun(tx: Write, municipalityId: Uuid, secretKey: Buffer, clock: Clock, id: Uuid, run: FinishedRun): Promise<void> {
  await tx.updateTable('kita.run').set({
    state: 'done', progress: 100, failure: null, finished_at: clock.now(), input_hash: run.inputHash, result_hash: run.resultHash, verdict: run.allocation.verdict,
    market_sealed: sealPacked(secretKey, municipalityId, 'market_sealed', id, run.packedMarket), allocation_sealed: sealPacked(secretKey, municipalityId, 'allocation_sealed', id, run.packedAllocation),
    checks: JSON.stringify(run.checks), figures: JSON.stringify(run.figures), details_sealed: sealJson(secretKey, place(municipalityId, 'kita.run', 'details_sealed', id), run.details),
    exceptions_sealed: sealJson(secretKey, place(municipalityId, 'kita.run', 'exceptions_sealed', id), run.exceptions),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

type PackedColumn = 'market_sealed' | 'allocation_sealed';

function sealPacked(secretKey: Buffer, municipalityId: Uuid, column: PackedColumn, id: Uuid, packed: Uint8Array): Buffer {
  return encryptField(secretKey, place(municipalityId, 'kita.run', column, id), Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength));
}

function unpack(secretKey: Buffer, municipalityId: Uuid, column: PackedColumn, id: Uuid, sealed: Buffer): Buffer {
  return gunzipSync(decryptField(secretKey, place(municipalityId, 'kita.run', column, id), sealed));
}

/** Input and result of a run that is done (points and traits are Sozialdaten: its permission protects `social`). Unknown or not done: NotFound. */
export async function openRun(tx: Read, municipalityId: Uuid, secretKey: Buffer, runId: Uuid): Promise<{ market: Market; allocation: Allocation }> {
  const row = await tx.selectFrom('kita.run').select(['market_sealed', 'allocation_sealed']).where('municipality_id', '=', municipalityId).where('id', '=', runId).where('state', '=', 'done').executeTakeFirst();
  if (!row?.market_sealed || !row.allocation_sealed) throw new NotFound();
  return {
    market: JSON.parse(unpack(secretKey, municipalityId, 'market_sealed', runId, row.market_sealed).toString('utf8')) as Market,
    allocation: JSON.parse(unpack(secretKey, municipalityId, 'allocation_sealed', runId, row.allocation_sealed).toString('utf8')) as Allocation,
  };
}

/** The frozen input as it was hashed: the SHA-256 of these bytes is the run's input hash. */
export async function frozenMarket(tx: Read, municipalityId: Uuid, secretKey: Buffer, runId: Uuid): Promise<Buffer> {
  const row = await tx.selectFrom('kita.run').select('market_sealed').where('municipality_id', '=', municipalityId).where('id', '=', runId).where('state', '=', 'done').executeTakeFirst();
  if (!row?.market_sealed) throw new NotFound();
  return unpack(secretKey, municipalityId, 'market_sealed', runId, row.market_sealed);
}

export async function runDetails(tx: Read, municipalityId: Uuid, secretKey: Buffer, runId: Uuid): Promise<{ details: RunDetails; exceptions: readonly Exception[] }> {
  const row = await tx.selectFrom('kita.run').select(['details_sealed', 'exceptions_sealed']).where('municipality_id', '=', municipalityId).where('id', '=', runId).executeTakeFirst();
  return {
    details: row?.details_sealed ? openJson<RunDetails>(secretKey, place(municipalityId, 'kita.run', 'details_sealed', runId), row.details_sealed) : {},
    exceptions: row?.exceptions_sealed ? openJson<Exception[]>(secretKey, place(municipalityId, 'kita.run', 'exceptions_sealed', runId), row.exceptions_sealed) : [],
  };
}


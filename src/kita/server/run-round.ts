import type { Worker } from 'node:worker_threads';
import type { Change, Exception } from '@lueckenlos/fair-allocation';
import type { Read, Write } from '../../platform/database.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { brokenInvariants } from '../rounds/check.ts';
import { checkRound } from '../rounds/checks.ts';
import { buildMarket } from '../rounds/market.ts';
import { stepRefusal } from '../rounds/round.ts';
import { runFigures } from '../rounds/run-figures.ts';
import { allocateApart, NotAllocatable, startThread, type ApartResult } from './allocate-apart.ts';
import { loadRoundInput } from './load-round-input.ts';
import { roundFacts } from './round-facts.ts';
import { failRun, findRun, finishRun, frozenMarket, listRuns, openRun, runDetails, tellProgress, type RunRecord } from './run-records.ts';
import { lockRound, recordStep } from './rounds.ts';

/**
 * Computes a run: what is registered is read, frozen, allocated in a thread, passed through the gate and checked. A proposal is made of the very input that
 * was checked: if anything has changed since, it comes to nothing and says so. Its last act is the round's step.
 */
export const runRoundTask = outsideTask(async (context, { runId }) => {
  const { database, municipalityId } = context;
  if (!isUuid(runId)) return;
  const run = await database.read(municipalityId, (tx) => findRun(tx, municipalityId, runId));
  if (!run || run.state === 'done' || run.state === 'failed') return;
  const fail = (code: string) => database.write(municipalityId, (tx) => failRun(tx, municipalityId, context.clock, run.id, code));
  const thread = startThread();
  try {
    const failure = await compute(context, run, thread);
    if (failure) await fail(failure);
  } catch (error) {
    if (!(error instanceof NotAllocatable)) throw error;
    await fail('run-not-allocatable');
  } finally {
    await thread.terminate();
  }
});

async function compute({ database, municipalityId, configuration, clock }: TaskContext, run: RunRecord, thread: Worker): Promise<string | undefined> {
  const { secretKey } = configuration;
  const tell = (progress: number) => database.write(municipalityId, (tx) => tellProgress(tx, municipalityId, run.id, progress));
  await tell(5);
  const ground = await database.read(municipalityId, async (tx) => ({
    input: await loadRoundInput(tx, municipalityId, secretKey, run.roundId, run.catalogueId),
    earlier: run.kind === 'dry' ? await earlierResult(tx, municipalityId, secretKey, run) : undefined,
    registrationsBefore: await registrationsBefore(tx, municipalityId, run.roundId),
    base: run.baseRunId ? await findRun(tx, municipalityId, run.baseRunId) : undefined,
  }));
  await tell(30);
  const built = buildMarket(ground.input);
  let telling = Promise.resolve();
  const result = await allocateApart({ market: built.market }, (share) => { telling = telling.then(() => tell(30 + Math.floor(share / 2))); }, thread);
  await telling;
  await tell(85);
  if (run.kind === 'proposal' && ground.base?.inputHash !== result.inputHash) return 'run-input-changed';
  if (run.kind === 'proposal' && ground.base?.resultHash !== result.resultHash) return 'run-result-changed';
  const { checks, details } = checkRound({ input: ground.input, built, result, ...(ground.earlier ? { earlier: ground.earlier } : {}), registrationsBefore: ground.registrationsBefore });
  await database.write(municipalityId, async (tx) => {
    const round = await lockRound(tx, municipalityId, run.roundId);
    await finishRun(tx, municipalityId, secretKey, clock, run.id, { ...result, checks, details, figures: runFigures(built.market, result.allocation), exceptions: [] });
    if (run.kind !== 'proposal' || brokenInvariants(checks).length > 0) return;
    if (round.runId === run.baseRunId && !stepRefusal(await roundFacts(tx, municipalityId, clock, round), 'proposed')) {
      await recordStep(tx, municipalityId, clock, { roundId: round.id, state: 'proposed', runId: run.id, byPerson: run.byPerson });
    }
  });
  return undefined;
}

/** The newest result of the same round, to say what changed. */
async function earlierResult(tx: Read, municipalityId: Uuid, secretKey: Buffer, run: RunRecord) {
  const before = (await listRuns(tx, municipalityId, run.roundId)).find(({ id, state, kind }) => id !== run.id && state === 'done' && kind !== 'simulation');
  return before && { allocation: (await openRun(tx, municipalityId, secretKey, before.id)).allocation };
}

/** How many asked in the main round before; null where nobody knows. */
async function registrationsBefore(tx: Read, municipalityId: Uuid, roundId: Uuid): Promise<number | null> {
  const row = await tx.selectFrom('kita.round as round')
    .innerJoin('kita.round as before', (join) => join.onRef('before.municipality_id', '=', 'round.municipality_id').onRef('before.first_start', '<', 'round.first_start').on('before.kind', '=', 'main'))
    .innerJoin('kita.run as run', (join) => join.onRef('run.municipality_id', '=', 'before.municipality_id').onRef('run.round_id', '=', 'before.id').on('run.state', '=', 'done').on('run.kind', '=', 'proposal'))
    .select('run.figures').where('round.municipality_id', '=', municipalityId).where('round.id', '=', roundId).orderBy('before.first_start', 'desc').orderBy('run.planned_at', 'desc').limit(1).executeTakeFirst();
  const asking = (row?.figures as { asking?: unknown } | undefined)?.asking;
  return typeof asking === 'number' ? asking : null;
}

/** Changes by hand that led to a run, the oldest first, and the run they began from. */
async function changesBehind(tx: Read, municipalityId: Uuid, runId: Uuid): Promise<Change[]> {
  const row = await tx.selectFrom('kita.amendment').select(['run_id', 'child_id', 'facility_id', 'seat_type_id']).where('municipality_id', '=', municipalityId).where('result_run_id', '=', runId).executeTakeFirst();
  if (!row) return [];
  return [...await changesBehind(tx, municipalityId, row.run_id), { applicant: row.child_id, seat: row.facility_id && row.seat_type_id ? { facility: row.facility_id, seatType: row.seat_type_id } : null }];
}

/** Computes a run once more from its frozen input, step by step as it was, and writes down both hashes. */
export const runAgainTask = outsideTask(async ({ database, municipalityId, configuration, clock }, { againId }) => {
  if (!isUuid(againId)) return;
  const { secretKey } = configuration;
  const ground = await database.read(municipalityId, async (tx) => {
    const again = await tx.selectFrom('kita.run_again').select(['run_id', 'finished_at']).where('municipality_id', '=', municipalityId).where('id', '=', againId).executeTakeFirst();
    if (!again || again.finished_at) return undefined;
    const bytes = await frozenMarket(tx, municipalityId, secretKey, again.run_id);
    return { market: JSON.parse(bytes.toString('utf8')), changes: await changesBehind(tx, municipalityId, again.run_id), exceptions: (await runDetails(tx, municipalityId, secretKey, again.run_id)).exceptions };
  });
  if (!ground) return;
  const result = await computeWith(ground);
  await database.write(municipalityId, async (tx: Write) => {
    await tx.updateTable('kita.run_again').set({ input_hash: result.inputHash, result_hash: result.resultHash, finished_at: clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', againId).execute();
  });
});

/** Every change by hand was a result of its own: they are carried out one after the other. */
async function computeWith({ market, changes, exceptions }: { market: Parameters<typeof allocateApart>[0]['market']; changes: readonly Change[]; exceptions: readonly Exception[] }): Promise<ApartResult> {
  let result = await allocateApart({ market, exceptions });
  for (const change of changes) result = await allocateApart({ market, start: result.allocation, changes: [change], exceptions });
  return result;
}

import { canonicalHash, type Run } from '@lueckenlos/fair-allocation';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Uuid } from '../../platform/id.ts';
import { marketOf } from '../rounds/market.ts';
import type { RoundInput } from '../rounds/round-input.ts';
import { loadPastRoundInput, loadRoundInput } from './load-round-input.ts';
import { findRun, openRun } from './run-records.ts';

/**
 * What a run was computed of, to be judged by another catalogue: facts are not frozen with a market, so they are read again – as they are now, or as they were at
 * the deadline – and taken for the run's if they make its market anew byte by byte (the same hash). Then its own result comes along, changes by hand included.
 */
export async function loadRunInput(tx: Read, municipalityId: Uuid, secretKey: Buffer, runId: Uuid): Promise<{ input: RoundInput; frozen?: Run }> {
  const run = await findRun(tx, municipalityId, runId);
  if (!run || run.state !== 'done') throw new NotFound();
  const present = await loadRoundInput(tx, municipalityId, secretKey, run.roundId, run.catalogueId);
  const isOf = (input: RoundInput) => canonicalHash(marketOf(input)) === run.inputHash;
  if (isOf(present)) return { input: present, frozen: await openRun(tx, municipalityId, secretKey, runId) };
  const past = await loadPastRoundInput(tx, municipalityId, secretKey, run.roundId, run.catalogueId);
  return isOf(past) ? { input: past, frozen: await openRun(tx, municipalityId, secretKey, runId) } : { input: past };
}

import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { isDecided, type Round } from '../rounds/round.ts';
import { listCatalogues } from './catalogues.ts';
import { findRun, type RunRecord } from './run-records.ts';
import { listRounds, revealedSecret } from './rounds.ts';

export interface PublicRound {
  round: Round;
  /** once it is drawn */
  secret: string | undefined;
  scope: 'market' | 'facility';
  /** the run families were decided by; none before */
  run: RunRecord | undefined;
}

const MOST_SHOWN = 12;

/** Rounds that were opened, the newest first, each followed by its replacements; runs only of those decided. */
export async function publicRounds(tx: Read, municipalityId: Uuid, secretKey: Buffer): Promise<PublicRound[]> {
  const all = (await listRounds(tx, municipalityId)).filter(({ state }) => state !== 'planned');
  const mains = all.filter(({ kind }) => kind === 'main');
  const ordered = mains.flatMap((main) => [main, ...all.filter(({ mainRoundId, state }) => mainRoundId === main.id && isDecided(state)).sort((a, b) => a.sequence - b.sequence)]).slice(0, MOST_SHOWN);
  const scopes = new Map((await listCatalogues(tx, municipalityId, [...new Set(ordered.map(({ catalogueId }) => catalogueId))])).map(({ id, lotteryScope }) => [id, lotteryScope]));
  return Promise.all(ordered.map(async (round) => ({
    round, secret: await revealedSecret(tx, municipalityId, secretKey, round), scope: scopes.get(round.catalogueId) ?? 'market',
    run: isDecided(round.state) && round.runId ? await findRun(tx, municipalityId, round.runId) : undefined,
  })));
}

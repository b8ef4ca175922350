import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { appendAudit } from '../../platform/audit.ts';
import { isDatabaseOffline, type Write } from '../../platform/database.ts';
import { Conflict } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { sameCommit } from '../../platform/same-commit.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { manageRounds } from '../rounds-permissions.ts';
import { stepRefusal } from '../rounds/round.ts';
import { endDecisionRun, findDecisionRun, isUnderWay, newestDecisionRun, planDecisionRun, tellDecisionProgress, type DecisionFailure } from './decision-runs.ts';
import { roundFacts } from './round-facts.ts';
import { openRun } from './run-records.ts';
import { lockRound, recordStep } from './rounds.ts';
import { decideAll } from './write-decisions.ts';

/** The proposal becomes decisions, in the background: whoever orders it while it is under way is led to the same order. */
export const decideRound = action({
  may: manageRounds,
  audit: 'kita.round.decision-ordered',
  input: v.object({ round: uuidField() }),
  async run({ tx, municipalityId, clock, who, later, concerns }, { round: id }): Promise<Outcome<Uuid>> {
    const round = await lockRound(tx, municipalityId, id);
    const refusal = stepRefusal(await roundFacts(tx, municipalityId, clock, round), 'decided');
    if (refusal) return refused(refusal);
    if (isUnderWay(await newestDecisionRun(tx, municipalityId, id), clock.now())) return accepted(id);
    const decisionRunId = await planDecisionRun(tx, municipalityId, clock, { roundId: id, runId: round.runId!, byPerson: who.personId });
    await later('decide-kita-round', { decisionRunId });
    concerns(id, ['decision_run']);
    return accepted(id);
  },
});

/**
 * Writes all decisions of a round and its step in one commit: all of them or none, and once – whoever is killed on the way leaves nothing, and is called
 * again. How far it is is told beside that commit; nobody sees a decision before all are there.
 */
export const decideKitaRound = outsideTask(async (context, { decisionRunId: id }) => {
  const { database, municipalityId, clock, log } = context;
  if (!isUuid(id)) return;
  const tell = (progress: number) => database.write(municipalityId, (tx) => tellDecisionProgress(tx, municipalityId, id, progress));
  let failure: DecisionFailure | undefined;
  try {
    await tell(1);
    failure = await database.write(municipalityId, (tx) => decide(tx, context, id, tell));
  } catch (error) {
    // The database is away for a moment: the queue calls again.
    if (isDatabaseOffline(error)) throw error;
    log('error', { event: 'kita-round-not-decided', error: error instanceof Error ? error.name : 'unknown' });
    failure = error instanceof Conflict ? 'decide-place-offered' : 'decide-failed';
  }
  if (failure) await database.write(municipalityId, (tx) => endDecisionRun(tx, municipalityId, clock, id, { failure: failure! }));
});

async function decide(tx: Write, { municipalityId, clock, configuration }: TaskContext, id: Uuid, tell: (progress: number) => Promise<void>): Promise<DecisionFailure | undefined> {
  const asked = await findDecisionRun(tx, municipalityId, id);
  if (!asked) return undefined;
  const round = await lockRound(tx, municipalityId, asked.roundId);
  // Read again behind the lock: the same order may have been carried out meanwhile.
  const order = await findDecisionRun(tx, municipalityId, id);
  if (!order || order.finishedAt) return undefined;
  if (round.runId !== order.runId || stepRefusal(await roundFacts(tx, municipalityId, clock, round), 'decided')) return 'decide-round-changed';
  const run = await openRun(tx, municipalityId, configuration.secretKey, order.runId);
  await tell(5);
  const { later } = sameCommit(tx, municipalityId, clock);
  const who = { municipalityId, roles: [], organizationIds: [], ...(order.byPerson ? { personId: order.byPerson } : {}) };
  const counts = await decideAll({ tx, municipalityId, clock, configuration, later, who, tell: (share) => tell(5 + Math.floor(share * 90)) }, round, { id: order.runId, ...run });
  await recordStep(tx, municipalityId, clock, { roundId: round.id, state: 'decided', runId: order.runId, byPerson: order.byPerson });
  // From here on nothing is told any more: this row is locked until the commit.
  await endDecisionRun(tx, municipalityId, clock, id, { counts });
  await appendAudit(tx, clock, who, { name: 'kita.round.decided', outcome: 'done', subject: round.id, fields: ['state'] });
  return undefined;
}

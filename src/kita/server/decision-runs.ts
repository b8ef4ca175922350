import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { DecidedCounts } from './write-decisions.ts';

/** Keys of the texts that say why nothing was written. */
export type DecisionFailure = 'decide-round-changed' | 'decide-place-offered' | 'decide-given-up' | 'decide-failed';

/** The writing of a round's decisions in the background. */
export interface DecisionRun {
  id: Uuid;
  roundId: Uuid;
  /** the proposal that was released */
  runId: Uuid;
  state: 'planned' | 'writing' | 'done' | 'failed';
  /** percent */
  progress: number;
  failure: DecisionFailure | null;
  counts: DecidedCounts | null;
  plannedAt: Date;
  finishedAt: Date | null;
  byPerson: Uuid | null;
}

/** One that is not done after this time never will be: its background work was given up. */
const GIVEN_UP_MINUTES = 15;

export function isUnderWay(run: Pick<DecisionRun, 'state' | 'plannedAt'> | undefined, now: Date): boolean {
  return run !== undefined && (run.state === 'planned' || run.state === 'writing') && run.plannedAt.getTime() > now.getTime() - GIVEN_UP_MINUTES * 60_000;
}

/** The last order to decide this round. */
export async function newestDecisionRun(tx: Read, municipalityId: Uuid, roundId: Uuid): Promise<DecisionRun | undefined> {
  const row = await decisionRuns(tx, municipalityId).where('round_id', '=', roundId).orderBy('planned_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row && runOf(row);
}

export async function findDecisionRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<DecisionRun | undefined> {
  const row = await decisionRuns(tx, municipalityId).where('id', '=', id).executeTakeFirst();
  return row && runOf(row);
}

const decisionRuns = (tx: Read, municipalityId: Uuid) => tx.selectFrom('kita.decision_run').selectAll().where('municipality_id', '=', municipalityId);

function runOf(row: Awaited<ReturnType<ReturnType<typeof decisionRuns>['executeTakeFirstOrThrow']>>): DecisionRun {
  return {
    id: row.id, roundId: row.round_id, runId: row.run_id, state: row.state as DecisionRun['state'], progress: row.progress, failure: row.failure as DecisionFailure | null,
    counts: row.places === null ? null : { place: row.places, keeps: row.keeps!, none: row.refusals! }, plannedAt: row.planned_at, finishedAt: row.finished_at, byPerson: row.by_person,
  };
}

/** Writes the order down; one that was given up before ends with it. Whoever calls has locked the round. */
export async function planDecisionRun(tx: Write, municipalityId: Uuid, clock: Clock, { roundId, runId, byPerson }: { roundId: Uuid; runId: Uuid; byPerson: Uuid | undefined }): Promise<Uuid> {
  await tx.updateTable('kita.decision_run').set({ state: 'failed', failure: 'decide-given-up' satisfies DecisionFailure, finished_at: clock.now() })
    .where('municipality_id', '=', municipalityId).where('round_id', '=', roundId).where('state', 'in', ['planned', 'writing']).execute();
  const id = newId();
  await tx.insertInto('kita.decision_run').values({ municipality_id: municipalityId, id, round_id: roundId, run_id: runId, planned_at: clock.now(), by_person: byPerson ?? null }).execute();
  return id;
}

/** How far it is, in percent; what is over stays as it ended. */
export async function tellDecisionProgress(tx: Write, municipalityId: Uuid, id: Uuid, progress: number): Promise<void> {
  await tx.updateTable('kita.decision_run').set({ state: 'writing', progress }).where('municipality_id', '=', municipalityId).where('id', '=', id).where('state', 'in', ['planned', 'writing']).execute();
}

export async function endDecisionRun(tx: Write, municipalityId: Uuid, clock: Clock, id: Uuid, end: { failure: DecisionFailure } | { counts: DecidedCounts }): Promise<void> {
  const how = 'failure' in end ? { state: 'failed', failure: end.failure } : { state: 'done', progress: 100, places: end.counts.place, keeps: end.counts.keeps, refusals: end.counts.none };
  await tx.updateTable('kita.decision_run').set({ ...how, finished_at: clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', id).where('state', 'in', ['planned', 'writing']).execute();
}

import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { choice, text, uuidField } from '../../platform/field.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { approveForOffice, approveForProviders, computeAgain, manageRounds } from '../rounds-permissions.ts';
import { checkCodes, findingsOf } from '../rounds/check.ts';
import { releaseRefusal, stepRefusal, type ApprovalSide } from '../rounds/round.ts';
import { roundFacts } from './round-facts.ts';
import { findRun, listRuns, planRun } from './run-records.ts';
import { lockRound, recordStep } from './rounds.ts';

/** Freezes what is registered, computes it and has it checked; nothing of it is decided. */
export const planDryRun = action({
  may: manageRounds,
  audit: 'kita.run.planned',
  input: v.object({ round: uuidField() }),
  async run({ tx, municipalityId, clock, who, later, concerns }, { round: id }): Promise<Outcome<Uuid>> {
    const round = await lockRound(tx, municipalityId, id);
    if (round.state !== 'closed') return refused(round.state === 'planned' || round.state === 'open' ? 'deadline-not-reached' : 'step-not-next');
    if (round.seed === null) return refused('seed-missing');
    const running = await runningOf({ tx, municipalityId, clock }, id);
    if (running) return accepted(running);
    const runId = await planRun(tx, municipalityId, clock, { roundId: id, kind: 'dry', catalogueId: round.catalogueId, byPerson: who.personId });
    await later('run-kita-round', { runId });
    concerns(runId, ['kind']);
    return accepted(runId);
  },
});

/** A run that is not done after this time never will be: its background work was given up. */
const GIVEN_UP_MINUTES = 15;

async function runningOf({ tx, municipalityId, clock }: Pick<ActionContext, 'tx' | 'municipalityId' | 'clock'>, roundId: Uuid): Promise<Uuid | undefined> {
  const since = clock.now().getTime() - GIVEN_UP_MINUTES * 60_000;
  return (await listRuns(tx, municipalityId, roundId)).find(({ state, plannedAt }) => (state === 'planned' || state === 'running') && plannedAt.getTime() > since)?.id;
}

/** Somebody answers for what the dry run found, with a note. Invariants cannot be answered for. */
export const acknowledge = action({
  may: manageRounds,
  audit: 'kita.run.acknowledged',
  input: v.object({ run: uuidField(), code: choice(checkCodes), note: v.pipe(text(1000), v.minLength(5, 'too-short')) }),
  async run({ tx, municipalityId, clock, who, concerns }, { run: id, code, note }): Promise<Outcome<Uuid>> {
    const run = await findRun(tx, municipalityId, id);
    if (run?.kind !== 'dry' || run.state !== 'done') throw new NotFound();
    const round = await lockRound(tx, municipalityId, run.roundId);
    if (round.state !== 'closed') return refused('step-not-next');
    if (!findingsOf(run.checks).some((check) => check.code === code)) return refused(run.checks.some((check) => check.code === code) ? 'invariant-cannot-be-waved-through' : 'check-not-found');
    await tx.insertInto('kita.run_acknowledgement').values({ municipality_id: municipalityId, id: newId(), run_id: id, check_code: code, note, at: clock.now(), by_person: who.personId! })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'run_id', 'check_code']).doNothing()).execute();
    concerns(id, ['check_code', 'note']);
    return accepted(id);
  },
});

/** Computes the checked input once more; when both hashes are those of the dry run, the result is proposed. */
export const planProposal = action({
  may: manageRounds,
  audit: 'kita.run.proposal-planned',
  input: v.object({ round: uuidField() }),
  async run({ tx, municipalityId, clock, who, later, concerns }, { round: id }): Promise<Outcome<Uuid>> {
    const round = await lockRound(tx, municipalityId, id);
    if (round.state !== 'checked' || round.runId === null) return refused('step-not-next');
    const running = await runningOf({ tx, municipalityId, clock }, id);
    if (running) return accepted(running);
    const runId = await planRun(tx, municipalityId, clock, { roundId: id, kind: 'proposal', catalogueId: round.catalogueId, baseRunId: round.runId, byPerson: who.personId });
    await later('run-kita-round', { runId });
    concerns(runId, ['kind']);
    return accepted(runId);
  },
});

/** One side releases the proposal; the second one's release is the round's step. Nobody releases for both. */
async function approve({ tx, municipalityId, clock, who, concerns }: ActionContext, { round: id, run: shownRun }: { round: Uuid; run: Uuid }, side: ApprovalSide): Promise<Outcome<Uuid>> {
  const round = await lockRound(tx, municipalityId, id);
  if (round.state !== 'proposed') return refused('step-not-next');
  // Between looking and pressing somebody changed the proposal by hand.
  if (round.runId !== shownRun) return refused('proposal-changed');
  const facts = await roundFacts(tx, municipalityId, clock, round);
  const refusal = releaseRefusal(facts.proposal);
  if (refusal) return refused(refusal);
  const { approvals } = facts.proposal!;
  if (approvals.some((one) => one.side === side)) return refused('side-already-approved');
  if (approvals.some(({ byPerson }) => byPerson === who.personId)) return refused('approved-by-one');
  await tx.insertInto('kita.approval').values({ municipality_id: municipalityId, id: newId(), run_id: round.runId, side, at: clock.now(), by_person: who.personId! }).execute();
  concerns(round.runId, ['side']);
  if (!stepRefusal(await roundFacts(tx, municipalityId, clock, round), 'approved')) await recordStep(tx, municipalityId, clock, { roundId: id, state: 'approved', runId: round.runId, byPerson: who.personId ?? null });
  return accepted(id);
}

export const approveOffice = action({
  may: approveForOffice,
  audit: 'kita.round.approved-office',
  input: v.object({ round: uuidField(), run: uuidField() }),
  run: (context, input) => approve(context, input, 'office'),
});

export const approveProviders = action({
  may: approveForProviders,
  audit: 'kita.round.approved-providers',
  input: v.object({ round: uuidField(), run: uuidField() }),
  run: (context, input) => approve(context, input, 'providers'),
});

/** Has a run computed again from its frozen input; everybody who may see rounds may ask for it. */
export const planRunAgain = action({
  may: computeAgain,
  audit: 'kita.run.computed-again',
  input: v.object({ run: uuidField() }),
  async run({ tx, municipalityId, clock, who, later, concerns }, { run: id }): Promise<Outcome<Uuid>> {
    const run = await findRun(tx, municipalityId, id);
    if (run?.state !== 'done') throw new NotFound();
    const waiting = await tx.selectFrom('kita.run_again').select('id').where('municipality_id', '=', municipalityId).where('run_id', '=', id).where('finished_at', 'is', null).executeTakeFirst();
    if (waiting) return accepted(id);
    const againId = newId();
    await tx.insertInto('kita.run_again').values({ municipality_id: municipalityId, id: againId, run_id: id, at: clock.now(), by_person: who.personId! }).execute();
    await later('run-kita-again', { againId });
    concerns(id);
    return accepted(id);
  },
});


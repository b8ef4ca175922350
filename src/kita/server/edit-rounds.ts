import * as v from 'valibot';
import { instantOf } from '../../offers/wall-time.ts';
import { action, type ActionContext } from '../../platform/action.ts';
import { addDays, type Day } from '../../platform/day.ts';
import { choice, dayField, text, uuidField, wholeNumber } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { liveWindow } from '../decisions/live-window.ts';
import { manageRounds } from '../rounds-permissions.ts';
import { isBack, isDecided, nextStates, stepRefusal, type Round, type RoundState } from '../rounds/round.ts';
import { findCatalogue } from './catalogues.ts';
import { isUnderWay, newestDecisionRun } from './decision-runs.ts';
import { roundFacts } from './round-facts.ts';
import { addRoundPools, drawSeed, listRounds, lockRound, recordStep, storeRound } from './rounds.ts';

/** A round with its dates; the deadline is the end of that day. Opened only with an adopted catalogue. */
export const createRound = action({
  may: manageRounds,
  audit: 'kita.round.created',
  input: v.object({ name: text(120), catalogueId: uuidField(), firstStart: dayField(), lastStart: dayField(), opensOn: dayField(), deadlineDay: dayField(), answerDays: wholeNumber(1, 60) }),
  async run({ tx, municipalityId, clock, configuration, who, concerns }, input): Promise<Outcome<Uuid>> {
    const faults = faultsOfDays(input);
    if (faults) return faults;
    const catalogue = await findCatalogue(tx, municipalityId, input.catalogueId);
    if (!catalogue) return refused('choose-one', { field: 'catalogueId' });
    const id = await storeRound(tx, municipalityId, configuration.secretKey, clock, {
      name: input.name, catalogueId: catalogue.id, firstStart: input.firstStart, lastStart: input.lastStart, opensOn: input.opensOn, deadline: endOf(input.deadlineDay), answerDays: input.answerDays,
      ...(who.personId ? { createdBy: who.personId } : {}),
    });
    concerns(id, ['name', 'first_start', 'last_start', 'opens_on', 'deadline']);
    return accepted(id);
  },
});

/** A day is over when the next one begins in Germany. */
const endOf = (last: Day): Date => instantOf(addDays(last, 1), '00:00');

function faultsOfDays({ firstStart, lastStart, opensOn, deadlineDay }: { firstStart: Day; lastStart: Day; opensOn: Day; deadlineDay: Day }) {
  if (lastStart < firstStart) return refused('round-ends-early', { field: 'lastStart' });
  if (addDays(firstStart, 400) < lastStart) return refused('round-too-long', { field: 'lastStart' });
  if (deadlineDay < opensOn) return refused('deadline-before-opening', { field: 'deadlineDay' });
  return deadlineDay >= firstStart ? refused('deadline-after-start', { field: 'deadlineDay' }) : undefined;
}

/** Takes a step if it is due; whoever presses second finds it taken and is told so. */
async function step(context: ActionContext, roundId: Uuid, to: Exclude<RoundState, 'planned'>, act: (round: Round) => Promise<{ runId?: Uuid | null; note?: string }> = () => Promise.resolve({})): Promise<Outcome<Uuid>> {
  const { tx, municipalityId, clock, who, concerns } = context;
  const round = await lockRound(tx, municipalityId, roundId);
  const refusal = stepRefusal(await roundFacts(tx, municipalityId, clock, round), to);
  if (refusal) return refused(refusal);
  await recordStep(tx, municipalityId, clock, { roundId, state: to, byPerson: who.personId ?? null, ...(await act(round)) });
  concerns(roundId, ['state']);
  return accepted(roundId);
}

export const openRound = action({
  may: manageRounds,
  audit: 'kita.round.opened',
  input: v.object({ round: uuidField() }),
  run: (context, { round }) => step(context, round, 'open'),
});

export const closeRound = action({
  may: manageRounds,
  audit: 'kita.round.closed',
  input: v.object({ round: uuidField() }),
  run: (context, { round }) => step(context, round, 'closed', async (closed) => {
    await addRoundPools(context.tx, context.municipalityId, closed);
    return {};
  }),
});

/** What was drawn in public after the deadline; together with the secret, whose commitment was published before, it is the seed. */
export const enterRandomness = action({
  may: manageRounds,
  audit: 'kita.round.lottery-drawn',
  input: v.object({ round: uuidField(), publicRandomness: v.pipe(text(200), v.minLength(6, 'too-short')) }),
  async run({ tx, municipalityId, configuration, concerns }, { round: id, publicRandomness }): Promise<Outcome<Uuid>> {
    const round = await lockRound(tx, municipalityId, id);
    if (round.seed !== null) return refused('seed-already-drawn');
    if (round.state !== 'closed') return refused('deadline-not-reached');
    await drawSeed(tx, municipalityId, configuration.secretKey, round, publicRandomness);
    concerns(id, ['public_randomness', 'seed']);
    return accepted(id);
  },
});

/** The dry run is in order, and somebody answered for what it found. */
export const checkRoundOff = action({
  may: manageRounds,
  audit: 'kita.round.checked',
  input: v.object({ round: uuidField(), run: uuidField() }),
  async run(context, { round: id, run }): Promise<Outcome<Uuid>> {
    const newest = await context.tx.selectFrom('kita.run').select('id').where('municipality_id', '=', context.municipalityId).where('round_id', '=', id).where('kind', '=', 'dry').orderBy('planned_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
    // The page showed an older run than the one that counts now.
    if (newest?.id !== run) return refused('dry-run-outdated');
    return step(context, id, 'checked', () => Promise.resolve({ runId: run }));
  },
});

/** Back, with the reason: everything after it has to be done again. */
export const stepBack = action({
  may: manageRounds,
  audit: 'kita.round.stepped-back',
  input: v.object({ round: uuidField(), to: choice(['closed', 'checked']), note: text(1000) }),
  async run(context, { round: id, to, note }): Promise<Outcome<Uuid>> {
    const { tx, municipalityId, clock } = context;
    const round = await lockRound(tx, municipalityId, id);
    if (!isBack(round.state, to) || !nextStates(round.state).includes(to)) return refused('step-not-next');
    if (isUnderWay(await newestDecisionRun(tx, municipalityId, id), clock.now())) return refused('deciding-runs');
    const checked = to === 'checked' ? await tx.selectFrom('kita.round_step').select('run_id').where('municipality_id', '=', municipalityId).where('round_id', '=', id).where('state', '=', 'checked').orderBy('position', 'desc').limit(1).executeTakeFirst() : undefined;
    return step(context, id, to, () => Promise.resolve({ runId: checked?.run_id ?? null, note }));
  },
});

/** The last steps; how far answers and replacements are decides whether they are due. */
export const finishStep = action({
  may: manageRounds,
  audit: 'kita.round.finished-step',
  input: v.object({ round: uuidField(), to: choice(['answered', 'replaced', 'ended']) }),
  run: (context, { round, to }) => step(context, round, to, (current) => Promise.resolve({ runId: current.runId })),
});

/**
 * A replacement round (Nachrücken) of a main round that is decided: same catalogue, lottery and tickets, all who are registered by now; the places of those who
 * hold or were offered one are locked by the market. One after the other.
 */
export const createReplacementRound = action({
  may: manageRounds,
  audit: 'kita.round.replacement-created',
  input: v.object({ round: uuidField() }),
  async run({ tx, municipalityId, clock, configuration, who, concerns }, { round: id }): Promise<Outcome<Uuid>> {
    const main = await lockRound(tx, municipalityId, id);
    if (main.kind !== 'main' || !['decided', 'answered'].includes(main.state)) return refused('step-not-next');
    const rounds = await listRounds(tx, municipalityId);
    const before = rounds.filter(({ mainRoundId }) => mainRoundId === main.id);
    if (before.some(({ state }) => !isDecided(state))) return refused('replacement-runs');
    const { firstStart } = liveWindow(rounds, clock.today(), main.answerDays);
    const from = firstStart > main.firstStart ? firstStart : main.firstStart;
    if (from > main.lastStart) return refused('round-over');
    const sequence = Math.max(0, ...before.map((one) => one.sequence)) + 1;
    const replacementId = await storeRound(tx, municipalityId, configuration.secretKey, clock, {
      name: `${main.name}, Nachrücken ${sequence}`, mainRoundId: main.id, catalogueId: main.catalogueId, firstStart: from, lastStart: main.lastStart, opensOn: clock.today(), deadline: clock.now(), answerDays: main.answerDays,
      isDemo: main.isDemo, ...(who.personId ? { createdBy: who.personId } : {}),
    });
    concerns(replacementId, ['main_round_id', 'sequence']);
    return accepted(replacementId);
  },
});

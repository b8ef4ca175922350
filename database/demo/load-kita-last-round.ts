import { personOfEmail } from '../../src/accounts/server/people.ts';
import { instantOf } from '../../src/offers/wall-time.ts';
import type { ActionContext } from '../../src/platform/action.ts';
import { fixedClock, type Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { addDays, addMonths, day, type Day } from '../../src/platform/day.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { Outcome } from '../../src/platform/outcome.ts';
import { findingsOf } from '../../src/kita/rounds/check.ts';
import { checkRound } from '../../src/kita/rounds/checks.ts';
import { buildMarket } from '../../src/kita/rounds/market.ts';
import { runFigures } from '../../src/kita/rounds/run-figures.ts';
import { allocateApart, startThread, type ApartResult } from '../../src/kita/server/allocate-apart.ts';
import { takeAnswer } from '../../src/kita/server/answers.ts';
import { catalogueInForce } from '../../src/kita/server/catalogues.ts';
import { listDecisions } from '../../src/kita/server/decision-records.ts';
import { checkRoundOff, closeRound, enterRandomness, finishStep, openRound } from '../../src/kita/server/edit-rounds.ts';
import { shareSeat } from '../../src/kita/server/edit-seat-shares.ts';
import { loadRoundInput } from '../../src/kita/server/load-round-input.ts';
import { writeNote } from '../../src/kita/server/notes.ts';
import { listPlacements } from '../../src/kita/server/placements.ts';
import { listRegistrations } from '../../src/kita/server/registrations.ts';
import { acknowledge, approveOffice, approveProviders, planDryRun, planProposal } from '../../src/kita/server/release-round.ts';
import { confirmRoundPool, listRoundPools } from '../../src/kita/server/round-pools.ts';
import { lockRound, recordStep, storeRound } from '../../src/kita/server/rounds.ts';
import { finishRun, openRun } from '../../src/kita/server/run-records.ts';
import { noteServedOnPaper } from '../../src/kita/server/served-notices.ts';
import { storeRegistration } from '../../src/kita/server/store-registration.ts';
import type { PlacedChild } from '../../src/kita/server/store-placed-children.ts';
import { tell } from '../../src/kita/server/tell-families.ts';
import { decideAll } from '../../src/kita/server/write-decisions.ts';
import { lastWinter, type Asking } from './kita-last-round.ts';
import type { KitaTown } from './kita-year.ts';

/** The round by which this Kita year's places were given out: what it needs, if the criteria were in force at the time. */
export interface LastRound {
  catalogueId: Uuid;
  firstStart: Day;
  opensOn: Day;
  asking: readonly Asking[];
}

export async function lastRoundOfDemo(tx: Write, municipalityId: Uuid, town: KitaTown, placed: readonly PlacedChild[], firstStart: Day): Promise<LastRound | undefined> {
  const opensOn = addMonths(firstStart, -10) as Day;
  const catalogue = await catalogueInForce(tx, municipalityId, opensOn);
  return catalogue && { catalogueId: catalogue.id, firstStart, opensOn, asking: lastWinter(town, placed, firstStart) };
}

interface Town {
  tx: Write;
  municipalityId: Uuid;
  secretKey: Buffer;
}

/**
 * Plays the round of last winter through the very use cases the office uses, each at its day: families ask, the office closes, draws, checks, proposes, both
 * sides release, all is decided, letters go out, families answer, and two children who wait come to share a place. Returns child and guardian by index of `placed`.
 */
export async function playLastRoundOfDemo(tx: Write, municipalityId: Uuid, { catalogueId, firstStart, opensOn, asking }: LastRound, taken: ReadonlyMap<Uuid, number>, secretKey: Buffer): Promise<Map<number, { childId: Uuid; guardianId: Uuid }>> {
  const town = { tx, municipalityId, secretKey };
  const thread = startThread();
  const [office, colleague, provider] = await Promise.all(['kita', 'kita2', 'traeger'].map(async (name) => (await personOfEmail(tx, municipalityId, `${name}@alfeld.example`))!.id));
  /** The day of the round's winter or spring: `at(2, 12)` is 12 February. */
  const at = (month: number, date: number) => fixedClock(`${month > 8 ? opensOn.slice(0, 4) : firstStart.slice(0, 4)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T09:00:00Z`);
  const lastStart = addDays(addMonths(firstStart, 12) as Day, -1);
  const round = await storeRound(tx, municipalityId, secretKey, at(9, 24), {
    name: `Kita-Jahr ${firstStart.slice(0, 4)}/${lastStart.slice(2, 4)}`, catalogueId, firstStart, lastStart, opensOn, deadline: instantOf(day(`${firstStart.slice(0, 4)}-02-01`), '00:00'), answerDays: 14, createdBy: office!, isDemo: true,
  });
  demand(await openRound.run(contextOf(town, at(10, 1), office!), { round }));
  const stored = await register(town, opensOn, asking);

  demand(await closeRound.run(contextOf(town, at(2, 2), office!), { round }));
  await confirmSeats(town, round, taken, at(2, 2), office!);
  demand(await enterRandomness.run(contextOf(town, at(2, 2), office!), { round, publicRandomness: `Lotto 6 aus 49, 31.01.${firstStart.slice(0, 4)}: 4 11 23 30 41 49` }));
  const dry = demand(await planDryRun.run(contextOf(town, at(2, 3), office!), { round }));
  const result = await compute(town, round, dry, at(2, 3), thread);
  for (const { code } of findingsOf(result.checks)) demand(await acknowledge.run(contextOf(town, at(2, 4), office!), { run: dry, code, note: 'Mit den Trägern durchgesehen: Es fehlen Fachkräfte, deshalb gibt es weniger Plätze als erlaubt.' }));
  demand(await checkRoundOff.run(contextOf(town, at(2, 5), office!), { round, run: dry }));
  const proposal = demand(await planProposal.run(contextOf(town, at(2, 9), office!), { round }));
  await keep(town, proposal, at(2, 9), result);
  await recordStep(tx, municipalityId, at(2, 9), { roundId: round, state: 'proposed', runId: proposal, byPerson: office! });
  demand(await approveOffice.run(contextOf(town, at(2, 19), colleague!), { round, run: proposal }));
  demand(await approveProviders.run(contextOf(town, at(2, 23), provider!), { round, run: proposal }));

  const decidedOn = contextOf(town, at(3, 2), office!);
  await decideAll(decidedOn, await lockRound(tx, municipalityId, round), { id: proposal, ...await openRun(tx, municipalityId, secretKey, proposal) });
  await recordStep(tx, municipalityId, at(3, 2), { roundId: round, state: 'decided', runId: proposal, byPerson: office! });
  await post(decidedOn, at(3, 4));
  await answer(town, round, at, office!);
  for (const to of ['answered', 'replaced', 'ended'] as const) demand(await finishStep.run(contextOf(town, at(6, to === 'ended' ? 30 : 15), office!), { round, to }));
  await sharePlace(town, at(7, 13), firstStart, office!);
  return stored;
}

function contextOf({ tx, municipalityId, secretKey }: Town, clock: Clock, personId: Uuid): ActionContext {
  const nothing = () => Promise.resolve();
  return {
    tx, municipalityId, clock, who: { municipalityId, personId, roles: ['kita-office'], organizationIds: [] }, submissionSecret: '', concerns: () => undefined, later: nothing, post: nothing,
    configuration: { secretKey, baseUrl: new URL('http://localhost') } as ActionContext['configuration'],
  };
}

function demand<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`the round of last winter: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
}

async function register({ tx, municipalityId, secretKey }: Town, opensOn: Day, asking: readonly Asking[]): Promise<Map<number, { childId: Uuid; guardianId: Uuid }>> {
  const stored = new Map<number, { childId: Uuid; guardianId: Uuid }>();
  for (const { registration, placed, askedAfter, account } of asking) {
    const person = account === undefined ? undefined : await personOfEmail(tx, municipalityId, account);
    const guardians = person ? registration.guardians.map((guardian) => ({ ...guardian, personId: person.id })) : registration.guardians;
    const outcome = await storeRegistration(tx, municipalityId, fixedClock(`${addDays(opensOn, askedAfter)}T10:00:00Z`), secretKey, { ...registration, guardians, source: 'office' });
    if (outcome.ok && placed !== undefined) stored.set(placed, { childId: outcome.value.childId, guardianId: outcome.value.guardianIds[0]! });
  }
  return stored;
}

/** As many places as are taken and were given out: fewer than the licences allow, since staff is missing. */
async function confirmSeats(town: Town, round: Uuid, taken: ReadonlyMap<Uuid, number>, clock: Clock, office: Uuid): Promise<void> {
  const pools = await listRoundPools(town.tx, town.municipalityId, round);
  for (const { id, poolId, seats } of pools) demand(await confirmRoundPool.run(contextOf(town, clock, office), { round, pool: id, seats: Math.min(seats, taken.get(poolId) ?? seats) }));
}

type Computed = ApartResult & ReturnType<typeof checkRound> & { market: ReturnType<typeof buildMarket>['market'] };

/** What the background task does with a run (src/kita/server/run-round.ts), in one transaction. */
async function compute(town: Town, round: Uuid, run: Uuid, clock: Clock, thread: ReturnType<typeof startThread>): Promise<Computed> {
  const input = await loadRoundInput(town.tx, town.municipalityId, town.secretKey, round);
  const built = buildMarket(input);
  const result = await allocateApart({ market: built.market }, undefined, thread);
  const computed = { ...result, ...checkRound({ input, built, result, registrationsBefore: null }), market: built.market };
  await keep(town, run, clock, computed);
  return computed;
}

function keep({ tx, municipalityId, secretKey }: Town, run: Uuid, clock: Clock, { market, ...computed }: Computed): Promise<void> {
  return finishRun(tx, municipalityId, secretKey, clock, run, { ...computed, figures: runFigures(market, computed.allocation), exceptions: [] });
}

/** Every family is told, and the letters on paper go out. */
async function post(context: ActionContext, sent: Clock): Promise<void> {
  const { tx, municipalityId } = context;
  const told = new Set((await tx.selectFrom('kita.notice').select('decision_id').where('municipality_id', '=', municipalityId).execute()).map((row) => row.decision_id));
  await tell(tx, context, 'decision', (await listDecisions(tx, municipalityId, {})).filter(({ id }) => !told.has(id)));
  await noteServedOnPaper(tx, municipalityId, sent);
}

/** Most take the place, every twelfth needs it no more, every thirtieth says nothing and loses it. */
async function answer(town: Town, round: Uuid, at: (month: number, date: number) => Clock, office: Uuid): Promise<void> {
  const open = (await listDecisions(town.tx, town.municipalityId, { roundId: round, isOpen: true })).sort((one, other) => (one.number < other.number ? -1 : 1));
  const late = at(4, 8);
  for (const [index, { id }] of open.entries()) {
    const [said, way, clock] = index % 30 === 17 ? ['lapsed', 'automatic', late] as const : [index % 12 === 7 ? 'declined' : 'accepted', index % 3 === 0 ? 'phone' : 'office', at(3, 9 + (index % 9))] as const;
    demand(await takeAnswer(contextOf(town, clock, office), { decisionId: id, answer: said, way }));
  }
}

/** Monday and Tuesday one child, the rest of the week another: a place that two families need in part (§ 8 Abs. 3 NKiTaG). */
async function sharePlace(town: Town, clock: Clock, firstStart: Day, office: Uuid): Promise<void> {
  const { tx, municipalityId } = town;
  const startsOn = addMonths(firstStart, 1) as Day;
  const context = contextOf(town, clock, office);
  const holding = await listPlacements(tx, municipalityId, { on: startsOn });
  for (const { childId, wishes } of await listRegistrations(tx, municipalityId, { state: 'submitted', startsUntil: startsOn })) {
    for (const first of holding.filter((one) => wishes.some(({ facilityId, seatTypeId }) => facilityId === one.facilityId && seatTypeId === one.seatTypeId))) {
      const shared = await shareSeat.run(context, { facility: first.facilityId, first: first.id, firstDays: [1, 2], second: `kind:${childId}`, secondDays: [3, 4, 5], startsOn, endsOn: undefined });
      if (!shared.ok) continue;
      await post(context, clock);
      demand(await writeNote.run(context, { id: childId, note: 'Geteilter Platz: Die eine Familie arbeitet montags und dienstags und gibt die übrigen Tage gern ab, die andere braucht mittwochs bis freitags einen Platz. Beide haben zugestimmt.' }));
      return;
    }
  }
}

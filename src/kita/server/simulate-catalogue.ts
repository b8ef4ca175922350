import * as v from 'valibot';
import { TableError } from '@lueckenlos/disclosure-control';
import { allocate, MarketError } from '@lueckenlos/fair-allocation';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, numberField, optionalText, optionalUuid, uuidField, wholeNumber } from '../../platform/field.ts';
import type { Write } from '../../platform/database.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { outsideTask } from '../../platform/task.ts';
import { listReleasedIndicators } from '../../monitoring/server/released-values.ts';
import { comparedFacts, releasedComparison, type Trial } from '../criteria/simulation.ts';
import { firstAugust } from '../criteria/situations.ts';
import { usualAssumptions, type SyntheticAssumptions } from '../criteria/synthetic.ts';
import { simulateCatalogue as maySimulate } from '../criteria-permissions.ts';
import { marketOf } from '../rounds/market.ts';
import type { RoundInput } from '../rounds/round-input.ts';
import { allocateApart, NotAllocatable } from './allocate-apart.ts';
import { findCatalogue } from './catalogues.ts';
import { findRound } from './rounds.ts';
import { hasPlaces, loadSimulationGround } from './simulation-ground.ts';
import { findRun } from './run-records.ts';
import { changeSimulation, findSimulation, listComparisons } from './simulations.ts';

const percent = () => v.pipe(numberField(0, 100), v.transform((value) => value / 100));

const MOST_AT_ONCE = 3;
const USUAL_MINIMUM = 5;
/** One that broke off is tried again by its job for a while; it must not stand in the way for good. */
const BROKEN_OFF = 3_600_000;

async function tooManyRunning(tx: Write, municipalityId: Uuid, now: Date): Promise<boolean> {
  const running = await tx.selectFrom('kita.simulation').select('id').where('municipality_id', '=', municipalityId).where('state', 'in', ['planned', 'running']).where('planned_at', '>', new Date(now.getTime() - BROKEN_OFF)).limit(MOST_AT_ONCE).execute();
  return running.length >= MOST_AT_ONCE;
}

/** Tries a catalogue out against another one, in the background. Leads to the simulation's id. */
export const startSimulation = action({
  may: maySimulate,
  audit: 'kita.simulation.started',
  input: v.object({
    catalogue: uuidField(), against: uuidField(), source: choice(['synthetic', 'round']), round: optionalUuid(), burden: optionalText(80), minimumFrequency: wholeNumber(3, 20),
    children: wholeNumber(20, 5_000), seed: wholeNumber(1, 999_999), draws: wholeNumber(1, 20), freeSeats: percent(), under3: percent(), sibling: percent(), resident: percent(), inclusive: percent(),
  }),
  async run({ tx, municipalityId, who, clock, later, concerns }, { catalogue, against, source, round, burden, minimumFrequency, ...drawn }) {
    const own = await findCatalogue(tx, municipalityId, catalogue);
    if (!own) throw new NotFound();
    if (against === catalogue || !(await findCatalogue(tx, municipalityId, against))) return refused('choose-one', { field: 'against' });
    if (source === 'round' && !(round && await findRound(tx, municipalityId, round))) return refused('choose-one', { field: 'round' });
    if (source === 'synthetic' && !(await hasPlaces(tx, municipalityId, firstAugust(own.validFrom)))) return refused('simulation-no-places', { field: 'source' });
    if (burden !== '' && !(await listReleasedIndicators(tx, municipalityId)).some(({ key }) => key === burden)) return refused('choose-one', { field: 'burden' });
    if (await tooManyRunning(tx, municipalityId, clock.now())) return refused('simulations-running', { values: { max: MOST_AT_ONCE } });
    const id = newId();
    const assumptions: SyntheticAssumptions = { ...usualAssumptions, ...drawn };
    await tx.insertInto('kita.simulation').values({
      municipality_id: municipalityId, id, catalogue_id: catalogue, against_id: against, source, round_id: source === 'round' ? round! : null, assumptions: JSON.stringify(source === 'synthetic' ? assumptions : {}),
      burden_indicator: burden || null, minimum_frequency: minimumFrequency, planned_at: clock.now(), by_person: who.personId ?? null,
    }).execute();
    await later('simulate-kita-catalogue', { simulationId: id });
    concerns(id, ['catalogue', 'against', 'source']);
    return accepted(id);
  },
});

/** What another catalogue would change of one run, in the background; a comparison that is there or under way is not made twice. Leads to its run. Refuses `choose-one`, `simulations-running`. */
export const compareRun = action({
  may: maySimulate,
  audit: 'kita.run.compared',
  input: v.object({ run: uuidField(), catalogue: uuidField() }),
  async run({ tx, municipalityId, who, clock, later, concerns }, { run: runId, catalogue }) {
    const run = await findRun(tx, municipalityId, runId);
    if (!run || run.state !== 'done') throw new NotFound();
    if (catalogue === run.catalogueId || !(await findCatalogue(tx, municipalityId, catalogue))) return refused('choose-one', { field: 'catalogue' });
    const known = (await listComparisons(tx, municipalityId, runId)).find((one) => one.catalogueId === catalogue && one.state !== 'failed');
    if (known && (known.state === 'done' || known.plannedAt.getTime() > clock.now().getTime() - BROKEN_OFF)) return accepted(runId);
    if (await tooManyRunning(tx, municipalityId, clock.now())) return refused('simulations-running', { values: { max: MOST_AT_ONCE } });
    const id = newId();
    await tx.insertInto('kita.simulation').values({
      municipality_id: municipalityId, id, catalogue_id: catalogue, against_id: run.catalogueId, source: 'round', round_id: run.roundId, run_id: runId, assumptions: JSON.stringify({}),
      minimum_frequency: USUAL_MINIMUM, planned_at: clock.now(), by_person: who.personId ?? null,
    }).execute();
    await later('simulate-kita-catalogue', { simulationId: id });
    concerns(id, ['catalogue', 'against', 'run']);
    return accepted(runId);
  },
});

/** Allocates the same children by both catalogues, compares, and keeps only what disclosure control releases; no child is written down. */
export const simulateCatalogueTask = outsideTask(async ({ database, municipalityId, configuration, clock }, { simulationId }) => {
  if (!isUuid(simulationId)) return;
  const tell = (values: Parameters<typeof changeSimulation>[3]) => database.write(municipalityId, (tx) => changeSimulation(tx, municipalityId, simulationId, values));
  const order = await database.read(municipalityId, async (tx) => {
    const simulation = await findSimulation(tx, municipalityId, simulationId);
    if (!simulation || (simulation.state !== 'planned' && simulation.state !== 'running')) return undefined;
    const [after, before] = [await findCatalogue(tx, municipalityId, simulation.catalogueId), await findCatalogue(tx, municipalityId, simulation.againstId)];
    if (!after || !before) return undefined;
    return { simulation, after, before, ground: await loadSimulationGround(tx, municipalityId, configuration.secretKey, simulation, firstAugust(after.validFrom)) };
  });
  if (!order) return;
  const { simulation, after, before, ground } = order;
  await tell({ state: 'running', progress: 10 });
  try {
    const trials: Trial[] = [];
    for (const [at, input] of ground.inputs.entries()) {
      trials.push({ before: ground.frozen ?? await allocated({ ...input, catalogue: before }), after: await allocated({ ...input, catalogue: after }), children: input.registrations });
      await tell({ progress: 10 + Math.floor(((at + 1) * 75) / ground.inputs.length) });
    }
    const { result } = await releasedComparison(trials, comparedFacts(before, after), ground.grouping, simulation.minimumFrequency);
    await tell({ state: 'done', progress: 100, result: simulation.runId ? { ...result, isFrozen: ground.frozen !== undefined } : result, finishedAt: clock.now() });
  } catch (fault) {
    if (!(fault instanceof NotAllocatable || fault instanceof MarketError || fault instanceof TableError)) throw fault;
    await tell({ state: 'failed', failure: fault instanceof TableError ? 'simulation-not-releasable' : 'simulation-not-allocatable', finishedAt: clock.now() });
  }
});

/** Without siblings who want to stay together it is a matter of milliseconds; with them it may take long, so a thread of its own does it. */
async function allocated(input: RoundInput): Promise<Trial['before']> {
  const market = marketOf(input);
  return { market, allocation: market.families?.length ? (await allocateApart({ market })).allocation : allocate(market) };
}

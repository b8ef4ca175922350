import { listAllAreas } from '../../areas/server/list-areas.ts';
import type { Read, Write } from '../../platform/database.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { computeIndicators, NO_DATA, Workshop, type ComputedArea } from '../compute.ts';
import { stateAt } from '../computed-values.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { measuresOf } from '../formula.ts';
import { chosenDefinitions, neededCounts } from '../release/choice.ts';
import { attackOnceMore, protectRelease, type ReleaseOutcome } from '../release/protect-release.ts';
import { packsOfCells } from '../release/released-pack.ts';
import { cellIdOf, releaseTask } from '../release/task.ts';
import { listDefinitions, listMeasures } from './definitions.ts';
import { openPacks } from './packs.ts';
import { changeRelease, earlierCells, findRelease, shownCells, storeReleasedCells, type Release, type ReleasedCell } from './releases.ts';

/** Builds the tables of a release, protects them if asked, and lets the attacker try; the outcome is stored with the release. */
export const checkReleaseTask = outsideTask(async (context, { releaseId }) => {
  const { database, municipalityId } = context;
  if (!isUuid(releaseId)) return;
  const release = await database.read(municipalityId, (tx) => findRelease(tx, municipalityId, releaseId));
  if (release?.state !== 'running') return;
  const checkedAt = context.clock.now().toISOString();
  const ground = await database.read(municipalityId, (tx) => releaseTasks(tx, municipalityId, context.configuration, release));
  const outcome = await protectRelease(ground.tasks, {
    method: release.method, criterion: 'T', minimumFrequency: release.minimumFrequency, earlierReleases: ground.earlierReleases,
    onProgress: (done, total) => database.write(municipalityId, (tx) => changeRelease(tx, municipalityId, context.configuration, release.id, { progress: Math.min(99, Math.floor((done / total) * 100)) })),
  });
  const told = 'summary' in outcome ? { ...outcome, summary: { ...outcome.summary, checkedAt } } : outcome;
  await database.write(municipalityId, (tx) => storeReleaseOutcome(tx, municipalityId, context.configuration, release, told, ground));
});

/** The attacker tries once more what a release shows, knowing everything that went out to this day. */
export const recheckReleaseTask = outsideTask(async ({ database, municipalityId, configuration, clock }, { releaseId }) => {
  if (!isUuid(releaseId)) return;
  const release = await database.read(municipalityId, (tx) => findRelease(tx, municipalityId, releaseId));
  if (!release?.summary?.recheck || release.summary.recheck.doneAt) return;
  const { tasks, corrected } = await database.read(municipalityId, async (tx) => {
    const ground = await releaseTasks(tx, municipalityId, configuration, release);
    return { tasks: ground.tasks, corrected: await countCorrected(tx, municipalityId, release.id, ground) };
  });
  const found = await attackOnceMore(tasks, { criterion: release.summary.criterion, minimumFrequency: release.minimumFrequency });
  const recheck = { ...release.summary.recheck, doneAt: clock.now().toISOString(), givenAway: found.length, corrected };
  await database.write(municipalityId, (tx) => changeRelease(tx, municipalityId, configuration, release.id, { summary: { ...release.summary!, recheck }, findings: found.length > 0 ? found : null }));
});

/** How many counts the release shows are others today. */
async function countCorrected(tx: Read, municipalityId: Uuid, releaseId: Uuid, { tasks }: Pick<ReleaseGround, 'tasks'>): Promise<number> {
  const today = new Map(tasks.flatMap(({ wanted }) => wanted.map(({ id, count }) => [id, count])));
  return (await shownCells(tx, municipalityId, releaseId)).filter((cell) => today.get(cellIdOf(cell)) !== cell.value).length;
}

type Keys = Pick<TaskContext, 'configuration'>['configuration'];

/** Everything a release would show, with all that ties it together. Opens raw counts: its action and page protect `social`. */
export async function releaseTasks(tx: Read, municipalityId: Uuid, keys: Pick<Keys, 'secretKey'>, release: Pick<Release, 'choice' | 'minimumFrequency'>) {
  const definitions = chosenDefinitions(await listDefinitions(tx, municipalityId), release.choice.indicators);
  const measures = [...new Set(definitions.flatMap(({ formula }) => measuresOf(formula)))];
  const harmless = new Set((await listMeasures(tx, municipalityId)).filter(({ isCount, decimals }) => !isCount || decimals > 0).map(({ key }) => key));
  const before = await earlierCells(tx, municipalityId);
  const known = [...new Set([...measures, ...before.cells.map(({ measure }) => measure)])];
  const packs = await openPacks(tx, municipalityId, keys, { measures: known });
  const areas: ComputedArea[] = await listAllAreas(tx, municipalityId);
  const columns = computeIndicators(packs, definitions, areas);
  const workshop = new Workshop(packs, definitions, areas);
  const tasks = neededCounts(columns, release.choice).map((needed) => releaseTask(needed, {
    workshop, areas, levels: release.choice.levels, minimumFrequency: release.minimumFrequency, earlier: before.cells, harmless,
  }));
  return { tasks: tasks.filter(({ wanted }) => wanted.length > 0), definitions, areas, earlierReleases: before.releases };
}

export type ReleaseGround = Awaited<ReturnType<typeof releaseTasks>>;

/** Keeps what the attacker found or, where he found nothing, the cells and the values worked out of them. */
export async function storeReleaseOutcome(tx: Write, municipalityId: Uuid, keys: Pick<Keys, 'secretKey'>, release: Pick<Release, 'id' | 'choice'>, outcome: ReleaseOutcome, { tasks, definitions, areas }: ReleaseGround): Promise<void> {
  const change = (values: Parameters<typeof changeRelease>[4]) => changeRelease(tx, municipalityId, keys, release.id, { progress: 100, ...values });
  if (tasks.length === 0) return change({ state: 'refused', summary: null, findings: null, failure: [{ code: 'release-empty' }] });
  if (outcome.state === 'refused') {
    await storeReleasedCells(tx, municipalityId, release.id, []);
    if (outcome.because === 'gives-away') return change({ state: 'refused', summary: outcome.summary, findings: outcome.givenAway, failure: [{ code: 'release-gives-away', values: { count: outcome.givenAway.length } }] });
    if (outcome.because === 'too-many-small-cells') return change({ state: 'refused', summary: null, findings: null, failure: [{ code: 'release-too-fine', values: { small: outcome.small, cells: outcome.cells } }] });
    return change({ state: 'refused', summary: null, findings: outcome.cells.map((cell) => ({ cell })), failure: [{ code: 'release-infeasible', values: { reason: outcome.message } }] });
  }
  const cells = tasks.flatMap(({ wanted }) => wanted.map((cell): ReleasedCell => {
    const { id, count, nothing, why, ...place } = cell;
    if (count === undefined) return { ...place, state: 'unknown', why: why ?? 'missing' };
    if (outcome.hidden.has(id)) return { ...place, state: 'suppressed' };
    return nothing ? { ...place, state: 'nothing', value: 0 } : { ...place, state: 'shown', value: count };
  }));
  await storeReleasedCells(tx, municipalityId, release.id, cells);
  await storeReleasedValues(tx, municipalityId, release, cells, definitions, areas);
  await change({ state: 'safe', summary: outcome.summary, findings: null, failure: null });
}

const AT_ONCE = 1_000;

async function storeReleasedValues(tx: Write, municipalityId: Uuid, release: Pick<Release, 'id' | 'choice'>, cells: readonly ReleasedCell[], definitions: readonly IndicatorDefinition[], areas: readonly ComputedArea[]): Promise<void> {
  const chosen = new Set(release.choice.indicators);
  const shownLevels = new Set<string>(['municipality', ...release.choice.levels]);
  const rows = computeIndicators(packsOfCells(cells, release.id), definitions, areas).filter(({ definition }) => chosen.has(definition.key)).flatMap((column) => areas.flatMap(({ id, level }, at) => {
    if (column.states[at] === NO_DATA || !shownLevels.has(level)) return [];
    const state = stateAt(column, at)!;
    const isSuppressed = state.state === 'unknown' && state.why === 'confidential';
    const shown = state.state === 'shown' ? state : undefined;
    return [{
      municipality_id: municipalityId, id: newId(), release_id: release.id, indicator_key: column.definition.key, definition_id: column.definition.id, area_id: id,
      starts_on: column.period.from, ends_on: column.period.until, base_starts_on: column.basePeriod?.from ?? null, base_ends_on: column.basePeriod?.until ?? null,
      state: isSuppressed ? 'suppressed' : state.state, value: shown?.value ?? null, numerator: shown?.numerator ?? null, denominator: shown?.denominator ?? null,
      unknown_why: state.state === 'unknown' && !isSuppressed ? state.why : null,
    }];
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE) await tx.insertInto('monitoring.released_value').values(rows.slice(from, from + AT_ONCE)).execute();
}

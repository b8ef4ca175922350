import type { Run } from '@lueckenlos/fair-allocation';
import { areaTree, type AreaTree } from '../../areas/area-tree.ts';
import { listChildCounts, listReferenceDates } from '../../areas/server/child-counts.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { releasedValues } from '../../monitoring/server/released-values.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { syntheticRound, type BurdenClass, type SyntheticTown } from '../criteria/synthetic.ts';
import type { Grouping } from '../criteria/simulation.ts';
import type { RoundInput } from '../rounds/round-input.ts';
import { catchmentsByArea } from './catchments.ts';
import { listFacilities, listPools, listSeatTypes } from './facilities.ts';
import { loadPastRoundInput } from './load-round-input.ts';
import { loadRunInput } from './run-input.ts';
import type { Simulation } from './simulations.ts';
import { townRulePack } from './town-rules.ts';

export interface SimulationGround {
  /** one for a round, one for each draw of invented children */
  inputs: readonly Omit<RoundInput, 'catalogue'>[];
  grouping: Grouping;
  /** of a run: what it gave, where its frozen input is the one above */
  frozen?: Run;
}

/** The children to judge anew – of a round, or invented ones in the town's facilities – and the areas and burdens they are told by. */
export async function loadSimulationGround(tx: Read, municipalityId: Uuid, secretKey: Buffer, simulation: Pick<Simulation, 'roundId' | 'runId' | 'assumptions' | 'burdenIndicator' | 'catalogueId'>, firstStart: Day): Promise<SimulationGround> {
  const tree = areaTree(await listAreas(tx, municipalityId, firstStart));
  const shown = shownAreas(tree);
  const burdens = simulation.burdenIndicator ? await burdensOf(tx, municipalityId, simulation.burdenIndicator, shown) : new Map<Uuid, BurdenClass>();
  const above = new Map(shown.flatMap((area) => [area, ...tree.descendants(area).map(({ id }) => id)].map((id) => [id, area] as const)));
  const ofRun = simulation.runId ? await loadRunInput(tx, municipalityId, secretKey, simulation.runId) : undefined;
  return { ...(ofRun?.frozen ? { frozen: ofRun.frozen } : {}), inputs: ofRun ? [ofRun.input] : await inputsOf(), grouping: { rulePack: await townRulePack(tx, municipalityId), areaOf: (home) => (home === null ? undefined : above.get(home)), burdenOf: (area) => burdens.get(area) ?? 'unknown', hasBurden: burdens.size > 0 } };

  async function inputsOf(): Promise<SimulationGround['inputs']> {
    if (simulation.roundId) return [await loadPastRoundInput(tx, municipalityId, secretKey, simulation.roundId, simulation.catalogueId)];
    const town = await syntheticTown(tx, municipalityId, firstStart, shown, above, burdens);
    const assumptions = simulation.assumptions!;
    return Array.from({ length: assumptions.draws }, (_, at) => syntheticRound(town, { ...assumptions, seed: assumptions.seed + at }, firstStart));
  }
}

/** Whether there is anything to give out in a synthetic round. */
export async function hasPlaces(tx: Read, municipalityId: Uuid, on: Day): Promise<boolean> {
  return (await listPools(tx, municipalityId, on)).some(({ seats, types }) => seats > 0 && types.length > 0);
}

/** Areas the result tells apart: Sozialräume where there are any, otherwise Bezirke; finer ones would be withheld anyway. */
function shownAreas(tree: AreaTree): Uuid[] {
  const quarters = tree.all.filter(({ level }) => level === 'quarter');
  return (quarters.length > 1 ? quarters : tree.all.filter(({ level }) => level === 'district')).map(({ id }) => id);
}

/** Three classes of about the same number of areas by the newest released value; an area whose value is withheld has none. */
async function burdensOf(tx: Read, municipalityId: Uuid, indicator: string, areas: readonly Uuid[]): Promise<Map<Uuid, BurdenClass>> {
  const newest = (await releasedValues(tx, municipalityId, { indicators: [indicator], areas })).toSorted((a, b) => (a.period.until < b.period.until ? 1 : -1))[0];
  const known = (newest?.values ?? []).flatMap(({ areaId, result }) => (result.state === 'shown' ? [{ areaId, value: result.value }] : [])).toSorted((a, b) => a.value - b.value || (a.areaId < b.areaId ? -1 : 1));
  if (known.length < 3) return new Map();
  return new Map(known.map(({ areaId }, at): [Uuid, BurdenClass] => [areaId, (['low', 'middle', 'high'] as const)[Math.min(2, Math.floor((at * 3) / known.length))]!]));
}

async function syntheticTown(tx: Read, municipalityId: Uuid, firstStart: Day, shown: readonly Uuid[], above: ReadonlyMap<Uuid, Uuid>, burdens: ReadonlyMap<Uuid, BurdenClass>): Promise<SyntheticTown> {
  const facilities = await listFacilities(tx, municipalityId, firstStart);
  const pools = await listPools(tx, municipalityId, firstStart);
  const weights = await childrenByArea(tx, municipalityId, firstStart);
  const taken = new Set<string>();
  return {
    rulePack: await townRulePack(tx, municipalityId),
    areas: shown.map((id) => ({ id, weight: weights.get(id) ?? 1, ...(burdens.has(id) ? { burden: burdens.get(id)! } : {}) })),
    facilities: facilities.map(({ id, organizationId, areaId }) => ({ id, organizationId, ...(areaId && above.has(areaId) ? { areaId: above.get(areaId)! } : {}) })),
    seatTypes: await listSeatTypes(tx, municipalityId),
    // No seat belongs to two pools: as in a round, the first pool that gives out a kind has it.
    pools: pools.flatMap(({ id, facilityId, openSeats, types, validFrom, validUntil, seats }) => {
      const own = types.filter(({ seatTypeId }) => !taken.has(`${facilityId}/${seatTypeId}`));
      for (const { seatTypeId } of own) taken.add(`${facilityId}/${seatTypeId}`);
      return own.length === 0 ? [] : [{ id, facilityId, openSeats, types: own, validFrom, validUntil, seats, isConfirmed: true, licensed: null, lastYear: null }];
    }),
    catchments: await catchmentsByArea(tx, municipalityId, firstStart),
  };
}

/** Children under six by area at the newest date; areas without a figure weigh as much as any. */
async function childrenByArea(tx: Read, municipalityId: Uuid, on: Day): Promise<Map<Uuid, number>> {
  const date = (await listReferenceDates(tx, municipalityId)).filter((one) => one <= on).toSorted().at(-1);
  const counts = new Map<Uuid, number>();
  if (date) for (const { areaId, ageYears, children } of await listChildCounts(tx, municipalityId, date)) if (ageYears < 6 && children) counts.set(areaId, (counts.get(areaId) ?? 0) + children);
  return counts;
}

import type { YesNoUnknown } from '../offers/service.ts';
import type { Uuid } from '../platform/id.ts';
import { cellFacts, type CellFacts, type CellMember, type CountsAs, type Reach } from './cell.ts';
import { judgeCell, type JudgedCell } from './cell-state.ts';
import { countsAs, per100, Walk, type ChainIndex, type IndexedOffer } from './chain-index.ts';
import { isComplete } from './children.ts';
import { doubleStructures, type DoubleStructure, type DoubleStructures } from './double-structure.ts';
import { needOfCell, type CellNeed, type RatedNeed } from './need.ts';
import { leavesOf } from './numbered-areas.ts';
import { targetsOfCell, type CellTargets } from './threshold.ts';

/** A cell in which the municipality expects no offer. */
export interface NotExpected {
  phaseId: Uuid;
  fieldId: Uuid;
  reason: string;
}

export interface Cell extends JudgedCell {
  areaId: Uuid;
  phaseId: Uuid;
  fieldId: Uuid;
  facts: CellFacts;
  targets: CellTargets;
  /** why the municipality expects nothing here */
  notExpected?: NotExpected;
  /** what released figures say of the need here */
  need: CellNeed;
  doubleStructures: readonly DoubleStructure[];
}

/** What the cells of one town are judged by; {@link chainOf} prepares it once for all of them. */
export interface Chain {
  index: ChainIndex;
  notExpected: readonly NotExpected[];
  suspicions: DoubleStructures;
  /** what released figures say of the need, by the municipality's rules */
  needs: readonly RatedNeed[];
}

/** @param withSuspicions false leaves out the search for double structures, which the public page does not show */
export function chainOf(index: ChainIndex, notExpected: readonly NotExpected[] = [], withSuspicions = true, needs: readonly RatedNeed[] = []): Chain {
  const { measures, town, tree } = index;
  if (!withSuspicions) return { index, notExpected, needs, suspicions: { pairs: [], incomplete: false } };
  const suspicions = doubleStructures(index.offers.map(({ offer }) => offer).filter(({ isResting }) => !isResting), town.phases, tree, {
    on: town.on,
    minimumScore: measures['double-structure-percent'] / 100,
    walkingLimitMetres: targetsOfCell(index.settings, {})['walking-limit-metres'],
    detourFactor: measures['detour-factor'],
  });
  return { index, notExpected, needs, suspicions };
}

/** Phase × field for one area: `result[phase][field]`, in the order of the town's phases and fields. */
export function areaMatrix(chain: Chain, areaId: Uuid): Cell[][] {
  const { phases, fields } = chain.index.town;
  return phases.map((_, phase) => fields.map((_, field) => cellAt(chain, areaId, phase, field)));
}

/** Area × phase for one field: `result[area][phase]`. An unknown field or area throws a RangeError. */
export function fieldMatrix(chain: Chain, fieldId: Uuid, areaIds: readonly Uuid[]): Cell[][] {
  const { phases, fields } = chain.index.town;
  const field = fields.findIndex((one) => one.id === fieldId);
  if (field < 0) throw new RangeError('no such field');
  return areaIds.map((areaId) => phases.map((_, phase) => cellAt(chain, areaId, phase, field)));
}

/** One cell by the positions of phase and field. O(offers of phase and field × districts of the area). */
export function cellAt(chain: Chain, areaId: Uuid, phase: number, field: number): Cell {
  const { index } = chain;
  const area = index.tree.numberOf.get(areaId);
  if (area === undefined) throw new RangeError('no such area');
  const { id: phaseId, fromMonth, untilMonth } = index.town.phases[phase]!;
  const fieldId = index.town.fields[field]!.id;
  const targets = targetsOfCell(index.settings, { fieldId, phaseId });
  const children = index.childrenBetween(area, fromMonth, untilMonth);
  const here: IndexedOffer[] = [];
  const reasons: CountsAs[] = [];
  for (const offer of index.byCell[phase]![field]!) {
    const reason = countsAs(index, offer, area);
    if (!reason) continue;
    here.push(offer);
    reasons.push(reason);
  }
  const possible = index.possibleByCell[phase]![field]!.filter((offer) => countsAs(index, offer, area));
  const { reach, near } = reachOf(index, here, area, phase, targets['walking-limit-metres']);
  const members: CellMember[] = here.map((indexed, number) => ({
    offer: indexed.offer,
    traits: indexed.traits,
    countsAs: reasons[number]!,
    per100: per100(index, indexed, area, phase, children),
    near: near[number]!,
  }));
  const facts = cellFacts(members, possible.map(({ offer }) => offer), children, reach);
  const notExpected = chain.notExpected.find((one) => one.phaseId === phaseId && one.fieldId === fieldId);
  const need = needOfCell(chain.needs, { areaId, fieldId, phaseId });
  const ids = new Set(facts.offerIds);
  return {
    areaId, phaseId, fieldId, facts, targets, notExpected, need,
    ...judgeCell(facts, targets, notExpected !== undefined, need),
    doubleStructures: chain.suspicions.pairs.filter(
      ({ offerIds, fields }) => fields.fieldIds.includes(fieldId) && ids.has(offerIds[0]) && ids.has(offerIds[1]),
    ),
  };
}

/** Share of the area's children who can walk to an offer, measured from the centroids of its districts. */
function reachOf(index: ChainIndex, offers: readonly IndexedOffer[], area: number, phase: number, limitMetres: number): { reach: Reach; near: YesNoUnknown[] } {
  const districts = leavesOf(index.tree, area);
  const { fromMonth, untilMonth } = index.town.phases[phase]!;
  const children = districts.map((district) => index.childrenBetween(district, fromMonth, untilMonth));
  const total = children.reduce((sum, one) => sum + one.known, 0);
  const byChildren = children.every(isComplete) && total > 0;
  const walks = offers.map((offer) => index.walks(offer, limitMetres));
  let atLeast = 0;
  let atMost = 0;
  for (let number = 0; number < districts.length; number++) {
    const best = bestOf(walks, (one) => one[districts[number]!]!);
    const weight = byChildren ? children[number]!.known / total : 1 / districts.length;
    if (best === Walk.yes) atLeast += weight;
    if (best !== Walk.no) atMost += weight;
  }
  const near = walks.map((one) => words[bestOf(districts, (district) => one[district]!)]!);
  const from = districts.length === 1 && districts[0] === area ? 'centroid' : 'district-centroids';
  return { reach: { atLeast, atMost, from, weighted: byChildren ? 'children' : 'equally' }, near };
}

const words: readonly YesNoUnknown[] = ['no', 'unknown', 'yes'];

/** The best answer there is; stops looking at the first yes. */
function bestOf<One>(list: readonly One[], answer: (one: One) => number): number {
  let best: number = Walk.no;
  for (const one of list) {
    best = Math.max(best, answer(one));
    if (best === Walk.yes) break;
  }
  return best;
}

import { addSums, countInMonths, nothingCounted, type CountSum } from '../areas/child-count.ts';
import type { Uuid } from '../platform/id.ts';
import { phasesOfOffer } from './age-bands.ts';
import type { CountsAs } from './cell.ts';
import { isValidOn, type ChainOffer, type ChainTown } from './chain-input.ts';
import { childrenPerYear, isComplete } from './children.ts';
import { liesWithin, numberAreas, outermost, type NumberedAreas } from './numbered-areas.ts';
import { traitRules, traitsOf, type OfferTraits } from './offer-trait.ts';
import { measuresOfTown, type Measures, type ThresholdSetting } from './threshold.ts';
import { nearestPlace, withinReach } from './walking-distance.ts';

/** Ages of one phase an offer serves, in months [from, until). */
interface Span {
  phase: number;
  from: number;
  until: number;
}

/** An offer of the day with what follows from it alone. */
export interface IndexedOffer {
  /** its position in the index */
  number: number;
  offer: ChainOffer;
  traits: OfferTraits;
  spans: readonly Span[];
  /** areas it names, as far as they are still valid */
  serves: readonly number[];
  /** areas it stands in */
  stands: readonly number[];
  /**
   * Outermost areas it is for: all if it names none; else those it names and those it stands in – nobody next door is sent
   * away. Missing if it names only areas that are no longer valid.
   */
  catchment?: readonly number[];
}

/**
 * A town prepared for many cells: offers by phase and field, areas as a tree, children and distances remembered.
 * Building it is O(offers × phases + areas × years); questions afterwards touch only the offers of their cell.
 */
export interface ChainIndex {
  town: ChainTown;
  tree: NumberedAreas;
  root: number;
  settings: readonly ThresholdSetting[];
  measures: Measures;
  offers: readonly IndexedOffer[];
  /** `byCell[phase][field]`: offers certainly there */
  byCell: readonly (readonly (readonly IndexedOffer[])[])[];
  /** offers of the field whose unknown ages may reach into the phase */
  possibleByCell: readonly (readonly (readonly IndexedOffer[])[])[];
  /** offers nobody can place in the matrix: without a field, or without ages and phases */
  unplaced: { withoutField: readonly ChainOffer[]; withoutAges: readonly ChainOffer[] };
  childrenBetween(area: number, from: number, until: number): CountSum;
  /** children an offer is for, in all its areas and phases; undefined where their number is not known */
  demand(offer: IndexedOffer): number | undefined;
  /** whether a district can walk to an offer within the limit, per number of the area: {@link Walk} */
  walks(offer: IndexedOffer, limitMetres: number): Uint8Array;
  /** metres on foot from the centroid of an area to the nearest place; undefined where either is not known */
  metresTo(offer: IndexedOffer, area: number): number | undefined;
}

export function indexTown(town: ChainTown, settings: readonly ThresholdSetting[]): ChainIndex {
  const tree = numberAreas(town.areas);
  const root = tree.numberOf.get(town.rootAreaId);
  if (root === undefined) throw new RangeError('rootAreaId is none of the areas');
  const measures = measuresOfTown(settings);
  const rules = traitRules(town.on, measures);
  const fieldNumbers = new Map(town.fields.map((field, number) => [field.id, number]));
  const byCell: IndexedOffer[][][] = town.phases.map(() => town.fields.map(() => []));
  const possibleByCell: IndexedOffer[][][] = town.phases.map(() => town.fields.map(() => []));
  const withoutField: ChainOffer[] = [];
  const withoutAges: ChainOffer[] = [];
  const offers: IndexedOffer[] = [];
  for (const offer of town.offers) {
    if (!isValidOn(offer, town.on)) continue;
    const { certain, possible } = phasesOfOffer(offer, town.phases);
    const phaseNumbers = (ids: readonly Uuid[]) => ids.map((id) => town.phases.findIndex((phase) => phase.id === id));
    const serves = offer.areaIds.flatMap((id) => tree.numberOf.get(id) ?? []);
    const stands = offer.at.flatMap((place) => (place.areaId === undefined ? [] : (tree.numberOf.get(place.areaId) ?? [])));
    const areas = offer.areaIds.length === 0 ? [root] : outermost(tree, [...serves, ...stands]);
    const indexed: IndexedOffer = {
      number: offers.length, offer, serves, stands,
      traits: traitsOf(offer, rules),
      spans: phaseNumbers(certain).map((phase) => spanOf(offer, town, phase)),
      ...(areas.length > 0 ? { catchment: areas } : {}),
    };
    offers.push(indexed);
    const fields = offer.fieldIds.flatMap((id) => fieldNumbers.get(id) ?? []);
    if (offer.isResting) {
      // Whether it still exists nobody knows: it makes no cell covered, and no cell empty.
      for (const field of fields) for (const phase of phaseNumbers([...certain, ...possible])) possibleByCell[phase]![field]!.push(indexed);
      continue;
    }
    if (fields.length === 0) withoutField.push(offer);
    if (certain.length === 0 && possible.length > 0) withoutAges.push(offer);
    for (const field of fields) {
      for (const { phase } of indexed.spans) byCell[phase]![field]!.push(indexed);
      for (const phase of phaseNumbers(possible)) possibleByCell[phase]![field]!.push(indexed);
    }
  }
  const childrenBetween = rememberedChildren(town, tree);
  return {
    town, tree, root, settings, measures, offers, byCell, possibleByCell, unplaced: { withoutField, withoutAges },
    childrenBetween, demand: rememberedDemand(childrenBetween), walks: rememberedWalks(tree, measures),
    metresTo: ({ offer }, area) => {
      const { metres } = nearestPlace(tree.areas[area]!.centroid, offer.at, measures['detour-factor']);
      return Number.isFinite(metres) ? metres : undefined;
    },
  };
}

/** The part of a phase an offer is for: its ages within the phase, or the whole phase where the two contradict each other. */
function spanOf(offer: ChainOffer, town: ChainTown, phase: number): Span {
  const { fromMonth, untilMonth } = town.phases[phase]!;
  const from = Math.max(fromMonth, offer.minimumAgeMonths ?? fromMonth);
  const until = Math.min(untilMonth, offer.maximumAgeMonths === undefined ? untilMonth : offer.maximumAgeMonths + 1);
  return from < until ? { phase, from, until } : { phase, from: fromMonth, until: untilMonth };
}

/** Why the offer counts in the area; undefined if it does not. */
export function countsAs({ tree, root }: ChainIndex, { offer, serves, stands, catchment }: IndexedOffer, area: number): CountsAs | undefined {
  if (offer.areaIds.length === 0) return 'whole-municipality';
  if (!catchment) return area === root ? 'serves-area' : undefined;
  for (const one of serves) if (liesWithin(tree, area, one) || liesWithin(tree, one, area)) return 'serves-area';
  for (const one of stands) if (liesWithin(tree, area, one) || liesWithin(tree, one, area)) return 'lies-in-area';
  return undefined;
}

/**
 * Which part of a place falls to 100 children of a cell: an offer shares its places among all children it is for, by their
 * number, so that the parts of all areas and phases add up to its places. Undefined where some number is not known.
 */
export function per100(index: ChainIndex, indexed: IndexedOffer, area: number, phase: number, children: CountSum): number | undefined {
  const { tree, childrenBetween } = index;
  const span = indexed.spans.find((one) => one.phase === phase);
  const demand = index.demand(indexed);
  if (!span || !indexed.catchment || !demand || !isComplete(children) || children.known === 0) return undefined;
  let here = 0;
  for (const one of indexed.catchment) {
    const part = liesWithin(tree, area, one) ? area : liesWithin(tree, one, area) ? one : undefined;
    if (part === undefined) continue;
    const between = childrenBetween(part, span.from, span.until);
    if (!isComplete(between)) return undefined;
    here += between.known;
  }
  return (100 * here) / children.known / demand;
}

function rememberedChildren(town: ChainTown, tree: NumberedAreas): ChainIndex['childrenBetween'] {
  const perYear = childrenPerYear(tree, town.children);
  const remembered = tree.areas.map(() => new Map<number, CountSum>());
  return (area, from, until) => {
    const key = from * 1000 + until;
    let children = remembered[area]!.get(key);
    if (!children) remembered[area]!.set(key, (children = countInMonths(perYear[area]!, from, until)));
    return children;
  };
}

function rememberedDemand(childrenBetween: ChainIndex['childrenBetween']): ChainIndex['demand'] {
  const remembered: (number | undefined)[] = [];
  return ({ number, catchment = [], spans }) => {
    if (number in remembered) return remembered[number];
    let sum = nothingCounted;
    for (const area of catchment) for (const { from, until } of spans) sum = addSums(sum, childrenBetween(area, from, until));
    return (remembered[number] = isComplete(sum) ? sum.known : undefined);
  };
}

/** Answers in {@link ChainIndex.walks}; the higher, the better. */
export const Walk = { no: 0, unknown: 1, yes: 2 } as const;

/**
 * Whether an offer can be walked to from each district (it must be for that district), or comes to the families itself.
 * Whoever does not say that they come is visited where they stand: few entries answer the question of outreach.
 */
function rememberedWalks(tree: NumberedAreas, measures: Measures): ChainIndex['walks'] {
  const districts = tree.areas.flatMap((_, number) => (tree.below[number]!.length === 0 ? [number] : []));
  const remembered = new Map<number, Uint8Array[]>();
  return ({ number, offer, catchment, traits }, limitMetres) => {
    let byOffer = remembered.get(limitMetres);
    if (!byOffer) remembered.set(limitMetres, (byOffer = []));
    let walks = byOffer[number];
    if (walks) return walks;
    walks = byOffer[number] = new Uint8Array(tree.areas.length);
    for (const district of districts) {
      if (catchment && !catchment.some((one) => liesWithin(tree, district, one))) continue;
      const answer = traits.outreach === 'yes' ? 'yes' : withinReach(nearestPlace(tree.areas[district]!.centroid, offer.at, measures['detour-factor']), limitMetres);
      walks[district] = Walk[answer];
    }
    return walks;
  };
}

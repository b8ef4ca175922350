import { addSums, nothingCounted, type CountSum } from '../areas/child-count.ts';
import type { YesNoUnknown } from '../offers/service.ts';
import type { Uuid } from '../platform/id.ts';
import { phasesOfOffer } from './age-bands.ts';
import type { CountsAs } from './cell.ts';
import { isValidOn, type ChainOffer, type ChainTown } from './chain-input.ts';
import { childrenOfPhase, childrenPerYear, isComplete } from './children.ts';
import { leavesOf, liesWithin, numberAreas, outermost, type NumberedAreas } from './numbered-areas.ts';
import { traitsOf, type OfferTraits } from './offer-trait.ts';
import { measuresOfTown, type Measures, type ThresholdSetting } from './threshold.ts';
import { nearestPlace, withinReach, type NearestPlace } from './walking-distance.ts';

/** Ages of one phase an offer serves, in months [from, until). */
interface Span {
  phase: number;
  from: number;
  until: number;
}

/** An offer of the day with what follows from it alone. */
export interface IndexedOffer {
  offer: ChainOffer;
  traits: OfferTraits;
  spans: readonly Span[];
  /** outermost areas it is for; missing if it names only areas that are no longer valid */
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
  nearest(offer: IndexedOffer, leaf: number): NearestPlace;
}

export function indexTown(town: ChainTown, settings: readonly ThresholdSetting[]): ChainIndex {
  const tree = numberAreas(town.areas);
  const root = tree.numberOf.get(town.rootAreaId);
  if (root === undefined) throw new RangeError('rootAreaId is none of the areas');
  const measures = measuresOfTown(settings);
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
    const indexed: IndexedOffer = {
      offer,
      traits: traitsOf(offer, town.on, measures),
      spans: phaseNumbers(certain).map((phase) => spanOf(offer, town, phase)),
      catchment: catchmentOf(offer, tree, root),
    };
    offers.push(indexed);
    const fields = offer.fieldIds.flatMap((id) => fieldNumbers.get(id) ?? []);
    if (fields.length === 0) withoutField.push(offer);
    if (certain.length === 0 && possible.length > 0) withoutAges.push(offer);
    for (const field of fields) {
      for (const { phase } of indexed.spans) byCell[phase]![field]!.push(indexed);
      for (const phase of phaseNumbers(possible)) possibleByCell[phase]![field]!.push(indexed);
    }
  }
  return {
    town, tree, root, settings, measures, offers, byCell, possibleByCell, unplaced: { withoutField, withoutAges },
    childrenBetween: rememberedChildren(town, tree),
    nearest: rememberedDistances(tree, measures),
  };
}

/** The part of a phase an offer is for: its ages within the phase, or the whole phase where the two contradict each other. */
function spanOf(offer: ChainOffer, town: ChainTown, phase: number): Span {
  const { fromMonth, untilMonth } = town.phases[phase]!;
  const from = Math.max(fromMonth, offer.minimumAgeMonths ?? fromMonth);
  const until = Math.min(untilMonth, offer.maximumAgeMonths === undefined ? untilMonth : offer.maximumAgeMonths + 1);
  return from < until ? { phase, from, until } : { phase, from: fromMonth, until: untilMonth };
}

/** Areas an offer is for: all if it names none; else those it names and those it stands in – nobody next door is sent away. */
function catchmentOf(offer: ChainOffer, tree: NumberedAreas, root: number): number[] | undefined {
  if (offer.areaIds.length === 0) return [root];
  const named = offer.areaIds.flatMap((id) => tree.numberOf.get(id) ?? []);
  const stands = offer.at.flatMap((place) => (place.areaId === undefined ? [] : (tree.numberOf.get(place.areaId) ?? [])));
  return named.length === 0 && stands.length === 0 ? undefined : outermost(tree, [...named, ...stands]);
}

/** Why the offer counts in the area; undefined if it does not. */
export function countsAs(index: ChainIndex, { offer, catchment }: IndexedOffer, area: number): CountsAs | undefined {
  if (offer.areaIds.length === 0) return 'whole-municipality';
  const { tree } = index;
  if (!catchment) return area === index.root ? 'serves-area' : undefined;
  const touches = (id: Uuid | undefined): boolean => {
    const other = id === undefined ? undefined : tree.numberOf.get(id);
    return other !== undefined && (liesWithin(tree, area, other) || liesWithin(tree, other, area));
  };
  if (offer.areaIds.some(touches)) return 'serves-area';
  return offer.at.some((place) => touches(place.areaId)) ? 'lies-in-area' : undefined;
}

/**
 * Which part of a place falls to 100 children of a cell: an offer shares its places among all children it is for, by their
 * number, so that the parts of all areas and phases add up to its places. Undefined where some number is not known.
 */
export function per100(index: ChainIndex, { spans, catchment }: IndexedOffer, area: number, phase: number): number | undefined {
  const { tree, town, childrenBetween } = index;
  const span = spans.find((one) => one.phase === phase);
  const { fromMonth, untilMonth } = town.phases[phase]!;
  const children = childrenBetween(area, fromMonth, untilMonth);
  if (!span || !catchment || !isComplete(children) || children.known === 0) return undefined;
  const all = catchment.flatMap((one) => spans.map(({ from, until }) => childrenBetween(one, from, until))).reduce(addSums, nothingCounted);
  const parts = catchment.filter((one) => liesWithin(tree, one, area) || liesWithin(tree, area, one));
  const here = parts.map((one) => childrenBetween(liesWithin(tree, one, area) ? one : area, span.from, span.until)).reduce(addSums, nothingCounted);
  if (!isComplete(all) || !isComplete(here) || all.known === 0) return undefined;
  return (100 * here.known) / children.known / all.known;
}

/**
 * Whether an offer can be walked to from a district (it must be for that district), or comes to the families itself.
 * Whoever does not say that they come is visited where they stand: few entries answer the question of outreach.
 */
export function reaches(index: ChainIndex, indexed: IndexedOffer, leaf: number, limitMetres: number): YesNoUnknown {
  const { catchment, traits } = indexed;
  if (catchment && !catchment.some((one) => liesWithin(index.tree, leaf, one))) return 'no';
  return traits.outreach === 'yes' ? 'yes' : withinReach(index.nearest(indexed, leaf), limitMetres);
}

export function districtsOf(index: ChainIndex, area: number): number[] {
  return leavesOf(index.tree, area);
}

function rememberedChildren(town: ChainTown, tree: NumberedAreas): ChainIndex['childrenBetween'] {
  const perYear = childrenPerYear(tree, town.children);
  const remembered = tree.areas.map(() => new Map<number, CountSum>());
  return (area, from, until) => {
    const key = from * 1000 + until;
    let children = remembered[area]!.get(key);
    if (!children) remembered[area]!.set(key, (children = childrenOfPhase(perYear[area]!, { fromMonth: from, untilMonth: until })));
    return children;
  };
}

function rememberedDistances(tree: NumberedAreas, measures: Measures): ChainIndex['nearest'] {
  const remembered = new Map<IndexedOffer, NearestPlace[]>();
  return (indexed, leaf) => {
    let distances = remembered.get(indexed);
    if (!distances) remembered.set(indexed, (distances = []));
    return (distances[leaf] ??= nearestPlace(tree.areas[leaf]!.centroid, indexed.offer.at, measures['detour-factor']));
  };
}

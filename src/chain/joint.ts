import type { CountSum } from '../areas/child-count.ts';
import type { Transition } from '../offers/phase.ts';
import type { Uuid } from '../platform/id.ts';
import type { CellState } from './cell-state.ts';
import type { ChainOffer } from './chain-input.ts';
import { countsAs, type ChainIndex } from './chain-index.ts';
import { need } from './children.ts';

/** Why an offer holds two phases together. */
export type Holds =
  /** the transition is its task */
  | { because: 'named' }
  /** children stay in it across the boundary, that many months before and after it */
  | { because: 'ages'; monthsBefore: number; monthsAfter: number };

/**
 * The joint between two links of the chain: what carries a family from one phase to the next.
 * Source: Krefeld 4871/18 ("intersektorale Übergänge"), Voerde ch. 3 ("Übergänge Schule – Beruf").
 */
export interface Joint {
  transitionId: Uuid;
  fromPhaseId: Uuid;
  toPhaseId: Uuid;
  /** covered: an offer has the transition as its task; thin: children only happen to stay in an offer across it */
  state: CellState;
  offers: readonly { offerId: Uuid; holds: Holds }[];
  /** offers whose unknown ages may span the boundary */
  possibleOfferIds: readonly Uuid[];
  /** children within a year on either side of the boundary */
  children: CountSum;
}

/** Joints of one area in the order of the transitions; for one field only, if given. O(transitions × offers). */
export function jointsOf(index: ChainIndex, areaId: Uuid, fieldId?: Uuid): Joint[] {
  const area = index.tree.numberOf.get(areaId);
  if (area === undefined) throw new RangeError('no such area');
  const offers = index.offers
    .filter((one) => (fieldId === undefined || one.offer.fieldIds.includes(fieldId)) && countsAs(index, one, area))
    .map((one) => one.offer);
  return index.town.transitions.flatMap((transition) => {
    const boundary = boundaryOf(index, transition);
    return boundary ? [jointOf(index, area, transition, boundary, offers)] : [];
  });
}

interface Boundary {
  /** last month of the first phase and first month of the second: apart in a hole, crossed in an overlap */
  lower: number;
  upper: number;
}

function boundaryOf({ town }: ChainIndex, transition: Transition): Boundary | undefined {
  const from = town.phases.find((phase) => phase.id === transition.fromPhaseId);
  const to = town.phases.find((phase) => phase.id === transition.toPhaseId);
  return from && to && { lower: Math.min(from.untilMonth, to.fromMonth), upper: Math.max(from.untilMonth, to.fromMonth) };
}

function jointOf(index: ChainIndex, area: number, transition: Transition, boundary: Boundary, offers: readonly ChainOffer[]): Joint {
  const months = index.measures['transition-months'];
  const holding = offers.flatMap((offer) => {
    const holds = offer.isResting ? undefined : holdsTogether(offer, transition, boundary, months);
    return holds ? [{ offerId: offer.id, holds }] : [];
  });
  const children = index.childrenBetween(area, Math.max(-9, boundary.lower - 12), boundary.upper + 12);
  const possibleOfferIds = offers.filter((offer) => maySpan(offer, boundary, months) || (offer.isResting && holdsTogether(offer, transition, boundary, months))).map((offer) => offer.id);
  return {
    transitionId: transition.id, fromPhaseId: transition.fromPhaseId, toPhaseId: transition.toPhaseId,
    state: stateOf(holding.map((one) => one.holds), possibleOfferIds.length, children),
    offers: holding, possibleOfferIds, children,
  };
}

function stateOf(holds: readonly Holds[], possible: number, children: CountSum): CellState {
  const needed = need(children);
  if (needed === 'no') return 'not-expected';
  if (holds.some((one) => one.because === 'named')) return 'covered';
  if (needed === 'unknown') return 'unknown';
  if (holds.length > 0) return 'thin';
  return possible > 0 ? 'unknown' : 'gap';
}

/** Named by the offer, or its ages reach at least `months` months beyond the boundary on both sides. */
export function holdsTogether(offer: ChainOffer, transition: Pick<Transition, 'id'>, { lower, upper }: Boundary, months: number): Holds | undefined {
  if (offer.transitionIds.includes(transition.id)) return { because: 'named' };
  if (offer.minimumAgeMonths === undefined || offer.maximumAgeMonths === undefined) return undefined;
  const monthsBefore = lower - offer.minimumAgeMonths;
  const monthsAfter = offer.maximumAgeMonths + 1 - upper;
  return monthsBefore >= months && monthsAfter >= months ? { because: 'ages', monthsBefore, monthsAfter } : undefined;
}

/** An unknown end of the ages may lie beyond the boundary, if the known one does not say otherwise. */
function maySpan(offer: ChainOffer, { lower, upper }: Boundary, months: number): boolean {
  const { minimumAgeMonths: minimum, maximumAgeMonths: maximum } = offer;
  if (minimum !== undefined && maximum !== undefined) return false;
  return (minimum === undefined || lower - minimum >= months) && (maximum === undefined || maximum + 1 - upper >= months);
}

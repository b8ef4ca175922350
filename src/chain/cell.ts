import type { CountSum } from '../areas/child-count.ts';
import type { ResponsibleLevel, YesNoUnknown } from '../offers/service.ts';
import type { Uuid } from '../platform/id.ts';
import type { ChainOffer } from './chain-input.ts';
import { isComplete } from './children.ts';
import type { OfferTraits } from './offer-trait.ts';

/** Why an offer counts in an area: it is for the whole municipality, it serves this area, or it stands here. */
export type CountsAs = 'whole-municipality' | 'serves-area' | 'lies-in-area';

/** An offer in a cell with what the cell needs to know of it. */
export interface CellMember {
  offer: ChainOffer;
  traits: OfferTraits;
  countsAs: CountsAs;
  /**
   * Which part of one place per child falls to this cell: 100 × covered part ÷ children the offer is for. An offer for the
   * whole town and two phases shares its places over all those children. Missing: their number is not known.
   */
  per100?: number;
  /** a place of it lies within walking distance of (part of) the area, or it comes to the families */
  near: YesNoUnknown;
}

/** Share of the area's children, 0 to 1, who can walk to an offer of the cell: at least, and at most if every unknown place were near. */
export interface Reach {
  atLeast: number;
  atMost: number;
  /** what distances were measured from */
  from: 'centroid' | 'district-centroids';
  /** how districts were weighted: by children of that age, or all the same where those are not known */
  weighted: 'children' | 'equally';
}

/** Offers sorted by an answer. */
export interface Sorted {
  yes: readonly Uuid[];
  no: readonly Uuid[];
  unknown: readonly Uuid[];
}

/** A sum of which parts may be unknown: "3.000 € + Miete". */
export interface PartlyKnown {
  sum: number;
  /** offers whose part is in the sum */
  known: readonly Uuid[];
  /** offers whose part nobody knows */
  unknown: readonly Uuid[];
}

/** Per 100 children; `atMost` is Infinity if some part is unknown. Missing: the number of children is not known. */
export interface Rate {
  atLeast: number;
  atMost: number;
}

/** The facts of one cell: life phase × field of action × area. */
export interface CellFacts {
  offerIds: readonly Uuid[];
  /** offers of this field with unknown ages that may belong here */
  possibleOfferIds: readonly Uuid[];
  organizations: number;
  children: CountSum;
  /** full places of the offers, not shared out */
  places: PartlyKnown;
  weeklyHours: PartlyKnown;
  /** offers of which neither places nor hours are known */
  capacityUnknown: readonly Uuid[];
  placesPer100?: Rate;
  hoursPer100?: Rate;
  free: Sorted;
  walkIn: Sorted;
  outreach: Sorted;
  lowThreshold: Sorted;
  near: Sorted;
  reach: Reach;
  afternoon: Sorted;
  /** languages besides German, most spoken first */
  languages: readonly { language: string; offerIds: readonly Uuid[] }[];
  languagesUnknown: readonly Uuid[];
  confirmed: Sorted;
  lasting: Sorted;
  responsibleLevels: readonly { level: ResponsibleLevel; offerIds: readonly Uuid[] }[];
}

/** Collects the facts of a cell from its offers. The order of the offers changes nothing but the order of the ids. O(offers). */
export function cellFacts(members: readonly CellMember[], possible: readonly ChainOffer[], children: CountSum, reach: Reach): CellFacts {
  const places = sumOf(members, (offer) => offer.places);
  const weeklyHours = sumOf(members, (offer) => offer.weeklyHours);
  const capacityUnknown = members.filter(({ offer }) => offer.places === undefined && offer.weeklyHours === undefined).map(idOf);
  return {
    offerIds: members.map(idOf),
    possibleOfferIds: possible.map((offer) => offer.id),
    organizations: new Set(members.map(({ offer }) => offer.organizationId)).size,
    children,
    places,
    weeklyHours,
    capacityUnknown,
    placesPer100: rate(members, children, (offer) => offer.places, (offer) => offer.weeklyHours),
    hoursPer100: rate(members, children, (offer) => offer.weeklyHours, (offer) => offer.places),
    free: sortedBy(members, ({ traits }) => traits.free),
    walkIn: sortedBy(members, ({ traits }) => traits.walkIn),
    outreach: sortedBy(members, ({ traits }) => traits.outreach),
    lowThreshold: sortedBy(members, ({ traits }) => traits.lowThreshold),
    near: sortedBy(members, ({ near }) => near),
    reach,
    afternoon: sortedBy(members, ({ traits }) => traits.afternoon),
    languages: grouped(members, ({ offer }) => offer.languages, 'de').map(([language, offerIds]) => ({ language, offerIds })),
    languagesUnknown: members.filter(({ offer }) => offer.languages.length === 0).map(idOf),
    confirmed: sortedBy(members, ({ traits }) => traits.confirmed),
    lasting: sortedBy(members, ({ traits }) => traits.lasting),
    responsibleLevels: grouped(members, ({ offer }) => [offer.responsibleLevel]).map(([level, offerIds]) => ({ level, offerIds })),
  };
}

function idOf(member: CellMember): Uuid {
  return member.offer.id;
}

function sortedBy(members: readonly CellMember[], answer: (member: CellMember) => YesNoUnknown): Sorted {
  const sorted: Record<YesNoUnknown, Uuid[]> = { yes: [], no: [], unknown: [] };
  for (const member of members) sorted[answer(member)].push(member.offer.id);
  return sorted;
}

function sumOf(members: readonly CellMember[], part: (offer: ChainOffer) => number | undefined): PartlyKnown {
  const known = members.filter(({ offer }) => part(offer) !== undefined);
  return {
    sum: known.reduce((sum, { offer }) => sum + part(offer)!, 0),
    known: known.map(idOf),
    unknown: members.filter(({ offer }) => part(offer) === undefined).map(idOf),
  };
}

/** An offer that states the other measure (hours instead of places) has none of this one; one that states neither may have any. */
function rate(
  members: readonly CellMember[], children: CountSum,
  part: (offer: ChainOffer) => number | undefined, otherPart: (offer: ChainOffer) => number | undefined,
): Rate | undefined {
  if (!isComplete(children) || children.known === 0) return undefined;
  // Added up from small to large, so that the order of the offers cannot change the last digit.
  const parts: number[] = [];
  let open = false;
  for (const { offer, per100 } of members) {
    const own = part(offer);
    if (own === undefined) open ||= otherPart(offer) === undefined;
    else if (per100 === undefined) open ||= own > 0;
    else parts.push(own * per100);
  }
  const sum = parts.sort((a, b) => a - b).reduce((total, one) => total + one, 0);
  return { atLeast: sum, atMost: open ? Infinity : sum };
}

function grouped<Key extends string>(members: readonly CellMember[], keys: (member: CellMember) => readonly Key[], except?: Key): [Key, Uuid[]][] {
  const groups = new Map<Key, Uuid[]>();
  for (const member of members) {
    for (const key of keys(member)) {
      const group = groups.get(key);
      if (key === except || group?.at(-1) === member.offer.id) continue;
      if (group) group.push(member.offer.id);
      else groups.set(key, [member.offer.id]);
    }
  }
  return [...groups].sort(([keyA, a], [keyB, b]) => b.length - a.length || (keyA < keyB ? -1 : 1));
}

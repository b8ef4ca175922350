import type { Uuid } from '../platform/id.ts';
import { admits, type Ages } from './age.ts';
import type { YesNoUnknown } from './service.ts';

/** Ages asked for, in completed months, both included: `2 years old` is 24 to 35. */
export interface AgeSpan {
  from: number;
  to: number;
}

/** What a family looks for; a missing part asks nothing. */
export interface OfferFilter {
  age?: AgeSpan;
  fieldId?: Uuid;
  phaseId?: Uuid;
  /** the area chosen and all areas below it */
  areaIds?: ReadonlySet<Uuid>;
  /** 1 Monday … 7 Sunday */
  weekday?: number;
  /** ISO 639 */
  language?: string;
  free?: boolean;
  stepFree?: boolean;
}

export type FilterName = keyof OfferFilter;
export const filterNames: readonly FilterName[] = ['age', 'fieldId', 'phaseId', 'areaIds', 'weekday', 'language', 'free', 'stepFree'];

/** What the filters need to know of an offer. */
export interface OfferFacts extends Ages {
  id: Uuid;
  freeOfCharge: YesNoUnknown;
  /** at least one of its places can be entered without a step */
  stepFree: boolean;
  fieldIds: readonly Uuid[];
  phaseIds: readonly Uuid[];
  /** areas of its places */
  placeAreaIds: readonly Uuid[];
  hasPlace: boolean;
  /** areas it says it serves; none: the whole municipality */
  servedAreaIds: readonly Uuid[];
  weekdays: readonly number[];
  languages: readonly string[];
}

/**
 * Whether an offer answers one part of a filter. What nobody knows of an offer does not shut it out by age; a promise
 * (free, without steps, in a language) needs a record that makes it.
 */
export function answers(offer: OfferFacts, name: FilterName, filter: OfferFilter): boolean {
  switch (name) {
    case 'age': return filter.age === undefined || admitsSome(offer, filter.age);
    case 'fieldId': return filter.fieldId === undefined || offer.fieldIds.includes(filter.fieldId);
    case 'phaseId': return filter.phaseId === undefined || offer.phaseIds.includes(filter.phaseId);
    case 'areaIds': return filter.areaIds === undefined || isIn(offer, filter.areaIds);
    case 'weekday': return filter.weekday === undefined || offer.weekdays.includes(filter.weekday);
    case 'language': return filter.language === undefined || offer.languages.includes(filter.language);
    case 'free': return !filter.free || offer.freeOfCharge === 'yes';
    case 'stepFree': return !filter.stepFree || offer.stepFree;
  }
}

function admitsSome(offer: Ages, { from, to }: AgeSpan): boolean {
  const lowest = offer.minimumAgeMonths ?? from;
  return admits(offer, Math.min(Math.max(from, lowest), to));
}

/** In an area is what takes place there or says it serves it; what has neither place nor area is for everybody, by phone or at home. */
function isIn(offer: OfferFacts, areaIds: ReadonlySet<Uuid>): boolean {
  if (offer.placeAreaIds.some((id) => areaIds.has(id)) || offer.servedAreaIds.some((id) => areaIds.has(id))) return true;
  return !offer.hasPlace && offer.servedAreaIds.length === 0;
}

/** The offers that answer every part of the filter, in the order given. O(offers). */
export function narrow<Offer extends OfferFacts>(offers: readonly Offer[], filter: OfferFilter): Offer[] {
  return offers.filter((offer) => filterNames.every((name) => answers(offer, name, filter)));
}

/** The offers that answer every part but one: what another choice of that part would find. */
export function narrowBut<Offer extends OfferFacts>(offers: readonly Offer[], filter: OfferFilter, but: FilterName): Offer[] {
  return offers.filter((offer) => filterNames.every((name) => name === but || answers(offer, name, filter)));
}

export interface Choices {
  /** how many offers each choice would find, the other parts of the filter kept */
  fields: Map<Uuid, number>;
  phases: Map<Uuid, number>;
  languages: Map<string, number>;
  weekdays: Map<number, number>;
  free: number;
  stepFree: number;
}

/** Counts beside the choices: what answers all other parts of the filter. One pass; O(offers × parts). */
export function countChoices(offers: readonly OfferFacts[], filter: OfferFilter): Choices {
  const choices: Choices = { fields: new Map(), phases: new Map(), languages: new Map(), weekdays: new Map(), free: 0, stepFree: 0 };
  for (const offer of offers) {
    const missed = filterNames.filter((name) => !answers(offer, name, filter));
    if (missed.length > 1) continue;
    const only = missed[0];
    if (only === undefined || only === 'fieldId') tally(choices.fields, offer.fieldIds);
    if (only === undefined || only === 'phaseId') tally(choices.phases, offer.phaseIds);
    if (only === undefined || only === 'language') tally(choices.languages, offer.languages);
    if (only === undefined || only === 'weekday') tally(choices.weekdays, offer.weekdays);
    if ((only === undefined || only === 'free') && offer.freeOfCharge === 'yes') choices.free += 1;
    if ((only === undefined || only === 'stepFree') && offer.stepFree) choices.stepFree += 1;
  }
  return choices;
}

/** How many offers there would be without each part that is set: which of them to let go when nothing is found. */
export function loosened(offers: readonly OfferFacts[], filter: OfferFilter): Map<FilterName, number> {
  const set = filterNames.filter((name) => filter[name] !== undefined && filter[name] !== false);
  return new Map(set.map((name) => [name, narrowBut(offers, filter, name).length]));
}

function tally<Key>(counts: Map<Key, number>, keys: readonly Key[]): void {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
}

import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { Location } from './location.ts';
import type { OfferFacts } from './offer-filter.ts';
import { phasesOf, type LifePhase } from './phase.ts';
import type { ServiceRecord, YesNoUnknown } from './service.ts';

/** What the filters need of an offer's parts, gathered once when it is saved. */
export interface SavedFacts {
  fields: readonly Uuid[];
  /** phases it names itself */
  phases: readonly Uuid[];
  /** areas it says it serves */
  areas: readonly Uuid[];
  languages: readonly string[];
  /** weekdays of its rules; a second value is the day on which the rule ends */
  days: readonly (readonly [number] | readonly [number, Day])[];
  /** areas of its places */
  at: readonly Uuid[];
  places: number;
  stepFree: boolean;
}

export function factsToSave(record: ServiceRecord, locations: ReadonlyMap<Uuid, Pick<Location, 'areaId' | 'stepFree'>>): SavedFacts {
  const places = record.places.flatMap(({ locationId }) => locations.get(locationId) ?? []);
  return {
    fields: [...new Set(record.fieldIds)],
    phases: [...new Set(record.phaseIds)],
    areas: [...new Set(record.areaIds)],
    languages: [...new Set(record.languages)],
    days: record.schedules.map(({ weekday, validUntil }) => (validUntil ? [weekday, validUntil] as const : [weekday] as const)),
    at: [...new Set(places.flatMap(({ areaId }) => areaId ?? []))],
    places: record.places.length,
    stepFree: places.some(({ stepFree }) => stepFree === 'yes'),
  };
}

/**
 * The facts as the filters ask for them on a day: rules that are over no longer count, phases follow from ages where none is named.
 * Called for every offer of a town at every list, so it makes no list it can share.
 */
export function factsOn(
  on: Day, saved: SavedFacts, offer: { id: Uuid; minimumAgeMonths?: number; maximumAgeMonths?: number; freeOfCharge: YesNoUnknown }, phases: readonly LifePhase[],
): OfferFacts {
  const weekdays: number[] = [];
  for (const [weekday, end] of saved.days) {
    if ((end === undefined || on < end) && !weekdays.includes(weekday)) weekdays.push(weekday);
  }
  return {
    id: offer.id, minimumAgeMonths: offer.minimumAgeMonths, maximumAgeMonths: offer.maximumAgeMonths, freeOfCharge: offer.freeOfCharge,
    stepFree: saved.stepFree,
    fieldIds: saved.fields,
    phaseIds: saved.phases.length > 0 ? saved.phases : phasesOf({ minimumAgeMonths: offer.minimumAgeMonths, maximumAgeMonths: offer.maximumAgeMonths, phaseIds: [] }, phases).map((phase) => phase.id),
    placeAreaIds: saved.at,
    hasPlace: saved.places > 0,
    servedAreaIds: saved.areas,
    weekdays,
    languages: saved.languages,
  };
}

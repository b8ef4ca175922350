import { addressText } from '../address.ts';
import type { OfferAt, OfferPlace, OfferRecord } from '../import/offer-record.ts';
import type { Location } from '../location.ts';
import type { ServiceRecord } from '../service.ts';
import type { DirectoryTerms } from './directory-terms.ts';
import type { ShownOffer } from './shown-offers.ts';

/**
 * A stored offer as a table says it: the same record the import reads, so that an export read again changes nothing. A rule that holds at all
 * places is said at each of them.
 */
export function offerRecordOf({ service, organizationName, places }: ShownOffer, terms: DirectoryTerms): OfferRecord {
  const keys = (things: readonly { id: string; key: string }[], ids: readonly string[]) => things.filter(({ id }) => ids.includes(id)).map(({ key }) => key);
  return {
    ...(service.externalId === undefined ? {} : { externalId: service.externalId }),
    organizationName, name: service.name, summary: service.summary, description: service.description, audience: service.audience,
    minimumAgeMonths: service.minimumAgeMonths, maximumAgeMonths: service.maximumAgeMonths,
    phaseKeys: keys(terms.phases, service.phaseIds), transitionKeys: keys(terms.transitions, service.transitionIds), fieldKeys: keys(terms.fields, service.fieldIds),
    languages: [...service.languages], areaIds: [...service.areaIds], freeOfCharge: service.freeOfCharge, costs: service.costs.map((cost) => ({ ...cost })),
    walkIn: service.walkIn, applicationProcess: service.applicationProcess, outreach: service.outreach, staffing: service.staffing,
    responsibleLevel: service.responsibleLevel, capacityPlaces: service.capacityPlaces, capacityWeeklyHours: service.capacityWeeklyHours,
    phones: service.phones.map(({ number, description }) => ({ number, description })), email: service.email, website: service.website,
    assuredAt: service.assuredAt, validFrom: service.validFrom, validUntil: service.validUntil,
    at: placesAndTimes(service, places),
  };
}

function placesAndTimes(service: ServiceRecord, places: ShownOffer['places']): OfferAt[] {
  const plain = service.schedules.map(({ locationId, ...rule }) => ({ locationId, rule }));
  if (places.length === 0) return [{ schedules: plain.map(({ rule }) => rule) }];
  return places.map(({ location }) => ({
    place: placeOf(location),
    schedules: plain.filter(({ locationId }) => locationId === undefined || locationId === location.id).map(({ rule }) => rule),
  }));
}

function placeOf(location: Location): OfferPlace {
  const { street, houseNumber, postalCode, city, areaId, longitude, latitude, stepFree, accessibilityNote, transportNote } = location;
  return { name: location.name || addressText(location), street, houseNumber, postalCode, city, areaId, longitude, latitude, stepFree, accessibilityNote, transportNote };
}

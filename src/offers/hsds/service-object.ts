import { languageFacts } from '../../platform/language.ts';
import { addDays } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { phasesOf } from '../phase.ts';
import type { CostOption, ServiceRecord, ServiceText } from '../service.ts';
import { agesInYears } from './age-years.ts';
import type { HsdsDirectory } from './directory.ts';
import {
  known, some, type HsdsAttribute, type HsdsContact, type HsdsCost, type HsdsLanguage, type HsdsPhone, type HsdsService, type HsdsServiceArea, type HsdsServiceAtLocation,
  type HsdsTerm, type HsdsTranslation,
} from './hsds.ts';
import { areaObject, locationObject, organizationObject } from './place-object.ts';
import { atLocationId, eventObjects, exceptionObjects, scheduleObjects } from './schedule-object.ts';
import { stableId, withStableIds } from './stable-id.ts';
import { plainEmail, webAddress } from './web-address.ts';

export type PublishedService = ServiceRecord & { updatedAt: Date };

/** What a list shows of an offer: everything there is one of, its organization included. */
export function serviceHead(directory: HsdsDirectory, service: PublishedService): HsdsService {
  const organization = directory.organizations.get(service.organizationId);
  return known<HsdsService>({
    id: service.id, organization_id: service.organizationId, name: service.name, description: [service.summary, service.description].filter(Boolean).join('\n\n'),
    url: webAddress(service.website), email: plainEmail(service.email), status: 'active', application_process: service.applicationProcess,
    fees_description: feesOf(service), eligibility_description: service.audience, ...agesInYears(service), assured_date: service.assuredAt,
    last_modified: service.updatedAt.toISOString(), organization: organization && organizationObject(organization),
    summary: service.summary, minimum_age_months: service.minimumAgeMonths, maximum_age_months: service.maximumAgeMonths, free_of_charge: service.freeOfCharge,
    walk_in: service.walkIn, outreach: service.outreach, staffing: service.staffing, responsible_level: service.responsibleLevel, capacity_places: service.capacityPlaces,
    capacity_weekly_hours: service.capacityWeeklyHours === undefined ? undefined : Number(service.capacityWeeklyHours),
    valid_from: service.validFrom, valid_to: service.validUntil && addDays(service.validUntil, -1),
  });
}

/** An offer with all of its public parts. Contacts that are not public, drafts of texts and whoever confirmed it are never among them. */
export function serviceObject(directory: HsdsDirectory, service: PublishedService, terms: ReadonlyMap<Uuid, HsdsTerm>): HsdsService {
  const schedules = scheduleObjects(service);
  return known<HsdsService>({
    ...serviceHead(directory, service),
    phones: some(phoneObjects(service)),
    schedules: some(schedules.filter(({ locationId }) => locationId === undefined).map(({ schedule }) => schedule)),
    service_areas: some(serviceAreas(directory, service)),
    service_at_locations: some(atLocations(directory, service)),
    languages: some(languageObjects(service.id, service.languages)),
    cost_options: some(costObjects(service)),
    contacts: some(contactObjects(service)),
    attributes: some(attributes(directory, service, terms)),
    translations: some(service.texts.map(translation)),
    schedule_exceptions: some(exceptionObjects(service)),
    events: some(eventObjects(service, directory.calendar, directory.today)),
  });
}

/** An offer at each of its places, with the times that hold only there. */
export function atLocations(directory: HsdsDirectory, service: ServiceRecord): HsdsServiceAtLocation[] {
  const schedules = scheduleObjects(service);
  return service.places.flatMap(({ locationId, description }) => {
    const location = directory.locations.get(locationId);
    if (!location) return [];
    return [known<HsdsServiceAtLocation>({
      id: atLocationId(service.id, locationId), service_id: service.id, location_id: locationId, description, location: locationObject(directory, location),
      schedules: some(schedules.filter((one) => one.locationId === locationId).map(({ schedule }) => schedule)),
    })];
  });
}

const germanName = new Intl.DisplayNames('de', { type: 'language', fallback: 'code' });

/** Languages spoken there, with ids that stay. */
export function languageObjects(parent: Uuid, codes: readonly string[]): HsdsLanguage[] {
  return codes.map((code) => ({ id: stableId(parent, 'language', code), name: germanName.of(code) ?? code, code }));
}

function phoneObjects(service: ServiceRecord): HsdsPhone[] {
  return withStableIds(service.id, 'phone', service.phones).map(({ id, part }) => known<HsdsPhone>({
    id, number: part.number, type: 'voice', description: part.description, languages: some(languageObjects(id, part.languages)),
  }));
}

function contactObjects(service: ServiceRecord): HsdsContact[] {
  return withStableIds(service.id, 'contact', service.contacts.filter(({ isPublic }) => isPublic)).map(({ id, part }) => known<HsdsContact>({
    id, name: part.name, title: part.title, email: plainEmail(part.email), phones: part.phone ? [{ id: stableId(id, 'phone'), number: part.phone }] : undefined,
  }));
}

function costObjects(service: ServiceRecord): HsdsCost[] {
  return withStableIds(service.id, 'cost_option', service.costs).map(({ id, part }) => known<HsdsCost>({
    id, service_id: service.id, option: part.description, ...(part.amountCents === undefined ? {} : { currency: 'EUR' as const, amount: part.amountCents / 100 }), amount_description: part.reducedFor,
  }));
}

const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

function feesOf(service: ServiceRecord): string {
  if (service.freeOfCharge === 'yes') return 'Kostenlos';
  return service.costs.map((cost) => sayCost(cost)).filter(Boolean).join('; ');
}

function sayCost({ amountCents, description, reducedFor }: CostOption): string {
  return [description, amountCents === undefined ? '' : euro.format(amountCents / 100).replace(/\s/g, ' '), reducedFor].filter(Boolean).join(', ');
}

function serviceAreas(directory: HsdsDirectory, service: ServiceRecord): HsdsServiceArea[] {
  return service.areaIds.flatMap((areaId) => {
    const area = areaObject(directory, areaId);
    return area ? [{ id: stableId(service.id, 'service_area', areaId), service_id: service.id, name: area.name, area }] : [];
  });
}

/** Phases, topics and transitions. A phase that follows only from the ages is marked: nobody has said it. */
function attributes(directory: HsdsDirectory, service: ServiceRecord, terms: ReadonlyMap<Uuid, HsdsTerm>): HsdsAttribute[] {
  const phases = phasesOf(service, directory.phases).map(({ id }) => id);
  return [...phases, ...service.fieldIds, ...service.transitionIds].flatMap((termId) => {
    const term = terms.get(termId);
    if (!term) return [];
    const isDerived = service.phaseIds.length === 0 && phases.includes(termId);
    return [{
      id: stableId(service.id, 'attribute', termId), link_id: service.id, link_entity: 'service' as const, link_type: term.taxonomy, ...(isDerived ? { value: 'derived' as const } : {}),
      taxonomy_term_id: termId, taxonomy_term: term,
    }];
  });
}

function translation(text: ServiceText): HsdsTranslation {
  return known<HsdsTranslation>({
    language: languageFacts[text.language].tag, easy_language: text.language === 'de-easy' ? true : undefined, name: text.name, summary: text.summary, description: text.description,
    eligibility_description: text.audience, application_process: text.applicationProcess, state: text.state,
  });
}

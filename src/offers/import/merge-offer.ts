import type { Uuid } from '../../platform/id.ts';
import { newService, type ServiceRecord, type ServiceSchedule, type ServiceStatus } from '../service.ts';
import type { OfferField, OfferMapping } from './offer-fields.ts';
import { offerFingerprint, type OfferRecord } from './offer-record.ts';

export interface MergeContext {
  mapping: OfferMapping;
  /** key → id, of the municipality's own lists */
  phaseIds: ReadonlyMap<string, Uuid>;
  transitionIds: ReadonlyMap<string, Uuid>;
  fieldIds: ReadonlyMap<string, Uuid>;
  organizationId: Uuid;
  /** of each entry of `record.at`, in its order */
  locationIds: readonly (Uuid | undefined)[];
  /** of offers that are new */
  status: ServiceStatus;
}

const PLACE_FIELDS: readonly OfferField[] = ['location_name', 'street', 'house_number', 'postal_code', 'city', 'area', 'latitude', 'longitude', 'step_free', 'accessibility_note', 'transport_note'];

/**
 * An offer as it is stored after the import: what the file has a column for is taken from the file, also where its cell is empty (unknown);
 * what it has no column for stays – also translations, contacts and exceptions, for which no column exists. The later confirmation counts.
 */
export function mergeOffer(id: Uuid, record: OfferRecord, stored: ServiceRecord | undefined, context: MergeContext): ServiceRecord {
  const base = stored ?? newService({ id, organizationId: context.organizationId, name: record.name, status: context.status });
  const says = (...fields: OfferField[]) => fields.some((field) => context.mapping[field] !== undefined);
  const take = <Value>(fields: OfferField[], fresh: Value, kept: Value): Value => (says(...fields) ? fresh : kept);
  const ids = (keys: readonly string[], known: ReadonlyMap<string, Uuid>) => keys.flatMap((key) => known.get(key) ?? []);
  const assuredLater = record.assuredAt !== undefined && (base.assuredAt === undefined || record.assuredAt > base.assuredAt);
  return {
    ...base,
    externalId: record.externalId ?? base.externalId, organizationId: context.organizationId, name: record.name,
    summary: take(['summary'], record.summary, base.summary), description: take(['description'], record.description, base.description),
    audience: take(['audience'], record.audience, base.audience),
    minimumAgeMonths: take(['minimum_age', 'age_range', 'pregnancy'], record.minimumAgeMonths, base.minimumAgeMonths),
    maximumAgeMonths: take(['maximum_age', 'age_range'], record.maximumAgeMonths, base.maximumAgeMonths),
    phaseIds: take(['phases'], ids(record.phaseKeys, context.phaseIds), base.phaseIds),
    transitionIds: take(['transitions'], ids(record.transitionKeys, context.transitionIds), base.transitionIds),
    fieldIds: take(['fields'], ids(record.fieldKeys, context.fieldIds), base.fieldIds),
    languages: take(['languages'], record.languages, base.languages), areaIds: take(['areas'], record.areaIds, base.areaIds),
    freeOfCharge: take(['free', 'cost'], record.freeOfCharge, base.freeOfCharge), costs: take(['cost'], record.costs, base.costs),
    walkIn: take(['walk_in'], record.walkIn, base.walkIn), outreach: take(['outreach'], record.outreach, base.outreach),
    // times that are nothing but „nach Vereinbarung“ are said here
    applicationProcess: says('application') ? record.applicationProcess : record.applicationProcess || base.applicationProcess,
    staffing: take(['staffing'], record.staffing, base.staffing), responsibleLevel: take(['responsible_level'], record.responsibleLevel, base.responsibleLevel),
    capacityPlaces: take(['capacity_places'], record.capacityPlaces, base.capacityPlaces),
    capacityWeeklyHours: take(['capacity_weekly_hours'], record.capacityWeeklyHours, base.capacityWeeklyHours),
    phones: take(['phone'], record.phones.map((phone) => ({ ...phone, languages: base.phones.find(({ number }) => number === phone.number)?.languages ?? [] })), base.phones),
    email: take(['email'], record.email, base.email), website: take(['website'], record.website, base.website),
    ...(assuredLater ? { assuredAt: record.assuredAt, assuredBy: undefined } : {}),
    validFrom: take(['valid_from'], record.validFrom, base.validFrom), validUntil: take(['valid_until'], record.validUntil, base.validUntil),
    places: take([...PLACE_FIELDS], mergedPlaces(base, context.locationIds), base.places),
    schedules: take(['schedule'], schedulesOf(record, says(...PLACE_FIELDS) ? context.locationIds : []), base.schedules),
    fingerprint: offerFingerprint(record),
  };
}

function mergedPlaces(base: ServiceRecord, locationIds: readonly (Uuid | undefined)[]): ServiceRecord['places'] {
  const named = [...new Set(locationIds.flatMap((id) => id ?? []))];
  return named.map((locationId) => base.places.find((place) => place.locationId === locationId) ?? { locationId, description: '' });
}

/** Times at the only place, or alike at all of them, hold without saying where: else families would read them once for each place. */
function schedulesOf({ at }: OfferRecord, locationIds: readonly (Uuid | undefined)[]): ServiceSchedule[] {
  const [first, ...others] = at.map(({ schedules }) => new Map(schedules.map((rule) => [canonical(rule), rule])));
  const everywhere = new Map([...(first ?? [])].filter(([key]) => others.every((rules) => rules.has(key))));
  const somewhere = at.flatMap(({ schedules }, index) => schedules.filter((rule) => !everywhere.has(canonical(rule))).map((rule) => ({ ...rule, ...(locationIds[index] ? { locationId: locationIds[index] } : {}) })));
  return [...everywhere.values(), ...somewhere];
}

/** What each column of a table stands for in the record, to say what an import changes. */
const PARTS: [keyof ServiceRecord, OfferField][] = [
  ['externalId', 'external_id'], ['organizationId', 'organization_name'], ['name', 'name'], ['summary', 'summary'], ['description', 'description'], ['audience', 'audience'],
  ['minimumAgeMonths', 'minimum_age'], ['maximumAgeMonths', 'maximum_age'], ['phaseIds', 'phases'], ['transitionIds', 'transitions'], ['fieldIds', 'fields'],
  ['languages', 'languages'], ['areaIds', 'areas'], ['freeOfCharge', 'free'], ['costs', 'cost'], ['walkIn', 'walk_in'], ['applicationProcess', 'application'],
  ['outreach', 'outreach'], ['staffing', 'staffing'], ['responsibleLevel', 'responsible_level'], ['capacityPlaces', 'capacity_places'],
  ['capacityWeeklyHours', 'capacity_weekly_hours'], ['phones', 'phone'], ['email', 'email'], ['website', 'website'], ['assuredAt', 'assured_on'],
  ['validFrom', 'valid_from'], ['validUntil', 'valid_until'], ['places', 'location_name'], ['schedules', 'schedule'],
];

/** The fields in which two records of an offer differ; the order of lists and the way a rule names its place make no difference. */
export function differingFields(one: ServiceRecord, other: ServiceRecord): OfferField[] {
  return PARTS.flatMap(([part, field]) => (plain(one, part) === plain(other, part) ? [] : [field]));
}

function plain(service: ServiceRecord, part: keyof ServiceRecord): string {
  if (part === 'schedules') return sorted(spelledOut(service));
  if (part === 'places') return sorted(service.places.map(({ locationId }) => locationId));
  const value = service[part];
  return Array.isArray(value) ? sorted(value) : canonical(value ?? null);
}

/** A rule without a place holds at each of them. */
function spelledOut({ places, schedules }: ServiceRecord): unknown[] {
  return schedules.flatMap((rule) => (rule.locationId || places.length === 0 ? [rule] : places.map(({ locationId }) => ({ ...rule, locationId }))));
}

function sorted(values: readonly unknown[]): string {
  return values.map(canonical).sort().join('\n');
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}

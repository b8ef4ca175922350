import type { OfferField, OfferMapping } from '../import/offer-fields.ts';
import { isRaw, says } from './record-reader.ts';

/** Where a feed would say each field of ours. What it never says stays what it is here. */
const SAID_BY: Partial<Record<OfferField, readonly string[]>> = {
  external_id: ['id'], organization_name: ['organization'], name: ['name'], summary: ['summary'], description: ['description'], audience: ['eligibility_description'],
  phases: ['attributes'], transitions: ['attributes'], fields: ['attributes'], minimum_age: ['minimum_age', 'minimum_age_months'], maximum_age: ['maximum_age', 'maximum_age_months'],
  location_name: ['service_at_locations'], schedule: ['schedules', 'service_at_locations'], languages: ['languages'], areas: ['service_areas'], free: ['free_of_charge'], cost: ['cost_options'],
  walk_in: ['walk_in'], application: ['application_process'], outreach: ['outreach'], staffing: ['staffing'], responsible_level: ['responsible_level'], capacity_places: ['capacity_places'],
  capacity_weekly_hours: ['capacity_weekly_hours'], phone: ['phones'], email: ['email'], website: ['url'], assured_on: ['assured_date'], valid_from: ['valid_from'], valid_until: ['valid_to'],
};

/** The fields at least one record of the feed says something in. */
export function fieldsOfFeed(services: readonly unknown[]): OfferMapping {
  const said = new Set<string>();
  for (const service of services) if (isRaw(service)) for (const name of Object.keys(service)) if (!said.has(name) && says(service, name)) said.add(name);
  return Object.fromEntries(Object.entries(SAID_BY).filter(([, names]) => names.some((name) => said.has(name))).map(([field]) => [field, 0]));
}

/** The same for what only HSDS says. */
export function saysAny(services: readonly unknown[], name: string): boolean {
  return services.some((service) => isRaw(service) && says(service, name));
}

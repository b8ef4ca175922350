import type { Ages } from '../age.ts';
import type { Location } from '../location.ts';
import type { ServiceRecord } from '../service.ts';
import { plainEmail, webAddress } from '../hsds/web-address.ts';

export interface DescribedOffer {
  service: ServiceRecord;
  organizationName: string;
  places: readonly { location: Location }[];
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** An offer in the words of schema.org, for search engines. What nobody knows is left out; `name` and `description` as the page shows them. */
export function offerJsonLd({ service, organizationName, places }: DescribedOffer, page: { url: string; name: string; description: string; language: string }): Record<string, unknown> {
  const weekly = service.schedules.filter((rule) => rule.weekOfMonth === undefined && rule.intervalWeeks === 1 && !rule.byAppointment);
  const amounts = service.costs.flatMap(({ amountCents }) => amountCents ?? []);
  const price = service.freeOfCharge === 'yes' ? 0 : amounts.length === 1 ? amounts[0]! / 100 : undefined;
  const email = plainEmail(service.email);
  return withoutNothing({
    '@context': 'https://schema.org', '@type': 'Service', '@id': page.url, url: page.url, name: page.name, description: page.description, inLanguage: page.language,
    provider: { '@type': 'Organization', name: organizationName, ...(webAddress(service.website) ? { url: webAddress(service.website) } : {}) },
    audience: audienceOf(service), availableLanguage: service.languages,
    availableChannel: withoutNothing({
      '@type': 'ServiceChannel', serviceLocation: places.map(({ location }) => placeJsonLd(location)),
      servicePhone: service.phones.slice(0, 1).map(({ number }) => ({ '@type': 'ContactPoint', telephone: number }))[0],
      ...(email ? { serviceUrl: `mailto:${email}` } : {}),
    }),
    hoursAvailable: weekly.map((rule) => withoutNothing({
      '@type': 'OpeningHoursSpecification', dayOfWeek: `https://schema.org/${WEEKDAYS[rule.weekday - 1]}`, opens: rule.opensAt, closes: rule.closesAt, validFrom: rule.validFrom,
    })),
    isAccessibleForFree: service.freeOfCharge === 'unknown' ? undefined : service.freeOfCharge === 'yes',
    offers: price === undefined ? undefined : { '@type': 'Offer', price, priceCurrency: 'EUR' },
  });
}

/** A place with its address. */
export function placeJsonLd(location: Location): Record<string, unknown> {
  const { name, street, houseNumber, postalCode, city, latitude, longitude } = location;
  return withoutNothing({
    '@type': 'Place', name,
    address: withoutNothing({ '@type': 'PostalAddress', streetAddress: [street, houseNumber].filter(Boolean).join(' '), postalCode, addressLocality: city, addressCountry: 'DE' }),
    geo: latitude === undefined ? undefined : { '@type': 'GeoCoordinates', latitude, longitude },
  });
}

/** schema.org counts ages of people in years; what is for the time before birth alone is for nobody of an age. */
function audienceOf({ minimumAgeMonths: from, maximumAgeMonths: to }: Ages): Record<string, unknown> | undefined {
  if ((from === undefined && to === undefined) || (to !== undefined && to < 0)) return undefined;
  return withoutNothing({
    '@type': 'PeopleAudience', suggestedMinAge: from === undefined ? undefined : Math.max(0, Math.floor(from / 12)), suggestedMaxAge: to === undefined ? undefined : Math.floor(to / 12),
  });
}

function withoutNothing(thing: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}

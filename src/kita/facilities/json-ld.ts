import type { Facility } from './facility.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

/** A facility in the words of schema.org, for search engines; what nobody knows is left out. */
export function facilityJsonLd(facility: Facility, page: { url: string; description: string; language: string }): Record<string, unknown> {
  const { name, street, houseNumber, postalCode, city, longitude, latitude, opensAt, closesAt } = facility;
  const website = facility.website && /^https?:\/\//.test(facility.website) ? facility.website : undefined;
  return known({
    '@context': 'https://schema.org', '@type': facility.kind === 'kita' ? ['ChildCare', 'Preschool'] : 'ChildCare', '@id': page.url, url: page.url, name, description: page.description, inLanguage: page.language,
    parentOrganization: { '@type': 'Organization', name: facility.organizationName }, telephone: facility.phone, sameAs: website, knowsLanguage: [...facility.languages],
    address: known({ '@type': 'PostalAddress', streetAddress: [street, houseNumber].filter(Boolean).join(' '), postalCode, addressLocality: city, addressCountry: 'DE' }),
    geo: latitude === undefined || longitude === undefined ? undefined : { '@type': 'GeoCoordinates', latitude, longitude },
    openingHoursSpecification: opensAt === undefined || closesAt === undefined ? undefined
      : { '@type': 'OpeningHoursSpecification', dayOfWeek: WEEKDAYS.map((day) => `https://schema.org/${day}`), opens: opensAt, closes: closesAt },
  });
}

function known(thing: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}

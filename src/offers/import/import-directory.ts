import { nameKey, type Organization } from '../../network/organization.ts';
import { areaOfAddress, type StreetList } from '../../areas/street-list.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { headerKey } from '../../platform/table-file/header-names.ts';
import type { Location } from '../location.ts';
import type { OfferPlace } from './offer-record.ts';

/** Finds organizations by the names a table writes; the ones nobody knows are made once, spelled as they first came. */
export function organizationBook(stored: readonly Organization[]) {
  const byName = new Map<string, Organization>();
  for (const one of stored) for (const name of one.formerNames ?? []) byName.set(nameKey(name), one);
  for (const one of stored) if (one.alternateName) byName.set(nameKey(one.alternateName), one);
  for (const one of stored) byName.set(nameKey(one.name), one);
  for (const one of stored) byName.set(one.name, one);
  const added: Organization[] = [];
  return {
    added,
    find(name: string): Organization {
      const known = byName.get(name) ?? byName.get(nameKey(name));
      if (known) return known;
      const organization: Organization = { id: newId(), name, sector: 'unknown', isDemo: false };
      added.push(organization);
      byName.set(nameKey(name), organization);
      return organization;
    },
  };
}

/** Something a file says of a place in another way than the directory, which stays as it is. */
export interface PlaceDifference {
  name: string;
  what: 'area' | 'coordinates' | 'step-free' | 'accessibility-note' | 'transport-note';
}

/**
 * Finds places by name and address: the parts of the address that both know must agree. What a known place lacks is filled in; what it
 * says otherwise stays and is told. A place without an area gets the one the street list knows.
 */
export function locationBook(stored: readonly Location[], streets: StreetList) {
  const byName = new Map<string, Location[]>();
  const known = (name: string) => byName.get(headerKey(name)) ?? [];
  const put = (location: Location) => byName.set(headerKey(location.name), [...known(location.name).filter(({ id }) => id !== location.id), location]);
  for (const one of stored) put(one);
  const existing = new Set(stored.map(({ id }) => id));
  const changed = new Map<Uuid, Location>();
  const byStreet = new Set<Uuid>();
  const differences = new Map<string, PlaceDifference>();

  const withArea = (location: Location): Location => {
    if (location.areaId || !location.street) return location;
    const found = areaOfAddress(streets, location.street, location.houseNumber ?? '');
    if (found.kind !== 'found') return location;
    byStreet.add(location.id);
    return { ...location, areaId: found.areaId };
  };
  return {
    added: () => [...changed.values()].filter(({ id }) => !existing.has(id)),
    filled: () => [...changed.values()].filter(({ id }) => existing.has(id)),
    byStreet: () => [...changed.values()].filter(({ id }) => byStreet.has(id)),
    differences: () => [...differences.values()],
    find(place: OfferPlace): Uuid {
      const candidates = known(place.name).filter((one) => addressAgrees(one, place));
      const match = candidates.find((one) => sameAddress(one, place)) ?? candidates[0];
      const location = withArea(match ? filled(match, place) : { ...place, id: newId(), isDemo: false });
      if (match) for (const what of differing(match, place)) differences.set(`${match.id} ${what}`, { name: match.name, what });
      if (!match || JSON.stringify(location) !== JSON.stringify(match)) {
        changed.set(location.id, location);
        put(location);
      }
      return location.id;
    },
  };
}

const ADDRESS = ['street', 'houseNumber', 'postalCode', 'city'] as const;

function addressAgrees(one: Location, place: OfferPlace): boolean {
  return ADDRESS.every((part) => !one[part] || !place[part] || headerKey(one[part]) === headerKey(place[part]));
}

function sameAddress(one: Location, place: OfferPlace): boolean {
  return ADDRESS.every((part) => headerKey(one[part] ?? '') === headerKey(place[part] ?? ''));
}

function filled(stored: Location, place: OfferPlace): Location {
  const result: Location = { ...stored };
  for (const part of [...ADDRESS, 'areaId', 'accessibilityNote', 'transportNote'] as const) if (!result[part] && place[part]) Object.assign(result, { [part]: place[part] });
  if (result.stepFree === 'unknown') result.stepFree = place.stepFree;
  if (result.latitude === undefined && place.latitude !== undefined && place.longitude !== undefined) Object.assign(result, { latitude: place.latitude, longitude: place.longitude });
  return result;
}

function differing(stored: Location, place: OfferPlace): PlaceDifference['what'][] {
  const isOther = (one: unknown, other: unknown) => one !== undefined && other !== undefined && one !== other;
  const found: PlaceDifference['what'][] = [];
  if (isOther(stored.areaId, place.areaId)) found.push('area');
  if (isOther(stored.latitude, place.latitude) || isOther(stored.longitude, place.longitude)) found.push('coordinates');
  if (stored.stepFree !== 'unknown' && place.stepFree !== 'unknown' && stored.stepFree !== place.stepFree) found.push('step-free');
  if (isOther(stored.accessibilityNote, place.accessibilityNote)) found.push('accessibility-note');
  if (isOther(stored.transportNote, place.transportNote)) found.push('transport-note');
  return found;
}

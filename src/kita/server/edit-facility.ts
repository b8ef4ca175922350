import { areaOfAddress, streetList } from '../../areas/street-list.ts';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { findOrganization } from '../../network/server/organizations.ts';
import { placeIdentity } from '../../offers/import/offer-record.ts';
import { readPostalCode } from '../../offers/import/read-place.ts';
import type { Location } from '../../offers/location.ts';
import { findLocations, listLocations } from '../../offers/server/locations.ts';
import { storeLocations } from '../../offers/server/store-locations.ts';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Facility } from '../facilities/facility.ts';
import { configureFacilities, editFacility } from '../facilities-permissions.ts';
import { conceptOf, detailsInput, facilityInput, type DetailsInput, type FacilityInput } from './facility-input.ts';
import { findFacility, listAllFacilities } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { isOwn, ownFacilityIds } from './own-facilities.ts';

/** Loads a facility and keeps others from changing it until this transaction ends. */
export async function lockFacility(tx: Write, municipalityId: Uuid, id: Uuid): Promise<Facility> {
  await tx.selectFrom('kita.facility').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  const facility = await findFacility(tx, municipalityId, id);
  if (!facility) throw new NotFound();
  return facility;
}

/**
 * Makes or changes a facility: the Kita office. Without a place chosen one is made at the address; the street list gives its area. Refuses
 * `stale-form`, `name-taken`, `places-given-later`, `choose-one`, `street-missing`, `postal-code-not-read`, `location-name-taken`.
 */
export const saveFacility = action({
  may: configureFacilities,
  audit: 'kita.facility.saved',
  input: facilityInput,
  async run({ tx, municipalityId, clock, concerns }, input): Promise<Outcome<{ id: Uuid }>> {
    const stored = input.id ? await lockFacility(tx, municipalityId, input.id) : undefined;
    if (stored && input.version !== stored.version) return refused('stale-form');
    if (!(await findOrganization(tx, municipalityId, input.organizationId))) return refused('choose-one', { field: 'organizationId' });
    const all = await listAllFacilities(tx, municipalityId);
    if (all.some(({ id, name }) => id !== stored?.id && name.toLocaleLowerCase('de') === input.name.toLocaleLowerCase('de'))) return refused('name-taken', { field: 'name' });
    if (stored && input.closedOn && input.closedOn !== stored.closedOn && (await hasPlacesAfter(tx, municipalityId, stored.id, input.closedOn))) return refused('places-given-later', { field: 'closedOn' });
    const location = input.locationId ? await knownLocation(tx, municipalityId, input.locationId) : await newLocation(tx, municipalityId, clock, input);
    if (!location.ok) return location;

    const id = stored?.id ?? newId();
    const values = {
      ...detailValues(input, clock), organization_id: input.organizationId, location_id: location.value, kind: input.kind, name: input.name, notice_form: input.noticeForm,
      opened_on: input.openedOn ?? null, closed_on: input.closedOn ?? null,
    };
    if (stored) await tx.updateTable('kita.facility').set((update) => ({ ...values, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    else await tx.insertInto('kita.facility').values({ municipality_id: municipalityId, id, ...values, created_at: clock.now() }).execute();
    concerns(id, stored ? await changedFields(tx, municipalityId, stored) : ['created']);
    return accepted({ id });
  },
});

/** What a provider keeps of its own facility: contact, concept, languages, opening times; not the licence, not the places. Refuses `stale-form`. */
export const saveDetails = action({
  may: editFacility,
  audit: 'kita.facility.described',
  input: detailsInput,
  async run({ tx, who, municipalityId, clock, concerns }, input): Promise<Outcome<{ id: Uuid }>> {
    if (!isOwn(await ownFacilityIds(tx, who, clock), input.id)) throw new NotFound();
    const stored = await lockFacility(tx, municipalityId, input.id);
    if (input.version !== stored.version) return refused('stale-form');
    await tx.updateTable('kita.facility').set((update) => ({ ...detailValues(input, clock), version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', input.id).execute();
    concerns(input.id, await changedFields(tx, municipalityId, stored));
    return accepted({ id: input.id });
  },
});

async function hasPlacesAfter(tx: Write, municipalityId: Uuid, facilityId: Uuid, day: Day): Promise<boolean> {
  return (await listPlacements(tx, municipalityId, { from: day, facilityIds: [facilityId] })).some(({ expectedEndsOn }) => expectedEndsOn === null || expectedEndsOn > day);
}

function detailValues(input: DetailsInput | FacilityInput, clock: Clock) {
  return {
    email: input.email || null, phone: input.phone || null, website: input.website || null, opens_at: input.opensAt ?? null, closes_at: input.closesAt ?? null,
    languages: input.languages, concept: JSON.stringify(conceptOf(input)), updated_at: clock.now(),
  };
}

async function knownLocation(tx: Write, municipalityId: Uuid, id: Uuid): Promise<Outcome<Uuid>> {
  return (await findLocations(tx, municipalityId, [id])).has(id) ? accepted(id) : refused('choose-one', { field: 'locationId' });
}

/** A place with the facility's name at the address typed; its area as chosen, otherwise as the street list says, otherwise unknown. */
async function newLocation(tx: Write, municipalityId: Uuid, clock: Clock, input: FacilityInput): Promise<Outcome<Uuid>> {
  if (!input.street) return refused('street-missing', { field: 'locationId' });
  const postalCode = readPostalCode(input.postalCode);
  if (!postalCode.ok) return refused('postal-code-not-read', { field: 'postalCode' });
  const areas = await listAreas(tx, municipalityId, clock.today());
  if (input.areaId && !areas.some(({ id }) => id === input.areaId)) return refused('choose-one', { field: 'areaId' });
  const found = input.areaId ? undefined : areaOfAddress(streetList(await loadStreetSections(tx, municipalityId)), input.street, input.houseNumber);
  const areaId = input.areaId ?? (found?.kind === 'found' ? found.areaId : undefined);
  const location: Location = {
    id: newId(), name: input.name, street: input.street, stepFree: input.stepFree, isDemo: false, ...(input.houseNumber ? { houseNumber: input.houseNumber } : {}),
    ...(postalCode.value ? { postalCode: postalCode.value } : {}), ...(input.city ? { city: input.city } : {}), ...(areaId ? { areaId: areaId as Uuid } : {}),
  };
  if ((await listLocations(tx, municipalityId)).some((one) => placeIdentity(one) === placeIdentity(location))) return refused('location-name-taken', { field: 'locationId' });
  await storeLocations(tx, municipalityId, [location]);
  return accepted(location.id);
}

async function changedFields(tx: Write, municipalityId: Uuid, before: Facility): Promise<string[]> {
  const after = (await findFacility(tx, municipalityId, before.id))! as unknown as Record<string, unknown>;
  const old = before as unknown as Record<string, unknown>;
  return [...new Set([...Object.keys(old), ...Object.keys(after)])].filter((name) => name !== 'version' && JSON.stringify(old[name]) !== JSON.stringify(after[name]));
}

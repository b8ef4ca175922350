import * as v from 'valibot';
import { areaOfAddress, streetList } from '../../areas/street-list.ts';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalText, text } from '../../platform/field.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { placeIdentity } from '../import/offer-record.ts';
import { readPoint, readPostalCode } from '../import/read-place.ts';
import { stepFreeAnswers, type Location } from '../location.ts';
import { editLocation } from '../permissions.ts';
import { findLocations, listLocations } from './locations.ts';
import { refreshServicesAt } from './refresh-services.ts';
import { storeLocations } from './store-locations.ts';

/** Chosen where a place belongs to no area: otherwise the street list proposes one. */
export const NO_AREA = 'none';

const unlessEmpty = (max: number) => v.pipe(optionalText(max), v.transform((typed) => typed || undefined));

/**
 * Adds or changes a place. Without a chosen area the street list proposes one: `location-area-proposed` with its id and name, and nothing is
 * stored yet. Refuses half a coordinate, a wrong postcode and a second place of the same name and address.
 */
export const saveLocation = action({
  may: editLocation,
  audit: 'offers.location.saved',
  input: v.object({
    id: optionalText(60), name: text(300), street: unlessEmpty(200), houseNumber: unlessEmpty(30), postalCode: optionalText(20), city: unlessEmpty(200),
    areaId: optionalText(60), latitude: optionalText(30), longitude: optionalText(30), stepFree: choice(stepFreeAnswers),
    accessibilityNote: unlessEmpty(2000), transportNote: unlessEmpty(2000),
  }),
  async run({ tx, municipalityId, clock, concerns }, { id, areaId, latitude, longitude, postalCode, ...typed }): Promise<Outcome<Uuid>> {
    const stored = isUuid(id) ? (await findLocations(tx, municipalityId, [id])).get(id) : undefined;
    if (id && !stored) throw new NotFound();
    const code = readPostalCode(postalCode);
    if (!code.ok) return refused('postal-code-not-read', { field: 'postalCode' });
    const point = readPoint(latitude, longitude, { latitude: 'either', longitude: 'either' });
    if (!point.ok) return { ok: false, refusals: point.refusals.map((refusal) => ({ code: ['coordinate-alone', 'coordinates-swapped'].includes(refusal.code) ? refusal.code : 'not-a-number', field: 'latitude' })) };

    const areas = await listAreas(tx, municipalityId, clock.today());
    const isKnown = areas.some((area) => area.id === areaId) || (areaId !== '' && areaId === stored?.areaId);
    if (areaId !== '' && areaId !== NO_AREA && !isKnown) return refused('choose-one', { field: 'areaId' });
    if (areaId === '' && typed.street) {
      const found = areaOfAddress(streetList(await loadStreetSections(tx, municipalityId)), typed.street, typed.houseNumber ?? '');
      const area = found.kind === 'found' && areas.find((one) => one.id === found.areaId);
      if (area) return refused('location-area-proposed', { field: 'areaId', values: { area: area.name, areaId: area.id } });
    }
    const location: Location = {
      ...typed, id: stored?.id ?? newId(), isDemo: stored?.isDemo ?? false, ...(stored?.externalId ? { externalId: stored.externalId } : {}),
      ...(code.value ? { postalCode: code.value } : {}), ...point.value, ...(isKnown ? { areaId: areaId as Uuid } : {}),
    };
    const twin = (await listLocations(tx, municipalityId)).find((one) => one.id !== location.id && placeIdentity(one) === placeIdentity(location));
    if (twin) return refused('location-name-taken', { field: 'name' });
    await storeLocations(tx, municipalityId, [location]);
    if (stored) await refreshServicesAt(tx, municipalityId, [location.id], clock);
    concerns(location.id, (Object.keys({ ...stored, ...location }) as (keyof Location)[]).filter((name) => location[name] !== stored?.[name]));
    return accepted(location.id);
  },
});

import { storeOrganizations } from '../network/server/store-organizations.ts';
import { storeLocations } from '../offers/server/store-locations.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import type { TestApp } from '../../tests/app.ts';
import { storeFacilities } from './server/store-facilities.ts';

/** A small town's Kitas: Ahorn (Krippe of 3, Kindergarten of 20), Birke (a group of several ages), a childminder with five. */
export interface KitaTown {
  organization: Uuid;
  otherOrganization: Uuid;
  ahorn: Uuid;
  birke: Uuid;
  stork: Uuid;
  krippe: Uuid;
  kindergarten: Uuid;
  birkePool: Uuid;
  storkPool: Uuid;
  types: { krippe: Uuid; kindergarten: Uuid };
}

export async function kitaTown(house: TestApp): Promise<KitaTown> {
  const ids = Object.fromEntries(['organization', 'otherOrganization', 'ahorn', 'birke', 'stork', 'krippe', 'kindergarten', 'birkePool', 'storkPool'].map((name) => [name, newId()])) as unknown as Omit<KitaTown, 'types'>;
  const types = { krippe: newId(), kindergarten: newId() };
  const location = newId();
  const from = day('2024-08-01');
  await house.database.write(house.town.id, async (tx) => {
    await storeOrganizations(tx, house.town.id, [{ id: ids.organization, name: 'Kitaverbund Leine e. V.', sector: 'welfare', isDemo: false }, { id: ids.otherOrganization, name: 'Stadt Musterstadt', sector: 'city', isDemo: false }], house.house.clock);
    await storeLocations(tx, house.town.id, [{ id: location, name: 'Haus am Ahorn', street: 'Ahornweg', houseNumber: '1', postalCode: '31061', city: 'Musterstadt', stepFree: 'yes', isDemo: false }]);
    await storeFacilities(tx, house.town.id, {
      seatTypes: [
        { id: types.krippe, key: 'krippe-35', names: { de: 'Krippe, 35 Stunden', en: 'Nursery, 35 hours' }, ageBand: 'under-3', weeklyHours: 35, isInclusive: false, position: 0 },
        { id: types.kindergarten, key: 'kindergarten-30', names: { de: 'Kindergarten, 30 Stunden' }, ageBand: 'from-3', weeklyHours: 30, isInclusive: false, position: 1 },
      ],
      facilities: [
        {
          id: ids.ahorn, organizationId: ids.organization, locationId: location, kind: 'kita', name: 'Kita Ahorn', opensAt: '07:00', closesAt: '16:00', languages: ['de', 'tr'], concept: { de: 'Wir sind viel draußen.' },
          pools: [
            { id: ids.krippe, name: 'Krippe', seats: 3, validFrom: from, types: [{ seatTypeId: types.krippe, atMost: null }] },
            { id: ids.kindergarten, name: 'Kindergarten', seats: 20, validFrom: from, types: [{ seatTypeId: types.kindergarten, atMost: null }] },
          ],
          groups: [{ id: newId(), name: 'Blau', pool: 'Krippe', rulePack: 'ni-nkitag', form: 'krippe', licensedPlaces: 15, validFrom: from }],
        },
        {
          id: ids.birke, organizationId: ids.otherOrganization, locationId: location, kind: 'kita', name: 'Kita Birke', languages: ['de'],
          pools: [{ id: ids.birkePool, name: 'Familiengruppe', seats: 15, validFrom: from, types: [{ seatTypeId: types.krippe, atMost: 3 }, { seatTypeId: types.kindergarten, atMost: null }] }],
        },
        {
          id: ids.stork, organizationId: ids.organization, locationId: location, kind: 'childminder', name: 'Storchennest', languages: ['de'], childminder: { licensedFrom: day('2025-02-01'), licensedUntil: day('2030-02-01'), childrenAtOnce: 5 },
          pools: [{ id: ids.storkPool, name: 'Kindertagespflege', seats: 9, validFrom: from, types: [{ seatTypeId: types.krippe, atMost: null }] }],
        },
      ],
    }, house.house.clock);
  });
  return { ...ids, types };
}

/** A child without anything else, of the first town. */
export async function newChild(house: TestApp, bornOn: string): Promise<Uuid> {
  const id = newId();
  const now = house.house.clock.now();
  await house.database.write(house.town.id, (tx) => tx.insertInto('kita.child').values({
    municipality_id: house.town.id, id, given_names: 'Kim', family_name: 'Test', name_key: 'test kim', born_on: day(bornOn), created_at: now, updated_at: now,
  }).execute());
  return id;
}

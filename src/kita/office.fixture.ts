import { storeAreas } from '../areas/server/store-areas.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { storeLocations } from '../offers/server/store-locations.ts';
import type { Clock } from '../platform/clock.ts';
import type { Write } from '../platform/database.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import type { Language } from '../platform/language.ts';
import { storeFacilities } from './server/store-facilities.ts';
import { storeRegistration, type NewRegistration } from './server/store-registration.ts';

export interface KitaTown {
  areaId: Uuid;
  organizationId: Uuid;
  facilityId: Uuid;
  poolId: Uuid;
  groupId: Uuid;
  seatTypeId: Uuid;
  olderTypeId: Uuid;
}

/** A town with one Kita of two kinds of places in one pool of ten, and one group. */
export async function storeKitaTown(tx: Write, municipalityId: Uuid, clock: Clock): Promise<KitaTown> {
  const areas = await storeAreas(tx, municipalityId, [
    { level: 'municipality', key: 'stadt', name: 'Stadt', position: 1, validFrom: day('2020-01-01') },
    { parentKey: 'stadt', level: 'quarter', key: 'nord', name: 'Nordviertel', position: 1, validFrom: day('2020-01-01') },
  ]);
  const areaId = areas.get('nord')!;
  const [organizationId, locationId, facilityId, poolId, groupId, seatTypeId, olderTypeId] = Array.from({ length: 7 }, () => newId()) as [Uuid, Uuid, Uuid, Uuid, Uuid, Uuid, Uuid];
  await storeOrganizations(tx, municipalityId, [{ id: organizationId, name: 'Kirchenkreis Musterland', sector: 'church', isDemo: false }], clock);
  await storeLocations(tx, municipalityId, [{ id: locationId, name: 'Kita Sonnenhof', street: 'Lindenweg', houseNumber: '3', postalCode: '31061', city: 'Musterstadt', areaId, stepFree: 'unknown', isDemo: false }]);
  await storeFacilities(tx, municipalityId, {
    seatTypes: [
      { id: seatTypeId, key: 'krippe-30', names: { de: 'Krippe, 30 Stunden' }, ageBand: 'under-3', weeklyHours: 30, isInclusive: false, position: 1 },
      { id: olderTypeId, key: 'kiga-30', names: { de: 'Kindergarten, 30 Stunden' }, ageBand: 'from-3', weeklyHours: 30, isInclusive: false, position: 2 },
    ],
    facilities: [{
      id: facilityId, externalId: 'F1', organizationId, locationId, kind: 'kita', name: 'Kita Sonnenhof', opensAt: '07:00', closesAt: '16:00',
      pools: [{ id: poolId, name: 'Alle Plätze', seats: 10, types: [{ seatTypeId, atMost: null }, { seatTypeId: olderTypeId, atMost: null }], validFrom: day('2020-08-01') }],
      groups: [{ id: groupId, pool: 'Alle Plätze', name: 'Käfer', rulePack: 'ni-nkitag', form: 'altersstufenuebergreifend', licensedPlaces: 10, coreFrom: '08:00', coreUntil: '13:00', openFrom: '07:30', openUntil: '13:30', validFrom: day('2020-08-01') }],
    }],
  }, clock);
  return { areaId, organizationId, facilityId, poolId, groupId, seatTypeId, olderTypeId };
}

export interface FamilyOf {
  child: string;
  family: string;
  bornOn?: string;
  expectedOn?: string;
  mother?: string;
  email?: string;
  isBlocked?: boolean;
  language?: Language;
  circumstances?: NewRegistration['circumstances'];
  comesFrom?: string;
  besides?: NewRegistration['besides'];
}

/** One registered child with its mother, who lives in the Nordviertel. */
export async function storeFamily(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, town: KitaTown, about: FamilyOf): Promise<{ childId: Uuid; registrationId: Uuid; number: string }> {
  const stored = await storeRegistration(tx, municipalityId, clock, secretKey, {
    child: {
      givenNames: about.child, familyName: about.family, areaId: town.areaId, ...(about.expectedOn ? { expectedOn: day(about.expectedOn) } : { bornOn: day(about.bornOn ?? '2024-03-12') }),
      ...(about.comesFrom ? { comesFrom: about.comesFrom } : {}),
    },
    guardians: [{
      givenNames: about.mother ?? 'Anna', familyName: about.family, language: about.language ?? 'de', relation: 'mother', isAddressBlocked: about.isBlocked ?? false, phone: '05181 12345', ...(about.email ? { email: about.email } : {}),
      address: { street: 'Geheimweg', houseNumber: '7', addition: '', postalCode: '31061', city: 'Musterstadt' },
    }],
    wishedStart: day('2027-08-01'), weeklyHours: 30, wishes: [{ facilityId: town.facilityId, seatTypeId: town.seatTypeId }], source: 'office', ...(about.circumstances ? { circumstances: about.circumstances } : {}), besides: about.besides,
  });
  if (!stored.ok) throw new Error(stored.refusals[0]!.code);
  return stored.value;
}

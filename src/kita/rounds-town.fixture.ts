import { storeOrganizations } from '../network/server/store-organizations.ts';
import { storeLocations } from '../offers/server/store-locations.ts';
import type { Clock } from '../platform/clock.ts';
import type { Write } from '../platform/database.ts';
import { day, type Day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import type { Criterion } from './criteria/catalogue.ts';
import { storeCatalogue } from './server/catalogues.ts';
import { storeFacilities } from './server/store-facilities.ts';
import { storeRegistration, type NewRegistration } from './server/store-registration.ts';

export interface RoundTown {
  sun: Uuid;
  moon: Uuid;
  /** Träger of each */
  sunProvider: Uuid;
  moonProvider: Uuid;
  fullDay: Uuid;
  catalogueId: Uuid;
}

/** A town with two Kitas of two Träger, `sun` with one place and `moon` with two, and an adopted catalogue with points for single parents. */
export async function storeRoundTown(tx: Write, municipalityId: Uuid, clock: Clock, { criteria = [], seats = [1, 2] }: { criteria?: readonly Omit<Criterion, 'id' | 'position'>[]; seats?: readonly [number, number] } = {}): Promise<RoundTown> {
  const [sun, moon, sunProvider, moonProvider, fullDay, at, sunPool, moonPool] = Array.from({ length: 8 }, () => newId()) as [Uuid, Uuid, Uuid, Uuid, Uuid, Uuid, Uuid, Uuid];
  await storeOrganizations(tx, municipalityId, [{ id: sunProvider, name: 'Elterninitiative Sonne', sector: 'club', isDemo: false }, { id: moonProvider, name: 'Kirchenkreis Musterland', sector: 'church', isDemo: false }], clock);
  await storeLocations(tx, municipalityId, [{ id: at, name: 'Lindenweg', street: 'Lindenweg', houseNumber: '3', postalCode: '31061', city: 'Musterstadt', stepFree: 'unknown', isDemo: false }]);
  const since = day('2020-08-01');
  const kita = (id: Uuid, organizationId: Uuid, name: string, poolId: Uuid, places: number) => ({
    id, organizationId, locationId: at, kind: 'kita' as const, name, pools: [{ id: poolId, name: 'Alle', seats: places, types: [{ seatTypeId: fullDay, atMost: null }], validFrom: since }],
    groups: [{ id: newId(), pool: 'Alle', name: 'Gruppe', rulePack: 'ni-nkitag' as const, form: 'kindergarten', licensedPlaces: places, validFrom: since }],
  });
  await storeFacilities(tx, municipalityId, {
    seatTypes: [{ id: fullDay, key: 'kiga-40', names: { de: 'Kindergarten, 40 Stunden' }, ageBand: 'from-3', weeklyHours: 40, isInclusive: false, position: 1 }],
    facilities: [kita(sun, sunProvider, 'Kita Sonne', sunPool, seats[0]), kita(moon, moonProvider, 'Kita Mond', moonPool, seats[1])],
  }, clock);
  const catalogueId = await storeCatalogue(tx, municipalityId, {
    name: 'Kriterien 2027', validFrom: day('2026-01-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'last', adoption: { on: day('2026-06-01'), by: 'Rat', resolution: '12/2026' },
    criteria: criteria.length > 0 ? criteria : [{ kind: 'points', fact: 'single-parent', condition: {}, amount: 20, share: null, reserveKind: null, proof: 'upload', organizationId: null, facilityId: null, legalBasis: '§ 24 SGB VIII' }],
  }, clock);
  return { sun, moon, sunProvider, moonProvider, fullDay, catalogueId };
}

/** Registers a child of four whose family wishes these Kitas in order. */
export async function registerChild(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, { fullDay }: Pick<RoundTown, 'fullDay'>, familyName: string, kitas: readonly Uuid[], more: Partial<NewRegistration> & { wishedStart?: Day; givenNames?: string } = {}): Promise<{ childId: Uuid; registrationId: Uuid; number: string }> {
  const { givenNames = 'Kind', ...rest } = more;
  const stored = await storeRegistration(tx, municipalityId, clock, secretKey, {
    child: { givenNames, familyName, bornOn: day('2023-09-15') }, guardians: [{ givenNames: 'Alex', familyName, email: `${familyName.toLowerCase()}@familie.example`, language: 'de' }],
    wishedStart: day('2027-08-01'), weeklyHours: 40, wishes: kitas.map((facilityId) => ({ facilityId, seatTypeId: fullDay })), source: 'guardian', ...rest,
  });
  if (!stored.ok) throw new Error(JSON.stringify(stored.refusals));
  return stored.value;
}

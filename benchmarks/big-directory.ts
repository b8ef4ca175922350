import { defaultPhases, phaseRecords } from '../src/offers/default-phases.ts';
import { newService, type ServiceRecord } from '../src/offers/service.ts';
import type { Location } from '../src/offers/location.ts';
import type { Organization } from '../src/network/organization.ts';
import { storeOrganizations } from '../src/network/server/store-organizations.ts';
import { storeLocations } from '../src/offers/server/store-locations.ts';
import { storePhases } from '../src/offers/server/store-phases.ts';
import { storeServices } from '../src/offers/server/store-services.ts';
import { storeAreas } from '../src/areas/server/store-areas.ts';
import { storeChildCounts } from '../src/areas/server/child-counts.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Write } from '../src/platform/database.ts';
import { day } from '../src/platform/day.ts';
import { newId, type Uuid } from '../src/platform/id.ts';

/** Numbers that look random and are the same at every run (Lehmer). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const KINDS = ['Krabbelgruppe', 'Elterncafé', 'Schuldnerberatung', 'Hausaufgabenhilfe', 'Babymassage', 'Sprachkurs für Eltern', 'Kinderturnen', 'Jugendtreff', 'Ferienpass',
  'Erziehungsberatung', 'Berufsorientierung', 'Familienhebamme', 'Kleiderkammer', 'Vorlesestunde', 'Musikschule', 'Schwimmkurs', 'Alleinerziehendentreff', 'Lernförderung', 'Kita', 'Spielgruppe'];
const PLACES = ['Nord', 'Süd', 'Mitte', 'West', 'Ost', 'Altstadt', 'am Markt', 'am Bahnhof', 'Neustadt', 'Siedlung'];
const WORDS = ['Familien', 'Kinder', 'gemeinsam', 'spielen', 'reden', 'Hilfe', 'Formulare', 'Anträge', 'lernen', 'Bewegung', 'Ernährung', 'Austausch', 'Fragen', 'Schule', 'Alltag', 'Ruhe', 'singen', 'Wege', 'Ämter', 'Freizeit'];

/** Stores one municipality with so many offers and areas, varied but the same at every run. */
export async function storeBigTown(tx: Write, municipalityId: Uuid, size: { offers: number; areas: number }, clock: Clock, seed = 7): Promise<void> {
  const roll = dice(seed);
  const words = phaseRecords(defaultPhases);
  await storePhases(tx, municipalityId, words);
  const ids = await storeAreas(tx, municipalityId, [
    { key: 'stadt', level: 'municipality', name: 'Stadt', validFrom: day('2000-01-01'), position: 0 },
    ...Array.from({ length: size.areas }, (_, index) => ({ key: `bezirk-${index}`, level: 'district' as const, name: `Bezirk ${index}`, parentKey: 'stadt', validFrom: day('2000-01-01'), position: index + 1 })),
  ]);
  const districts = [...ids].filter(([key]) => key !== 'stadt').map(([, id]) => id);
  await storeChildCounts(tx, municipalityId, day('2025-12-31'), districts.flatMap((areaId) => Array.from({ length: 18 }, (_, ageYears) => ({ areaId, ageYears, children: 3 + roll(40) }))), 'Messung', clock);

  const organizations: Organization[] = Array.from({ length: Math.max(5, Math.round(size.offers / 12)) }, (_, index) => ({ id: newId(), name: `Träger ${index}`, sector: 'welfare', isDemo: false }));
  await storeOrganizations(tx, municipalityId, organizations, clock);
  const locations: Location[] = Array.from({ length: Math.max(5, Math.round(size.offers / 6)) }, (_, index) => ({
    id: newId(), name: `Haus ${index}`, areaId: districts[index % districts.length]!, longitude: 9.7 + roll(2000) / 10_000, latitude: 51.9 + roll(2000) / 10_000,
    stepFree: (['yes', 'no', 'unknown', 'partly'] as const)[roll(4)]!, isDemo: false, city: 'Stadt', street: 'Hauptstraße', houseNumber: String(index + 1),
  }));
  await storeLocations(tx, municipalityId, locations);
  const records: ServiceRecord[] = Array.from({ length: size.offers }, () => {
    const minimumAgeMonths = roll(16) * 12;
    return newService({
      id: newId(), organizationId: organizations[roll(organizations.length)]!.id, name: `${KINDS[roll(KINDS.length)]!} ${PLACES[roll(PLACES.length)]!}`,
      summary: Array.from({ length: 8 }, () => WORDS[roll(WORDS.length)]!).join(' '), description: Array.from({ length: 60 }, () => WORDS[roll(WORDS.length)]!).join(' '),
      minimumAgeMonths, maximumAgeMonths: minimumAgeMonths + 12 * (1 + roll(6)) - 1, freeOfCharge: (['yes', 'no', 'unknown'] as const)[roll(3)]!,
      fieldIds: [words.fields[roll(words.fields.length)]!.id], languages: roll(3) === 0 ? ['de', 'tr'] : ['de'], places: [{ locationId: locations[roll(locations.length)]!.id, description: '' }],
      schedules: [{ weekday: 1 + roll(5), opensAt: `${String(9 + roll(8)).padStart(2, '0')}:00`, closesAt: '18:00', intervalWeeks: 1, byAppointment: false, note: '' }],
      phones: [{ number: '030 23125 100', description: '', languages: [] }], assuredAt: day(`202${5 + roll(2)}-0${1 + roll(9)}-15`), assuredBy: 'Messung',
      ...(roll(3) === 0 ? {} : { capacityPlaces: 5 + roll(30) }),
    });
  });
  await storeServices(tx, municipalityId, records, clock);
}

/** Tables a municipality's rows are copied from, parents before children. */
const COPIED = ['areas.area', 'areas.child_count', 'network.organization', 'offers.life_phase', 'offers.transition', 'offers.field_of_action', 'offers.location', 'offers.service',
  'offers.service_phase', 'offers.service_transition', 'offers.service_field', 'offers.service_language', 'offers.service_area', 'offers.service_at_location', 'offers.schedule',
  'offers.phone', 'offers.contact', 'offers.cost_option', 'offers.translation', 'offers.search_vocabulary'] as const;

interface Client {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** Copies a municipality's directory `times` times: ids may repeat, because keys are (municipality_id, id). Returns the slugs. */
export async function copyTown(superuser: Client, from: Uuid, times: number): Promise<string[]> {
  const { rows } = await superuser.query<{ slug: string }>(`
    insert into accounts.municipality (municipality_id, id, slug, name, kind, land, created_at)
    select id, id, 'kopie-' || number, 'Kopie ' || number, 'town', 'Niedersachsen', now()
    from (select gen_random_uuid() as id, number from generate_series(1, $1) number) made returning slug`, [times]);
  for (const table of COPIED) {
    const columns = (await superuser.query<{ name: string }>(`select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'municipality_id' and attgenerated = '' order by attnum`, [table])).rows.map((row) => row.name).join(', ');
    await superuser.query(`insert into ${table} (municipality_id, ${columns}) select target.id, ${columns.split(', ').map((name) => `source.${name}`).join(', ')}
      from ${table} source cross join accounts.municipality target where source.municipality_id = $1 and target.slug like 'kopie-%'`, [from]);
  }
  await superuser.query('analyze');
  return rows.map((row) => row.slug);
}

import { loadAwarenessOfDemo } from './awareness-of-demo.ts';
import type pg from 'pg';
import { storePeople } from '../../src/accounts/server/store-people.ts';
import { hashPassword } from '../../src/accounts/server/password-hash.ts';
import { DEMO_PASSWORD } from '../../src/accounts/demo-password.ts';
import { acceptChildCounts, readChildCounts } from '../../src/areas/child-count-import.ts';
import { measure } from '../../src/areas/geometry/boundaries.ts';
import { storeCounts } from '../../src/areas/server/import-child-counts.ts';
import { listAllAreas } from '../../src/areas/server/list-areas.ts';
import { replaceStreetList, storeAreas, storeBoundaries, storeSuccessions } from '../../src/areas/server/store-areas.ts';
import { acceptStreetList, readStreetList } from '../../src/areas/street-list-import.ts';
import { storeGaps, storeNotExpected, storeRatings, type NewRatingGroup } from '../../src/chain/server/store-chain.ts';
import { storeOrganizations } from '../../src/network/server/store-organizations.ts';
import { storePhases } from '../../src/offers/server/store-phases.ts';
import { storeLocations } from '../../src/offers/server/store-locations.ts';
import { storeServices } from '../../src/offers/server/store-services.ts';
import { storeAgeAnswers, storeNeedRules, storeThresholds } from '../../src/chain/server/store-rules.ts';
import { isThresholdName } from '../../src/chain/threshold.ts';
import { compareChildren } from '../../src/kita/server/compare-children.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { connectDatabase, type Database, type Write } from '../../src/platform/database.ts';
import type { Day } from '../../src/platform/day.ts';
import type { Outcome } from '../../src/platform/outcome.ts';
import { readTable } from '../../src/platform/table-file/read-table.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import { loadEventsOfDemo } from './load-dates.ts';
import { loadTownCalendarOfDemo } from './load-town-calendar.ts';
import { loadSealsOfDemo } from './load-seals.ts';
import { demoSlugs, readDemoFiles, type DemoFiles, type DemoSlug } from './demo-files.ts';
import { loadKitaCatalogueOfDemo } from './load-kita-catalogue.ts';
import { loadKitaFacilitiesOfDemo } from './load-kita.ts';
import { loadKitaFamiliesOfDemo } from './load-kita-families.ts';
import { loadKitaLettersOfDemo } from './load-kita-letters.ts';
import { loadKitaPlanOfDemo } from './load-kita-plan.ts';
import { loadKitaStaffOfDemo } from './load-kita-staff.ts';
import { loadKitaYearOfDemo } from './load-kita-year.ts';
import { loadMonitoring } from './load-monitoring.ts';
import { Keys, locationRecords, organizationRecords, serviceRecords } from './demo-records.ts';
import { asOldAsWritten, loadFreshnessOfDemo } from './load-freshness.ts';
import { loadUpkeepOfDemo, withDaysOfDemo } from './load-upkeep.ts';
import { phaseRecords } from '../../src/offers/default-phases.ts';

/** Where the demonstration's figures come from. */
const SOURCE = 'Beispieldaten nach den Ratsvorlagen, sonst erfunden';

const CHILDREN_AT_ONCE = 1_000;

export async function hasMunicipality(database: Database): Promise<boolean> {
  return (await database.readPublic((tx) => tx.selectFrom('accounts.municipality').select('id').limit(1).execute())).length > 0;
}

export interface DemoOptions {
  owner: pg.ClientConfig;
  clock: Clock;
  tell?: (sentence: string) => void;
  slugs?: readonly DemoSlug[];
  /** seals the figures of the monitoring; without it there are none */
  secretKey?: Buffer;
}

/** Loads the demo municipalities through the parts' own functions, each in one transaction. */
export async function loadDemo({ owner, clock, tell = () => undefined, slugs = demoSlugs, secretKey }: DemoOptions): Promise<void> {
  // Municipalities are made by the owner of the schema; row-level security binds it as well.
  const database = connectDatabase(owner, { poolSize: 1 });
  try {
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    for (const slug of slugs) {
      const files = readDemoFiles(slug);
      tell(`Beispiel wird geladen: ${files.municipality.name} (${files.services.length} Angebote) …`);
      const id = newId();
      await database.write(id, async (tx) => {
        await loadMunicipality(tx, id, files, passwordHash, clock);
        if (secretKey) await loadMonitoring(tx, id, slug, secretKey, clock);
        if (secretKey) await loadKitaYearOfDemo(tx, id, slug, clock, secretKey);
        if (secretKey) await loadKitaFamiliesOfDemo(tx, id, slug, clock, secretKey);
        while (await compareChildren(tx, id, CHILDREN_AT_ONCE) === CHILDREN_AT_ONCE);
      });
    }
  } finally {
    await database.close();
  }
}

async function loadMunicipality(tx: Write, id: Uuid, files: DemoFiles, passwordHash: string, clock: Clock): Promise<void> {
  const { municipality } = files;
  await tx.insertInto('accounts.municipality').values({
    municipality_id: id, id, slug: municipality.slug, name: municipality.name, kind: municipality.kind, land: municipality.land,
    regional_key: municipality.regionalKey, is_demo: true, contact_name: municipality.contactName, contact_email: municipality.contactEmail,
    contact_phone: municipality.contactPhone, website: municipality.website, created_at: clock.now(),
  }).execute();
  const areas = await loadAreas(tx, id, files, clock);
  const words = phaseRecords(files);
  await storePhases(tx, id, words);
  const phases = new Keys('phase', words.phases.map((phase) => [phase.key, phase.id]));
  const transitions = new Keys('transition', words.transitions.map((transition) => [transition.key, transition.id]));
  const fields = new Keys('field', words.fields.map((field) => [field.key, field.id]));

  const organizationRows = organizationRecords(files);
  await storeOrganizations(tx, id, organizationRows, clock);
  const organizations = new Keys('organization', organizationRows.map((row) => [row.externalId!, row.id]));
  const locationRows = locationRecords(files, areas);
  await storeLocations(tx, id, locationRows);
  const locations = new Keys('location', locationRows.map((row) => [row.externalId!, row.id]));
  const services = withDaysOfDemo(asOldAsWritten(serviceRecords(files, { organizations, phases, transitions, fields, areas, locations }), clock.today()), clock.today());
  await storeServices(tx, id, services, clock);
  const dates = { organizations, locations, areas, services: new Keys('service', services.map((service) => [service.externalId!, service.id])) };
  await loadEventsOfDemo(tx, id, municipality.slug, dates, clock);
  await loadSealsOfDemo(tx, id, municipality.slug, dates, clock);
  await loadTownCalendarOfDemo(tx, id, municipality.slug, organizationRows[0]!.id, clock);

  await storePeople(tx, id, files.people.map((person) => ({
    displayName: person.displayName, email: person.email, passwordHash,
    roles: person.roles.map(({ role, organization, startsOn, endsOn }) => ({
      role, startsOn: startsOn as Day, ...(endsOn ? { endsOn: endsOn as Day } : {}), ...(organization ? { organizationId: organizations.of(organization) } : {}),
    })),
  })), clock);
  await loadFreshnessOfDemo(tx, id, municipality.slug, services, clock);
  await loadUpkeepOfDemo(tx, id, municipality, services, organizationRows, clock);
  await loadAwarenessOfDemo(tx, id, municipality.slug, services, clock);
  await loadKitaFacilitiesOfDemo(tx, id, municipality.slug, { organizations, locations }, clock);
  await loadKitaStaffOfDemo(tx, id, clock);
  await loadKitaCatalogueOfDemo(tx, id, municipality.slug, { organizations, areas }, clock);
  await loadKitaLettersOfDemo(tx, id, municipality.slug, clock);
  await loadKitaPlanOfDemo(tx, id, municipality.slug, areas, clock);
  await loadChain(tx, id, files, { phases, transitions, fields, areas }, clock);
}

async function loadAreas(tx: Write, id: Uuid, files: DemoFiles, clock: Clock): Promise<Keys> {
  const ids = await storeAreas(tx, id, files.areas.areas.map(({ parent, validFrom, validUntil, ...area }) => ({
    ...area, validFrom: validFrom as Day, ...(parent ? { parentKey: parent } : {}), ...(validUntil ? { validUntil: validUntil as Day } : {}),
  })));
  const areas = new Keys('area', ids);
  await storeBoundaries(tx, id, [...files.boundaries].map(([key, geometry]) => ({ areaId: areas.of(key), geometry, ...measure(geometry) })), SOURCE, clock);
  await storeSuccessions(tx, id, (files.areas.successions ?? []).map(({ predecessor, successor, share }) => ({ predecessorId: areas.of(predecessor), successorId: areas.of(successor), share })));
  const known = await listAllAreas(tx, id);
  const children = demand('children.csv', readChildCounts(demand('children.csv', readTable(files.children, 'children.csv')), known, { today: clock.today() }));
  await storeCounts(tx, id, demand('children.csv', acceptChildCounts(children, { refusedRowsSeen: false })), SOURCE, clock);
  if (files.streets) {
    const streets = demand('streets.csv', readStreetList(demand('streets.csv', readTable(files.streets, 'streets.csv')), known));
    await replaceStreetList(tx, id, demand('streets.csv', acceptStreetList(streets, { refusedRowsSeen: false })));
  }
  return areas;
}

/** The demonstration's own files are read like anybody's; a fault in them is ours. */
function demand<Value>(file: string, outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
}

async function loadChain(tx: Write, id: Uuid, files: DemoFiles, keys: { phases: Keys; transitions: Keys; fields: Keys; areas: Keys }, clock: Clock): Promise<void> {
  const optional = (ids: Keys, key: string | null | undefined) => (key ? ids.of(key) : undefined);
  await storeNotExpected(tx, id, files.notExpected.map(({ phase, field, reason }) => ({ phaseId: keys.phases.of(phase), fieldId: keys.fields.of(field), reason })), clock);
  await storeThresholds(tx, id, files.thresholds.map(({ name, field, phase, value }) => {
    if (!isThresholdName(name)) throw new RangeError(`the demo files name no threshold „${name}“`);
    return { name, value, fieldId: optional(keys.fields, field), phaseId: optional(keys.phases, phase) };
  }), clock);
  await storeNeedRules(tx, id, files.needs.map(({ indicator, field, phase, measure, value, factor }) => (
    { indicatorKey: indicator, measure, factor, ...(value === null ? {} : { value }), fieldId: optional(keys.fields, field), phaseId: optional(keys.phases, phase) })), clock);
  await storeAgeAnswers(tx, id, files.ageAnswers.map(({ kind, fromMonth, untilMonth, answer }) => ({ kind, fromMonth, untilMonth, answer })), clock);
  const question = (name: string) => name as NewRatingGroup['ratings'][number]['question'];
  await storeRatings(tx, id, files.ratings.map(({ name, ratedOn, note, ratings }) => ({
    name, ratedOn: ratedOn as Day, note,
    ratings: ratings.flatMap(({ phase, field, area, answers, comments }) => Object.entries(answers).map(([name, answer]) => ({
      phaseId: keys.phases.of(phase), fieldId: keys.fields.of(field), ...(area ? { areaId: keys.areas.of(area) } : {}),
      question: question(name), answer, comment: comments?.[question(name)] ?? '',
    }))),
  })), clock);
  await storeGaps(tx, id, files.gaps.map(({ phase, transition, field, area, noticedOn, evidence, history, closedOn, closingProof, ...gap }) => ({
    ...gap, phaseId: optional(keys.phases, phase), transitionId: optional(keys.transitions, transition), fieldId: optional(keys.fields, field), areaId: optional(keys.areas, area),
    noticedOn: noticedOn as Day, evidence: evidence.map(({ figure, ...one }) => ({ ...one, observedOn: one.observedOn as Day, ...(figure ? { figure: { indicatorKey: figure.indicator, periodKey: figure.period } } : {}) })), history: history.map((one) => ({ ...one, on: one.on as Day })),
    ...(closedOn ? { closed: { on: closedOn as Day, proof: closingProof! } } : {}),
  })));
}

import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { nameWords } from '../../network/name-likeness.ts';
import { organizationNames } from '../../network/server/organizations.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { SavedFacts } from '../offer-facts.ts';
import type { Comparable } from '../duplicates/likeness.ts';
import { searchPairs, type SuspiciousPair } from '../duplicates/candidate-pairs.ts';
import { addressKey, webKey } from '../duplicates/compared-texts.ts';

/** All offers that are in use, as they are compared; four statements, whatever their number. */
export async function loadComparables(tx: Read, municipalityId: Uuid, ids?: readonly Uuid[]): Promise<Comparable[]> {
  const among = ids ? sql<boolean>`service.id = any(${[...ids]}::uuid[])` : sql<boolean>`service.status <> 'retired'`;
  const rows = await tx.selectFrom('offers.service as service')
    .select(['service.id', 'service.name', 'service.organization_id', 'service.website', 'service.email', 'service.minimum_age_months', 'service.maximum_age_months', 'service.search_facts'])
    .where('service.municipality_id', '=', municipalityId).where(among).execute();
  const organizations = await organizationNames(tx, municipalityId);
  const parts = await loadComparedParts(tx, municipalityId);
  const wordsOf = new Map([...organizations].map(([id, name]) => [id, nameWords(name)]));
  return rows.map((row): Comparable => {
    const own = parts.get(row.id);
    const website = webKey(row.website);
    return {
      id: row.id, name: nameWords(row.name), organizationId: row.organization_id, organization: wordsOf.get(row.organization_id) ?? nameWords(''),
      locationIds: own?.locations ?? [], addresses: own?.addresses ?? [], phones: own?.phones ?? [], times: own?.times ?? [],
      fieldIds: (row.search_facts as unknown as SavedFacts | null)?.fields ?? [],
      ...(website ? { website } : {}), ...(row.email ? { email: row.email.toLowerCase() } : {}),
      ...(row.minimum_age_months === null ? {} : { minimumAgeMonths: row.minimum_age_months }), ...(row.maximum_age_months === null ? {} : { maximumAgeMonths: row.maximum_age_months }),
    };
  });
}

interface Parts { locations: Uuid[]; addresses: string[]; phones: string[]; times: string[] }

async function loadComparedParts(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, Parts>> {
  const parts = new Map<Uuid, Parts>();
  const of = (id: Uuid) => {
    let own = parts.get(id);
    if (!own) parts.set(id, (own = { locations: [], addresses: [], phones: [], times: [] }));
    return own;
  };
  const places = await tx.selectFrom('offers.service_at_location as at')
    .innerJoin('offers.location as location', (join) => join.onRef('location.municipality_id', '=', 'at.municipality_id').onRef('location.id', '=', 'at.location_id'))
    .select(['at.service_id', 'at.location_id', 'location.street', 'location.house_number', 'location.postal_code']).where('at.municipality_id', '=', municipalityId).execute();
  for (const row of places) {
    const own = of(row.service_id);
    own.locations.push(row.location_id);
    const address = addressKey(row.street, row.house_number, row.postal_code);
    if (address) own.addresses.push(address);
  }
  const phones = await tx.selectFrom('offers.phone').select(['service_id', 'number_e164']).where('municipality_id', '=', municipalityId).where('number_e164', 'is not', null).execute();
  for (const row of phones) of(row.service_id).phones.push(row.number_e164!);
  const times = await tx.selectFrom('offers.schedule').select(['service_id', 'weekday', 'opens_at']).where('municipality_id', '=', municipalityId).execute();
  for (const row of times) of(row.service_id).times.push(`${row.weekday} ${row.opens_at.slice(0, 5)}`);
  return parts;
}

/** Pairs that look like one offer written twice, without those somebody has decided about. Large towns take some seconds; others have their turn meanwhile. */
export async function findDuplicates(tx: Read, municipalityId: Uuid): Promise<SuspiciousPair[]> {
  const settled = new Set((await tx.selectFrom('offers.distinct_pair').select(['service_id', 'other_id']).where('municipality_id', '=', municipalityId).execute())
    .map((row) => `${row.service_id} ${row.other_id}`));
  const search = searchPairs(await loadComparables(tx, municipalityId), (one, other) => settled.has(`${one} ${other}`));
  for (let step = search.next(); ; step = search.next()) {
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** Remembers that two offers are two, and why. */
export async function storeDistinctPair(tx: Write, municipalityId: Uuid, one: Uuid, other: Uuid, reason: string, by: { on: Day; personId?: Uuid }): Promise<void> {
  const [first, second] = [one, other].sort();
  await tx.insertInto('offers.distinct_pair').values({ municipality_id: municipalityId, id: newId(), service_id: first!, other_id: second!, reason, decided_on: by.on, decided_by: by.personId ?? null })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'service_id', 'other_id']).doNothing()).execute();
}

export interface DistinctPair {
  id: Uuid;
  serviceId: Uuid;
  serviceName: string;
  otherId: Uuid;
  otherName: string;
  reason: string;
  decidedOn: Day;
  decidedBy?: string;
}

/** Pairs that are no duplicates, the latest decision first. */
export async function listDistinctPairs(tx: Read, municipalityId: Uuid): Promise<DistinctPair[]> {
  const rows = await tx.selectFrom('offers.distinct_pair as pair')
    .innerJoin('offers.service as service', (join) => join.onRef('service.municipality_id', '=', 'pair.municipality_id').onRef('service.id', '=', 'pair.service_id'))
    .innerJoin('offers.service as other', (join) => join.onRef('other.municipality_id', '=', 'pair.municipality_id').onRef('other.id', '=', 'pair.other_id'))
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'pair.municipality_id').onRef('person.id', '=', 'pair.decided_by'))
    .select(['pair.id', 'pair.service_id', 'pair.other_id', 'pair.reason', 'pair.decided_on', 'service.name as service_name', 'other.name as other_name', 'person.display_name'])
    .where('pair.municipality_id', '=', municipalityId).orderBy('pair.decided_on', 'desc').orderBy('pair.id', 'desc').execute();
  return rows.map((row) => ({
    id: row.id, serviceId: row.service_id, serviceName: row.service_name, otherId: row.other_id, otherName: row.other_name, reason: row.reason, decidedOn: row.decided_on,
    ...(row.display_name ? { decidedBy: row.display_name } : {}),
  }));
}

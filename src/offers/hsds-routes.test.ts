import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import { day } from '../platform/day.ts';
import { newId } from '../platform/id.ts';
import { interfaceTable, type Interface } from './feeds/interface-table.ts';
import type { HsdsAnnouncedEvent, HsdsPage, HsdsService } from './hsds/hsds.ts';
import { hsdsValidator, schemasFolder } from './hsds/hsds-schemas.fixture.ts';
import { profilePatches } from './hsds/profile.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { newEvent, type EventRecord } from './events/event.ts';
import { storeEvents } from './server/store-events.ts';
import { storeServices } from './server/store-services.ts';
import type { ServiceRecord } from './service.ts';

let house: TestApp;
let directory: SampleDirectory;
let group: ServiceRecord;
let festival: EventRecord;

beforeAll(async () => {
  house = await testApp();
  await loadDemo({ owner: house.test.owner, clock: house.house.clock, slugs: ['alfeld'] });
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  const rule = { weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' };
  group = directory.service('Krabbelgruppe <Zwerge>', {
    summary: 'Spielen und Singen', description: 'Mehr dazu.', minimumAgeMonths: -9, maximumAgeMonths: 18, freeOfCharge: 'no', languages: ['de', 'ar'], website: 'www.ohne-schema.example', email: 'kein at zeichen',
    phones: [{ number: '05181 70 30', description: 'Büro', languages: ['de'] }], assuredAt: day('2026-05-04'), assuredBy: 'Frau Geheim',
    schedules: [{ ...rule, locationId: directory.locationId, validUntil: day('2027-01-01') }, { ...rule, weekday: 4, weekOfMonth: 5 }],
    exceptions: [{ onDay: day('2026-12-01'), kind: 'closed', note: 'Ausflug' }, { onDay: day('2026-12-02'), kind: 'extra', opensAt: '10:00', closesAt: '12:00', note: '' }],
    contacts: [{ name: 'Kim Geheim', title: '', isPublic: false }, { name: 'Toni Offen', title: 'Leitung', isPublic: true, phone: '05181 1' }],
    costs: [{ amountCents: 450, description: 'je Termin', reducedFor: '' }, { description: 'Material', reducedFor: 'Geschwister' }],
    texts: [{ language: 'ar', name: 'مجموعة الأطفال', summary: '', description: '', state: 'machine-made' }],
  });
  festival = newEvent({
    id: newId(), organizationId: directory.organizationId, serviceId: group.id, name: 'Singkreis', kind: 'group', firstDay: day('2026-11-24'), recurrence: 'weekly', weekdays: [2], opensAt: '16:00', closesAt: '17:00', costCents: 250,
    freeOfCharge: 'no', minimumAgeMonths: 6, locationId: directory.locationId, places: 12, registration: 'open', registrationEmail: 'singen@familienwerk.example', registrationUntil: day('2027-01-01'),
    exceptions: [{ kind: 'changed', originalDay: day('2026-12-01'), onDay: day('2026-12-03'), placeNote: '', reason: 'Raum belegt' }, { kind: 'cancelled', originalDay: day('2026-12-08'), placeNote: '', reason: 'Feier' }],
  });
  const hidden = [directory.service('Entwurf', { status: 'draft' }), directory.service('Vorbei', { validUntil: day('2026-11-22') }), directory.service('Ruht', { status: 'inactive' })];
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [group, ...hidden], house.house.clock));
  await house.database.write(house.town.id, (tx) => storeEvents(tx, house.town.id, [festival, newEvent({ ...festival, id: newId(), name: 'Entwurf', status: 'draft' }), newEvent({ ...festival, id: newId(), name: 'Vorbei', firstDay: day('2026-11-20'), recurrence: 'once', weekdays: [], exceptions: [] })], house.house.clock));
}, 120_000);
afterAll(() => house.close());

const get = (path: string, headers: Record<string, string> = {}) => Promise.resolve(house.app.request(new URL(path, house.house.configuration.baseUrl), { headers }));
const read = async <Value>(path: string) => (await get(path)).json() as Promise<Value>;
const contents = async <Item = { id: string; name: string }>(path: string) => (await read<HsdsPage<Item>>(path)).contents;

describe('a county with an HSDS client', () => {
  test('learns what the interface is and finds its profile and its description', async () => {
    const about = await read<{ version: string; profile: string; openapi_url: string }>('/musterstadt/hsds');
    expect(about.version).toBe('3.1');
    for (const url of [about.profile, about.openapi_url]) expect((await get(new URL(url).pathname)).status).toBe(200);
  });

  test('gets only what families may see: no drafts, nothing over, no names that are not public', async () => {
    expect((await contents('/musterstadt/hsds/services')).map(({ name }) => name)).toEqual(['Krabbelgruppe <Zwerge>']);
    const all = (await Promise.all(['services?full=true', 'organizations?full_service=true', 'service_at_locations?full=true', `services/${group.id}`].map(async (path) => (await get(`/musterstadt/hsds/${path}`)).text()))).join();
    for (const secret of ['Geheim', 'Entwurf', 'Vorbei', 'Ruht', 'fingerprint', 'municipality_id']) expect(all).not.toContain(secret);
    expect(all).toContain('Toni Offen');
  });

  test('reads ages in months and years, the last Thursday of a month, a moved date, prices, and no address that is none', async () => {
    const service = await read<HsdsService>(`/musterstadt/hsds/services/${group.id}`);
    expect(service).toMatchObject({ minimum_age: 0, minimum_age_months: -9, maximum_age: 1.5, maximum_age_months: 18, fees_description: 'je Termin, 4,50 €; Material, Geschwister' });
    expect(service.schedules).toMatchObject([{ freq: 'MONTHLY', byday: '-1TH', opens_at: '09:30', time_zone: 'Europe/Berlin' }]);
    expect(service.service_at_locations).toMatchObject([{ schedules: [{ freq: 'WEEKLY', byday: 'TU', valid_to: '2026-12-31' }] }]);
    expect(service.schedule_exceptions).toMatchObject([{ date: '2026-12-01', kind: 'closed', note: 'Ausflug' }, { date: '2026-12-02', kind: 'extra', opens_at: '10:00' }]);
    expect(service.events?.filter(({ date }) => date.startsWith('2026-12-0')).map(({ date, status }) => `${date} ${status}`)).toEqual(['2026-12-01 cancelled', '2026-12-02 extra', '2026-12-08 scheduled']);
    expect(service.cost_options).toMatchObject([{ amount: 4.5, currency: 'EUR' }, { option: 'Material', amount_description: 'Geschwister' }]);
    expect(service).not.toHaveProperty('url');
    expect(service).not.toHaveProperty('email');
  });

  test('reads events with their dates: moved, cancelled, in months and wall time, and only those to come', async () => {
    const [event, ...others] = await contents<HsdsAnnouncedEvent>('/musterstadt/hsds/events');
    expect(others).toEqual([]);
    expect(event).toMatchObject({ id: festival.id, service_id: group.id, name: 'Singkreis', first_date: '2026-11-24', cost: 2.5, currency: 'EUR', minimum_age_months: 6, minimum_age: 0.5, capacity_places: 12, registration_until: '2026-12-31', location: { name: 'Haus der Familie' } });
    expect(event!.dates.slice(0, 5).map(({ date, status, moved_from: from }) => [date, status, from ?? ''].join(' ').trim())).toEqual(['2026-11-24 scheduled', '2026-12-01 moved', '2026-12-03 extra 2026-12-01', '2026-12-08 cancelled', '2026-12-15 scheduled']);
    expect(event).not.toHaveProperty('last_date');
    expect(event!.dates[0]).not.toHaveProperty('places_left');
    expect(await read(`/musterstadt/hsds/events/${festival.id}`)).toEqual(event);
    expect((await get(`/nachbarstadt/hsds/events/${festival.id}`)).status).toBe(404);
    for (const [query, count] of [['search=sing', 1], ['search=Fahrrad', 0], [`organization_id=${newId()}`, 0], ['modified_after=2026-11-23', 0]] as const) expect((await contents(`/musterstadt/hsds/events?${query}`)).length, query).toBe(count);
  });

  test('finds the same ids after the offer was saved again', async () => {
    const before = await read<HsdsService>(`/musterstadt/hsds/services/${group.id}`);
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [group], house.house.clock));
    expect({ ...await read<HsdsService>(`/musterstadt/hsds/services/${group.id}`), last_modified: '' }).toEqual({ ...before, last_modified: '' });
  });

  test('turns pages until the last, and gets the same records as lines in one piece', async () => {
    const ids: string[] = [];
    for (let page = 1, last = false; !last; page += 1) {
      const answer = await read<HsdsPage<{ id: string }>>(`/alfeld/hsds/services?per_page=50&page=${page}`);
      expect(answer).toMatchObject({ page_number: page, size: answer.contents.length, first_page: page === 1, empty: false });
      ids.push(...answer.contents.map(({ id }) => id));
      last = answer.last_page;
    }
    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids).size).toBe(ids.length);
    const lines = (await (await get('/alfeld/hsds/services', { Accept: 'application/x-ndjson' })).text()).trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id);
    expect(lines).toEqual(ids);
    expect(await read('/alfeld/hsds/services?page=999')).toMatchObject({ empty: true, last_page: true, contents: [] });
  });

  test('narrows by organization, term, taxonomy, words, change and postal code', async () => {
    const { id: taxonomy } = (await contents('/musterstadt/hsds/taxonomies'))[1]!;
    const found = async (query: string, list = 'services') => (await contents(`/musterstadt/hsds/${list}?${query}`)).length;
    for (const query of [`organization_id=${directory.organizationId}`, `taxonomy_term_id=${directory.fields.advice}`, `taxonomy_id=${taxonomy}`, 'search=Krabbelgruppe', 'modified_after=2026-11-22T09:00:00Z', `taxonomy_term_id=${directory.phases.early}`]) expect(await found(query), query).toBe(1);
    for (const query of [`organization_id=${newId()}`, `taxonomy_term_id=${directory.fields.health}`, `taxonomy_id=${newId()}`, 'search=Fahrradwerkstatt', 'modified_after=2026-11-23', `taxonomy_term_id=${directory.phases.kita}`]) expect(await found(query), query).toBe(0);
    expect(await found('postcode=31061', 'service_at_locations')).toBe(1);
    expect(await found('postcode=10115', 'service_at_locations')).toBe(0);
    expect(await found('search=familienwerk', 'organizations')).toBe(1);
  });

  test('is told in JSON what is wrong or missing; records of a neighbour and drafts look missing', async () => {
    const bad = await get('/musterstadt/hsds/services?modified_after=gestern&page=0');
    expect([bad.status, bad.headers.get('Content-Type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(((await bad.json()) as { detail: string }).detail).toBe('page must be a whole number; modified_after must be a date or an instant (ISO 8601).');
    for (const path of [`/nachbarstadt/hsds/services/${group.id}`, `/musterstadt/hsds/services/${newId()}`, '/musterstadt/hsds/services/x', `/nachbarstadt/hsds/organizations/${directory.organizationId}`, '/musterstadt/hsds/service_at_locations/x', `/nachbarstadt/hsds/taxonomy_terms/${directory.fields.advice}`]) {
      expect((await get(path)).status, path).toBe(404);
    }
    expect((await get('/musterstadt/hsds/services?format=xml')).status).toBe(400);
  });

  test('reads from any page of the web, and asks again only for what has changed', async () => {
    const first = await get('/musterstadt/hsds/services?full=true', { Origin: 'https://landkreis.example' });
    expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=300');
    expect((await get('/musterstadt/hsds/services?full=true', { 'If-None-Match': first.headers.get('ETag')! })).status).toBe(304);
    const signedIn = await house.get('/musterstadt/hsds/services', await house.signIn(['coordinator']));
    expect(signedIn.headers.get('Cache-Control')).toBe('no-store');
  });
});

let asked: Promise<Awaited<ReturnType<typeof answersOf>>> | undefined;
const allAnswers = () => (asked ??= Promise.all(['alfeld', 'musterstadt'].map(answersOf)).then((both) => both.flat()));

/** Addresses of every kind of answer about the demo town, each with the schema its records must keep to. */
async function answersOf(town: string): Promise<{ path: string; schema: string; records: Record<string, unknown>[] }[]> {
  const answers: { path: string; schema: string; records: Record<string, unknown>[] }[] = [];
  for (const { path, answer, query } of interfaceTable as readonly Interface[]) {
    if (answer.kind !== 'list') continue;
    const flags = ['', ...['full', 'full_service', 'minimal'].filter((flag) => query.includes(flag)).map((flag) => `&${flag}=true`)];
    for (const flag of flags) {
      const records = await contents<Record<string, unknown>>(`/${town}${path}?per_page=200${flag}`);
      answers.push({ path: `${path}?${flag}`, schema: answer.of, records });
    }
    const ids = answers.at(-1)!.records.map(({ id }) => String(id));
    answers.push({ path: `${path}/{id}`, schema: answer.of, records: await Promise.all(ids.slice(0, 12).map((id) => read<Record<string, unknown>>(`/${town}${path}/${id}`))) });
  }
  return answers;
}

/** What HSDS 3.1 requires, and what its tables need to be joined; our own list, so that this holds without the official files. */
const REQUIRED: Record<string, readonly string[]> = {
  service: ['id', 'name', 'status'], event: ['id', 'organization_id', 'name', 'kind', 'status', 'first_date', 'url'], organization: ['id', 'name', 'description'], service_at_location: ['id', 'service_id', 'location_id'], taxonomy: ['id', 'name', 'description'], taxonomy_term: ['id', 'name', 'description'],
  location: ['id', 'location_type'], address: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'], phone: ['id', 'number'], schedule: ['id', 'freq', 'byday', 'opens_at', 'closes_at'],
  attribute: ['id', 'link_id', 'link_entity', 'taxonomy_term_id'], cost_option: ['id', 'service_id'], language: ['id', 'name'], service_area: ['id'], contact: ['id'], accessibility: ['id'],
};
const KINDS: Record<string, string> = {
  organization: 'organization', services: 'service', service: 'service', location: 'location', addresses: 'address', phones: 'phone', schedules: 'schedule', attributes: 'attribute', cost_options: 'cost_option',
  languages: 'language', service_areas: 'service_area', contacts: 'contact', accessibility: 'accessibility', service_at_locations: 'service_at_location', taxonomy_term: 'taxonomy_term', taxonomy_detail: 'taxonomy',
};

function missing(kind: string, record: Record<string, unknown>): string[] {
  const own = REQUIRED[kind]!.filter((name) => typeof record[name] !== 'string').map((name) => `${kind}.${name}`);
  return [...own, ...Object.entries(record).flatMap(([name, value]) => {
    const inner = KINDS[name];
    if (value === null) return [`${kind}.${name} is null`];
    if (!inner || typeof value !== 'object') return [];
    return (Array.isArray(value) ? value : [value]).flatMap((one) => missing(inner, one as Record<string, unknown>));
  })];
}

describe('every answer about the demo town', () => {
  test('has what the standard requires, at every depth, and no null', async () => {
    for (const { path, schema, records } of await allAnswers()) {
      expect(records.length, path).toBeGreaterThan(0);
      expect(records.flatMap((record) => missing(schema, record)), path).toEqual([]);
    }
  }, 120_000);

  const title = schemasFolder ? 'keeps to the official schemas of HSDS, and to our profile' : 'SKIPPED against the official schemas of HSDS: name their folder in HSDS_SCHEMAS';
  test.skipIf(!schemasFolder)(title, async () => {
    const [official, profiled] = [hsdsValidator(schemasFolder!, { profile: false }), hsdsValidator(schemasFolder!, { profile: true })];
    expect(official('service', { id: 'x' }), 'the validator can refuse').not.toEqual([]);
    for (const { path, schema, records } of await allAnswers()) {
      for (const record of records) expect([...official(schema, record), ...profiled(schema, record)], `${path} ${String(record['id'])}`).toEqual([]);
    }
  }, 120_000);
});

test('the profile in docs/profile is the one that is served', async () => {
  const served = await read<Record<string, unknown>>('/musterstadt/hsds/profile');
  expect(served).toEqual(profilePatches);
  for (const [name, patch] of Object.entries(profilePatches)) expect(JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'profile', name), 'utf8')), name).toEqual(patch);
});

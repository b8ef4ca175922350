import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { jobTasks } from '../job-tasks.ts';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import { newId } from '../platform/id.ts';
import { languages, languageFacts } from '../platform/language.ts';
import { readXml } from '../platform/table-file/xml-events.ts';
import { runJobsOnce } from '../platform/worker.ts';
import { interfaceTable, queryParameters, type Interface } from './feeds/interface-table.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { loadServices } from './server/load-services.ts';
import { newEvent, type EventRecord } from './events/event.ts';
import { storeEvents } from './server/store-events.ts';
import { storeServices } from './server/store-services.ts';
import type { ServiceRecord } from './service.ts';

const IMPORT = '/musterstadt/verwaltung/angebote/hsds';
let house: TestApp;
let directory: SampleDirectory;
let group: ServiceRecord;
let coordinator: string;

beforeAll(async () => {
  // Long ago: work that is planned then is due now, whenever the tests run.
  house = await testApp(fixedClock('2020-01-14T09:00:00Z'));
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  const rule = { weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' };
  group = directory.service('Krabbelgruppe; <Zwerge> & Eltern, die gerne lange Namen haben und noch längere Beschreibungen schreiben', {
    summary: 'Spielen & Singen \u0007 <b>mit Müttern, Vätern, Großeltern und allen</b>', minimumAgeMonths: 6, maximumAgeMonths: 18, freeOfCharge: 'yes', schedules: [rule],
    exceptions: [{ onDay: day('2020-01-21'), kind: 'closed', note: '' }, { onDay: day('2020-01-22'), kind: 'extra', opensAt: '10:00', closesAt: '12:00', note: '' }],
    contacts: [{ name: 'Kim Geheim', title: '', isPublic: false }], texts: [{ language: 'ar', name: 'مجموعة الأطفال', summary: '', description: '', state: 'machine-made' }],
  });
  const other = directory.service('Lerncafé', { minimumAgeMonths: 120, maximumAgeMonths: 200, schedules: [{ ...rule, weekday: 5 }] });
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [group, other, directory.service('Entwurf', { status: 'draft', schedules: [rule] })], house.house.clock));
  coordinator = await house.signIn(['coordinator']);
});
afterAll(() => house.close());

const get = (path: string, headers: Record<string, string> = {}) => Promise.resolve(house.app.request(new URL(path, house.house.configuration.baseUrl), { headers }));
const text = async (path: string) => (await get(path)).text();

describe('a calendar that subscribes to a filter', () => {
  test('gets the dates of what the filter finds, in lines of at most 75 octets, with the time zone', async () => {
    const file = await text('/musterstadt/angebote.ics?alter=12m');
    const lines = file.replace(/\r\n /g, '').split('\r\n');
    for (const line of ['BEGIN:VTIMEZONE', 'RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU', 'DTSTART;TZID=Europe/Berlin:20200114T093000', 'LOCATION:Haus der Familie\\, Kirchstraße 3\\, 31061 Musterstadt']) expect(lines).toContain(line);
    for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(file).not.toMatch(/Lerncaf|Entwurf|Geheim/);
    expect(await text('/musterstadt/angebote.ics')).toContain('Lerncafé');
  });

  test('shows a moved date once: closed where it was, an event of its own where it is', async () => {
    const lines = (await text('/musterstadt/angebote.ics?alter=12m')).replace(/\r\n /g, '').split('\r\n');
    expect(lines).toContain('EXDATE;TZID=Europe/Berlin:20200121T093000');
    expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20200122T100000');
    const ids = lines.filter((line) => line.startsWith('UID:'));
    expect(new Set(ids).size).toBe(2);
    expect((await text(`/musterstadt/angebote/${group.id}.ics`)).replace(/\r\n /g, '').split('\r\n').filter((line) => line.startsWith('UID:'))).toEqual(ids);
  });

  test('hears nothing new while nothing has changed', async () => {
    const first = await get('/musterstadt/angebote.ics');
    expect(first.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect((await get('/musterstadt/angebote.ics', { 'If-None-Match': first.headers.get('ETag')! })).status).toBe(304);
  });
});

/** All elements of a document with their text; throws where it is not well-formed. */
function elementsOf(xml: string): string[] {
  const names: string[] = [];
  readXml(xml, { open: (name: string) => void names.push(name), close: () => undefined, text: () => undefined } as never);
  return names;
}

describe('feeds and lists for machines', () => {
  test('the Atom feed is well-formed whatever an offer is called, and is that of its filter', async () => {
    const feed = await text('/musterstadt/angebote.atom?alter=12m');
    expect(elementsOf(feed).filter((name) => name === 'entry')).toHaveLength(1);
    expect(feed).toContain(`<id>urn:uuid:${group.id}</id>`);
    expect(feed).toContain('&lt;Zwerge&gt; &amp; Eltern');
    expect(feed).toContain('<updated>2020-01-14T09:00:00.000Z</updated>');
    expect(await text('/musterstadt/ar/angebote.atom')).toContain('مجموعة الأطفال');
  });

  test('the sitemap names every public page in its languages, and robots find it through the index', async () => {
    const map = await text('/musterstadt/sitemap.xml');
    expect(elementsOf(map).filter((name) => name === 'url')).toHaveLength(8);
    expect(map).toContain(`hreflang="ar" href="http://localhost:3000/musterstadt/ar/angebote/${group.id}"`);
    expect(await text('/sitemap.xml')).toContain('<loc>http://localhost:3000/nachbarstadt/sitemap.xml</loc>');
  });

  test('the catalogue describes the data and names no licence nobody has given', async () => {
    const { '@graph': graph } = JSON.parse(await text('/musterstadt/dcat')) as { '@graph': Record<string, unknown>[] };
    expect(graph.map((node) => node['@type'])).toEqual(['dcat:Catalog', 'dcat:Dataset', ...Array<string>(6).fill('dcat:Distribution'), 'dcat:DataService', 'foaf:Organization']);
    for (const { '@id': id, '@type': type } of graph) if (type === 'dcat:Distribution') expect((await get(new URL(String(id)).pathname + new URL(String(id)).search)).status, String(id)).toBe(200);
    expect(JSON.stringify(graph)).not.toContain('licen');
  });

  test('the catalogue names licence, source, publisher and contact as soon as the municipality has decided', async () => {
    const page = '/musterstadt/verwaltung/schnittstellen';
    const refused = await house.submit(page, { licence: 'dl-by-de/2.0', contactEmail: 'kein at' }, { cookie: coordinator });
    expect(refused.status).toBe(422);
    await house.submit(page, { licence: 'dl-by-de/2.0', attribution: 'Stadt Musterstadt, Familienbüro', publisher: 'Familienbüro', contactName: 'Offene Daten', contactEmail: 'daten@musterstadt.example' }, { cookie: coordinator });
    const { '@graph': graph } = JSON.parse(await text('/musterstadt/dcat')) as { '@graph': Record<string, unknown>[] };
    expect(graph.filter((node) => node['@type'] === 'dcat:Distribution').every((node) => JSON.stringify(node['dct:license']) === '{"@id":"http://dcat-ap.de/def/licenses/dl-by-de/2.0"}' && node['dcatde:licenseAttributionByText'] === 'Stadt Musterstadt, Familienbüro')).toBe(true);
    expect(JSON.stringify(graph)).toContain('mailto:daten@musterstadt.example');
    expect(JSON.parse(await text('/musterstadt/hsds/openapi.json'))).toMatchObject({ info: { license: { name: 'Datenlizenz Deutschland – Namensnennung – Version 2.0' }, contact: { email: 'daten@musterstadt.example' } } });
    expect(await text('/musterstadt/angebote.atom')).toContain('<rights>Datenlizenz Deutschland');
  });

  test('the OpenAPI document names exactly what answers, and every answer has the type it promises', async () => {
    const document = JSON.parse(await text('/musterstadt/hsds/openapi.json')) as { paths: Record<string, { get: { parameters?: { $ref?: string }[]; responses: Record<string, { content?: Record<string, unknown> }> } }>; components: { parameters: Record<string, unknown> } };
    const routes = house.app.routes.filter(({ method, path }) => method === 'GET' && /^\/:town\/(hsds|(angebote|veranstaltungen)\.(ics|atom)|dcat|sitemap)/.test(path)).map(({ path }) => path.replace('/:town', '').replace(/:(\w+)/g, '{$1}'));
    expect(Object.keys(document.paths).sort()).toEqual([...new Set(routes)].sort());
    for (const [path, { get: operation }] of Object.entries(document.paths)) {
      for (const { $ref } of operation.parameters ?? []) if ($ref) expect(document.components.parameters, path).toHaveProperty($ref.split('/').at(-1)!);
      if (path.includes('{')) continue;
      const type = (await get(`/musterstadt${path}`)).headers.get('Content-Type')!.replace('; charset=utf-8', '');
      expect(Object.keys(operation.responses['200']!.content!), path).toContain(type);
    }
    expect(new Set(interfaceTable.flatMap(({ query }: Interface) => query)).size).toBe(Object.keys(queryParameters).length);
  });
});

describe('events in the doors', () => {
  let events: EventRecord[];
  beforeAll(async () => {
    const event = (known: Partial<EventRecord>) => newEvent({ id: newId(), organizationId: directory.organizationId, name: '', firstDay: day('2020-01-25'), ...known });
    events = [
      event({ name: 'Lichterfest <mit> Zwergen', serviceId: group.id, firstDay: day('2020-02-01'), opensAt: '16:00', placeNote: 'am Brunnen' }), event({ name: 'Spielzeugmarkt', kind: 'market-day' }),
      event({ name: 'Noch geheim', status: 'draft' }), event({ name: 'Laternenumzug', status: 'cancelled', cancelledBecause: 'Sturm' }),
    ];
    await house.database.write(house.town.id, (tx) => storeEvents(tx, house.town.id, events, house.house.clock));
  });
  afterAll(() => house.database.write(house.town.id, (tx) => tx.updateTable('offers.event').set({ status: 'retired' }).where('municipality_id', '=', house.town.id).execute()));

  test('the Atom feed names them as new, the cancelled as cancelled; of a filter only those of an offer it finds', async () => {
    const all = await text('/musterstadt/angebote.atom');
    for (const words of ['Lichterfest &lt;mit&gt; Zwergen', 'Spielzeugmarkt', 'Laternenumzug – fällt aus', 'Sturm', `<id>urn:uuid:${events[1]!.id}</id>`, `/musterstadt/veranstaltungen/${events[1]!.id}`, '<category term="Markttag"/>']) expect(all).toContain(words);
    expect(all).not.toContain('Noch geheim');
    expect(elementsOf(all).filter((name) => name === 'entry')).toHaveLength(5);
    const filtered = await text('/musterstadt/angebote.atom?alter=12m');
    expect(filtered).toContain('Lichterfest');
    expect(filtered).not.toContain('Spielzeugmarkt');
  });

  test('the list on another website shows the next dates, the soonest first, and nothing that is cancelled', async () => {
    const html = await text('/musterstadt/einbetten');
    expect(html.indexOf('Spielzeugmarkt')).toBeGreaterThan(html.indexOf('Nächste Veranstaltungen'));
    expect(html.indexOf('Lichterfest &lt;mit&gt; Zwergen')).toBeGreaterThan(html.indexOf('Spielzeugmarkt'));
    expect(html).toContain('am Brunnen');
    expect(html).not.toMatch(/Noch geheim|Laternenumzug|<script|<form/);
    expect(await text('/musterstadt/einbetten?alter=12m')).not.toContain('Spielzeugmarkt');
    expect(await text('/musterstadt/ar/einbetten')).toContain('Spielzeugmarkt');
  });

  test('calendars get them from their own address, so that nobody has a date twice', async () => {
    expect(await text('/musterstadt/veranstaltungen.ics')).toContain('SUMMARY:Spielzeugmarkt');
    expect(await text('/musterstadt/angebote.ics')).not.toContain('Spielzeugmarkt');
  });
});

describe('the list on another website', () => {
  test.each(languages)('needs no script, form or cookie, and may be framed, in %s', async (language) => {
    const segment = languageFacts[language].segment;
    const answer = await get(`/musterstadt${segment ? `/${segment}` : ''}/einbetten?alter=12m`);
    const html = await answer.text();
    expect(html).not.toMatch(/<script|<form|embed\.|card\.next/);
    expect(html).not.toContain('Lerncafé');
    expect(html).toContain(language === 'ar' ? 'مجموعة الأطفال' : '&lt;Zwerge&gt;');
    expect(html).toContain('&lt;b&gt;mit Müttern');
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    expect(answer.headers.get('X-Frame-Options')).toBeNull();
    expect(answer.headers.get('Content-Security-Policy')).toContain('frame-ancestors *');
  });

  test('is the only page that may be framed', async () => {
    for (const path of ['/musterstadt', '/musterstadt/angebote', '/musterstadt/hsds', '/musterstadt/verwaltung/schnittstellen']) {
      const answer = await get(path);
      expect([answer.headers.get('X-Frame-Options'), answer.headers.get('Content-Security-Policy')], path).toEqual(['DENY', expect.stringContaining("frame-ancestors 'none'")]);
    }
  });

  test('is made by the coordinator with a few choices; hostile words stay words', async () => {
    const page = await (await house.get(`/musterstadt/verwaltung/schnittstellen?zeigen=1&thema=beratung&suche=${encodeURIComponent('"><script>')}&in=ar`, coordinator)).text();
    expect(page).toContain('src=&quot;http://localhost:3000/musterstadt/ar/einbetten?thema=beratung&amp;amp;suche=%22%3E%3Cscript%3E&quot;');
    expect((await house.get('/musterstadt/verwaltung/schnittstellen', await house.signIn(['navigator']))).status).toBe(403);
  });
});

const feed = (services: unknown[]) => new File([JSON.stringify({ contents: services })], 'kreis.json');
const service = (id: string, more: object = {}) => ({ id, name: `Angebot ${id}`, status: 'active', organization: { id: 'o1', name: 'Kreisverein', description: 'Im ganzen Kreis' }, ...more });
const work = () => runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });

/** Uploads a feed and reads it; gives the address of its report. */
async function upload(file: File): Promise<string> {
  const answer = await house.submit(IMPORT, { file }, { cookie: coordinator, to: `${IMPORT}/datei` });
  expect(answer.status).toBe(303);
  await work();
  return answer.headers.get('Location')!;
}
const stored = async () => (await house.database.read(house.town.id, (tx) => loadServices(tx, house.town.id))).filter(({ externalId }) => externalId !== undefined);

describe('a coordinator who takes over a foreign directory', () => {
  test('sees what is wrong before anything is stored, then takes it over; the same again changes nothing', async () => {
    const file = () => feed([service('a'), service('b', { status: '', url: 'www.ohne.example' }), service('c', { organization: undefined, organization_id: 'weg' })]);
    const report = await upload(file());
    const page = await (await house.get(report, coordinator)).text();
    for (const said of ['Der Status fehlt', 'Vor der Adresse fehlt http://', 'Der Verweis führt ins Leere', 'www.ohne.example', 'Angebot a', 'Kreisverein']) expect(page).toContain(said);
    expect(await stored()).toEqual([]);
    const csv = await (await house.get(`${report}/bericht.csv`, coordinator)).text();
    expect(csv).toContain('www.ohne.example');

    expect((await house.submit(report, { status: 'active' }, { cookie: coordinator })).status).toBe(422);
    expect((await house.submit(report, { status: 'active', seen: 'on' }, { cookie: coordinator })).status).toBe(303);
    expect((await stored()).map(({ name, status, website }) => [name, status, website])).toEqual([['Angebot a', 'active', undefined], ['Angebot b', 'draft', undefined]]);
    expect((await house.submit(report, { status: 'active', seen: 'on' }, { cookie: coordinator, to: report })).status).not.toBe(303);

    const again = await (await house.get(await upload(file()), coordinator)).text();
    expect(again).toContain('Es gibt nichts zu übernehmen');
  });

  test('reads again where the directory changed between report and acceptance', async () => {
    const report = await upload(feed([service('z')]));
    const twin = await upload(feed([service('z')]));
    expect((await house.submit(twin, { status: 'active' }, { cookie: coordinator })).status).toBe(303);
    const answer = await house.submit(report, { status: 'active' }, { cookie: coordinator });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('hat sich seit dem Lesen geändert');
  });

  test('is told what a file is that cannot be read, and that an address inside the house is not fetched', async () => {
    expect(await (await house.get(await upload(new File(['<html>'], 'x.json')), coordinator)).text()).toContain('kein JSON');
    for (const url of ['http://kreis.example/hsds', 'https://127.0.0.1/hsds', 'https://localhost/hsds', 'https://kreis.example:5432/']) {
      const answer = await house.submit(IMPORT, { url }, { cookie: coordinator, to: `${IMPORT}/adresse` });
      expect([answer.status, (await answer.text()).includes('Diese Adresse wird nicht abgerufen')], url).toEqual([422, true]);
    }
  });

  test('reads our own interface without a loss', async () => {
    const page = await text('/musterstadt/hsds/services?full=true');
    const neighbour = await house.signIn(['coordinator'], { town: house.otherTown.id });
    await house.database.write(house.otherTown.id, (tx) => sampleDirectory(tx, house.otherTown.id, house.house.clock));
    const there = IMPORT.replace('musterstadt', 'nachbarstadt');
    const report = (await house.submit(there, { file: new File([page], 'musterstadt.json') }, { cookie: neighbour, to: `${there}/datei` })).headers.get('Location')!;
    await work();
    expect((await house.submit(report, { status: 'active', seen: 'on' }, { cookie: neighbour })).status).toBe(303);
    const copy = (await house.database.read(house.otherTown.id, (tx) => loadServices(tx, house.otherTown.id))).find(({ externalId }) => externalId === group.id)!;
    const said = ({ minimumAgeMonths, maximumAgeMonths, freeOfCharge, exceptions, languages: spoken, status, summary }: ServiceRecord) => ({ minimumAgeMonths, maximumAgeMonths, freeOfCharge, exceptions, spoken, status, summary: summary.replace(/[^\p{L} ]/gu, '') });
    expect(said(copy)).toEqual(said(group));
    expect(copy.texts).toMatchObject([{ language: 'ar', name: 'مجموعة الأطفال', state: 'machine-made' }]);
  });

  test('sees no report of a neighbour, and nobody else may read feeds in', async () => {
    const report = await upload(feed([service('n')]));
    const neighbour = await house.signIn(['coordinator'], { town: house.otherTown.id });
    for (const path of [report, `${report}/bericht.csv`]) expect((await house.get(path.replace('musterstadt', 'nachbarstadt'), neighbour)).status).toBe(404);
    expect((await house.get(IMPORT, await house.signIn(['navigator']))).status).toBe(403);
  });
});

test('every code of a refusal or a problem has a German sentence', async () => {
  const { problemCodes } = await import('./hsds-import/feed-problem.ts');
  const said = Object.keys(JSON.parse(readFileSync(join(import.meta.dirname, 'messages', 'staff-interfaces.de.json'), 'utf8')) as object);
  const refusals = ['feed-fetch.ts', 'feed-pages.ts', 'read-hsds-feed.ts', 'import-hsds.ts', '../hsds-import/feed-file.ts'].flatMap((file) => [...readFileSync(join(import.meta.dirname, 'server', file), 'utf8').matchAll(/refused\('([a-z-]+)'/g)].map(([, code]) => code!));
  expect([...problemCodes, ...refusals].filter((code) => !said.includes(code))).toEqual([]);
});

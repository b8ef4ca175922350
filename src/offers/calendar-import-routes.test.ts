import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { jobTasks } from '../job-tasks.ts';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import { runJobsOnce } from '../platform/worker.ts';
import { withLocalEdits } from './events/origin.ts';
import { loadEvents } from './server/load-events.ts';
import { calendarHousekeeping } from './server/read-calendar-run.ts';
import { storeEvents } from './server/store-events.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';

const CALENDARS = '/musterstadt/verwaltung/kalender';
let house: TestApp;
let directory: SampleDirectory;
let coordinator: string;
let source: string;

const event = (uid: string, name: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${name}`, ...lines, 'END:VEVENT'];
const calendar = (...events: string[][]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');
const weekly = ['DTSTART;TZID=Europe/Berlin:20200121T093000', 'DTEND;TZID=Europe/Berlin:20200121T113000', 'RRULE:FREQ=WEEKLY;BYDAY=TU'];
const market = event('markt@stadt', 'Familienmarkt', 'DTSTART;VALUE=DATE:20200201', 'DESCRIPTION:Mit Kuchen', 'LOCATION:Haus der Familie');
const cafe = event('cafe@stadt', 'Elterncafé', ...weekly);

async function upload(text: string | Uint8Array): Promise<string> {
  const answer = await house.submit(`${CALENDARS}?kalender=${source}`, { source, file: new File([text as Uint8Array<ArrayBuffer>], 'stadt.ics') }, { cookie: coordinator, to: `${CALENDARS}/datei` });
  expect(answer.status).toBe(303);
  await runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });
  return answer.headers.get('Location')!;
}

const events = () => house.database.read(house.town.id, (tx) => loadEvents(tx, house.town.id));
const page = async (path: string) => (await house.get(path, coordinator)).text();

beforeAll(async () => {
  // Long ago: work that is planned then is due now, whenever the tests run.
  house = await testApp(fixedClock('2020-01-14T09:00:00Z'));
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  coordinator = await house.signIn(['coordinator']);
  const saved = await house.submit(CALENDARS, { source: '', name: 'Stadtkalender', organizationId: directory.organizationId, url: '', newStatus: 'active' }, { cookie: coordinator });
  source = new URL(saved.headers.get('Location')!, 'http://x').searchParams.get('kalender')!;
});
afterAll(() => house.close());

describe('the calendar of the town', () => {
  test('is shown before anything is stored, and then stored', async () => {
    const run = await upload(calendar(cafe, market, event('kaputt', 'Ohne Tag')));
    const preview = await page(run);
    for (const word of ['Elterncafé', 'Familienmarkt', 'Haus der Familie', 'Der Beginn (DTSTART) fehlt']) expect(preview).toContain(word);
    expect(await events()).toEqual([]);
    expect((await house.submit(run, {}, { cookie: coordinator })).status).toBe(303);
    expect((await events()).map(({ name, locationId }) => [name, locationId === directory.locationId])).toEqual([['Elterncafé', false], ['Familienmarkt', true]]);
  });

  test('changes nothing when the same is read again', async () => {
    const run = await upload(calendar(cafe, market));
    expect(await page(run)).toContain('Es gibt nichts zu übernehmen');
  });

  test('does not undo what was changed here, and asks where both changed the same', async () => {
    const [, stored] = await events();
    const edited = withLocalEdits(stored!, { ...stored!, description: 'Mit Waffeln', audience: 'Alle' });
    await house.database.write(house.town.id, (tx) => storeEvents(tx, house.town.id, [edited], house.house.clock));
    const run = await upload(calendar(cafe, event('markt@stadt', 'Großer Familienmarkt', 'DTSTART;VALUE=DATE:20200201', 'DESCRIPTION:Ohne Kuchen', 'LOCATION:Haus der Familie')));
    const preview = await page(run);
    for (const word of ['Mit Waffeln', 'Ohne Kuchen', 'Großer Familienmarkt']) expect(preview).toContain(word);
    await house.submit(run, {}, { cookie: coordinator });
    expect((await events()).find(({ origin }) => origin?.uid === 'markt@stadt')).toMatchObject({ name: 'Großer Familienmarkt', description: 'Mit Waffeln', audience: 'Alle' });
  });

  test('takes the calendar’s value only where a person says so', async () => {
    const run = await upload(calendar(cafe, event('markt@stadt', 'Großer Familienmarkt', 'DTSTART;VALUE=DATE:20200201', 'DESCRIPTION:Nur Kaffee', 'LOCATION:Haus der Familie')));
    const { id } = (await events()).find(({ origin }) => origin?.uid === 'markt@stadt')!;
    await house.submit(run, { take: id }, { cookie: coordinator });
    expect((await events()).find((one) => one.id === id)!.description).toBe('Nur Kaffee');
  });

  test('proposes to take away what vanished and does it only when ticked', async () => {
    const first = await upload(calendar(cafe));
    expect(await page(first)).toContain('Nicht mehr zeigen: Großer Familienmarkt');
    await house.submit(first, {}, { cookie: coordinator });
    const { id, status } = (await events()).find(({ origin }) => origin?.uid === 'markt@stadt')!;
    expect(status).toBe('active');
    await house.submit(await upload(calendar(cafe)), { retire: id }, { cookie: coordinator });
    expect((await events()).find((one) => one.id === id)!.status).toBe('retired');
  });

  test('is refused in words where it is none, where it is broken, and where its address leads inside', async () => {
    expect(await page(await upload('<html>'))).toContain('Das ist kein Kalender');
    expect(await page(await upload(new Uint8Array([0xff, 0xfe, 0, 0, 1, 2, 3, 4])))).toContain('Zeichenkodierung');
    for (const url of ['http://stadt.example/k.ics', 'https://127.0.0.1/k.ics', 'https://[::1]/', 'https://169.254.169.254/latest', 'https://u:p@stadt.example/', 'file:///etc/passwd', 'https://localhost/']) {
      const answer = await house.submit(CALENDARS, { source: '', name: 'X', organizationId: directory.organizationId, url, newStatus: 'active' }, { cookie: coordinator });
      expect(answer.status, url).toBe(422);
      expect(await answer.text()).toContain('Diese Adresse wird nicht abgerufen');
    }
  });

  test('is read every day if that is wished, and a failure is said', async () => {
    await house.submit(CALENDARS, { source: '', name: 'Täglich', organizationId: directory.organizationId, url: 'webcal://kalender.invalid.example/stadt.ics', newStatus: 'draft', isDaily: 'on' }, { cookie: coordinator });
    const plan = calendarHousekeeping;
    await house.database.write(house.town.id, (tx) => plan(tx, { municipalityId: house.town.id, clock: house.house.clock, configuration: house.house.configuration }));
    await house.database.write(house.town.id, (tx) => plan(tx, { municipalityId: house.town.id, clock: house.house.clock, configuration: house.house.configuration }));
    const runs = await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.calendar_run').selectAll().where('municipality_id', '=', house.town.id).where('is_automatic', '=', true).execute());
    expect(runs).toHaveLength(1);
    await runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });
    expect(await page(`${CALENDARS}/${runs[0]!.id}`)).toContain('ist nicht erreichbar');
  });

  test('shows its dates to families', async () => {
    expect((await events()).find(({ name }) => name === 'Elterncafé')).toMatchObject({ firstDay: day('2020-01-21'), recurrence: 'weekly', kind: 'group' });
    expect(await (await house.get('/musterstadt/veranstaltungen.ics')).text()).toContain('SUMMARY:Elterncafé');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { day, type Day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { newEvent, type EventRecord } from './events/event.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { loadEvents } from './server/load-events.ts';
import { storeEvents, storePlacesLeft } from './server/store-events.ts';
import { storeServices } from './server/store-services.ts';

let house: TestApp;
let directory: SampleDirectory;
let coordinator: string;
const other = newId();
beforeAll(async () => {
  house = await testApp();
  await house.database.write(house.town.id, async (tx) => {
    directory = await sampleDirectory(tx, house.town.id, house.house.clock);
    await storeOrganizations(tx, house.town.id, [{ id: other, name: 'Nachbarverein', sector: 'club', isDemo: false }], house.house.clock);
  });
  coordinator = await house.signIn(['coordinator']);
});
afterAll(() => house.close());

const STAFF = '/musterstadt/verwaltung/veranstaltungen';
const event = (known: Partial<EventRecord> = {}) => newEvent({ id: newId(), organizationId: directory.organizationId, name: 'Elterncafé', firstDay: day('2026-11-24'), ...known });
async function store(...events: EventRecord[]): Promise<void> {
  await house.database.write(house.town.id, (tx) => storeEvents(tx, house.town.id, events, house.house.clock));
}
const count = (eventId: Uuid, left: number, key: Day) => house.database.write(house.town.id, (tx) => storePlacesLeft(tx, house.town.id, [{ eventId, key, left }], house.house.clock));
const stored = async (id: Uuid) => (await house.database.read(house.town.id, (tx) => loadEvents(tx, house.town.id, [id])))[0]!;
const page = async (path: string, cookie?: string) => (await house.get(path, cookie)).text();
const fields = () => ({ organizationId: directory.organizationId, kind: 'group', name: 'Krabbelgruppe', firstDay: '2026-11-24', opensAt: '9:30', closesAt: '11:00', repetition: 'w1', pausesIn: 'nothing', freeOfCharge: 'yes', childCare: 'unknown', registration: 'none', status: 'active', placesFor: 'date' });

describe('this week', () => {
  test('shows events and groups of offers together, the cancelled and moved ones marked', async () => {
    await store(
      event({ name: 'Flohmarkt', firstDay: day('2026-11-28') }),
      event({ name: 'Babytreff', recurrence: 'weekly', weekdays: [2], exceptions: [{ kind: 'changed', originalDay: day('2026-11-24'), onDay: day('2026-11-26'), placeNote: '', reason: '' }] }),
      event({ name: 'Väterfrühstück', firstDay: day('2026-11-27'), exceptions: [{ kind: 'cancelled', originalDay: day('2026-11-27'), placeNote: '', reason: 'Das Haus ist zu.' }] }),
    );
    const offer = directory.service('Spielkreis', { schedules: [{ weekday: 3, opensAt: '15:00', closesAt: '16:00', intervalWeeks: 1, byAppointment: false, note: '' }] });
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [offer], house.house.clock));
    const html = await page('/musterstadt/diese-woche?woche=2026-W48');
    for (const words of ['Flohmarkt', 'Spielkreis', 'Väterfrühstück', 'fällt aus', 'Das Haus ist zu.', 'verlegt auf Donnerstag, 26. November 2026', 'verlegt, sonst am Dienstag, 24. November 2026']) expect(html).toContain(words);
  });

  test('names an event of an offer once, although the offer has the same time', async () => {
    const offer = directory.service('Stillcafé', { schedules: [{ weekday: 5, opensAt: '10:00', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' }] });
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [offer], house.house.clock));
    await store(event({ name: 'Stillcafé mit Hebamme', serviceId: offer.id, firstDay: day('2027-01-08') }));
    const html = await page('/musterstadt/diese-woche?woche=2027-W01');
    expect(html.match(/<h3><a [^>]*>(<[^>]*>)*Stillcafé/g)).toHaveLength(1);
    expect(html).toContain('Stillcafé mit Hebamme');
  });

  test('is a calendar file in which what moved stands once', async () => {
    const text = await page('/musterstadt/diese-woche.ics?woche=2026-W48');
    expect(text.match(/SUMMARY:Babytreff/g)).toHaveLength(1);
    expect(text).toContain('DTSTART;VALUE=DATE:20261126');
    expect(text).toMatch(/SUMMARY:Väterfrühstück[\s\S]*?STATUS:CANCELLED/);
  });

  test('is empty in words, not in silence, where nothing is entered', async () => {
    expect(await page('/nachbarstadt/diese-woche')).toContain('In dieser Woche ist nichts eingetragen');
  });

  test('hangs on the door without a cookie, refreshing itself, and knows only places of the town', async () => {
    const answer = await house.get('/musterstadt/tuer/alle');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.text()).toContain('<noscript><meta http-equiv="refresh"');
    expect((await house.get(`/nachbarstadt/tuer/${directory.locationId}`)).status).toBe(404);
  });

  test('prints in Einfache Sprache where somebody asks for it', async () => {
    const answer = await house.get('/musterstadt/diese-woche/blatt?sprache=de-easy&woche=2026-W48');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('Location')).toBe('/musterstadt/einfach/diese-woche/blatt?woche=2026-W48');
  });
});

test('the week sheet of a week with far too many dates gives each day its share and says how many are left out', async () => {
  const many = Array.from({ length: 40 }, (_, index) => event({ name: `Montagsrunde ${index}`, firstDay: day('2027-02-01'), recurrence: 'once', weekdays: [], exceptions: [] }));
  await store(...many, event({ name: 'Sonntagscafé', firstDay: day('2027-02-07'), recurrence: 'once', weekdays: [], exceptions: [] }));
  const html = await page('/musterstadt/diese-woche/blatt?woche=2027-02-01');
  expect(html).toContain('Sonntagscafé');
  const shown = html.match(/Montagsrunde \d+/g)!.length;
  expect(shown).toBeGreaterThan(8);
  expect(shown).toBeLessThan(40);
  expect(html).toMatch(/\d+ weitere Termine/);
});

describe('the page of an event', () => {
  test('is there for what is public or cancelled, not for drafts, ended or foreign ones', async () => {
    const [shown, cancelled, draft, retired] = [event(), event({ status: 'cancelled', cancelledBecause: 'Kein Raum' }), event({ status: 'draft' }), event({ status: 'retired' })];
    await store(shown, cancelled, draft, retired);
    expect((await house.get(`/musterstadt/veranstaltungen/${shown.id}`)).status).toBe(200);
    expect(await page(`/musterstadt/veranstaltungen/${cancelled.id}`)).toContain('Kein Raum');
    for (const hidden of [draft, retired]) expect((await house.get(`/musterstadt/veranstaltungen/${hidden.id}`)).status).toBe(404);
    expect((await house.get(`/nachbarstadt/veranstaltungen/${shown.id}`)).status).toBe(404);
  });

  test('says unknown, never nothing or free, where nobody said what it costs and how many places are left', async () => {
    const one = event({ places: 12, registration: 'unknown' });
    await store(one);
    const html = await page(`/musterstadt/veranstaltungen/${one.id}`);
    expect(html).toContain('Was es kostet, wissen wir nicht.');
    expect(html).toContain('Wie viele Plätze frei sind, wissen wir nicht.');
  });

  test('gives search engines the moved date once, and the series to calendars with the day left out', async () => {
    const one = event({ name: 'Chor', recurrence: 'weekly', weekdays: [2], opensAt: '10:00', closesAt: '11:00', exceptions: [{ kind: 'changed', originalDay: day('2026-12-01'), onDay: day('2026-12-03'), placeNote: '', reason: '' }] });
    await store(one);
    expect(await page(`/musterstadt/veranstaltungen/${one.id}`)).toContain('EventRescheduled');
    const text = await page(`/musterstadt/veranstaltungen/${one.id}.ics`);
    expect(text).toContain('EXDATE;TZID=Europe/Berlin:20261201T100000');
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20261203T100000');
  });

  test('shows what somebody typed as text, never as HTML', async () => {
    const one = event({ name: '<script>alert(1)</script>', summary: '"><img src=x onerror=alert(1)>', placeNote: '</script><b>' });
    await store(one);
    const html = await page(`/musterstadt/veranstaltungen/${one.id}`);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
  });
});

describe('those who keep events', () => {
  test('enter a series, and the weekday follows from its first day', async () => {
    const answer = await house.submit(`${STAFF}/neu`, fields(), { cookie: coordinator });
    expect(answer.status).toBe(303);
    const id = /veranstaltungen\/([0-9a-f-]{36})/.exec(answer.headers.get('Location')!)![1] as Uuid;
    expect(await stored(id)).toMatchObject({ recurrence: 'weekly', weekdays: [2], opensAt: '09:30', closesAt: '11:00' });
  });

  test.each([
    ['an end before the beginning', { closesAt: '08:00' }, 'Das Ende muss nach dem Beginn liegen.'],
    ['a name with characters that turn the writing around', { name: 'Fest\u202Egnipmac' }, 'unsichtbare Steuerzeichen'],
    ['a text that is far too long', { summary: 'x'.repeat(5_000) }, '400'],
    ['a registration without a way', { registration: 'open' }, 'Wie meldet man sich an?'],
    ['free of charge with an amount', { cost: '5,00' }, 'Kostenlos und ein Betrag'],
    ['cancelled without a reason', { status: 'cancelled' }, 'Bitte nennen Sie den Grund'],
    ['a day that does not exist', { firstDay: '2026-02-30' }, 'Diesen Tag gibt es nicht'],
  ])('are told beside the field: %s', async (_what, change, message) => {
    const answer = await house.submit(`${STAFF}/neu`, { ...fields(), name: 'Bleibt stehen', ...change }, { cookie: coordinator });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(message);
    if (!('name' in change)) expect(html).toContain('value="Bleibt stehen"');
  });

  test('of one organization cannot enter, see, cancel or count for another', async () => {
    const provider = await house.signIn(['provider-editor'], { organizationId: other });
    const one = event({ places: 3 });
    await store(one);
    expect((await house.submit(`${STAFF}/neu`, fields(), { cookie: provider })).status).toBe(422);
    expect((await house.get(`${STAFF}/${one.id}`, provider)).status).toBe(404);
    const token = `${STAFF}/neu`;
    expect((await house.submit(token, { what: 'cancel', reason: 'x' }, { cookie: provider, to: `${STAFF}/${one.id}/termine/2026-11-24` })).status).toBe(404);
    expect((await house.submit(token, { change: 'take', key: '2026-11-24' }, { cookie: provider, to: `${STAFF}/${one.id}/plaetze` })).status).toBe(404);
    expect((await stored(one.id)).exceptions).toEqual([]);
  });

  test('cancel one date with a reason and take it back; without a reason it is refused', async () => {
    const one = event({ recurrence: 'weekly', weekdays: [2] });
    await store(one);
    const at = `${STAFF}/${one.id}/termine/2026-12-01`;
    expect((await house.submit(at, { what: 'cancel', reason: '' }, { cookie: coordinator })).status).toBe(422);
    expect((await house.submit(at, { what: 'cancel', reason: 'Fortbildung' }, { cookie: coordinator })).status).toBe(303);
    expect((await stored(one.id)).exceptions).toMatchObject([{ kind: 'cancelled', originalDay: '2026-12-01', reason: 'Fortbildung' }]);
    expect((await house.submit(at, { what: 'restore' }, { cookie: coordinator })).status).toBe(303);
    expect((await stored(one.id)).exceptions).toEqual([]);
  });

  test('cannot change a day that is none of the series', async () => {
    const one = event({ recurrence: 'weekly', weekdays: [2] });
    await store(one);
    expect((await house.submit(`${STAFF}/neu`, { what: 'cancel', reason: 'x' }, { cookie: coordinator, to: `${STAFF}/${one.id}/termine/2026-12-02` })).status).toBe(404);
  });

  test('let go of days that differ from a rule that is no longer there', async () => {
    const one = event({ recurrence: 'weekly', weekdays: [2], exceptions: [{ kind: 'cancelled', originalDay: day('2026-12-01'), placeNote: '', reason: 'Fortbildung' }] });
    await store(one);
    const answer = await house.submit(`${STAFF}/${one.id}`, { ...fields(), firstDay: '2026-11-25', version: '1' }, { cookie: coordinator });
    expect(answer.status).toBe(303);
    expect(await stored(one.id)).toMatchObject({ weekdays: [3], exceptions: [] });
  });

  test('with an old version before them are told, and nothing is lost', async () => {
    const one = event();
    await store(one);
    await store({ ...one, name: 'Inzwischen anders' });
    const answer = await house.submit(`${STAFF}/${one.id}`, { ...fields(), version: '1' }, { cookie: coordinator });
    expect(answer.status).toBe(422);
    expect((await stored(one.id)).name).toBe('Inzwischen anders');
  });

  test('at two counters take the last place at the same moment: one of them gets it', async () => {
    const one = event({ places: 5 });
    await store(one);
    await count(one.id, 1, day('2026-11-24'));
    const lotse = await house.signIn(['navigator']);
    const take = (cookie: string) => house.submit(`${STAFF}/plaetze`, { change: 'take', key: '2026-11-24' }, { cookie, to: `${STAFF}/${one.id}/plaetze` });
    const answers = await Promise.all([take(coordinator), take(lotse)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await answers.find(({ status }) => status === 422)!.text()).toContain('Es ist kein Platz mehr frei');
    expect((await stored(one.id)).placesLeft.get(day('2026-11-24'))).toBe(0);
  });

  test('cannot give back more places than there are, nor count without knowing how many', async () => {
    const [full, unknown] = [event({ places: 2 }), event()];
    await store(full, unknown);
    const send = (id: Uuid, change: Record<string, string>) => house.submit(`${STAFF}/plaetze`, { key: '2026-11-24', ...change }, { cookie: coordinator, to: `${STAFF}/${id}/plaetze` });
    expect((await send(full.id, { change: 'free' })).status).toBe(422);
    expect((await send(unknown.id, { change: 'take' })).status).toBe(422);
    expect((await send(unknown.id, { change: 'set', left: '4' })).status).toBe(303);
    expect((await stored(unknown.id)).placesLeft.get(day('2026-11-24'))).toBe(4);
  });
});

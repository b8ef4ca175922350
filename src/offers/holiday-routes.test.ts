import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import type { ServiceRecord } from './service.ts';
import { HOLIDAYS } from './holiday-paths.ts';
import { listHolidays } from './server/holidays.ts';
import { sampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';

// 31 October 2026, Reformationstag in Niedersachsen, a Saturday.
const TOWN = '/musterstadt';
let house: TestApp;
let coordinator: string;
let open: ServiceRecord;
let always: ServiceRecord;
let moved: ServiceRecord;

beforeAll(async () => {
  house = await testApp(fixedClock('2026-10-31T10:00:00Z'));
  coordinator = await house.signIn(['coordinator']);
  const saturday = { weekday: 6, opensAt: '09:00', closesAt: '12:00', intervalWeeks: 1, byAppointment: false, note: '' };
  await house.database.write(house.town.id, async (tx) => {
    const directory = await sampleDirectory(tx, house.town.id, house.house.clock);
    open = directory.service('Samstagscafé', { schedules: [saturday] });
    always = directory.service('Notruf', { schedules: [{ ...saturday, onPublicHolidays: true }] });
    moved = directory.service('Wandertreff', {
      schedules: [{ ...saturday, schoolHolidays: 'not' }],
      exceptions: [{ onDay: day('2026-11-07'), kind: 'moved', toDay: day('2026-11-10'), opensAt: '15:00', closesAt: '17:00', note: 'Wegen des Markts' }],
    });
    await storeServices(tx, house.town.id, [open, always, moved], house.house.clock);
  });
  await house.owner.write(house.town.id, (tx) => tx.updateTable('accounts.municipality').set({ land: 'Niedersachsen', regional_key: null }).where('id', '=', house.town.id).execute());
});
afterAll(() => house.close());

const text = async (path: string, cookie = '') => (await (await house.get(TOWN + path, cookie)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the page of an offer', () => {
  test('says why it is closed today, and names the next date', async () => {
    const page = await text(`/angebote/${open.id}`);
    expect(page).toContain('Heute geschlossen: Feiertag Reformationstag');
    expect(page).toMatch(/Nächste Termine\s+Samstag, 7\. November 2026/);
    expect(await text(`/ar/angebote/${open.id}`)).toContain('يوم الإصلاح');
  });

  test('of what holds on holidays says nothing of the kind', async () => {
    expect(await text(`/angebote/${always.id}`)).not.toContain('Heute geschlossen');
  });

  test('shows a moved date once, where it was moved to, and where it was', async () => {
    const page = await text(`/angebote/${moved.id}`);
    expect(page).toContain('Dienstag, 10. November 2026, 15:00–17:00 Uhr (verlegt von Samstag, 7. November 2026)');
    expect(page).toMatch(/Verlegt: Samstag, 7\. November 2026, 9:00–12:00 Uhr – verlegt auf Dienstag, 10\. November 2026, 15:00–17:00 Uhr/);
    const calendar = await (await house.get(`${TOWN}/angebote/${moved.id}.ics`)).text();
    expect(calendar).toContain('EXDATE;TZID=Europe/Berlin:20261107T090000');
    expect(calendar.match(/20261110T150000/g)).toHaveLength(1);
    expect(calendar).toContain('EXDATE;TZID=Europe/Berlin:20261226T090000');
  });

  test('tells machines the same: moved on the old day, an extra date on the new one', async () => {
    const answer = await (await house.get(`${TOWN}/hsds/services/${moved.id}`)).json() as { events: { date: string; status: string; moved_from?: string }[] };
    expect(answer.events.slice(0, 3).map(({ date, status, moved_from: from }) => [date, status, from])).toEqual([
      ['2026-10-31', 'cancelled', undefined], ['2026-11-07', 'moved', undefined], ['2026-11-10', 'extra', '2026-11-07'],
    ]);
  });
});

describe('school holidays', () => {
  const submit = (fields: Record<string, string>, to: string) => house.submit(TOWN + HOLIDAYS, fields, { cookie: coordinator, to: `${TOWN}${HOLIDAYS}/${to}` });
  const stored = () => house.database.read(house.town.id, (tx) => listHolidays(tx, house.town.id));

  test('that were pasted with a fault are not stored; each fault is named with its line and the text is kept', async () => {
    const answer = await submit({ paste: 'Herbstferien;12.10.2026;24.10.2026\nWeihnachtsferien;23.12.2026;irgendwann\nOsterferien;03.04.2027;22.03.2027' }, 'einfuegen');
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('Zeile 2: „irgendwann“ ist kein Tag');
    expect(html).toContain('Zeile 3: Der letzte Tag liegt vor dem ersten');
    expect(html).toContain('Weihnachtsferien;23.12.2026;irgendwann');
    expect(await stored()).toEqual([]);
  });

  test('pasted twice, as a table and as a calendar, are there once, and offers pause in them', async () => {
    await submit({ paste: 'Name;von;bis\nNovemberferien;14.11.2026;21.11.2026' }, 'einfuegen');
    await submit({ paste: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:November\r\n ferien\r\nDTSTART;VALUE=DATE:20261114\r\nDTEND;VALUE=DATE:20261122\r\nEND:VEVENT\r\nEND:VCALENDAR' }, 'einfuegen');
    expect(await stored()).toMatchObject([{ name: 'Novemberferien', firstDay: '2026-11-14', lastDay: '2026-11-21', kind: 'school' }]);
    const page = await text(`/angebote/${moved.id}`);
    expect(page).toContain('Pause: Schulferien (Novemberferien)');
    expect(page).toContain('nicht in den Schulferien');
    expect(page).not.toContain('14. November 2026');
  });

  test('and holidays of the town alone close as well', async () => {
    expect((await submit({ kind: 'public', name: 'Stadtfest', firstDay: '2026-11-28', lastDay: '2026-11-27' }, 'neu')).status).toBe(422);
    expect((await submit({ kind: 'public', name: 'Stadtfest', firstDay: '2026-11-28', lastDay: '2026-11-28' }, 'neu')).status).toBe(303);
    expect(await text(`/angebote/${open.id}`)).toContain('Fällt aus: Samstag, 28. November 2026 – Feiertag Stadtfest');
    const [period] = (await stored()).filter(({ kind }) => kind === 'public');
    expect((await submit({}, `${period!.id}/loeschen`)).status).toBe(303);
    expect(await text(`/angebote/${open.id}`)).not.toContain('Stadtfest');
  });

  test('are not entered by those who do not keep the directory', async () => {
    expect((await house.get(TOWN + HOLIDAYS, await house.signIn(['navigator']))).status).toBe(403);
  });
});

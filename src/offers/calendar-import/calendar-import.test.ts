import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { datesOf } from '../events/dates.ts';
import type { EventOrigin, EventRecord } from '../events/event.ts';
import { withLocalEdits } from '../events/origin.ts';
import { plainCalendar } from '../holidays/day-calendar.ts';
import type { Location } from '../location.ts';
import { planCalendar, takenFromCalendar, type CalendarGround } from './plan-calendar.ts';
import { readCalendar } from './read-calendar.ts';

const today = day('2026-11-22');
const calendar = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1@stadt.example', 'SUMMARY:Familienfest', ...lines, 'END:VEVENT'].join('\r\n');
const bytes = (text: string) => new TextEncoder().encode(text);

async function read(text: string | Uint8Array) {
  const content = await readCalendar(typeof text === 'string' ? bytes(text) : text, today);
  if (!content.ok) throw new Error(content.refusals[0]!.code);
  return content.value;
}

async function only(...lines: string[]) {
  const content = await read(calendar(event(...lines)));
  expect(content.problems).toEqual([]);
  return content.drafts[0]!.values;
}

const codes = async (text: string | Uint8Array) => (await read(text)).problems.map(({ code }) => code);
const weekly = ['DTSTART;TZID=Europe/Berlin:20261124T093000', 'DTEND;TZID=Europe/Berlin:20261124T113000', 'RRULE:FREQ=WEEKLY;BYDAY=TU'];

describe('An event of the town’s calendar', () => {
  it('takes place on the wall in Germany, whatever zone it is written in', async () => {
    expect(await only('DTSTART:20261128T090000Z', 'DTEND:20261128T110000Z')).toMatchObject({ firstDay: '2026-11-28', opensAt: '10:00', closesAt: '12:00', recurrence: 'once' });
    expect(await only('DTSTART:20270628T090000Z')).toMatchObject({ opensAt: '11:00', closesAt: undefined });
    expect(await only('DTSTART;TZID=W. Europe Standard Time:20261128T100000')).toMatchObject({ opensAt: '10:00' });
    expect(await only('DTSTART;TZID=Europe/London:20261128T233000')).toMatchObject({ firstDay: '2026-11-29', opensAt: '00:30' });
  });

  it('may be all day, several days long, or known by its duration', async () => {
    expect(await only('DTSTART;VALUE=DATE:20261128', 'DTEND;VALUE=DATE:20261201')).toMatchObject({ firstDay: '2026-11-28', lastDay: '2026-11-30', opensAt: undefined });
    expect(await only('DTSTART;TZID=Europe/Berlin:20261128T220000', 'DURATION:PT3H')).toMatchObject({ firstDay: '2026-11-28', lastDay: '2026-11-29', opensAt: '22:00', closesAt: '01:00' });
    expect(await only('DTSTART;TZID=Europe/Berlin:20261128T220000', 'DTEND;TZID=Europe/Berlin:20261129T000000')).toMatchObject({ closesAt: '23:59', lastDay: undefined });
  });

  it('recurs by our own rule where that gives the same days', async () => {
    expect(await only(...weekly)).toMatchObject({ recurrence: 'weekly', weekdays: [2], intervalWeeks: 1, untilDay: undefined });
    expect(await only('DTSTART;TZID=Europe/Berlin:20261127T150000', 'RRULE:FREQ=MONTHLY;BYDAY=-1FR')).toMatchObject({ recurrence: 'monthly', weekdays: [5], weekOfMonth: 5 });
    expect(await only(...weekly.slice(0, 2), 'RRULE:FREQ=WEEKLY;COUNT=3')).toMatchObject({ recurrence: 'weekly', untilDay: '2026-12-09' });
    expect(await only(...weekly.slice(0, 2), 'RRULE:FREQ=WEEKLY;UNTIL=20261208T083000Z')).toMatchObject({ untilDay: '2026-12-09' });
  });

  it('is told date by date where our rules cannot say it, and says so', async () => {
    const content = await read(calendar(event('DTSTART;TZID=Europe/Berlin:20261115T100000', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=15')));
    expect(content.problems.map(({ code }) => code)).toEqual(['rule-as-dates']);
    const days = datesOf(content.drafts[0]!.values as EventRecord, today, day('2027-03-01'), plainCalendar).map((date) => date.day);
    expect(days).toEqual(['2026-12-15', '2027-01-15', '2027-02-15']);
  });

  it('keeps its hour on the wall of another zone through the change of clocks', async () => {
    const content = await read(calendar(event('DTSTART:20270318T090000Z', 'RRULE:FREQ=WEEKLY')));
    const dates = datesOf(content.drafts[0]!.values as EventRecord, day('2027-03-18'), day('2027-04-02'), plainCalendar);
    expect(dates.map((date) => `${date.day} ${date.opensAt}`)).toEqual(['2027-03-18 10:00', '2027-03-25 10:00', '2027-04-01 11:00']);
  });

  it('knows cancelled, moved and added dates', async () => {
    const text = calendar(
      event(...weekly, 'EXDATE;TZID=Europe/Berlin:20261201T093000', 'RDATE;TZID=Europe/Berlin:20261205T093000'),
      event('RECURRENCE-ID;TZID=Europe/Berlin:20261208T093000', 'DTSTART;TZID=Europe/Berlin:20261209T140000', 'DTEND;TZID=Europe/Berlin:20261209T150000'),
      event('RECURRENCE-ID;TZID=Europe/Berlin:20261215T093000', 'DTSTART;TZID=Europe/Berlin:20261215T093000', 'STATUS:CANCELLED'),
    );
    const dates = datesOf((await read(text)).drafts[0]!.values as EventRecord, today, day('2026-12-20'), plainCalendar);
    expect(dates.map((date) => `${date.day} ${date.state}`)).toEqual(['2026-11-24 on', '2026-12-01 cancelled', '2026-12-05 on', '2026-12-08 moved', '2026-12-09 on', '2026-12-15 cancelled']);
    expect(dates[4]).toMatchObject({ opensAt: '14:00', closesAt: '15:00' });
  });

  it('keeps the place and the name of a date that has its own, and says nothing twice', async () => {
    const override = (on: string, ...lines: string[]) => ['BEGIN:VEVENT', 'UID:1@stadt.example', `RECURRENCE-ID;TZID=Europe/Berlin:${on}T093000`, `DTSTART;TZID=Europe/Berlin:${on}T093000`, `DTEND;TZID=Europe/Berlin:${on}T113000`, ...lines, 'END:VEVENT'].join('\r\n');
    const { drafts } = await read(calendar(event(...weekly, 'LOCATION:Haus der Familie'), override('20261201', 'SUMMARY:Heute <b>im Wald</b>\u202e', 'LOCATION:Waldparkplatz'), override('20261208', 'SUMMARY:Familienfest', 'LOCATION:Stadtbücherei'), override('20261215', 'SUMMARY:Familienfest')));
    const library = { id: newId(), name: 'Stadtbücherei', addressKind: 'physical', street: '', houseNumber: '', postalCode: '', city: '' } as unknown as Location;
    const plan = (locations: Location[]) => planCalendar(drafts, { source: newId(), organizationId: newId(), newStatus: 'active', stored: new Map(), locations, today, now: new Date('2026-11-22T09:00:00Z') }).added[0]!.exceptions;
    expect(plan([library])).toEqual([
      { kind: 'changed', originalDay: '2026-12-01', onDay: '2026-12-01', placeNote: 'Waldparkplatz', reason: 'Heute im Wald' },
      { kind: 'changed', originalDay: '2026-12-08', onDay: '2026-12-08', placeNote: '', locationId: library.id, reason: '' },
    ]);
    expect(plan([{ ...library, name: 'Haus der Familie' }]).map(({ placeNote }) => placeNote)).toEqual(['diesmal stattdessen: Waldparkplatz', 'diesmal stattdessen: Stadtbücherei']);
  });
});

describe('A calendar that is not well', () => {
  const good = event('DTSTART;VALUE=DATE:20261128');
  const broken = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

  it('reports each event with its line and leaves the others whole', async () => {
    const content = await read(calendar(broken('SUMMARY:Ohne Kennung', 'DTSTART;VALUE=DATE:20261128'), good, broken('UID:3', 'SUMMARY:Ohne Tag'), broken('UID:4', 'DTSTART;VALUE=DATE:20261128'), broken('UID:5', 'SUMMARY:Unlesbar', 'DTSTART:gestern')));
    expect(content.drafts).toHaveLength(1);
    expect(content.problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['3 uid-missing', '12 start-missing', '16 name-missing', '20 day-unreadable']);
    expect(content.refused).toBe(4);
  });

  it('guesses no zone and no rule', async () => {
    expect(await codes(calendar(event('DTSTART;TZID=Mein Büro:20261128T100000')))).toEqual(['zone-unknown']);
    expect(await codes(calendar(event('DTSTART;VALUE=DATE:20261128', 'RRULE:FREQ=YEARLY;BYWEEKNO=48')))).toEqual(['rule-unsupported']);
    expect(await codes(calendar(event('DTSTART;VALUE=DATE:20261128', 'RRULE:FREQ=SECONDLY')))).toEqual(['rule-unsupported']);
    expect(await codes(calendar(event('DTSTART;VALUE=DATE:20261128', 'DTEND;VALUE=DATE:20261101')))).toEqual(['end-before-start']);
  });

  it('is read in UTF-8 with a mark, in Windows-1252 and in UTF-16', async () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261128', 'LOCATION:Bürgerhaus Höhe'));
    expect((await read(`\ufeff${text}`)).drafts[0]!.place).toBe('Bürgerhaus Höhe');
    expect((await read(Uint8Array.from(text, (character) => character.charCodeAt(0)))).drafts[0]!.place).toBe('Bürgerhaus Höhe');
    expect((await read(new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')))).drafts[0]!.place).toBe('Bürgerhaus Höhe');
  });

  it('loses its HTML, hidden characters and ten thousand letters, and says so', async () => {
    const content = await read(calendar(event('DTSTART;VALUE=DATE:20261128', 'DESCRIPTION:<p>Mit <b>Kuchen</b> &amp\\; Spiel</p><script>alert(1)</script>', 'LOCATION:Platz\u202e txet', `URL:javascript:alert(1)`)));
    expect(content.drafts[0]).toMatchObject({ place: 'Platz txet', values: { description: 'Mit Kuchen & Spiel', registrationWebsite: undefined } });
    expect(content.problems.map(({ code }) => code).sort()).toEqual(['hidden-characters', 'markup', 'url-unreadable']);
    const long = await read(calendar(event('DTSTART;VALUE=DATE:20261128', `DESCRIPTION:${'x'.repeat(10_000)}`)));
    expect(long.drafts[0]!.values.description).toHaveLength(5_000);
    expect(long.problems[0]!.code).toBe('text-too-long');
  });

  it('is refused where it is none, or endless', async () => {
    expect(await readCalendar(bytes('<html>'), today)).toMatchObject({ ok: false, refusals: [{ code: 'calendar-unreadable' }] });
    expect(await readCalendar(bytes(calendar(...Array.from({ length: 5_001 }, () => good))), today)).toMatchObject({ ok: false, refusals: [{ code: 'calendar-too-many' }] });
    expect(await codes(calendar(event('DTSTART;VALUE=DATE:20261128', ...Array.from({ length: 4_000 }, (_, index) => `X-${index}:1`))))).toEqual(['event-too-large']);
    expect(await codes('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n' + 'BEGIN:VALARM\r\n'.repeat(1_000))).toEqual(['event-unended']);
  });

  it('of ten megabytes is read in bounded time and memory', async () => {
    const one = (index: number) => event(`UID:${index}`, 'DTSTART;TZID=Europe/Berlin:20261124T093000', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', `DESCRIPTION:${'\\n'.repeat(4_200)}`).replace('UID:1@stadt.example\r\n', '');
    const text = bytes(calendar(...Array.from({ length: 1_200 }, (_, index) => one(index))));
    const before = process.memoryUsage().rss;
    expect((await read(text)).drafts).toHaveLength(1_200);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });
});

describe('Reading the same calendar again', () => {
  const place: Location = { id: newId(), name: 'Bürgerhaus', street: 'Marktstraße', houseNumber: '1', postalCode: '31061', city: 'Alfeld', stepFree: 'yes', isDemo: false };
  const ground = (stored: readonly EventRecord[] = [], more: Partial<CalendarGround> = {}): CalendarGround => ({
    source: newId(), organizationId: newId(), newStatus: 'active', stored: new Map(stored.map((one) => [one.origin!.uid, one])), locations: [place], today, now: new Date('2026-11-22T09:00:00Z'), ...more,
  });
  const fest = async (...lines: string[]) => (await read(calendar(event('DTSTART;VALUE=DATE:20261128', 'LOCATION:Bürgerhaus\\, Marktstr. 1\\, 31061 Alfeld', ...lines)))).drafts;
  let first: EventRecord & { origin: EventOrigin };

  beforeAll(async () => {
    first = planCalendar(await fest('DESCRIPTION:Mit Kuchen'), ground()).added[0]!;
  });

  it('changes nothing', async () => {
    expect(first.locationId).toBe(place.id);
    const again = planCalendar(await fest('DESCRIPTION:Mit Kuchen'), ground([JSON.parse(JSON.stringify(first))]));
    expect(again).toMatchObject({ added: [], changed: [], kept: [], vanished: [], past: 0 });
    expect(again.unchanged).toHaveLength(1);
  });

  it('follows the calendar where nobody here changed anything', async () => {
    const plan = planCalendar(await fest('DESCRIPTION:Ohne Kuchen'), ground([first]));
    expect(plan.changed.map(({ fields }) => fields)).toEqual([['description']]);
  });

  it('keeps what was changed here, field by field', async () => {
    const edited = withLocalEdits(first, { ...first, name: 'Großes Familienfest' });
    const plan = planCalendar(await fest('DESCRIPTION:Ohne Kuchen'), ground([edited]));
    expect(plan.changed[0]!.event).toMatchObject({ name: 'Großes Familienfest', description: 'Ohne Kuchen' });
    expect(plan.kept).toEqual([]);
  });

  it('asks where both changed the same, and takes the calendar’s value only if told to', async () => {
    const edited = withLocalEdits(first, { ...first, description: 'Mit Waffeln' });
    const plan = planCalendar(await fest('DESCRIPTION:Ohne Kuchen'), ground([edited]));
    expect(plan.kept.map(({ fields, event: { description } }) => [fields, description])).toEqual([[['description'], 'Mit Waffeln']]);
    expect(takenFromCalendar(plan.kept[0]!)).toMatchObject({ description: 'Ohne Kuchen', origin: { edited: [] } });
  });

  it('proposes to take away what vanished, but not what is over', async () => {
    expect(planCalendar([], ground([first])).vanished).toHaveLength(1);
    expect(planCalendar([], ground([{ ...first, firstDay: day('2026-11-01') }])).vanished).toEqual([]);
    expect(planCalendar([], ground([{ ...first, status: 'retired' }])).vanished).toEqual([]);
  });

  it('leaves out what was over before it was known', async () => {
    const old = (await read(calendar(event('DTSTART;VALUE=DATE:20200101')))).drafts;
    expect(planCalendar(old, ground())).toMatchObject({ added: [], past: 1 });
  });

  it('holds new events back as drafts if that is wished, and lets the calendar cancel them once they are published', async () => {
    const [draft] = planCalendar(await fest(), ground([], { newStatus: 'draft' })).added;
    expect(draft).toMatchObject({ status: 'draft' });
    const published = withLocalEdits(draft!, { ...draft!, status: 'active' });
    const plan = planCalendar(await fest('STATUS:CANCELLED'), ground([published]));
    expect(plan.changed[0]!.event.status).toBe('cancelled');
  });
});

import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { planJob } from '../../platform/jobs.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { findFile, storeFile } from '../../platform/stored-file.ts';
import { outsideTask, type Housekeeping, type TaskContext } from '../../platform/task.ts';
import { planCalendar, takenFromCalendar, withOpenQuestion, type CalendarPlan } from '../calendar-import/plan-calendar.ts';
import { readCalendar, type CalendarContent } from '../calendar-import/read-calendar.ts';
import { addCalendarRun, changeCalendarRun, findCalendarRun, findCalendarSource, sourcesToRead, type CalendarRun, type CalendarSource, type RunCounts } from './calendar-sources.ts';
import { CALENDARS, fetchFeed, internet } from './feed-fetch.ts';
import { loadImportedEvents } from './load-events.ts';
import { listLocations } from './locations.ts';
import { storeEvents } from './store-events.ts';

export const MOST_CALENDAR_BYTES = 10 * 1024 * 1024;
const DAYS_KEPT = 7;
/** Read every day, though the hourly tidying comes a little earlier or later. */
const DAILY_HOURS = 23;

/**
 * Reads a calendar in the background: fetches it or opens the file, and works out what it would change. A daily reading carries out what is certain;
 * what a person must decide – values changed here and there, events that vanished – waits. Called again after a crash it begins anew.
 */
export const readCalendarRun = outsideTask(async (context, payload) => {
  const { database, municipalityId, clock } = context;
  if (!isUuid(payload['run'])) throw new TypeError('no run id');
  const id = payload['run'];
  const found = await database.read(municipalityId, async (tx) => {
    const run = await findCalendarRun(tx, municipalityId, id);
    return run && { run, source: (await findCalendarSource(tx, municipalityId, run.sourceId))! };
  });
  if (!found || (found.run.state !== 'planned' && found.run.state !== 'reading')) return;
  await database.write(municipalityId, (tx) => changeCalendarRun(tx, municipalityId, id, { state: 'reading' }));
  const file = await contentOf(context, found.run, found.source);
  const content = file.ok ? await readCalendar(file.value, clock.today()) : file;
  await database.write(municipalityId, async (tx) => {
    if (!file.ok || !content.ok) return changeCalendarRun(tx, municipalityId, id, { state: 'failed', failure: (content as { refusals: { code: string }[] }).refusals[0]! });
    const fileId = found.run.fileId ?? (await storeFile(tx, municipalityId, clock, {
      name: 'kalender.ics', mediaType: 'text/calendar', content: file.value, purpose: 'offers.calendar', expiresAt: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
    })).id;
    const plan = await planNow(tx, municipalityId, clock, found.source, content.value);
    const counts = countsOf(plan, content.value);
    if (!found.run.isAutomatic) return changeCalendarRun(tx, municipalityId, id, { state: 'read', fileId, ...counts, problems: content.value.problems, readAt: clock.now() });
    await carryOut(tx, municipalityId, clock, plan);
    // What is certain is done; what waits for a person is what the page shows.
    const waits = counts.kept + counts.vanished > 0;
    await changeCalendarRun(tx, municipalityId, id, { state: waits ? 'read' : 'accepted', fileId, ...counts, problems: content.value.problems, readAt: clock.now(), ...(waits ? {} : { acceptedAt: clock.now() }) });
  });
});

async function contentOf({ database, municipalityId }: TaskContext, run: CalendarRun, source: CalendarSource): Promise<Outcome<Uint8Array>> {
  if (run.kind === 'url') return source.url === undefined ? refused('feed-gone') : fetchFeed(source.url, MOST_CALENDAR_BYTES, internet, CALENDARS);
  const file = run.fileId && await database.read(municipalityId, (tx) => findFile(tx, municipalityId, run.fileId!));
  return file ? accepted(file.content) : refused('feed-gone');
}

/** What a kept file would change in our events as they are now; undefined after a week. */
export async function plannedRun(tx: Read, municipalityId: Uuid, clock: Clock, run: CalendarRun): Promise<{ plan: CalendarPlan; counts: RunCounts; problems: CalendarContent['problems'] } | undefined> {
  const source = await findCalendarSource(tx, municipalityId, run.sourceId);
  const file = run.fileId && await findFile(tx, municipalityId, run.fileId);
  const content = file && source ? await readCalendar(file.content, clock.today()) : undefined;
  if (!source || !content?.ok) return undefined;
  const plan = await planNow(tx, municipalityId, clock, source, content.value);
  return { plan, counts: countsOf(plan, content.value), problems: content.value.problems };
}

async function planNow(tx: Read, municipalityId: Uuid, clock: Clock, source: CalendarSource, content: CalendarContent): Promise<CalendarPlan> {
  return planCalendar(content.drafts, {
    source: source.id, organizationId: source.organizationId, newStatus: source.newStatus, stored: await loadImportedEvents(tx, municipalityId, source.id), locations: await listLocations(tx, municipalityId),
    today: clock.today(), now: clock.now(),
  });
}

/**
 * Stores what is certain. With the decisions of a person also the rest: `take` the calendar's values of these events (of the others ours stay for good),
 * `retire` these that vanished; without, those questions stay open.
 */
export async function carryOut(tx: Write, municipalityId: Uuid, clock: Clock, plan: CalendarPlan, decided?: { retire: ReadonlySet<string>; take: ReadonlySet<string> }): Promise<void> {
  const events = new Map([...plan.added, ...plan.changed.map(({ event }) => event)].map((event) => [event.id, event]));
  for (const one of plan.kept) {
    if (decided) events.set(one.event.id, decided.take.has(one.event.id) ? takenFromCalendar(one) : one.event);
    else if (events.has(one.event.id)) events.set(one.event.id, withOpenQuestion(one));
  }
  for (const event of plan.vanished) if (decided?.retire.has(event.id)) events.set(event.id, { ...event, status: 'retired' });
  await storeEvents(tx, municipalityId, [...events.values()], clock);
}

function countsOf(plan: CalendarPlan, content: CalendarContent): RunCounts {
  return { added: plan.added.length, changed: plan.changed.length, unchanged: plan.unchanged.length, kept: plan.kept.length, vanished: plan.vanished.length, past: plan.past, refused: content.refused };
}

/** Calendars that are read every day are planned by the hourly tidying: no clock of their own. */
export const calendarHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  for (const source of await sourcesToRead(tx, municipalityId, new Date(clock.now().getTime() - DAILY_HOURS * 3_600_000))) {
    const run = await addCalendarRun(tx, municipalityId, clock, { sourceId: source.id, kind: 'url', isAutomatic: true });
    await planJob(tx, municipalityId, clock, 'read-calendar', { run });
  }
};

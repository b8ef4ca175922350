import { readFileSync } from 'node:fs';
import { withLocalEdits } from '../../src/offers/events/origin.ts';
import { addCalendarRun, changeCalendarRun, findCalendarRun, storeCalendarSource } from '../../src/offers/server/calendar-sources.ts';
import { loadImportedEvents } from '../../src/offers/server/load-events.ts';
import { carryOut, plannedRun } from '../../src/offers/server/read-calendar-run.ts';
import { storeEvents } from '../../src/offers/server/store-events.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import { storeFile } from '../../src/platform/stored-file.ts';

/**
 * The town's calendar, read some weeks ago; the coordinator has worded one event anew since. A newer file waits for her: one event has changed here and
 * there, one is new, one is gone, one cannot be read.
 */
export async function loadTownCalendarOfDemo(tx: Write, id: Uuid, slug: string, organizationId: Uuid, clock: Clock): Promise<void> {
  if (slug !== 'alfeld') return;
  const source = newId();
  await storeCalendarSource(tx, id, clock, { id: source, name: 'Veranstaltungskalender der Stadt', organizationId, newStatus: 'active', isDaily: false });
  const read = async (name: string) => {
    const content = readFileSync(new URL(`./alfeld/${name}`, import.meta.url));
    const file = await storeFile(tx, id, clock, { name, mediaType: 'text/calendar', content, purpose: 'offers.calendar' });
    const run = (await findCalendarRun(tx, id, await addCalendarRun(tx, id, clock, { sourceId: source, kind: 'file', isAutomatic: false, fileId: file.id })))!;
    return { run, ...(await plannedRun(tx, id, clock, run))! };
  };
  const first = await read('stadtkalender.ics');
  await carryOut(tx, id, clock, { ...first.plan, added: first.plan.added.map((event) => ({ ...event, isDemo: true })) });
  await changeCalendarRun(tx, id, first.run.id, { state: 'accepted', ...first.counts, problems: first.problems, readAt: clock.now(), acceptedAt: clock.now() });
  const singing = [...(await loadImportedEvents(tx, id, source)).values()].find(({ origin }) => origin?.uid.startsWith('singen'))!;
  await storeEvents(tx, id, [withLocalEdits(singing, { ...singing, description: 'Lieder aus vielen Sprachen. Kinderwagen passen in den Saal.' })], clock);
  const next = await read('stadtkalender-neu.ics');
  await changeCalendarRun(tx, id, next.run.id, { state: 'read', ...next.counts, problems: next.problems, readAt: clock.now() });
}

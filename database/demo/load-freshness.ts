import { sql } from 'kysely';
import { defaultFreshness, freshnessOf } from '../../src/offers/freshness/freshness.ts';
import { storeFreshnessSetting } from '../../src/offers/server/freshness-setting.ts';
import { propose } from '../../src/offers/server/proposals.ts';
import { changesBetween } from '../../src/offers/revision/change.ts';
import type { ServiceRecord } from '../../src/offers/service.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { addDays, type Day } from '../../src/platform/day.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';

/** The day on which the confirmations of the demo files were written. */
const WRITTEN_ON = '2026-11-22' as Day;

/** Confirmations grow no older than they were when the files were written: on the first start some are fresh, some due, some long overdue. */
export function asOldAsWritten(services: readonly ServiceRecord[], today: Day): ServiceRecord[] {
  const passed = Math.max(0, Math.round((Date.parse(today) - Date.parse(WRITTEN_ON)) / 86_400_000));
  return services.map((service) => (service.assuredAt ? { ...service, assuredAt: addDays(service.assuredAt, passed) } : service));
}

/** What waits in Alfeld: questions to providers, a club's change, an end, and two suggestions of families. */
export async function loadFreshnessOfDemo(tx: Write, municipalityId: Uuid, slug: string, services: readonly ServiceRecord[], clock: Clock): Promise<void> {
  if (slug !== 'alfeld') return;
  await storeFreshnessSetting(tx, municipalityId, { ...defaultFreshness, asksByMail: true }, { clock });
  await askSome(tx, municipalityId, services, clock);
  const of = (key: string) => services.find(({ externalId }) => externalId === key)!;
  const handball = of('alf-handball');
  const editor = await tx.selectFrom('accounts.person').select('id').where('municipality_id', '=', municipalityId).where('email', '=', 'jugend@sv-leinetal.example').executeTakeFirst();
  if (editor) {
    await propose(tx, municipalityId, daysAgo(clock, 3), {
      service: handball, by: editor.id, note: 'Seit den Herbstferien haben wir eine zweite Gruppe.',
      changes: changesBetween(handball, { ...handball, name: 'Handball für Kinder und Jugendliche', capacityPlaces: (handball.capacityPlaces ?? 0) + 16 }),
    });
  }
  const baking = of('alf-landfrauen-backen');
  await propose(tx, municipalityId, daysAgo(clock, 6), { service: baking, note: 'Die Küche wird umgebaut, wir machen nicht weiter.', changes: changesBetween(baking, { ...baking, status: 'retired' }) });
  await suggest(tx, municipalityId, of('alf-fussball-mini').id, { topic: 'times', said: 'Im Winter trainieren die Kinder in der Halle, schon ab 15:30 Uhr.', language: 'de' }, daysAgo(clock, 2));
  await suggest(tx, municipalityId, of('alf-integrationshilfe-alltag').id, { topic: 'phone', said: '030 23125 838', language: 'tr' }, daysAgo(clock, 1));
}

/** Every second entry that is due was asked about three weeks ago; those of the sports club in Föhrste are asked about today. */
async function askSome(tx: Write, municipalityId: Uuid, services: readonly ServiceRecord[], clock: Clock): Promise<void> {
  const askedOn = addDays(clock.today(), -20);
  const due = services.filter(({ assuredAt, status, email, externalId }) => status === 'active' && assuredAt && email && freshnessOf(assuredAt, defaultFreshness, askedOn).state !== 'fresh' && !externalId?.endsWith('-foehrste')).filter((_, index) => index % 2 === 0);
  if (due.length === 0) return;
  await tx.insertInto('offers.confirmation_request')
    .values(due.map(({ id }) => ({ municipality_id: municipalityId, id: newId(), service_id: id, asked_on: askedOn, mailed_on: addDays(askedOn, 14), reminders: 1 }))).execute();
  await tx.insertInto('offers.freshness_run')
    .values([{ on_day: askedOn, asked: due.length, reminded: 0 }, { on_day: addDays(askedOn, 14), asked: 0, reminded: due.length }].map((run) => ({
      ...run, municipality_id: municipalityId, id: newId(), lapsed: 0, mails: new Set(due.map(({ email }) => email)).size, without_mailbox: 0, finished_at: sql<Date>`${`${run.on_day}T07:17:00Z`}::timestamptz`,
    }))).execute();
}

async function suggest(tx: Write, municipalityId: Uuid, serviceId: Uuid, { topic, said, language }: { topic: string; said: string; language: string }, clock: Clock): Promise<void> {
  await tx.insertInto('offers.correction').values({ municipality_id: municipalityId, id: newId(), service_id: serviceId, topic, said, language, made_at: clock.now() }).execute();
}

function daysAgo(clock: Clock, days: number): Clock {
  return { now: () => new Date(clock.now().getTime() - days * 86_400_000), today: () => addDays(clock.today(), -days) };
}

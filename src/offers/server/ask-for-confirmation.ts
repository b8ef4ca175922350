import { sql } from 'kysely';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { planJob } from '../../platform/jobs.ts';
import type { SameCommit } from '../../platform/same-commit.ts';
import { transactionTask, type Housekeeping, type TaskContext } from '../../platform/task.ts';
import { planRound, type AskedOffer } from '../freshness/round.ts';
import { freshnessTexts } from '../freshness-texts.ts';
import { makeConfirmationLink, sealLink } from './confirmation-link.ts';
import { readFreshnessSetting } from './freshness-setting.ts';
import { loadServices } from './load-services.ts';
import { storeServices } from './store-services.ts';

type Context = Pick<TaskContext, 'municipalityId' | 'clock' | 'configuration'> & Pick<SameCommit, 'post'> & { tx: Write };

/** An offer in a round, with what its mail says of it. */
type Candidate = AskedOffer & { name: string };

/**
 * One day's questions to providers: first mails, reminders, and what rests because nobody answered. One mail for each function mailbox,
 * whatever the number of its offers. Runs of one municipality wait for each other, and a second one finds everything asked.
 */
export const askForConfirmation = transactionTask(async (context) => {
  const { tx, municipalityId, clock } = context;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`offers.freshness ${municipalityId}`}, 0))`.execute(tx);
  const setting = await readFreshnessSetting(tx, municipalityId);
  await closeNeedless(tx, municipalityId, clock.now());
  if (!setting.asksByMail) return;
  const today = clock.today();
  const offers = await candidates(tx, municipalityId, today);
  const round = planRound(offers, setting, today);

  const asked = round.ask.length === 0 ? [] : (await tx.insertInto('offers.confirmation_request')
    .values(round.ask.map((id) => ({ municipality_id: municipalityId, id: newId(), service_id: id, asked_on: today, mailed_on: today })))
    .onConflict((conflict) => conflict.doNothing()).returning('service_id').execute()).map((row) => row.service_id);
  for (const { id, reminders } of round.remind) await changeQuestion(tx, municipalityId, id, { mailed_on: today, reminders });
  await restUnanswered(context, round.lapse);

  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  const known = (ids: readonly Uuid[]) => ids.flatMap((id) => byId.get(id) ?? []);
  let mails = 0;
  for (const [kind, some] of [['ask', known(asked)], ['remind', known(round.remind.map(({ id }) => id))], ['lapse', known(round.lapse)]] as const) mails += await postMails(context, kind, some);
  await noteRun(tx, municipalityId, today, { asked: asked.length, reminded: round.remind.length, lapsed: round.lapse.length, mails, without_mailbox: round.withoutMailbox.length }, clock.now());
});

/** Every day after seven, once for each municipality that asks by mail, however many processes look. */
export const freshnessHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  const now = clock.now();
  await tx.deleteFrom('offers.confirmation_link').where('municipality_id', '=', municipalityId).where('expires_at', '<', new Date(now.getTime() - 30 * 86_400_000)).execute();
  if (hourInBerlin(now) < 7 || !(await readFreshnessSetting(tx, municipalityId)).asksByMail) return;
  const first = await tx.insertInto('offers.freshness_run').values({ municipality_id: municipalityId, id: newId(), on_day: clock.today() })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'on_day']).doNothing()).returning('id').executeTakeFirst();
  if (first) await planJob(tx, municipalityId, clock, 'ask-for-confirmation', {});
};

function hourInBerlin(at: Date): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' }).format(at));
}

/** Public offers of today with their mailbox and the question that is open. */
export async function candidates(tx: Read, municipalityId: Uuid, today: Day): Promise<Candidate[]> {
  const rows = await tx.selectFrom('offers.service as service')
    .innerJoin('network.organization as organization', (join) => join.onRef('organization.municipality_id', '=', 'service.municipality_id').onRef('organization.id', '=', 'service.organization_id'))
    .leftJoin('offers.confirmation_request as request', (join) => join
      .onRef('request.municipality_id', '=', 'service.municipality_id').onRef('request.service_id', '=', 'service.id').on('request.state', '=', 'open'))
    .select(['service.id', 'service.name', 'service.assured_at', 'request.asked_on', 'request.mailed_on', 'request.reminders'])
    .select(sql<string | null>`nullif(lower(coalesce(nullif(service.email, ''), organization.email)), '')`.as('mailbox'))
    .select(sql<Day>`(service.created_at at time zone 'Europe/Berlin')::date`.as('created_on'))
    .where('service.municipality_id', '=', municipalityId).where('service.status', '=', 'active')
    .where((where) => where.or([where('service.valid_until', 'is', null), where('service.valid_until', '>', today)]))
    .orderBy('service.name').execute();
  return rows.map((row) => ({
    id: row.id, name: row.name, createdOn: row.created_on,
    ...(row.mailbox ? { mailbox: row.mailbox } : {}), ...(row.assured_at ? { assuredAt: row.assured_at } : {}),
    ...(row.asked_on && row.mailed_on ? { question: { askedOn: row.asked_on, mailedOn: row.mailed_on, reminders: row.reminders ?? 0 } } : {}),
  }));
}

/** Questions about what is no longer public, and marks of what somebody has put back or ended by hand. */
async function closeNeedless(tx: Write, municipalityId: Uuid, now: Date): Promise<void> {
  await sql`update offers.confirmation_request request set state = 'closed', ended_at = ${now} from offers.service service
    where request.municipality_id = ${municipalityId} and service.municipality_id = request.municipality_id and service.id = request.service_id
      and ((request.state = 'open' and service.status <> 'active') or (request.state = 'lapsed' and service.status <> 'inactive'))`.execute(tx);
}

async function changeQuestion(tx: Write, municipalityId: Uuid, serviceId: Uuid, change: { mailed_on: Day; reminders: number } | { state: 'lapsed'; ended_at: Date }): Promise<void> {
  await tx.updateTable('offers.confirmation_request').set(change).where('municipality_id', '=', municipalityId).where('service_id', '=', serviceId).where('state', '=', 'open').execute();
}

/** The entry pauses with its reason in its versions; one confirmation brings it back. */
async function restUnanswered({ tx, municipalityId, clock }: Context, ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return;
  const services = await loadServices(tx, municipalityId, ids);
  await storeServices(tx, municipalityId, services.map((service) => ({ ...service, status: 'inactive' as const })), clock, { origin: 'lapsed', reason: freshnessTexts.in('de')('lapsed.reason') });
  for (const id of ids) await changeQuestion(tx, municipalityId, id, { state: 'lapsed', ended_at: clock.now() });
}

async function postMails({ tx, municipalityId, clock, configuration, post }: Context, kind: 'ask' | 'remind' | 'lapse', offers: readonly Candidate[]): Promise<number> {
  const boxes = new Map<string, Candidate[]>();
  for (const offer of offers) if (offer.mailbox) boxes.set(offer.mailbox, [...(boxes.get(offer.mailbox) ?? []), offer]);
  if (boxes.size === 0) return 0;
  const town = await tx.selectFrom('accounts.municipality').select(['name', 'slug', 'contact_phone']).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  const t = freshnessTexts.in('de');
  for (const [to, some] of boxes) {
    const linkId = await makeConfirmationLink(tx, municipalityId, clock, some.map(({ id }) => id));
    const link = new URL(`/${town.slug}/bestaetigen/${sealLink(configuration.secretKey, municipalityId, linkId)}`, configuration.baseUrl).href;
    await post({
      to, subject: t(`mail.${kind}.subject`, { town: town.name, count: some.length }),
      text: t(`mail.${kind}.text`, { town: town.name, count: some.length, offers: some.map(({ name }) => `– ${name}`).join('\n'), link, phone: town.contact_phone ? t('mail.phone', { phone: town.contact_phone }) : '' }),
    });
  }
  return boxes.size;
}

async function noteRun(tx: Write, municipalityId: Uuid, today: Day, figures: { asked: number; reminded: number; lapsed: number; mails: number; without_mailbox: number }, now: Date): Promise<void> {
  await tx.insertInto('offers.freshness_run').values({ municipality_id: municipalityId, id: newId(), on_day: today, ...figures, finished_at: now })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'on_day']).doUpdateSet({
      asked: sql<number>`freshness_run.asked + excluded.asked`, reminded: sql<number>`freshness_run.reminded + excluded.reminded`,
      lapsed: sql<number>`freshness_run.lapsed + excluded.lapsed`, mails: sql<number>`freshness_run.mails + excluded.mails`,
      without_mailbox: figures.without_mailbox, finished_at: now,
    })).execute();
}

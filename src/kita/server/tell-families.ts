import { sql } from 'kysely';
import { sayDay } from '../../offers/said.ts';
import { loadDayCalendar } from '../../offers/server/day-calendar.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { sameCommit } from '../../platform/same-commit.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { decisionTexts } from '../decision-texts.ts';
import type { DecisionRecord } from '../decisions/content.ts';
import { lastDayToRetrieve, servedElectronically } from '../decisions/service.ts';
import { tellingWay, type TellingWay } from '../decisions/telling.ts';
import { languageFacts } from '../../platform/language.ts';
import { makeAnswerLinks } from './answer-links.ts';
import { listDecisions } from './decision-records.ts';
import { guardiansOf, type GuardianRecord } from './guardians.ts';
import { readLetterSetting, type LetterSetting } from './letter-setting.ts';

export type TellingKind = 'decision' | 'reminder' | 'lapse';

const AT_ONCE = 200;

/**
 * Tells the guardians of every decision nobody was told of yet, two hundred at a time and each in one commit with its mails: called again after a
 * crash it goes on where it was, and nobody is told twice.
 */
export const tellKitaFamilies = outsideTask(async (context) => {
  const { database, municipalityId } = context;
  let after: Uuid | undefined;
  for (;;) {
    const last: Uuid | undefined = await database.write(municipalityId, (tx) => tellSome(tx, context, after));
    if (last === undefined) return;
    after = last;
  }
});

async function tellSome(tx: Write, context: TaskContext, after: Uuid | undefined): Promise<Uuid | undefined> {
  const { municipalityId } = context;
  let query = tx.selectFrom('kita.decision as decision').select('decision.id').where('decision.municipality_id', '=', municipalityId).where('decision.replaced_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('kita.notice as notice').select('notice.id').whereRef('notice.municipality_id', '=', 'decision.municipality_id').whereRef('notice.decision_id', '=', 'decision.id'))))
    .orderBy('decision.id').limit(AT_ONCE).forUpdate().skipLocked();
  if (after) query = query.where('decision.id', '>', after);
  const ids = (await query.execute()).map(({ id }) => id);
  if (ids.length === 0) return undefined;
  await tell(tx, context, 'decision', await listDecisions(tx, municipalityId, { ids }));
  return ids.at(-1);
}

/** One notice for each guardian who gets letters; mails go into the outbox of the same transaction, letters wait to be printed. */
export async function tell(tx: Write, { municipalityId, clock, configuration }: Pick<TaskContext, 'municipalityId' | 'clock' | 'configuration'>, kind: TellingKind, decisions: readonly DecisionRecord[]): Promise<void> {
  if (decisions.length === 0) return;
  const guardians = await guardiansOf(tx, municipalityId, configuration.secretKey, decisions.map(({ childId }) => childId));
  const reached = decisions.flatMap((decision) => (guardians.get(decision.childId) ?? []).filter(({ getsLetters, mayRead }) => getsLetters && mayRead).map((guardian) => ({
    decision, guardian, way: tellingWay({
      email: guardian.email, isAddressBlocked: guardian.isAddressBlocked, hasAddress: guardian.address !== undefined,
      // A reminder decides nothing: it reaches whoever told a mail address.
      ...(kind === 'reminder' ? {} : { delivery: guardian.delivery, needsConsent: decision.form === 'notice' }),
    }),
  })));
  if (reached.length === 0) return;
  const told = withInformed(kind, reached);
  const [now, today] = [clock.now(), clock.today()];
  const setting = await readLetterSetting(tx, municipalityId);
  const calendar = await loadDayCalendar(tx, municipalityId);
  const isProvided = ({ decision, way, isInformed }: Told) => kind === 'decision' && way === 'mail' && decision.form === 'notice' && !isInformed;
  const fresh = await tx.insertInto('kita.notice').values(told.map((one) => ({
    municipality_id: municipalityId, id: newId(), decision_id: one.decision.id, guardian_id: one.guardian.id, way: one.way, kind, made_at: now, sent_at: one.way === 'mail' ? now : null,
    ...(isProvided(one) ? { provided_at: now, retrieve_until: lastDayToRetrieve(today), served_on: servedElectronically(setting.serviceLaw, { providedOn: today }, calendar) ?? null }
      // A declaration of private law arrives with the mail (§ 130 BGB).
      : { provided_at: null, retrieve_until: null, served_on: one.way === 'mail' && !one.isInformed ? today : null }),
  }))).onConflict((conflict) => conflict.columns(['municipality_id', 'decision_id', 'guardian_id', 'kind']).doNothing()).returning(['decision_id', 'guardian_id']).execute();
  const isFresh = new Set(fresh.map((row) => `${row.decision_id} ${row.guardian_id}`));
  const anew = told.filter(({ decision, guardian }) => isFresh.has(`${decision.id} ${guardian.id}`));
  const byMail = anew.filter(({ way }) => way === 'mail');
  const answering = byMail.filter(({ decision, guardian }) => kind !== 'lapse' && asksAnswer(decision) && guardian.mayDecide);
  const tokens = await makeAnswerLinks(tx, municipalityId, now, answering.map(({ decision }) => ({ decisionId: decision.id, answerUntil: decision.answerUntil! })));
  const { post } = sameCommit(tx, municipalityId, clock);
  for (const one of byMail) {
    const token = tokens[answering.indexOf(one)];
    await post({ to: one.guardian.email!, ...mailOf(kind, one, setting, configuration.baseUrl.origin, token) });
  }
  // The letter comes on paper; the mail only says that there is something, and where to read a copy.
  if (kind === 'decision') for (const { decision, guardian, way } of anew) if (way !== 'mail' && guardian.email) await post({ to: guardian.email, ...hintOf(way, decision, guardian, setting, configuration.baseUrl.origin) });
}

const asksAnswer = ({ outcome, answerUntil, answer }: DecisionRecord) => outcome === 'place' && answerUntil !== null && answer === null;

interface Told {
  decision: DecisionRecord;
  guardian: GuardianRecord;
  way: TellingWay;
  /** reads of it by mail, and is served nothing */
  isInformed?: boolean;
}

/** Who told a mail address but no home, and has not consented, is informed by mail where another guardian is served: one parent is enough (§ 1629 Abs. 1 Satz 2 BGB). */
function withInformed(kind: TellingKind, reached: readonly Told[]): Told[] {
  if (kind !== 'decision') return [...reached];
  const served = new Set(reached.filter(({ way }) => way !== 'hand-over').map(({ decision }) => decision.id));
  return reached.map((one) => (one.way === 'hand-over' && one.guardian.email && !one.guardian.isAddressBlocked && served.has(one.decision.id) ? { ...one, way: 'mail', isInformed: true } : one));
}

interface Mail {
  subject: string;
  text: string;
}

function valuesOf(decision: DecisionRecord, { language }: GuardianRecord, setting: LetterSetting, origin: string, token?: string) {
  const { segment } = languageFacts[language];
  const address = (path: string) => new URL(['', setting.slug, segment, ...path.split('/')].filter((part, at) => part !== '' || at === 0).join('/'), origin).href;
  return {
    town: setting.town, office: setting.officeName, contact: setting.contact, account: address(`/meine-kita/bescheid/${decision.id}`), link: token ? address(`/kita-antwort/${token}`) : '',
    day: decision.answerUntil ? sayDay(language, decision.answerUntil) : '',
  };
}

function hintOf(way: 'post' | 'hand-over', decision: DecisionRecord, guardian: GuardianRecord, setting: LetterSetting, origin: string): Mail {
  const t = decisionTexts.in(guardian.language);
  const values = valuesOf(decision, guardian, setting, origin);
  return { subject: t('mail.decision.subject', values), text: t(way === 'post' ? 'mail.hint.post' : 'mail.hint.hand', values) };
}

/** No name stands in the mail: who reads along learns that a family registered, and no more. */
function mailOf(kind: TellingKind, { decision, guardian, isInformed }: Told, setting: LetterSetting, origin: string, token: string | undefined): Mail {
  const t = decisionTexts.in(guardian.language);
  const values = valuesOf(decision, guardian, setting, origin, token);
  if (kind === 'lapse') return { subject: t('mail.lapse.subject', values), text: t(decision.answer?.answer === 'accepted' ? 'mail.change.text' : 'mail.lapse.text', values) };
  if (kind === 'reminder' && token) return { subject: t('mail.reminder.subject', values), text: t('mail.reminder.text', values) };
  return { subject: t('mail.decision.subject', values), text: t(`mail.${decision.form === 'notice' && !isInformed ? 'notice' : 'decision'}.${token ? 'place' : 'other'}`, values) };
}

/** How many letters of which way are not sent yet. */
export async function unsentNotices(tx: Read, municipalityId: Uuid): Promise<{ post: number; handOver: number }> {
  const rows = await tx.selectFrom('kita.notice').select(['way', sql<number>`count(*)::int`.as('count')]).where('municipality_id', '=', municipalityId).where('sent_at', 'is', null).groupBy('way').execute();
  const count = (way: string) => rows.find((row) => row.way === way)?.count ?? 0;
  return { post: count('post'), handOver: count('hand-over') };
}

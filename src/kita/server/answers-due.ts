import { sql } from 'kysely';
import { loadDayCalendar } from '../../offers/server/day-calendar.ts';
import type { Read, Write } from '../../platform/database.ts';
import { addDays } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { planJob } from '../../platform/jobs.ts';
import { readSetting, writeSetting } from '../../platform/municipality-setting.ts';
import { sameCommit } from '../../platform/same-commit.ts';
import { outsideTask, type Housekeeping, type TaskContext } from '../../platform/task.ts';
import * as v from 'valibot';
import { reminderDay } from '../decisions/deadlines.ts';
import { removeExpiredLinks } from './answer-links.ts';
import { takeAnswer } from './answers.ts';
import { listDecisions } from './decision-records.ts';
import { removeOldLetterRuns } from './letter-runs.ts';
import { readLetterSetting } from './letter-setting.ts';
import { sendUnretrievedOnPaper, unservedDecisions } from './served-notices.ts';
import { tell } from './tell-families.ts';

const AT_ONCE = 100;
/** Longest shift of a reminder to a working day. */
const MOST_DAYS_EARLIER = 7;

/** Sends on paper what was not retrieved, reminds those whose day has come, and lets places lapse that nobody has answered although everybody was served: each answer in a commit of its own, after whoever answers at the same moment. */
export const answersDue = outsideTask(async (context) => {
  const { database, municipalityId, clock, configuration } = context;
  await database.write(municipalityId, (tx) => sendUnretrievedOnPaper(tx, { municipalityId, clock, secretKey: configuration.secretKey }));
  const due = await database.read(municipalityId, (tx) => dueReminders(tx, context));
  for (let at = 0; at < due.length; at += AT_ONCE) {
    await database.write(municipalityId, async (tx) => tell(tx, context, 'reminder', (await listDecisions(tx, municipalityId, { ids: due.slice(at, at + AT_ONCE) })).filter(({ answer, replacedAt }) => answer === null && replacedAt === null)));
  }
  const late = await database.read(municipalityId, (tx) => listDecisions(tx, municipalityId, { isOpen: true, dueBy: addDays(clock.today(), -1) }));
  const unserved = await database.read(municipalityId, (tx) => unservedDecisions(tx, municipalityId, late.map(({ id }) => id)));
  for (const { id } of late) if (!unserved.has(id)) await lapse(context, id);
});

/** One place lapses; if the family has just answered, or the place cannot be changed, nothing happens and the office sees it in its list. */
async function lapse(context: TaskContext, decisionId: Uuid): Promise<void> {
  const { database, municipalityId, clock, configuration, log } = context;
  await database.write(municipalityId, async (tx) => {
    const { later } = sameCommit(tx, municipalityId, clock);
    const taken = await takeAnswer({ tx, municipalityId, clock, configuration, later }, { decisionId, answer: 'lapsed', way: 'automatic' });
    if (taken.ok) await tell(tx, context, 'lapse', await listDecisions(tx, municipalityId, { ids: [decisionId] }));
    else if (taken.refusals[0]?.code !== 'already-answered') log('warn', { event: 'kita-place-not-lapsed', code: taken.refusals[0]?.code ?? '' });
  });
}

async function dueReminders(tx: Read, { municipalityId, clock }: Pick<TaskContext, 'municipalityId' | 'clock'>): Promise<Uuid[]> {
  const today = clock.today();
  const { reminderDays } = await readLetterSetting(tx, municipalityId);
  const rows = await tx.selectFrom('kita.decision as decision')
    .leftJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select(['decision.id', 'decision.answer_until']).where('decision.municipality_id', '=', municipalityId).where('decision.outcome', '=', 'place').where('decision.replaced_at', 'is', null).where('answer.id', 'is', null)
    .where('decision.answer_until', '>=', today).where('decision.answer_until', '<=', addDays(today, reminderDays + MOST_DAYS_EARLIER))
    // Nobody is reminded of what nobody was told yet, and nobody twice.
    .where(sql<boolean>`exists (select from kita.notice told where told.municipality_id = decision.municipality_id and told.decision_id = decision.id and told.kind = 'decision' and told.sent_at is not null and (told.served_on is not null or told.provided_at is not null))
      and not exists (select from kita.notice reminded where reminded.municipality_id = decision.municipality_id and reminded.decision_id = decision.id and reminded.kind = 'reminder')`)
    .orderBy('decision.id').execute();
  const calendar = await loadDayCalendar(tx, municipalityId);
  return rows.filter(({ answer_until }) => reminderDay(answer_until!, reminderDays, calendar) <= today).map(({ id }) => id);
}

const DAILY = 'kita.decisions-day';
const FIRST_HOUR = 6;

/** Once a day from six in the morning: reminders, lapse, and seats that became free. Links and printed files that have outlived their purpose go. */
export const decisionHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  await removeExpiredLinks(tx, municipalityId, clock.now());
  await removeOldLetterRuns(tx, municipalityId, clock.now());
  if (hourInBerlin(clock.now()) < FIRST_HOUR || await readSetting(tx, municipalityId, DAILY, v.string()) === clock.today()) return;
  if (!await hasDecisions(tx, municipalityId)) return;
  await writeSetting(tx, municipalityId, DAILY, clock.today(), { clock });
  await planJob(tx, municipalityId, clock, 'kita-answers-due', {});
  await planJob(tx, municipalityId, clock, 'replace-kita-places', {});
};

async function hasDecisions(tx: Write, municipalityId: Uuid): Promise<boolean> {
  return await tx.selectFrom('kita.decision').select('id').where('municipality_id', '=', municipalityId).limit(1).executeTakeFirst() !== undefined;
}

function hourInBerlin(at: Date): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' }).format(at));
}

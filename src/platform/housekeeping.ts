import type { Write } from './database.ts';
import type { Housekeeping } from './task.ts';

/** Days after which things have outlived their purpose. (ASVS 5, 14.2.7) */
export const KEPT_DAYS = {
  /** nobody sends the same form again later */
  submission: 30,
  /** what the administrator sees of finished work */
  job: 30,
  /** a mail that could not be sent in this time is of no use to anybody */
  unsentMail: 30,
  /** the fact that a mail was sent, without recipient and content */
  mail: 90,
  /** the longest window of a limit is a day */
  rateLimit: 2,
  /** the development mailbox keeps mails so long */
  developmentMail: 7,
};

const DAY = 86_400_000;

/** Removes what the platform itself no longer needs. */
export const platformHousekeeping: Housekeeping = async (tx, { municipalityId, clock, configuration }) => {
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY);
  await tx.deleteFrom('platform.submission').where('municipality_id', '=', municipalityId).where('at', '<', before(KEPT_DAYS.submission)).execute();
  await tx.deleteFrom('platform.job').where('municipality_id', '=', municipalityId).where('state', 'in', ['done', 'failed'])
    .where('finished_at', '<', before(KEPT_DAYS.job)).execute();
  await tx.deleteFrom('platform.rate_limit').where('municipality_id', '=', municipalityId).where('window_start', '<', before(KEPT_DAYS.rateLimit)).execute();
  await tx.deleteFrom('platform.file').where('municipality_id', '=', municipalityId).where('expires_at', '<', clock.now()).execute();
  await keepMails(tx, municipalityId, configuration.mode === 'development' ? before(KEPT_DAYS.developmentMail) : clock.now(), before);
};

async function keepMails(tx: Write, municipalityId: Parameters<Housekeeping>[1]['municipalityId'], sentBefore: Date, before: (days: number) => Date): Promise<void> {
  await tx.deleteFrom('platform.mail').where('municipality_id', '=', municipalityId).where('created_at', '<', before(KEPT_DAYS.mail)).execute();
  await tx.updateTable('platform.mail').set({ recipient: '', body_text: '' }).where('municipality_id', '=', municipalityId).where('body_text', '!=', '')
    .where((where) => where.or([where('sent_at', '<', sentBefore), where('created_at', '<', before(KEPT_DAYS.unsentMail))])).execute();
}

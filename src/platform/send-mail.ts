import type { Database } from './database.ts';
import { isUuid, type Uuid } from './id.ts';
import { mailTransport, type MailTransport } from './mail-transport.ts';
import { outsideTask, type TaskContext } from './task.ts';

/**
 * Sends one mail of the outbox: read, sent by SMTP outside any transaction, then marked as sent – once, whoever marks it first.
 * If the process dies between sending and marking, the next attempt sends it again under the same Message-ID: a mail
 * may come twice, but is never lost.
 */
export const sendMail = outsideTask((context, payload) => sendThrough(mailTransport(context.configuration), context, payload['mailId']), { isAwaited: true });

export async function sendThrough(transport: MailTransport, { database, municipalityId, clock, configuration }: TaskContext, mailId: unknown): Promise<void> {
  if (!isUuid(mailId)) throw new TypeError('no mail id');
  const mail = await beginAttempt(database, municipalityId, mailId);
  if (!mail) return;
  try {
    await transport.send({ messageId: mailId, to: mail.recipient, subject: mail.subject, text: mail.body_text });
  } catch (error) {
    await noteFailure(database, municipalityId, mailId, error);
    throw error;
  }
  // What was sent is in the recipient's hands: we keep that it was sent, not to whom and what.
  const emptied = configuration.mode === 'production' ? { recipient: '', body_text: '' } : {};
  await database.write(municipalityId, (tx) => tx.updateTable('platform.mail').set({ sent_at: clock.now(), last_error: null, ...emptied })
    .where('municipality_id', '=', municipalityId).where('id', '=', mailId).where('sent_at', 'is', null).execute());
}

/** The mail, if it is still to be sent; mails whose content was removed meanwhile are not. */
function beginAttempt(database: Database, municipalityId: Uuid, mailId: Uuid) {
  return database.write(municipalityId, (tx) => tx.updateTable('platform.mail').set((update) => ({ attempts: update('attempts', '+', 1) }))
    .where('municipality_id', '=', municipalityId).where('id', '=', mailId).where('sent_at', 'is', null).where('body_text', '!=', '')
    .returning(['recipient', 'subject', 'body_text']).executeTakeFirst());
}

/** Class and code only: answers of mail servers quote addresses. */
async function noteFailure(database: Database, municipalityId: Uuid, mailId: Uuid, error: unknown): Promise<void> {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const text = [code, responseCode].filter((one) => typeof one === 'number' || (typeof one === 'string' && /^[A-Z0-9_]{2,40}$/.test(one))).join(' ');
  await database.write(municipalityId, (tx) => tx.updateTable('platform.mail').set({ last_error: text || 'Error' })
    .where('municipality_id', '=', municipalityId).where('id', '=', mailId).execute());
}

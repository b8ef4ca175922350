import type { Clock } from './clock.ts';
import type { Write } from './database.ts';
import { newId, type Uuid } from './id.ts';

export interface Mail {
  to: string;
  /** never carries personal data: subjects are readable on every way */
  subject: string;
  text: string;
  /** somebody waits for it before a page: it is sent before all others */
  isAwaited?: boolean;
}

/** Writes a mail into the outbox of the transaction; a job sends it after the commit (never inside a transaction). */
export async function putIntoOutbox(tx: Write, municipalityId: Uuid, clock: Clock, mail: Mail): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('platform.mail').values({
    municipality_id: municipalityId, id, recipient: mail.to, subject: mail.subject, body_text: mail.text, created_at: clock.now(),
  }).execute();
  return id;
}

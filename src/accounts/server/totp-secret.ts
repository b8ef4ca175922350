import type { Write } from '../../platform/database.ts';
import { decryptField, encryptField, type FieldPlace } from '../../platform/encryption.ts';
import type { Uuid } from '../../platform/id.ts';
import { acceptedStep } from '../one-time-password.ts';

type Keyed = { secretKey: Buffer };

/** Keeps a confirmed secret; `step` is the one that confirmed it and cannot be used again. */
export async function keepTotp(tx: Write, { secretKey }: Keyed, municipalityId: Uuid, personId: Uuid, { secret, step, now }: { secret: string; step: number; now: Date }): Promise<void> {
  await tx.updateTable('accounts.person')
    .set({ totp_secret: encryptField(secretKey, place(municipalityId, personId), secret), totp_confirmed_at: now, totp_last_step: step })
    .where('municipality_id', '=', municipalityId).where('id', '=', personId).execute();
}

/** True if the code is good and was not used before: of two that come with the same code, one passes. */
export async function useTotp(tx: Write, { secretKey }: Keyed, municipalityId: Uuid, personId: Uuid, code: string, now: Date): Promise<boolean> {
  const row = await tx.selectFrom('accounts.person').select(['totp_secret', 'totp_last_step'])
    .where('municipality_id', '=', municipalityId).where('id', '=', personId).where('totp_confirmed_at', 'is not', null).executeTakeFirst();
  if (!row?.totp_secret) return false;
  const secret = decryptField(secretKey, place(municipalityId, personId), row.totp_secret).toString('utf8');
  const step = acceptedStep(secret, code, now, row.totp_last_step);
  if (step === undefined) return false;
  const used = await tx.updateTable('accounts.person').set({ totp_last_step: step })
    .where('municipality_id', '=', municipalityId).where('id', '=', personId)
    .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)])).returning('id').executeTakeFirst();
  return used !== undefined;
}

export async function removeTotp(tx: Write, municipalityId: Uuid, personId: Uuid): Promise<void> {
  await tx.updateTable('accounts.person').set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('municipality_id', '=', municipalityId).where('id', '=', personId).execute();
}

function place(municipality: Uuid, row: Uuid): FieldPlace {
  return { table: 'accounts.person', column: 'totp_secret', row, municipality };
}

import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../recovery-code.ts';
import { CHALLENGE } from '../session.ts';
import { keepChallenge, readChallenge } from './challenges.ts';

type Keyed = { secretKey: Buffer };

/** Ten new codes instead of all earlier ones. They can be read for some minutes under the id this returns, then never again. */
export async function issueRecoveryCodes(tx: Write, clock: Clock, keyed: Keyed, municipalityId: Uuid, personId: Uuid): Promise<Uuid> {
  const codes = newRecoveryCodes();
  await tx.deleteFrom('accounts.recovery_code').where('municipality_id', '=', municipalityId).where('person_id', '=', personId).execute();
  await tx.insertInto('accounts.recovery_code').values(codes.map((code) => ({
    municipality_id: municipalityId, id: newId(), person_id: personId, code_hash: recoveryCodeHash(code), created_at: clock.now(),
  }))).execute();
  return keepChallenge(tx, clock, keyed, municipalityId, { kind: 'recovery-codes', secret: codes, personId, lifetime: CHALLENGE.recoveryCodes });
}

/** The codes just issued, for the person they were issued to. */
export async function readIssuedCodes(tx: Read, clock: Clock, keyed: Keyed, municipalityId: Uuid, personId: Uuid | undefined, id: Uuid): Promise<string[] | undefined> {
  const issued = await readChallenge<string[]>(tx, clock, keyed, municipalityId, 'recovery-codes', id);
  return issued && issued.personId === personId ? issued.secret : undefined;
}

/** True if it is an unused code of this person: then it is used up. */
export async function useRecoveryCode(tx: Write, clock: Clock, municipalityId: Uuid, personId: Uuid, typed: string): Promise<boolean> {
  const used = await tx.updateTable('accounts.recovery_code').set({ used_at: clock.now() })
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).where('code_hash', '=', recoveryCodeHash(typed)).where('used_at', 'is', null)
    .returning('id').executeTakeFirst();
  return used !== undefined;
}

export async function countRecoveryCodes(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<number> {
  const { left } = await tx.selectFrom('accounts.recovery_code').select(({ fn }) => fn.countAll<number>().as('left'))
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).where('used_at', 'is', null).executeTakeFirstOrThrow();
  return left;
}

export async function removeRecoveryCodes(tx: Write, municipalityId: Uuid, personId: Uuid): Promise<void> {
  await tx.deleteFrom('accounts.recovery_code').where('municipality_id', '=', municipalityId).where('person_id', '=', personId).execute();
}

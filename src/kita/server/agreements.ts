import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { AgreementSpeaker, AgreementStatement } from '../registration/agreement.ts';

interface NewAgreement {
  registrationId: Uuid;
  statement: AgreementStatement;
  saidBy: AgreementSpeaker;
  personId?: Uuid | undefined;
  /** the office has dealt with it */
  isSettled?: boolean;
}

export interface Agreement {
  statement: AgreementStatement;
  saidBy: AgreementSpeaker;
  saidAt: Date;
  personId: Uuid | null;
  isSettled: boolean;
}

/** Writes down what somebody says; what was said before stays. */
export async function addAgreement(tx: Write, municipalityId: Uuid, clock: Clock, { registrationId, statement, saidBy, personId, isSettled = false }: NewAgreement): Promise<void> {
  await tx.insertInto('kita.agreement').values({
    municipality_id: municipalityId, id: newId(), registration_id: registrationId, statement, said_by: saidBy, person_id: personId ?? null, said_at: clock.now(), is_settled: isSettled,
  }).execute();
}

/** All statements of registrations, the oldest first. What one guardian said is not shown to the other: the office reads all, a guardian the own. */
export async function agreementsOf(tx: Read, municipalityId: Uuid, registrationIds: readonly Uuid[]): Promise<Map<Uuid, Agreement[]>> {
  if (registrationIds.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.agreement').selectAll().where('municipality_id', '=', municipalityId).where('registration_id', 'in', [...registrationIds]).orderBy('said_at').orderBy('id').execute();
  return new Map([...groupedBy(rows, (row) => row.registration_id)].map(([id, own]) => [id, own.map((row) => ({
    statement: row.statement as AgreementStatement, saidBy: row.said_by as AgreementSpeaker, saidAt: row.said_at, personId: row.person_id, isSettled: row.is_settled,
  }))]));
}

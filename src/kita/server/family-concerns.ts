import { sql, type RawBuilder } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { urgentReasonOf, type UrgentReason } from '../registration/urgency.ts';
import { listCircumstances } from './circumstances.ts';
import { remarksOf } from './remarks.ts';

/** So many remarks fit on the page; the next follow when these are read. */
export const MOST_REMARKS = 50;

interface Concern {
  registrationId: Uuid;
  childId: Uuid;
  childName: string;
  number: string;
}

interface UrgentNeed extends Concern {
  by: Day;
  reason: UrgentReason | undefined;
  /** the office has seen a proof */
  isProved: boolean;
}

interface Disagreement extends Concern {
  saidAt: Date;
  saidBy: 'sender' | 'other' | 'office';
}

interface UnreadRemark extends Concern {
  remark: string;
  writtenAt: Date;
}

/** In force itself, or merged into one in force: what was told there is nobody else's, and nobody has dealt with it by merging. */
export const stillConcerns = (): RawBuilder<boolean> => sql<boolean>`(registration.state = 'submitted' or (registration.ended_reason = 'merged' and exists (
  select from kita.registration stays where stays.municipality_id = registration.municipality_id and stays.child_id = registration.child_id and stays.state = 'submitted')))`;

/** Registrations that are urgent and nobody has dealt with, those needed first before the others. */
export async function listUrgentNeeds(tx: Read, municipalityId: Uuid, secretKey: Buffer): Promise<UrgentNeed[]> {
  const rows = await tx.selectFrom('kita.registration as registration')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'registration.municipality_id').onRef('child.id', '=', 'registration.child_id'))
    .select(['registration.id', 'registration.number', 'registration.urgent_by', 'child.id as child_id', 'child.given_names', 'child.family_name'])
    .where('registration.municipality_id', '=', municipalityId).where(stillConcerns()).where('registration.urgent_by', 'is not', null).where('registration.urgent_settled_at', 'is', null)
    .orderBy('registration.urgent_by').orderBy('registration.id').execute();
  const reasons = new Map((await listCircumstances(tx, municipalityId, secretKey, rows.map(({ id }) => id))).filter(({ isUrgency }) => isUrgency).map((one) => [one.registrationId, one]));
  return rows.map((row) => {
    const told = reasons.get(row.id);
    return { registrationId: row.id, childId: row.child_id, childName: `${row.given_names} ${row.family_name}`.trim(), number: row.number, by: row.urgent_by!, reason: told && urgentReasonOf(told.fact), isProved: told?.state === 'proved' };
  });
}

/** Remarks nobody in the office has read, the oldest first. */
export async function listUnreadRemarks(tx: Read, municipalityId: Uuid, secretKey: Buffer): Promise<UnreadRemark[]> {
  const rows = await tx.selectFrom('kita.registration as registration')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'registration.municipality_id').onRef('child.id', '=', 'registration.child_id'))
    .select(['registration.id', 'registration.number', 'registration.updated_at', 'child.id as child_id', 'child.given_names', 'child.family_name'])
    .where('registration.municipality_id', '=', municipalityId).where(stillConcerns()).where('registration.remark_sealed', 'is not', null).where('registration.remark_read_at', 'is', null)
    .orderBy('registration.updated_at').orderBy('registration.id').limit(MOST_REMARKS).execute();
  const remarks = await remarksOf(tx, municipalityId, secretKey, rows.map(({ id }) => id));
  return rows.map((row) => ({ registrationId: row.id, childId: row.child_id, childName: `${row.given_names} ${row.family_name}`.trim(), number: row.number, remark: remarks.get(row.id) ?? '', writtenAt: row.updated_at }));
}

/** Registrations with a no nobody has taken back: whoever said it, the other guardian themselves, or the office. Who registered cannot speak for the other one's own no. */
export const openDisagreements = (municipalityId: Uuid) => sql`select distinct on (registration.id) registration.id, registration.number, registration.child_id, no.said_at, no.said_by from kita.agreement no
  join kita.registration registration on registration.municipality_id = no.municipality_id and registration.id = no.registration_id and ${stillConcerns()}
  where no.municipality_id = ${municipalityId} and no.statement = 'disagrees' and not no.is_settled
    and not exists (select from kita.agreement later where later.municipality_id = no.municipality_id and later.registration_id = no.registration_id and (later.said_at, later.id) > (no.said_at, no.id) and (later.said_by in ('office', 'other') or later.said_by = no.said_by))
  order by registration.id, no.said_at desc`;

export async function listDisagreements(tx: Read, municipalityId: Uuid): Promise<Disagreement[]> {
  const { rows } = await sql<{ id: Uuid; number: string; child_id: Uuid; said_at: Date; said_by: Disagreement['saidBy']; given_names: string; family_name: string }>`
    select open.*, child.given_names, child.family_name from (${openDisagreements(municipalityId)}) open join kita.child child on child.municipality_id = ${municipalityId} and child.id = open.child_id order by open.said_at`.execute(tx);
  return rows.map((row) => ({ registrationId: row.id, childId: row.child_id, childName: `${row.given_names} ${row.family_name}`.trim(), number: row.number, saidAt: row.said_at, saidBy: row.said_by }));
}

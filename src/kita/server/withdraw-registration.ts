import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { leaveSiblings } from './sibling-groups.ts';

/**
 * Withdrawn is gone: the registration with its wishes, circumstances, proofs and draft is deleted; the child too, with guardians nobody else needs, unless
 * a place, a decision or the file of another registration holds it. Nothing but the audit entry stays. Refuses `not-found`.
 */
export async function withdrawRegistration(tx: Write, municipalityId: Uuid, registrationId: Uuid): Promise<Outcome<{ childId: Uuid; isChildGone: boolean }>> {
  const row = await tx.deleteFrom('kita.registration').where('municipality_id', '=', municipalityId).where('id', '=', registrationId).where('state', '=', 'submitted').returning('child_id').executeTakeFirst();
  if (!row) return refused('not-found');
  const childId = row.child_id;
  await tx.deleteFrom('kita.registration_draft').where('municipality_id', '=', municipalityId).where('id', '=', registrationId).execute();
  const isChildGone = !await isNeeded(tx, municipalityId, childId);
  if (isChildGone) await deleteChild(tx, municipalityId, childId);
  return accepted({ childId, isChildGone });
}

async function isNeeded(tx: Write, municipalityId: Uuid, childId: Uuid): Promise<boolean> {
  for (const table of ['kita.registration', 'kita.placement', 'kita.decision', 'kita.objection', 'kita.emergency_placement'] as const) {
    const found = await tx.selectFrom(table).select('id').where('municipality_id', '=', municipalityId).where('child_id', '=', childId).limit(1).executeTakeFirst();
    if (found) return true;
  }
  return false;
}

async function deleteChild(tx: Write, municipalityId: Uuid, childId: Uuid): Promise<void> {
  await leaveSiblings(tx, municipalityId, childId);
  const bonds = await tx.deleteFrom('kita.guardianship').where('municipality_id', '=', municipalityId).where('child_id', '=', childId).returning('guardian_id').execute();
  await tx.deleteFrom('kita.child').where('municipality_id', '=', municipalityId).where('id', '=', childId).execute();
  const guardianIds = bonds.map(({ guardian_id }) => guardian_id);
  if (guardianIds.length === 0) return;
  await tx.deleteFrom('kita.guardian as guardian').where('guardian.municipality_id', '=', municipalityId).where('guardian.id', 'in', guardianIds)
    .where((where) => where.not(where.exists(where.selectFrom('kita.guardianship as bond').select('bond.id').whereRef('bond.municipality_id', '=', 'guardian.municipality_id').whereRef('bond.guardian_id', '=', 'guardian.id'))))
    .execute();
}

import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { decryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalText, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { checkProofs } from '../office-permissions.ts';
import { decideCircumstance, listCircumstances, type Circumstance } from './circumstances.ts';
import { place } from './sealed-json.ts';

export interface ClaimToCheck extends Circumstance {
  childId: Uuid;
  childName: string;
  number: string;
}

export interface ProofFile {
  id: Uuid;
  name: string;
  mediaType: string;
}

/** Circumstances of registrations in force that nobody has checked, the oldest first. */
export async function listClaimsToCheck(tx: Read, municipalityId: Uuid, secretKey: Buffer): Promise<ClaimToCheck[]> {
  const rows = await tx.selectFrom('kita.registration as registration')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'registration.municipality_id').onRef('child.id', '=', 'registration.child_id'))
    .select(['registration.id', 'registration.number', 'child.id as child_id', 'child.given_names', 'child.family_name'])
    .where('registration.municipality_id', '=', municipalityId).where('registration.state', '=', 'submitted')
    .where((where) => where.exists(where.selectFrom('kita.circumstance as circumstance').select('circumstance.id').whereRef('circumstance.municipality_id', '=', 'registration.municipality_id')
      .whereRef('circumstance.registration_id', '=', 'registration.id').where('circumstance.state', '=', 'claimed'))).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const claims = (await listCircumstances(tx, municipalityId, secretKey, rows.map(({ id }) => id))).filter(({ state }) => state === 'claimed');
  return claims.map((claim) => {
    const row = byId.get(claim.registrationId)!;
    return { ...claim, childId: row.child_id, childName: `${row.given_names} ${row.family_name}`.trim(), number: row.number };
  }).sort((one, other) => one.claimedAt.getTime() - other.claimedAt.getTime() || (one.id < other.id ? -1 : 1));
}

/** One circumstance with its proofs; those that were checked have none any more. Unknown: NotFound. */
export async function findClaim(tx: Read, municipalityId: Uuid, secretKey: Buffer, id: Uuid): Promise<{ claim: ClaimToCheck; proofs: ProofFile[] }> {
  const row = await tx.selectFrom('kita.circumstance as circumstance')
    .innerJoin('kita.registration as registration', (join) => join.onRef('registration.municipality_id', '=', 'circumstance.municipality_id').onRef('registration.id', '=', 'circumstance.registration_id'))
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'registration.municipality_id').onRef('child.id', '=', 'registration.child_id'))
    .select(['registration.id as registration_id', 'registration.number', 'child.id as child_id', 'child.given_names', 'child.family_name'])
    .where('circumstance.municipality_id', '=', municipalityId).where('circumstance.id', '=', id).executeTakeFirst();
  const claim = row && (await listCircumstances(tx, municipalityId, secretKey, [row.registration_id])).find((one) => one.id === id);
  if (!row || !claim) throw new NotFound();
  const files = await tx.selectFrom('kita.proof').select(['id', 'name_sealed', 'media_type']).where('municipality_id', '=', municipalityId).where('circumstance_id', '=', id).orderBy('uploaded_at').orderBy('id').execute();
  return {
    claim: { ...claim, childId: row.child_id, childName: `${row.given_names} ${row.family_name}`.trim(), number: row.number },
    proofs: files.map((file) => ({ id: file.id, mediaType: file.media_type, name: decryptField(secretKey, place(municipalityId, 'kita.proof', 'name_sealed', file.id), file.name_sealed).toString('utf8') })),
  };
}

/** The file itself; NotFound if it is not this circumstance's, or was deleted with the check. */
export async function openProof(tx: Read, municipalityId: Uuid, secretKey: Buffer, circumstanceId: Uuid, proofId: Uuid): Promise<{ content: Buffer; mediaType: string }> {
  const row = await tx.selectFrom('kita.proof').select(['content_sealed', 'media_type']).where('municipality_id', '=', municipalityId).where('circumstance_id', '=', circumstanceId).where('id', '=', proofId).executeTakeFirst();
  if (!row) throw new NotFound();
  return { content: decryptField(secretKey, place(municipalityId, 'kita.proof', 'content_sealed', proofId), row.content_sealed), mediaType: row.media_type };
}

/** Confirms a circumstance, or refuses it with a reason the family reads; the proofs are deleted either way. Refuses `note-missing`, `already-checked`. */
export const checkClaim = action({
  may: checkProofs,
  audit: 'kita.proof.checked',
  input: v.object({ id: uuidField(), decision: choice(['accept', 'refuse']), note: optionalText(500) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { id: circumstance, decision, note }) {
    if (decision === 'refuse' && note === '') return refused('note-missing', { field: 'note' });
    const decided = await decideCircumstance(tx, municipalityId, clock, configuration.secretKey, { circumstanceId: circumstance, isProved: decision === 'accept', note: decision === 'refuse' ? note : undefined, by: who.personId });
    if (!decided.ok) {
      if (decided.refusals.some(({ code }) => code === 'not-found')) throw new NotFound();
      return decided;
    }
    concerns(circumstance, ['state']);
    return accepted(circumstance);
  },
});

import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import { encryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { fileField, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { PROOF_BYTES, readProof, type ProofFile } from '../registration/proof-file.ts';
import { ownRegistration } from '../registration-permissions.ts';
import { isSender, ownRegistrationOf } from './begin-draft.ts';
import { listCircumstances, type Circumstance } from './circumstances.ts';
import { childrenOfPerson } from './guardians.ts';
import { listRegistrations } from './registrations.ts';
import { place } from './sealed-json.ts';

/** Enough for front, back and a letter or two. */
const MOST_PROOFS = 5;

/**
 * Keeps a proof for the office to look at: encrypted, without metadata, deleted after the check. It is the proof of the same circumstance of all
 * the family's registrations, so that twins need one upload. A refused circumstance waits for a new check then. Refuses `not-a-proof`, `too-many-proofs`.
 */
export const uploadProof = action({
  may: ownRegistration,
  audit: 'kita.proof.uploaded',
  input: v.object({ id: uuidField(), circumstance: uuidField(), file: fileField(PROOF_BYTES) }),
  async run({ tx, municipalityId, clock, configuration: { secretKey }, who, concerns }, { id, circumstance, file }) {
    const personId = who.personId!;
    await ownRegistrationOf(tx, municipalityId, personId, id, { mustDecide: true });
    if (!await isSender(tx, municipalityId, personId, id)) throw new NotFound();
    const chosen = (await listCircumstances(tx, municipalityId, secretKey, [id])).find((one) => one.id === circumstance && one.state !== 'proved');
    if (!chosen) throw new NotFound();
    if (chosen.proofs >= MOST_PROOFS) return refused('too-many-proofs', { field: 'circumstance' });
    const proof = readProof(Buffer.from(await file.arrayBuffer()));
    if (!proof.ok) return proof;
    for (const same of await sameCircumstances(tx, municipalityId, secretKey, personId, chosen)) {
      await keepProof(tx, municipalityId, secretKey, clock.now(), same.id, file.name, proof.value);
      if (same.state === 'refused') await tx.updateTable('kita.circumstance').set({ state: 'claimed', checked_at: null, checked_by: null }).where('municipality_id', '=', municipalityId).where('id', '=', same.id).execute();
    }
    concerns(id, ['proof']);
    return accepted(id);
  },
});

async function sameCircumstances(tx: Write, municipalityId: Uuid, secretKey: Buffer, personId: Uuid, { fact, value }: Circumstance): Promise<Circumstance[]> {
  const childIds = (await childrenOfPerson(tx, municipalityId, personId)).map(({ childId }) => childId);
  const own: Uuid[] = [];
  for (const { id } of await listRegistrations(tx, municipalityId, { state: 'submitted', childIds })) if (await isSender(tx, municipalityId, personId, id)) own.push(id);
  return (await listCircumstances(tx, municipalityId, secretKey, own)).filter((one) => one.fact === fact && one.value === value && one.state !== 'proved' && one.proofs < MOST_PROOFS);
}

async function keepProof(tx: Write, municipalityId: Uuid, secretKey: Buffer, at: Date, circumstanceId: Uuid, name: string, { mediaType, content }: ProofFile): Promise<void> {
  const id = newId();
  await tx.insertInto('kita.proof').values({
    municipality_id: municipalityId, id, circumstance_id: circumstanceId, media_type: mediaType, uploaded_at: at,
    name_sealed: encryptField(secretKey, place(municipalityId, 'kita.proof', 'name_sealed', id), fileName(name)),
    content_sealed: encryptField(secretKey, place(municipalityId, 'kita.proof', 'content_sealed', id), content),
  }).execute();
}

/** Names of files are shown to the office: letters, digits and what parts them. */
const fileName = (name: string) => name.normalize('NFC').replace(/[^\p{L}\p{N}._ -]+/gu, '_').slice(-100) || 'Nachweis';

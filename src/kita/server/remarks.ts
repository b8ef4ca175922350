import type { Read } from '../../platform/database.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import type { Uuid } from '../../platform/id.ts';
import { place } from './sealed-json.ts';

const at = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.registration', 'remark_sealed', id);

/** What a family wants the office to know besides, as it is kept; null for nothing. */
export function sealRemark(secretKey: Buffer, municipalityId: Uuid, registrationId: Uuid, remark: string | undefined): Buffer | null {
  return remark ? encryptField(secretKey, at(municipalityId, registrationId), remark) : null;
}

/** Remarks of registrations: for the office and whoever wrote them; those without are missing. */
export async function remarksOf(tx: Read, municipalityId: Uuid, secretKey: Buffer, registrationIds: readonly Uuid[]): Promise<Map<Uuid, string>> {
  if (registrationIds.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.registration').select(['id', 'remark_sealed']).where('municipality_id', '=', municipalityId).where('id', 'in', [...registrationIds]).where('remark_sealed', 'is not', null).execute();
  return new Map(rows.map(({ id, remark_sealed: sealed }) => [id, decryptField(secretKey, at(municipalityId, id), sealed!).toString('utf8')]));
}

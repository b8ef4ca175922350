import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** The child of a registration's number, as it is read out on the telephone: in any case, with blanks. */
export async function childOfNumber(tx: Read, municipalityId: Uuid, number: string): Promise<Uuid | undefined> {
  const row = await tx.selectFrom('kita.registration').select('child_id').where('municipality_id', '=', municipalityId).where('number', '=', number.replaceAll(/\s/g, '').toUpperCase()).executeTakeFirst();
  return row?.child_id;
}

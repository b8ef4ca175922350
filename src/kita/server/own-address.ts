import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { Address } from '../registration/address.ts';
import type { Relation } from '../registration/relation.ts';
import { guardianIdsOfPerson } from './guardians.ts';
import { openJson, place } from './sealed-json.ts';

interface OwnGuardian {
  id: Uuid;
  givenNames: string;
  familyName: string;
  phone: string;
  language: Language;
  relation: Relation;
  isBlocked: boolean;
  /** missing where it is blocked: it is shown nowhere, not even here */
  address?: Address;
}

/** What a person told of themselves, for their own forms. */
export async function ownAddress(tx: Read, municipalityId: Uuid, secretKey: Buffer, personId: Uuid): Promise<OwnGuardian | undefined> {
  const ids = await guardianIdsOfPerson(tx, municipalityId, personId);
  if (ids.length === 0) return undefined;
  const row = await tx.selectFrom('kita.guardian as guardian')
    .select(['guardian.id', 'guardian.given_names', 'guardian.family_name', 'guardian.phone', 'guardian.language', 'guardian.is_address_blocked', 'guardian.address_sealed'])
    .select((select) => select.selectFrom('kita.guardianship as bond').select('bond.relation').whereRef('bond.municipality_id', '=', 'guardian.municipality_id')
      .whereRef('bond.guardian_id', '=', 'guardian.id').orderBy('bond.id', 'desc').limit(1).as('relation'))
    .where('guardian.municipality_id', '=', municipalityId).where('guardian.id', 'in', ids)
    .orderBy('guardian.person_id', (order) => order.asc().nullsLast()).orderBy('guardian.id').limit(1).executeTakeFirst();
  return row && {
    id: row.id, givenNames: row.given_names, familyName: row.family_name, phone: row.phone ?? '', language: row.language as Language, relation: (row.relation ?? 'parent') as Relation, isBlocked: row.is_address_blocked,
    ...(row.address_sealed && !row.is_address_blocked ? { address: openJson<Address>(secretKey, place(municipalityId, 'kita.guardian', 'address_sealed', row.id), row.address_sealed) } : {}),
  };
}

import { sql } from 'kysely';
import { emailKey } from '../../accounts/email-key.ts';
import type { Read } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import type { ComparedChild } from '../office/child-likeness.ts';
import { plainWords } from '../office/rank-names.ts';

/** Children as they are compared; two statements. */
export async function loadCompared(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<ComparedChild[]> {
  if (ids.length === 0) return [];
  const among = sql<Uuid>`any(${[...ids]}::uuid[])`;
  const children = await tx.selectFrom('kita.child').select(['id', 'given_names', 'family_name', 'born_on', 'expected_on']).where('municipality_id', '=', municipalityId).where('id', '=', among).execute();
  const guardians = groupedBy(await tx.selectFrom('kita.guardianship as care')
    .innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.municipality_id', '=', 'care.municipality_id').onRef('guardian.id', '=', 'care.guardian_id'))
    .select(['care.child_id', 'guardian.id', 'guardian.given_names', 'guardian.family_name', 'guardian.email', 'guardian.phone'])
    .where('care.municipality_id', '=', municipalityId).where('care.child_id', '=', among).execute(), (row) => row.child_id);
  return children.map((row) => {
    const own = guardians.get(row.id) ?? [];
    return {
      id: row.id, givenNames: row.given_names, familyName: row.family_name, bornOn: row.born_on, expectedOn: row.expected_on, guardianIds: own.map(({ id }) => id),
      contacts: own.flatMap(({ email, phone }) => [...(email ? [emailKey(email)] : []), ...(phone ? [phone.replace(/\D+/g, '').replace(/^(00|0)/, '')] : [])]),
      guardianNames: own.map(({ given_names: given, family_name: family }) => plainWords(`${given} ${family}`).sort().join(' ')),
    };
  });
}

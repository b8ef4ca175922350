import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { addDays } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { nameKey } from '../registration/name-key.ts';
import { areLikeChildren, DAYS_ABOUT_A_BIRTH } from '../registration/like-children.ts';
import type { NewChild } from './children.ts';

interface ChildDuplicate {
  id: Uuid;
  childId: Uuid;
  otherChildId: Uuid;
  foundAt: Date;
  outcome: 'same' | 'different' | null;
}

/** Pairs of children that are perhaps one, oldest first; those to look at unless all are asked for. For the office only: no guardian is ever told. */
export async function listDuplicates(tx: Read, municipalityId: Uuid, { childIds, open = true }: { childIds?: readonly Uuid[]; open?: boolean } = {}): Promise<ChildDuplicate[]> {
  let query = tx.selectFrom('kita.child_duplicate').select(['id', 'child_id', 'other_child_id', 'found_at', 'outcome']).where('municipality_id', '=', municipalityId);
  if (open) query = query.where('outcome', 'is', null);
  if (childIds) query = query.where((where) => where.or([where('child_id', 'in', [...childIds]), where('other_child_id', 'in', [...childIds])]));
  const rows = await query.orderBy('found_at').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, childId: row.child_id, otherChildId: row.other_child_id, foundAt: row.found_at, outcome: row.outcome as ChildDuplicate['outcome'] }));
}

type Birth = Pick<NewChild, 'givenNames' | 'familyName' | 'bornOn' | 'expectedOn'>;

/** True if one of these guardians has a child of this name and birthday that is registered already. */
export async function ownChildLike(tx: Read, municipalityId: Uuid, guardianIds: readonly Uuid[], child: Birth): Promise<boolean> {
  const rows = await tx.selectFrom('kita.guardianship as bond')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'bond.municipality_id').onRef('child.id', '=', 'bond.child_id'))
    .innerJoin('kita.registration as registration', (join) => join.onRef('registration.municipality_id', '=', 'child.municipality_id').onRef('registration.child_id', '=', 'child.id'))
    .select(['child.name_key', 'child.born_on', 'child.expected_on']).where('bond.municipality_id', '=', municipalityId).where('bond.guardian_id', 'in', [...guardianIds])
    .where('bond.may_read', '=', true).where('registration.state', '=', 'submitted').execute();
  // Twins that are expected have no names yet: two of them are no mistake.
  return rows.some((row) => (row.born_on !== null && row.born_on === child.bornOn) && row.name_key === nameKey(child.familyName, child.givenNames));
}

/** Writes down which children of other guardians this one is perhaps: by birthday and name, a child once registered unborn included. */
export async function noteDuplicates(tx: Write, municipalityId: Uuid, clock: Clock, childId: Uuid, child: Birth): Promise<void> {
  const day = child.bornOn ?? child.expectedOn;
  if (!day) return;
  const [from, until] = [addDays(day, -DAYS_ABOUT_A_BIRTH), addDays(day, DAYS_ABOUT_A_BIRTH)];
  const near = await tx.selectFrom('kita.child').select(['id', 'name_key', 'born_on', 'expected_on', 'family_name', 'given_names']).where('municipality_id', '=', municipalityId).where('id', '<>', childId)
    .where((where) => where.or([
      ...(child.bornOn ? [where('born_on', '=', child.bornOn)] : [where.and([where('born_on', '>=', from), where('born_on', '<=', until)])]),
      where.and([where('expected_on', '>=', from), where('expected_on', '<=', until)]),
    ])).execute();
  const like = near.filter((other) => areLikeChildren(child, { givenNames: other.given_names, familyName: other.family_name, bornOn: other.born_on ?? undefined, expectedOn: other.expected_on ?? undefined }));
  if (like.length === 0) return;
  const shared = await sharingGuardian(tx, municipalityId, childId);
  const strangers = like.filter(({ id }) => !shared.has(id));
  if (strangers.length === 0) return;
  await tx.insertInto('kita.child_duplicate').values(strangers.map(({ id }) => ({ municipality_id: municipalityId, id: newId(), child_id: childId, other_child_id: id, found_at: clock.now() })))
    .onConflict((conflict) => conflict.doNothing()).execute();
}

/** Children of the same guardians: twins are like each other without being one. */
async function sharingGuardian(tx: Read, municipalityId: Uuid, childId: Uuid): Promise<Set<Uuid>> {
  const rows = await tx.selectFrom('kita.guardianship as bond')
    .innerJoin('kita.guardianship as other', (join) => join.onRef('other.municipality_id', '=', 'bond.municipality_id').onRef('other.guardian_id', '=', 'bond.guardian_id'))
    .select('other.child_id').where('bond.municipality_id', '=', municipalityId).where('bond.child_id', '=', childId).execute();
  return new Set(rows.map(({ child_id }) => child_id));
}

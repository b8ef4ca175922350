import { sql } from 'kysely';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted } from '../../platform/outcome.ts';
import { likenessSignalsOf, type ComparedChild, type LikenessSignal } from '../office/child-likeness.ts';
import { mergeChildren } from '../office-permissions.ts';
import { listDuplicates } from './child-duplicates.ts';
import { childrenToCompare, findPairs, type ChildPair } from './compare-children.ts';
import { loadCompared } from './compared-children.ts';

export interface SuspiciousChildren {
  one: ComparedChild;
  other: ComparedChild;
  signals: LikenessSignal[];
}

/** Pairs to look at. */
export interface Suspicions {
  pairs: SuspiciousChildren[];
  /** children written lately that are not compared with the others yet */
  waiting: number;
}

const MOST_PAIRS = 5_000;
/** Children written since the last comparison who are compared while somebody waits for the page. */
const MOST_FRESH = 200;

/**
 * Pairs of children who may be one, without those somebody has decided about; the strongest first. Most were found in the background; children
 * written since are compared here and now, the newest first, so that a child entered twice this minute is there.
 */
export async function findChildDuplicates(tx: Read, municipalityId: Uuid): Promise<Suspicions> {
  const { pairs: rows, waiting } = await openPairs(tx, municipalityId);
  // What was noted as somebody registered is shown, whatever the rules here say of it today.
  const noted = new Set((await listDuplicates(tx, municipalityId)).map(({ childId, otherChildId }) => [childId, otherChildId].sort().join(' ')));
  const children = new Map((await loadCompared(tx, municipalityId, [...new Set(rows.flatMap(({ one, other }) => [one, other]))])).map((child) => [child.id, child]));
  const pairs = rows.flatMap(({ one, other }) => {
    const [first, second] = [children.get(one)!, children.get(other)!];
    const signals = likenessSignalsOf(first, second);
    return signals.length === 0 && !noted.has(`${one} ${other}`) ? [] : [{ one: first, other: second, signals }];
  }).sort((a, b) => b.signals.length - a.signals.length || a.one.familyName.localeCompare(b.one.familyName, 'de') || (a.one.id < b.one.id ? -1 : 1));
  return { pairs, waiting };
}

/** How many there are, for the work list: no name is read but those of children written since the last comparison. */
export async function countChildDuplicates(tx: Read, municipalityId: Uuid): Promise<number> {
  return (await openPairs(tx, municipalityId)).pairs.length;
}

/** Pairs kept, noted at a registration, or found now; nobody has decided about them. */
async function openPairs(tx: Read, municipalityId: Uuid): Promise<{ pairs: ChildPair[]; waiting: number }> {
  const fresh = await childrenToCompare(tx, municipalityId, MOST_FRESH);
  const found = await findPairs(tx, municipalityId, fresh);
  // What was kept of a child written since is out of date.
  const { rows } = await sql<ChildPair>`
    select one, other from (
      select one_id as one, other_id as other from kita.like_children where municipality_id = ${municipalityId} and one_id <> all(${fresh}::uuid[]) and other_id <> all(${fresh}::uuid[])
      union select least(child_id, other_child_id), greatest(child_id, other_child_id) from kita.child_duplicate where municipality_id = ${municipalityId} and outcome is null
      union select one, other from unnest(${found.map(({ one }) => one)}::uuid[], ${found.map(({ other }) => other)}::uuid[]) as found (one, other)
    ) pairs
    where not exists (select from kita.child_duplicate decided where decided.municipality_id = ${municipalityId} and decided.outcome is not null
      and least(decided.child_id, decided.other_child_id) = least(one, other) and greatest(decided.child_id, decided.other_child_id) = greatest(one, other))
    order by one, other limit ${MOST_PAIRS}`.execute(tx);
  return { pairs: rows, waiting: fresh.length < MOST_FRESH ? 0 : await countToCompare(tx, municipalityId) - fresh.length };
}

async function countToCompare(tx: Read, municipalityId: Uuid): Promise<number> {
  const { count } = await tx.selectFrom('kita.child').select(({ fn }) => fn.countAll<number>().as('count')).where('municipality_id', '=', municipalityId).where('is_compared', '=', false).executeTakeFirstOrThrow();
  return count;
}

/** Two different children of this municipality, or NotFound. */
export async function pairOfChildren(tx: Read, municipalityId: Uuid, one: Uuid, other: Uuid): Promise<[ComparedChild, ComparedChild]> {
  const found = new Map((await loadCompared(tx, municipalityId, [one, other])).map((child) => [child.id, child]));
  const [first, second] = [found.get(one), found.get(other)];
  if (!first || !second || one === other) throw new NotFound();
  return [first, second];
}

/** Says that two children are two; said again it changes nothing. */
export const decideDistinctChildren = action({
  may: mergeChildren,
  audit: 'kita.child.distinct',
  input: v.object({ one: uuidField(), other: uuidField() }),
  async run({ tx, municipalityId, clock, who, concerns }, { one, other }) {
    await pairOfChildren(tx, municipalityId, one, other);
    const decision = { outcome: 'different', decided_at: clock.now(), decided_by: who.personId ?? null };
    const pair = await tx.updateTable('kita.child_duplicate').set(decision).where('municipality_id', '=', municipalityId).where('child_id', 'in', [one, other]).where('other_child_id', 'in', [one, other]).returning('id').execute();
    if (pair.length === 0) {
      await tx.insertInto('kita.child_duplicate').values({ municipality_id: municipalityId, id: newId(), child_id: one, other_child_id: other, found_at: clock.now(), ...decision })
        .onConflict((conflict) => conflict.columns(['municipality_id', 'child_id', 'other_child_id']).doUpdateSet(decision)).execute();
    }
    concerns(one, ['distinct']);
    return accepted(one);
  },
});

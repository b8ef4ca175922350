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
  /** nothing where all are compared, but for a few */
  comparing?: Comparing;
}

/** Children written lately who are not compared with the others yet, as after an import. */
export interface Comparing {
  waiting: number;
  /** children there are */
  all: number;
  /** a job is at it or about to be; otherwise the next full hour's */
  isPlanned: boolean;
}

const MOST_PAIRS = 5_000;
/** Children written since the last comparison who are compared while somebody waits for the page: a few, since a town may have 100,000 others. */
const MOST_FRESH = 20;

/**
 * Pairs of children who may be one, without those somebody has decided about; the strongest first. Most were found in the background; children
 * written since are compared here and now, the newest first, so that a child entered twice this minute is there.
 */
export async function findChildDuplicates(tx: Read, municipalityId: Uuid): Promise<Suspicions> {
  const { pairs: rows, comparing } = await openPairs(tx, municipalityId);
  // What was noted as somebody registered is shown, whatever the rules here say of it today.
  const noted = new Set((await listDuplicates(tx, municipalityId)).map(({ childId, otherChildId }) => [childId, otherChildId].sort().join(' ')));
  const children = new Map((await loadCompared(tx, municipalityId, [...new Set(rows.flatMap(({ one, other }) => [one, other]))])).map((child) => [child.id, child]));
  const pairs = rows.flatMap(({ one, other }) => {
    const [first, second] = [children.get(one)!, children.get(other)!];
    const signals = likenessSignalsOf(first, second);
    return signals.length === 0 && !noted.has(`${one} ${other}`) ? [] : [{ one: first, other: second, signals }];
  }).sort((a, b) => b.signals.length - a.signals.length || a.one.familyName.localeCompare(b.one.familyName, 'de') || (a.one.id < b.one.id ? -1 : 1));
  return { pairs, ...(comparing ? { comparing } : {}) };
}

/** How many there are, for the work list, and how many children are still to be compared; no name is read but those of the newest of them. */
export async function countChildDuplicates(tx: Read, municipalityId: Uuid): Promise<{ count: number; waiting: number }> {
  const { pairs, comparing } = await openPairs(tx, municipalityId);
  return { count: pairs.length, waiting: comparing?.waiting ?? 0 };
}

/** Pairs kept, noted at a registration, or found now; nobody has decided about them. */
async function openPairs(tx: Read, municipalityId: Uuid): Promise<{ pairs: ChildPair[]; comparing?: Comparing }> {
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
  const comparing = fresh.length < MOST_FRESH ? undefined : await stillComparing(tx, municipalityId, fresh.length);
  return { pairs: rows, ...(comparing && comparing.waiting > 0 ? { comparing } : {}) };
}

async function stillComparing(tx: Read, municipalityId: Uuid, compared: number): Promise<Comparing> {
  const { rows } = await sql<{ open: number; all: number; planned: boolean }>`
    select (select count(*)::int from kita.child where municipality_id = ${municipalityId} and not is_compared) as open, (select count(*)::int from kita.child where municipality_id = ${municipalityId}) as all,
      exists (select from platform.job where municipality_id = ${municipalityId} and task = 'compare-kita-children' and state in ('planned', 'running', 'failing')) as planned`.execute(tx);
  const [{ open, all, planned }] = rows as [{ open: number; all: number; planned: boolean }];
  return { waiting: open - compared, all, isPlanned: planned };
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

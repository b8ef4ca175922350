import { sql } from 'kysely';
import * as v from 'valibot';
import { emailKey } from '../../accounts/email-key.ts';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted } from '../../platform/outcome.ts';
import { likenessSignalsOf, type ComparedChild, type LikenessSignal } from '../office/child-likeness.ts';
import { groupedBy } from '../office/grouped.ts';
import { plainWords } from '../office/rank-names.ts';
import { mergeChildren } from '../office-permissions.ts';
import { listDuplicates } from './child-duplicates.ts';

export interface SuspiciousChildren {
  one: ComparedChild;
  other: ComparedChild;
  signals: LikenessSignal[];
}

const MOST_PAIRS = 5_000;

/**
 * Pairs of children who may be one, without those somebody has decided about; the strongest first. The database pairs those who share two
 * words of their names and the birthday, the whole name with day and month exchanged, a word and an expected day nearby, or a guardian and days
 * nearby; the rules judge the pairs.
 */
export async function findChildDuplicates(tx: Read, municipalityId: Uuid): Promise<SuspiciousChildren[]> {
  const { rows } = await sql<{ one: Uuid; other: Uuid }>`
    with named as (
      select word.child_id, word.word, child.born_on from kita.name_word word join kita.child child on child.municipality_id = word.municipality_id and child.id = word.child_id
        where word.municipality_id = ${municipalityId} and word.child_id is not null
    ), twice as (
      select mine.child_id as one, theirs.child_id as other from named mine join named theirs on theirs.word = mine.word and theirs.born_on = mine.born_on and theirs.child_id > mine.child_id
        group by 1, 2 having count(distinct mine.word) >= 2
      union
      select least(one.id, other.id), greatest(one.id, other.id) from kita.child one join kita.child other on other.municipality_id = one.municipality_id and other.name_key = one.name_key
        and other.born_on = (case when extract(day from one.born_on) <= 12 then make_date(extract(year from one.born_on)::int, extract(day from one.born_on)::int, extract(month from one.born_on)::int) end)
        where one.municipality_id = ${municipalityId} and one.born_on < other.born_on
      union
      select mine.child_id, theirs.child_id from kita.guardianship mine
        join kita.guardianship theirs on theirs.municipality_id = mine.municipality_id and theirs.guardian_id = mine.guardian_id and theirs.child_id > mine.child_id
        join kita.child one on one.municipality_id = mine.municipality_id and one.id = mine.child_id
        join kita.child other on other.municipality_id = mine.municipality_id and other.id = theirs.child_id
        where mine.municipality_id = ${municipalityId} and abs(coalesce(one.born_on, one.expected_on) - coalesce(other.born_on, other.expected_on)) <= 35
      union
      select least(one.id, other.id), greatest(one.id, other.id) from kita.child one
        join kita.name_word mine on mine.municipality_id = one.municipality_id and mine.child_id = one.id
        join kita.name_word theirs on theirs.municipality_id = one.municipality_id and theirs.word = mine.word and theirs.child_id <> one.id
        join kita.child other on other.municipality_id = one.municipality_id and other.id = theirs.child_id
        where one.municipality_id = ${municipalityId} and one.expected_on is not null and coalesce(other.born_on, other.expected_on) between one.expected_on - 35 and one.expected_on + 35
    )
    select one, other from (select one, other from twice union select least(child_id, other_child_id), greatest(child_id, other_child_id) from kita.child_duplicate where municipality_id = ${municipalityId} and outcome is null) pairs
    where not exists (select from kita.child_duplicate decided where decided.municipality_id = ${municipalityId} and decided.outcome is not null
      and least(decided.child_id, decided.other_child_id) = least(one, other) and greatest(decided.child_id, decided.other_child_id) = greatest(one, other))
    order by one, other limit ${MOST_PAIRS}`.execute(tx);
  // What was noted as somebody registered is shown, whatever the rules here say of it today.
  const noted = new Set((await listDuplicates(tx, municipalityId)).map(({ childId, otherChildId }) => [childId, otherChildId].sort().join(' ')));
  const children = new Map((await loadCompared(tx, municipalityId, [...new Set(rows.flatMap(({ one, other }) => [one, other]))])).map((child) => [child.id, child]));
  return rows.flatMap(({ one, other }) => {
    const [first, second] = [children.get(one)!, children.get(other)!];
    const signals = likenessSignalsOf(first, second);
    return signals.length === 0 && !noted.has(`${one} ${other}`) ? [] : [{ one: first, other: second, signals }];
  }).sort((a, b) => b.signals.length - a.signals.length || a.one.familyName.localeCompare(b.one.familyName, 'de') || (a.one.id < b.one.id ? -1 : 1));
}

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

import { sql } from 'kysely';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { planJob } from '../../platform/jobs.ts';
import { outsideTask, type Housekeeping } from '../../platform/task.ts';
import { likenessSignalsOf } from '../office/child-likeness.ts';
import { loadCompared } from './compared-children.ts';

export interface ChildPair {
  /** the smaller id */
  one: Uuid;
  other: Uuid;
}

const AT_ONCE = 1_000;
/** A thousand children of one name and day would be half a million pairs; nobody looks through more than these. */
const MOST_PAIRS = 20_000;

/** Compares all children written since they were last compared, a thousand in each commit; called again it goes on where it was. */
export const compareKitaChildren = outsideTask(async ({ database, municipalityId }) => {
  while (await database.write(municipalityId, (tx) => compareChildren(tx, municipalityId, AT_ONCE)) === AT_ONCE);
});

/** Every hour; whoever looks meanwhile sees what was entered since all the same (suspicious-children.ts). */
export const compareHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  if (await compareChildren(tx, municipalityId, AT_ONCE) === AT_ONCE) await planJob(tx, municipalityId, clock, 'compare-kita-children', {});
};

/** Written since they were compared, the newest first. */
export async function childrenToCompare(tx: Read, municipalityId: Uuid, most: number): Promise<Uuid[]> {
  const rows = await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where('is_compared', '=', false).orderBy('updated_at', 'desc').limit(most).execute();
  return rows.map(({ id }) => id);
}

/**
 * Keeps the pairs of up to `most` children not compared yet; gives how many they were. Those of one day come together, since each is compared with all of its
 * day. Children somebody is writing at this moment are left for next time.
 */
export async function compareChildren(tx: Write, municipalityId: Uuid, most: number): Promise<number> {
  const rows = await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where('is_compared', '=', false).orderBy('born_on').orderBy('expected_on').limit(most).forUpdate().skipLocked().execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const among = sql<Uuid>`any(${ids}::uuid[])`;
  await tx.deleteFrom('kita.like_children').where('municipality_id', '=', municipalityId).where((where) => where.or([where('one_id', '=', among), where('other_id', '=', among)])).execute();
  const pairs = await findPairs(tx, municipalityId, ids);
  for (let from = 0; from < pairs.length; from += AT_ONCE) {
    await tx.insertInto('kita.like_children').values(pairs.slice(from, from + AT_ONCE).map(({ one, other }) => ({ municipality_id: municipalityId, id: newId(), one_id: one, other_id: other })))
      .onConflict((conflict) => conflict.doNothing()).execute();
  }
  await tx.updateTable('kita.child').set({ is_compared: true }).where('municipality_id', '=', municipalityId).where('id', '=', among).execute();
  return ids.length;
}

/**
 * Pairs of one of these children with any other that the rules hold for perhaps one. The database pairs those who share two sounding words of their
 * names and the birthday, the whole name with day and month exchanged, a word and an expected day nearby, or a guardian and days nearby; the rules
 * judge. Each day is read once however many children were born on it, for children not yet born the ten weeks around: O(days × births of a day).
 */
export async function findPairs(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<ChildPair[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ChildPair>`
    with asked as materialized (select id, name_key, born_on, expected_on, coalesce(born_on, expected_on) as about from kita.child where municipality_id = ${municipalityId} and id = any(${[...ids]}::uuid[])),
    days as (select distinct born_on from asked where born_on is not null),
    same_day as materialized (
      select distinct child.id, child.born_on, word.word from days join kita.child child on child.municipality_id = ${municipalityId} and child.born_on = days.born_on
        join kita.name_word word on word.municipality_id = ${municipalityId} and word.child_id = child.id and word.word >= 'a'
    ), window_days as (select distinct about + apart as day, expected_on is not null as for_born from asked cross join generate_series(-35, 35) as apart),
    nearby as materialized (
      select child.id, child.about, child.is_born, word.word from (
        select child.id, child.expected_on as about, false as is_born from (select distinct day from window_days) days join kita.child child on child.municipality_id = ${municipalityId} and child.expected_on = days.day
        union all
        select child.id, child.born_on, true from window_days days join kita.child child on child.municipality_id = ${municipalityId} and child.born_on = days.day where days.for_born
      ) child join kita.name_word word on word.municipality_id = ${municipalityId} and word.child_id = child.id and word.word >= 'a'
    ), found as (
      select mine.id as mine, theirs.id as theirs from asked join same_day mine on mine.id = asked.id join same_day theirs on theirs.word = mine.word and theirs.born_on = mine.born_on and theirs.id <> mine.id
        group by mine.id, theirs.id having count(*) >= 2
      union
      select asked.id, nearby.id from asked join kita.name_word word on word.municipality_id = ${municipalityId} and word.child_id = asked.id and word.word >= 'a'
        join nearby on nearby.word = word.word and nearby.id <> asked.id and abs(nearby.about - asked.about) <= 35 and (asked.expected_on is not null or not nearby.is_born)
      union
      select asked.id, other.id from asked join kita.child other on other.municipality_id = ${municipalityId} and other.name_key = asked.name_key and other.born_on <> asked.born_on
        and other.born_on = (case when extract(day from asked.born_on) <= 12 then make_date(extract(year from asked.born_on)::int, extract(day from asked.born_on)::int, extract(month from asked.born_on)::int) end)
      union
      select asked.id, other.id from asked
        join kita.guardianship mine on mine.municipality_id = ${municipalityId} and mine.child_id = asked.id
        join kita.guardianship theirs on theirs.municipality_id = ${municipalityId} and theirs.guardian_id = mine.guardian_id and theirs.child_id <> asked.id
        join kita.child other on other.municipality_id = ${municipalityId} and other.id = theirs.child_id
        where abs(asked.about - coalesce(other.born_on, other.expected_on)) <= 35
    )
    select distinct least(mine, theirs) as one, greatest(mine, theirs) as other from found limit ${MOST_PAIRS}`.execute(tx);
  const children = new Map((await loadCompared(tx, municipalityId, [...new Set(rows.flatMap(({ one, other }) => [one, other]))])).map((child) => [child.id, child]));
  return rows.filter(({ one, other }) => likenessSignalsOf(children.get(one)!, children.get(other)!).length > 0);
}

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Read, Write } from '../../platform/database.ts';
import { addMonths, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { readList } from '../search/base-thesaurus.ts';
import { LEAST_MISSES } from '../search/misses.ts';
import { baseNeed, needLabel } from '../search/own-need.ts';
import { listOwnNeeds } from './thesaurus.ts';

/** Kept so long; then the counts of a month are forgotten. */
const MONTHS_KEPT = 24;

/** Counts needs that found nothing, in the month of that day. In a transaction of its own: the page itself only reads. */
export async function countMisses(database: Pick<Database, 'write'>, municipalityId: Uuid, needKeys: readonly string[], today: Day): Promise<void> {
  if (needKeys.length === 0) return;
  await database.write(municipalityId, (tx) => addMisses(tx, municipalityId, needKeys, today));
}

export async function addMisses(tx: Write, municipalityId: Uuid, needKeys: readonly string[], today: Day): Promise<void> {
  const month = firstOfMonth(today);
  // In order, so that two writers never wait for each other in a circle; random ids, because those of the house tell the time.
  for (const key of [...needKeys].sort()) {
    await tx.insertInto('offers.search_miss').values({ municipality_id: municipalityId, id: randomUUID() as Uuid, month, need_key: key, count: 1 })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'month', 'need_key']).doUpdateSet({ count: sql`offers.search_miss.count + 1` })).execute();
  }
  await tx.deleteFrom('offers.search_miss').where('municipality_id', '=', municipalityId).where('month', '<', addMonths(month, -MONTHS_KEPT)).execute();
}

export interface Miss {
  needKey: string;
  /** in the last twelve months */
  count: number;
  lastMonth: Day;
}

/** What was looked for in vain in the last twelve months, the most frequent first; needs counted less often than `atLeast` times are left out. */
export async function listMisses(tx: Read, municipalityId: Uuid, today: Day, atLeast: number): Promise<Miss[]> {
  const rows = await tx.selectFrom('offers.search_miss')
    .select(['need_key', ({ fn }) => fn.sum<number>('count').as('total'), ({ fn }) => fn.max('month').as('last')])
    .where('municipality_id', '=', municipalityId).where('month', '>', addMonths(firstOfMonth(today), -12)).groupBy('need_key').execute();
  return rows.map((row) => ({ needKey: row.need_key, count: Number(row.total), lastMonth: row.last })).filter(({ count }) => count >= atLeast)
    .sort((a, b) => b.count - a.count || (a.needKey < b.needKey ? -1 : 1));
}

/** Says what a need is called: the first things families say; undefined for what is none, e.g. the words nobody knows. */
export async function namesOfNeeds(tx: Read, municipalityId: Uuid): Promise<(needKey: string) => string | undefined> {
  const own = new Map((await listOwnNeeds(tx, municipalityId)).map((need) => [need.id as string, readList(need.asked).slice(0, 3).join(', ')]));
  return (needKey) => {
    const base = baseNeed(needKey);
    return base ? needLabel(base) : own.get(needKey);
  };
}

/** A need that was looked for in vain often enough to be told of, with its name. */
export async function findMiss(tx: Read, municipalityId: Uuid, today: Day, needKey: string): Promise<(Miss & { name: string }) | undefined> {
  const miss = (await listMisses(tx, municipalityId, today, LEAST_MISSES)).find((one) => one.needKey === needKey);
  const name = miss && (await namesOfNeeds(tx, municipalityId))(needKey);
  return miss && name ? { ...miss, name } : undefined;
}

function firstOfMonth(of: Day): Day {
  return `${of.slice(0, 7)}-01` as Day;
}

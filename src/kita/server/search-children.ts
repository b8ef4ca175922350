import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { nameRanker } from '../office/rank-names.ts';
import { groupedBy } from '../office/grouped.ts';
import type { SearchQuestion } from '../office/search-question.ts';
import { searchKeys } from '../registration/name-key.ts';

export interface FoundChild {
  id: Uuid;
  givenNames: string;
  familyName: string;
  bornOn: Day | null;
  expectedOn: Day | null;
  guardians: string;
  /** number of the registration in force */
  number: string | null;
  wishedStart: Day | null;
  facilityName: string | null;
}

export interface FoundChildren {
  children: FoundChild[];
  /** more fit than were looked at: whoever searches should type more */
  isMore: boolean;
}

const byName = new Intl.Collator('de');
const MOST_SHOWN = 50;
/** Names that sound alike are compared letter by letter here; more than these are not looked at. */
const MOST_RANKED = 200;

/**
 * Children whose names, or whose guardians' names, begin with what was typed in any spelling and order; by birthday; by the number of a
 * registration. The words of names are a sorted index: the rarest word typed is walked through in it, whatever the number of children.
 */
export async function searchForChildren(tx: Read, municipalityId: Uuid, question: SearchQuestion): Promise<FoundChildren> {
  const ids = await candidates(tx, municipalityId, question);
  if (ids.length === 0) return { children: [], isMore: false };
  const children = await loadFound(tx, municipalityId, ids.slice(0, MOST_RANKED));
  const likeness = nameRanker(question.names);
  // Found by its number, a child need not fit as a name.
  const isNumber = children.some(({ number }) => number !== null && number === question.number);
  const ranked = children.map((child) => ({ child, score: question.names === '' || isNumber ? 1 : likeness(child) })).filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || byName.compare(one.child.familyName, other.child.familyName) || byName.compare(one.child.givenNames, other.child.givenNames) || (one.child.id < other.child.id ? -1 : 1));
  return { children: ranked.slice(0, MOST_SHOWN).map(({ child }) => child), isMore: ids.length > MOST_RANKED || ranked.length > MOST_SHOWN };
}

async function candidates(tx: Read, municipalityId: Uuid, { names, bornOn, number }: SearchQuestion): Promise<Uuid[]> {
  if (number) {
    const found = await tx.selectFrom('kita.registration').select('child_id').where('municipality_id', '=', municipalityId).where('number', '=', number).execute();
    if (found.length > 0 || names === '') return found.map((row) => row.child_id);
  }
  const words = rangesOf(names, false);
  if (words.length === 0) {
    if (!bornOn) return [];
    const on = (column: 'born_on' | 'expected_on') => tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where(column, '=', bornOn);
    // Each half has an index of its own.
    const born = await on('born_on').unionAll(on('expected_on')).limit(MOST_RANKED + 1).execute();
    return born.map(({ id }) => id);
  }
  const found = new Set<Uuid>();
  await walk(tx, municipalityId, words, bornOn, found);
  if (found.size > MOST_RANKED) return [...found].slice(0, MOST_RANKED + 1);
  // Only where that was not plenty, words that may have been cut in the middle of a sound.
  const cut = rangesOf(names, true);
  if (cut.some((ranges, at) => ranges.length > words[at]!.length)) await walk(tx, municipalityId, cut, bornOn, found);
  return [...found].slice(0, MOST_RANKED + 1);
}

async function walk(tx: Read, municipalityId: Uuid, words: readonly KeyRange[][], bornOn: Day | undefined, found: Set<Uuid>): Promise<void> {
  const [rarest, ...others] = await byRarity(tx, municipalityId, words);
  const theirs = ({ ranges }: Counted, table: RawBuilder<unknown>) => sql`from kita.name_word also where also.municipality_id = ${municipalityId} ${table} and (${sql.join(ranges.map((range) => within('also', range)), sql` or `)})`;
  // A word of few names is read once; one of very many is looked up child by child.
  const few = others.filter(({ count }) => count < COMMON);
  const lists = few.map((word, at) => sql`${sql.ref(`list${at}`)} as materialized (select also.child_id ${theirs(word, sql``)})`);
  const also = [
    ...few.map((_, at) => sql`and word.child_id in (select child_id from ${sql.ref(`list${at}`)})`),
    ...others.filter(({ count }) => count >= COMMON).map((word) => sql`and exists (select ${theirs(word, sql`and also.child_id = word.child_id`)})`),
  ];
  const born = bornOn ? sql`and exists (select from kita.child child where child.municipality_id = ${municipalityId} and child.id = word.child_id and (child.born_on = ${bornOn} or child.expected_on = ${bornOn}))` : sql``;
  for (const range of rarest!.ranges) {
    // In the order of the index: the very word first, children's own names before their guardians'. It stops as soon as there are enough.
    const { rows } = await sql<{ child_id: Uuid }>`${lists.length > 0 ? sql`with ${sql.join(lists)}` : sql``} select word.child_id from kita.name_word word where word.municipality_id = ${municipalityId} and ${within('word', range)} ${sql.join(also, sql` `)} ${born}
      order by word.word, word.guardian_id nulls first, word.child_id limit ${MOST_RANKED * 3}`.execute(tx);
    for (const row of rows) found.add(row.child_id);
    if (found.size > MOST_RANKED) return;
  }
}

/** Counting further than this tells nothing. */
const COMMON = 4_000;

interface Counted {
  ranges: readonly KeyRange[];
  /** names in them, counted up to {@link COMMON} */
  count: number;
}

/** The word with the fewest names first: its range is walked through, the others are only looked up. */
async function byRarity(tx: Read, municipalityId: Uuid, words: readonly KeyRange[][]): Promise<Counted[]> {
  if (words.length === 1) return words.map((ranges) => ({ ranges, count: COMMON }));
  // Each range by itself is a walk in the index; several at once would be read row by row.
  const countOf = (range: KeyRange) => sql`(select count(*)::int from (select 1 from kita.name_word word where word.municipality_id = ${municipalityId} and ${within('word', range)} limit ${COMMON}) counted)`;
  const counts = words.map((ranges) => sql`(${sql.join(ranges.filter((range) => !ranges.some((other) => other !== range && range.startsWith(other))).map(countOf), sql` + `)})`);
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`.execute(tx);
  return words.map((ranges, at) => ({ ranges, count: rows[0]!.counts[at]! })).sort((one, other) => one.count - other.count);
}

/** Words that begin with the key: a range of the index ('~' follows every letter in byte order). */
function within(table: 'word' | 'also', key: KeyRange) {
  const column = sql.ref(`${table}.word`);
  return sql`(${column} >= ${key} and ${column} < ${`${key}~`})`;
}

/** The beginning of a word's key. */
type KeyRange = string;

/** Letters that begin a sound written with several: „Schewt“ may go on as Schewtschenko, „Sc“ as Schmidt. */
const CUT = [/[tscpkzd]$/i, /(?:sc|ts)$/i, /tsc$/i];

/** For each word typed the keys its names may begin with; `cut`: those too whose last sound may have been cut in two. */
function rangesOf(names: string, withCut: boolean): KeyRange[][] {
  return names.split(/[^\p{L}\p{M}'’ʼ]+/u).filter(Boolean).slice(0, 8).flatMap((word) => {
    const keys = searchKeys(word).flat();
    const cut = CUT.flatMap((ending, at) => (withCut && ending.test(word) ? searchKeys(word.slice(0, -1 - at)).flat() : []));
    const ranges = [...new Set([...keys, ...cut])];
    return ranges.length === 0 ? [] : [ranges];
  });
}

/** What the list of results says of each child, in the given order's set; three statements. */
export async function loadFound(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<FoundChild[]> {
  const among = sql<Uuid>`any(${[...ids]}::uuid[])`;
  const children = await tx.selectFrom('kita.child as child')
    .leftJoin('kita.registration as registration', (join) => join.onRef('registration.municipality_id', '=', 'child.municipality_id').onRef('registration.child_id', '=', 'child.id').on('registration.state', '=', 'submitted'))
    .select(['child.id', 'child.given_names', 'child.family_name', 'child.born_on', 'child.expected_on', 'registration.number', 'registration.wished_start'])
    .where('child.municipality_id', '=', municipalityId).where('child.id', '=', among).execute();
  const guardians = await tx.selectFrom('kita.guardianship as care')
    .innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.municipality_id', '=', 'care.municipality_id').onRef('guardian.id', '=', 'care.guardian_id'))
    .select(['care.child_id', 'guardian.given_names', 'guardian.family_name']).where('care.municipality_id', '=', municipalityId).where('care.child_id', '=', among).orderBy('care.id').execute();
  const placements = await tx.selectFrom('kita.placement as placement')
    .innerJoin('kita.facility as facility', (join) => join.onRef('facility.municipality_id', '=', 'placement.municipality_id').onRef('facility.id', '=', 'placement.facility_id'))
    .select(['placement.child_id', 'facility.name']).where('placement.municipality_id', '=', municipalityId).where('placement.child_id', '=', among).where('placement.ends_on', 'is', null).execute();
  const namesOf = groupedBy(guardians, (row) => row.child_id);
  const facilityOf = new Map(placements.map((row) => [row.child_id, row.name]));
  return children.map((row) => ({
    id: row.id, givenNames: row.given_names, familyName: row.family_name, bornOn: row.born_on, expectedOn: row.expected_on,
    guardians: (namesOf.get(row.id) ?? []).map(({ given_names: given, family_name: family }) => `${given} ${family}`.trim()).join(', '),
    number: row.number, wishedStart: row.wished_start, facilityName: facilityOf.get(row.id) ?? null,
  }));
}

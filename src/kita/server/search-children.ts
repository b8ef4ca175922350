import { sql } from 'kysely';
import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import { nameRanker, plainWords } from '../office/rank-names.ts';
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
/** Children found are put into order letter by letter; more than these are not loaded. */
const MOST_RANKED = 200;

/**
 * Children whose names, or whose guardians' names, begin with what was typed in any spelling and order; by birthday; by the number of a
 * registration. Each word stands in a sorted index as it is written and as it sounds: the rarest word typed is walked through in it, whatever
 * the number of children. A child found fits every word, so that as many as there is room for are the answer, never none of many.
 */
export async function searchForChildren(tx: Read, municipalityId: Uuid, question: SearchQuestion): Promise<FoundChildren> {
  const { ids, isMore } = await candidates(tx, municipalityId, question);
  if (ids.length === 0) return { children: [], isMore: false };
  const children = await loadFound(tx, municipalityId, ids.slice(0, MOST_RANKED));
  const likeness = nameRanker(question.names);
  const ranked = children.map((child) => ({ child, score: question.names === '' ? 1 : likeness(child) }))
    .sort((one, other) => other.score - one.score || byName.compare(one.child.familyName, other.child.familyName) || byName.compare(one.child.givenNames, other.child.givenNames) || (one.child.id < other.child.id ? -1 : 1));
  return { children: ranked.slice(0, MOST_SHOWN).map(({ child }) => child), isMore: isMore || ids.length > MOST_SHOWN };
}

interface Candidates {
  ids: Uuid[];
  /** there are others who fit */
  isMore: boolean;
}

async function candidates(tx: Read, municipalityId: Uuid, { names, bornOn, number }: SearchQuestion): Promise<Candidates> {
  if (number) {
    const found = await tx.selectFrom('kita.registration').select('child_id').where('municipality_id', '=', municipalityId).where('number', '=', number).execute();
    if (found.length > 0 || names === '') return { ids: found.map((row) => row.child_id), isMore: false };
  }
  const words = typedWords(names);
  if (bornOn) return { ids: await bornThen(tx, municipalityId, words, bornOn), isMore: false };
  if (words.length === 0) return { ids: [], isMore: false };
  const counted = await countWords(tx, municipalityId, words);
  const found = new Set<Uuid>();
  let isMore = false;
  for (const waysOfWords of rounds(words.length)) {
    const cut = await walk(tx, municipalityId, counted.map((word, at) => word[waysOfWords[at]!]), found);
    isMore = cut || found.size > MOST_RANKED;
    if (isMore || found.size > MOST_SHOWN) break;
  }
  return { ids: [...found].slice(0, MOST_RANKED + 1), isMore };
}

type Way = 'written' | 'either';

/** The best answers first: every word as it is written; then one word only as it sounds; then all. Whoever typed more than three words wrote one of them so. */
function rounds(words: number): Way[][] {
  const all = (way: Way) => Array.from({ length: words }, () => way);
  const butOne = words === 1 || words > 3 ? [] : all('written').map((_, at) => all('written').with(at, 'either'));
  return [all('written'), ...butOne, all('either')];
}

/** Children of one birthday are few: each is asked for every word, in any spelling. Each half, born and expected, has an index of its own. */
async function bornThen(tx: Read, municipalityId: Uuid, words: readonly TypedWord[], bornOn: Day): Promise<Uuid[]> {
  const on = (column: 'born_on' | 'expected_on') => sql`select id from kita.child where municipality_id = ${municipalityId} and ${sql.ref(column)} = ${bornOn}`;
  const { rows } = await sql<{ id: Uuid }>`with child as materialized (${on('born_on')} union all ${on('expected_on')})
    select child.id from child where ${sql.join([sql`true`, ...words.map(({ written, sounds }) => hasWord(municipalityId, 'child.id', [...written, ...sounds]))], sql` and `)} limit ${MOST_RANKED + 1}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Looked up for one child after the other (`offset 0`), not by reading all who have such a word. */
const hasWord = (municipalityId: Uuid, child: string, ranges: readonly KeyRange[]) =>
  sql`exists (select from kita.name_word also where also.municipality_id = ${municipalityId} and also.child_id = ${sql.ref(child)} and (${anyOf(ranges)}) offset 0)`;
const anyOf = (ranges: readonly KeyRange[]) => sql.join(ranges.map((range) => within('also', range)), sql` or `);

/** Adds those who fit every word; true if it stopped before the last of them. */
async function walk(tx: Read, municipalityId: Uuid, words: readonly Counted[], found: Set<Uuid>): Promise<boolean> {
  if (words.some(({ count }) => count === 0)) return false;
  const [rarest, ...others] = words.toSorted((one, other) => one.count - other.count);
  // A word of few names is read once and hashed (`is true` keeps PostgreSQL from joining the lists row by row); one of very many is looked up child by child.
  const few = others.filter(({ count }) => count < COMMON);
  const lists = few.map(({ ranges }, at) => sql`${sql.ref(`list${at}`)} as materialized (select also.child_id from kita.name_word also where also.municipality_id = ${municipalityId} and (${anyOf(ranges)}))`);
  const also = [
    ...few.map((_, at) => sql`and (word.child_id in (select child_id from ${sql.ref(`list${at}`)})) is true`),
    ...others.filter(({ count }) => count >= COMMON).map(({ ranges }) => sql`and ${hasWord(municipalityId, 'word.child_id', ranges)}`),
  ];
  for (const range of rarest!.ranges) {
    // In the order of the index: the very word first, children's own names before their guardians'. It stops as soon as there are enough.
    const { rows } = await sql<{ child_id: Uuid }>`${lists.length > 0 ? sql`with ${sql.join(lists)}` : sql``} select word.child_id from kita.name_word word where word.municipality_id = ${municipalityId} and ${within('word', range)} ${sql.join(also, sql` `)}
      order by word.word, word.guardian_id nulls first, word.child_id limit ${MOST_RANKED * 3}`.execute(tx);
    for (const row of rows) found.add(row.child_id);
    if (found.size > MOST_RANKED || rows.length === MOST_RANKED * 3) return true;
  }
  return false;
}

/** Counting further than this tells nothing. */
const COMMON = 4_000;

interface Counted {
  ranges: readonly KeyRange[];
  /** names in them, each range counted up to {@link COMMON} */
  count: number;
}

/** How many names each word may mean: the range of the rarest is walked through, the others are only looked up. One statement. */
async function countWords(tx: Read, municipalityId: Uuid, words: readonly TypedWord[]): Promise<Record<Way, Counted>[]> {
  // Each range by itself is a walk in the index; several at once would be read row by row.
  const countOf = (range: KeyRange) => sql`(select count(*)::int from (select 1 from kita.name_word word where word.municipality_id = ${municipalityId} and ${within('word', range)} limit ${COMMON}) counted)`;
  const counts = words.flatMap(({ written, sounds }) => [written, sounds].map((ranges) => (ranges.length === 0 ? sql`0` : sql`(${sql.join(ranges.map(countOf), sql` + `)})`)));
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`.execute(tx);
  return words.map(({ written, sounds }, at) => {
    const [ofWritten, ofSounds] = [rows[0]!.counts[at * 2]!, rows[0]!.counts[at * 2 + 1]!];
    return { written: { ranges: written, count: ofWritten }, either: { ranges: [...written, ...sounds], count: ofWritten + ofSounds } };
  });
}

/** Words that begin with the key: a range of the index (no letter comes after the last character there is, in byte order). */
function within(table: 'word' | 'also', key: KeyRange) {
  const column = sql.ref(`${table}.word`);
  return sql`(${column} >= ${key} and ${column} < ${`${key}\u{10FFFF}`})`;
}

/** The beginning of a word in the index: letters after '=', or sounds. */
type KeyRange = string;

interface TypedWord {
  written: readonly KeyRange[];
  sounds: readonly KeyRange[];
}

/** At most eight words; of O'Brien the longest part is looked for as it is written. */
function typedWords(names: string): TypedWord[] {
  return names.split(/[^\p{L}\p{M}'’ʼ]+/u).filter(Boolean).slice(0, 8).flatMap((word) => {
    const letters = plainWords(word).sort((one, other) => other.length - one.length)[0];
    // Who types Mueller may mean Müller.
    const written = letters === undefined ? [] : [...new Set([letters, letters.replace(/(?<![aeq])([aou])e/g, '$1')])].map((one) => `=${one}`);
    const sounds = searchKeys(word).flat();
    return written.length + sounds.length === 0 ? [] : [{ written, sounds: sounds.filter((key) => !sounds.some((other) => other !== key && key.startsWith(other))) }];
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

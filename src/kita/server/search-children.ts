import { sql } from 'kysely';
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
const MOST_RANKED = 300;

/**
 * Children whose names, or whose guardians' names, begin with what was typed in any spelling and order; by birthday; by the number of a
 * registration. The words of names are a sorted index: each word typed is one range of it, whatever the number of children.
 */
export async function searchForChildren(tx: Read, municipalityId: Uuid, question: SearchQuestion): Promise<FoundChildren> {
  const ids = await candidates(tx, municipalityId, question);
  if (ids.length === 0) return { children: [], isMore: false };
  const children = await loadFound(tx, municipalityId, ids.slice(0, MOST_RANKED));
  const likeness = nameRanker(question.names);
  const ranked = children.map((child) => ({ child, score: question.names === '' ? 1 : likeness(child) })).filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || byName.compare(one.child.familyName, other.child.familyName) || byName.compare(one.child.givenNames, other.child.givenNames) || (one.child.id < other.child.id ? -1 : 1));
  return { children: ranked.slice(0, MOST_SHOWN).map(({ child }) => child), isMore: ids.length > MOST_RANKED || ranked.length > MOST_SHOWN };
}

async function candidates(tx: Read, municipalityId: Uuid, { names, bornOn, number }: SearchQuestion): Promise<Uuid[]> {
  const words = rangesOf(names);
  if (number) {
    const found = await tx.selectFrom('kita.registration').select('child_id').where('municipality_id', '=', municipalityId).where('number', '=', number).execute();
    return found.map((row) => row.child_id);
  }
  if (words.length === 0) {
    if (!bornOn) return [];
    const born = await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where((where) => where.or([where('born_on', '=', bornOn), where('expected_on', '=', bornOn)]))
      .limit(MOST_RANKED + 1).execute();
    return born.map(({ id }) => id);
  }
  // Whose word is just that stands before whose word only begins so; then names in their order.
  const sets = words.map((keys) => sql`select child_id, max(exact) as exact from (${sql.join(keys.map((one) => childrenWith(municipalityId, one)), sql` union all `)}) word group by child_id`);
  const [first, ...others] = sets;
  const joined = sql.join(others.map((set, index) => sql`join (${set}) ${sql.raw(`w${index + 1}`)} using (child_id)`), sql` `);
  const exact = sql.join(sets.map((_, index) => sql.raw(`w${index}.exact`)), sql` + `);
  const born = bornOn ? sql`join kita.child child on child.municipality_id = ${municipalityId} and child.id = child_id and coalesce(child.born_on, child.expected_on) = ${bornOn}` : sql``;
  const { rows } = await sql<{ child_id: Uuid }>`select child_id from (${first}) w0 ${joined} ${born} order by ${exact} desc, child_id limit ${MOST_RANKED + 1}`.execute(tx);
  return rows.map((row) => row.child_id);
}

interface KeyRange {
  key: string;
  /** the word was cut in the middle of a sound, so that its key ends before it: only its beginning is sure */
  isShort: boolean;
}

/** Letters that begin a sound written with several: „Schewt“ may go on as Schewtschenko, „Sc“ as Schmidt. */
const CUT = [/[tscpkzd]$/i, /(?:sc|ts)$/i, /tsc$/i];

/** For each word typed the keys its names may begin with. */
function rangesOf(names: string): KeyRange[][] {
  return names.split(/[^\p{L}\p{M}'’ʼ]+/u).filter(Boolean).slice(0, 8).flatMap((word) => {
    const keys = searchKeys(word).flat();
    const cut = CUT.flatMap((ending, at) => (ending.test(word) ? searchKeys(word.slice(0, -1 - at)).flat() : []));
    const ranges = [...keys.map((key) => ({ key, isShort: false })), ...[...new Set(cut)].filter((key) => !keys.includes(key)).map((key) => ({ key, isShort: true }))];
    return ranges.length === 0 ? [] : [ranges];
  });
}

/** Children with a word, their own or a guardian's, that begins with the key; a range of the index ('~' follows every letter in byte order). */
function childrenWith(municipalityId: Uuid, { key, isShort }: KeyRange) {
  const range = sql`word.municipality_id = ${municipalityId} and word.word >= ${key} and word.word < ${`${key}~`}`;
  const worth = isShort ? sql`0` : sql`1 + (word.word = ${key})::int`;
  return sql`select word.child_id, (${worth}) * 2 as exact from kita.name_word word where ${range} and word.child_id is not null
    union all select care.child_id, (${worth}) from kita.name_word word
      join kita.guardianship care on care.municipality_id = word.municipality_id and care.guardian_id = word.guardian_id where ${range} and word.guardian_id is not null`;
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

import { sql } from 'kysely';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { thesaurusWith } from '../search/own-need.ts';
import type { Thesaurus } from '../search/thesaurus.ts';
import { Vocabulary } from '../search/vocabulary.ts';
import { ownNeedOf, type NeedRow } from './thesaurus.ts';

/** The words of a municipality's directory and the needs its search knows, in one value. */
export async function loadSearchGround(tx: Read, municipalityId: Uuid): Promise<{ vocabulary: Vocabulary; thesaurus: Thesaurus }> {
  const { rows } = await sql<{ ground: { words: string | null; needs: NeedRow[] | null } }>`select offers.search_ground(${municipalityId}::uuid) as ground`.execute(tx);
  const { words, needs } = rows[0]!.ground;
  return { vocabulary: new Vocabulary(words ?? ''), thesaurus: thesaurusWith(needs?.map(ownNeedOf) ?? []) };
}

/** Rows of new words that are brought together in one when there are more. */
const MOST_ROWS = 24;

/**
 * Adds the words the municipality's vocabulary does not have yet, as a row of its own: nobody waits for anybody. Many rows are brought
 * together in one, as far as no other writer is about to do the same.
 */
export async function addSearchWords(tx: Write, municipalityId: Uuid, words: ReadonlySet<string>): Promise<void> {
  if (words.size === 0) return;
  const rows = await tx.selectFrom('offers.search_vocabulary').select(['id', 'words']).where('municipality_id', '=', municipalityId).execute();
  const known = new Set(rows.flatMap((row) => row.words.split(' ')));
  const fresh = [...words].filter((word) => !known.has(word));
  if (fresh.length > 0) await insertWords(tx, municipalityId, fresh);
  if (rows.length < MOST_ROWS) return;
  const mine = await tx.selectFrom('offers.search_vocabulary').select(['id', 'words']).where('municipality_id', '=', municipalityId).forUpdate().skipLocked().execute();
  await tx.deleteFrom('offers.search_vocabulary').where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${mine.map(({ id }) => id)}::uuid[])`).execute();
  await insertWords(tx, municipalityId, mine.flatMap((row) => row.words.split(' ')));
}

async function insertWords(tx: Write, municipalityId: Uuid, words: readonly string[]): Promise<void> {
  await tx.insertInto('offers.search_vocabulary').values({ municipality_id: municipalityId, id: newId(), words: [...new Set(words)].sort().join(' ') }).execute();
}

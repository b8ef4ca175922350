import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { Vocabulary } from '../search/vocabulary.ts';

/** The words of a municipality's directory, in one value: thousands of rows would take longer to read than to search. */
export async function loadVocabulary(tx: Read, municipalityId: Uuid): Promise<{ vocabulary: Vocabulary; offers: number }> {
  const active = tx.selectFrom('offers.service').select((select) => select.fn.countAll<number>().as('count'))
    .where('municipality_id', '=', municipalityId).where('status', '=', 'active');
  const row = await tx.selectFrom('offers.search_word')
    .select([sql<string | null>`string_agg(word || ' ' || stem, ' ')`.as('list'), active.as('offers')])
    .where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  const words = row.list?.split(' ') ?? [];
  const vocabulary = new Vocabulary(Array.from({ length: words.length / 2 }, (_, index) => ({ word: words[index * 2]!, stem: words[index * 2 + 1]! })));
  return { vocabulary, offers: row.offers ?? 0 };
}

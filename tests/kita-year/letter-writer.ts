import { listDecisions } from '../../src/kita/server/decision-records.ts';
import { ownLetterData, type LetterContext } from '../../src/kita/server/letter-data.ts';
import type { Database } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { LetterWriter } from './check-kita-year.ts';

/** All words of a letter, a line each. */
const wordsOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : []);

/** Letters as the house itself writes them for a family: the only thing the second program takes from the first. */
export function letterWriter(database: Database, context: () => Omit<LetterContext, 'municipalityId'>): LetterWriter {
  return (municipalityId, ids) => database.read(municipalityId, async (tx) => {
    const letters = new Map<Uuid, string>();
    for (const decision of await listDecisions(tx, municipalityId, { ids })) letters.set(decision.id, wordsOf(await ownLetterData(tx, { municipalityId, ...context() }, decision, 'de')).join('\n'));
    return letters;
  });
}

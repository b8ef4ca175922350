import { sql, type RawBuilder } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { factsOn, type SavedFacts } from '../offer-facts.ts';
import type { OfferFacts } from '../offer-filter.ts';
import type { LifePhase } from '../phase.ts';
import type { Term } from '../search/expand.ts';
import { fitsOf, readHeld } from '../search/fit.ts';
import type { YesNoUnknown } from '../service.ts';

/** Facts of an offer, its name for the order, and how well it fits each word of a query. */
export interface FoundOffer extends OfferFacts {
  name: string;
  /** one value a term, 0 to 1; none without a query */
  fits: readonly number[];
}

/** Facts of every public offer of the municipality on a day, or of those that hold a word of the query; one table, one statement. */
export async function loadOfferFacts(tx: Read, municipalityId: Uuid, on: Day, phases: readonly LifePhase[], terms?: readonly Term[]): Promise<FoundOffer[]> {
  const stems = [...new Set(terms?.flatMap((term) => term.readings.flatMap((reading) => reading.parts.flat())))];
  const rows = await tx.selectFrom('offers.service as service')
    .select(['id', 'name', 'minimum_age_months', 'maximum_age_months', 'free_of_charge', 'search_facts'])
    .$if(terms !== undefined, (query) => query.select(heldOf(stems).as('held')).where(sql<boolean>`service.search_terms @@ ${anyOf(stems)}`))
    .where('municipality_id', '=', municipalityId).where('status', '=', 'active')
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', on)]))
    .execute();
  return rows.map((row) => ({
    ...factsOn(on, row.search_facts as SavedFacts, {
      id: row.id, minimumAgeMonths: row.minimum_age_months ?? undefined, maximumAgeMonths: row.maximum_age_months ?? undefined, freeOfCharge: row.free_of_charge as YesNoUnknown,
    }, phases),
    name: row.name,
    fits: terms ? fitsOf(terms, readHeld(row.held ?? '')) : [],
  }));
}

/** Which of the stems an offer holds, each with its best place, which is stored first: `grupp:A krabbel:D`. */
function heldOf(stems: readonly string[]): RawBuilder<string | null> {
  return sql<string | null>`(select string_agg(held.lexeme || ':' || held.weights[1], ' ')
    from unnest(service.search_terms) as held where held.lexeme = any(${stems}::text[]))`;
}

/** Stems are letters and digits only (wordsOf), so that quoting them is enough. */
function anyOf(stems: readonly string[]): RawBuilder<unknown> {
  return sql`${stems.map((stem) => `'${stem}'`).join(' | ')}::tsquery`;
}

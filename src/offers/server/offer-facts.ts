import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { factsOn, type SavedFacts } from '../offer-facts.ts';
import type { OfferFacts } from '../offer-filter.ts';
import type { LifePhase } from '../phase.ts';
import type { Term } from '../search/expand.ts';
import { fitsOf, readHeld, wantedStems, type Standing } from '../search/fit.ts';
import type { YesNoUnknown } from '../service.ts';

/** Facts of an offer, and its name for the order. */
export interface FoundOffer extends OfferFacts {
  name: string;
}

/** An offer that holds words of a query. */
export interface MatchedOffer extends FoundOffer {
  /** how well it fits each term of the query */
  fits: readonly number[];
  nameLength: number;
  /** which of the asked stems it holds, and where */
  held: ReadonlyMap<string, Standing>;
}

/** Facts of every public offer of the municipality on a day; one table, one statement. */
export async function loadOfferFacts(tx: Read, municipalityId: Uuid, on: Day, phases: readonly LifePhase[]): Promise<FoundOffer[]> {
  const rows = await publicOffers(tx, municipalityId, on).execute();
  return rows.map((row) => foundOffer(row, on, phases));
}

/** The public offers that hold a word of the query, and how many were searched. O(length of all index texts). */
export async function loadMatchingOffers(tx: Read, municipalityId: Uuid, on: Day, phases: readonly LifePhase[], terms: readonly Term[]): Promise<{ offers: MatchedOffer[]; searched: number }> {
  const rows = await publicOffers(tx, municipalityId, on).select('search_text').execute();
  const wanted = wantedStems(terms);
  const offers: MatchedOffer[] = [];
  for (const row of rows) {
    const held = readHeld(row.search_text, wanted);
    if (held.size > 0) offers.push({ ...foundOffer(row, on, phases), held, fits: fitsOf(terms, held), nameLength: row.name.split(' ').length });
  }
  return { offers, searched: rows.length };
}

function publicOffers(tx: Read, municipalityId: Uuid, on: Day) {
  return tx.selectFrom('offers.service').select(['id', 'name', 'minimum_age_months', 'maximum_age_months', 'free_of_charge', 'search_facts'])
    .where('municipality_id', '=', municipalityId).where('status', '=', 'active')
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', on)]));
}

interface Row {
  id: Uuid; name: string; minimum_age_months: number | null; maximum_age_months: number | null; free_of_charge: string; search_facts: unknown;
}

function foundOffer(row: Row, on: Day, phases: readonly LifePhase[]): FoundOffer {
  const facts = factsOn(on, row.search_facts as SavedFacts, {
    id: row.id, minimumAgeMonths: row.minimum_age_months ?? undefined, maximumAgeMonths: row.maximum_age_months ?? undefined, freeOfCharge: row.free_of_charge as YesNoUnknown,
  }, phases);
  return { ...facts, name: row.name };
}

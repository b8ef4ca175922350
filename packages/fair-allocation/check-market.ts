import { checkCeilings } from './check-market-ceilings.ts';
import { checkReferences } from './check-market-references.ts';
import {
  count,
  finite,
  inspection,
  list,
  matching,
  nullOr,
  oneOf,
  record,
  text,
  truth,
  whole,
  type MarketProblem,
  type ShapeCheck,
} from './check-market-shape.ts';
import { MarketError, type Market } from './model.ts';

export type { MarketProblem } from './check-market-shape.ts';

const seat = { facility: text, seatType: text };

const counts: ShapeCheck = (value, found) => {
  if (value !== 1)
    found.report(
      'counts-more-than-one',
      'A seat that counts as several can destroy stability and is not allocated: give such places a pool of their own, or a reserve.',
    );
};

const marketShape = record(
  {
    version: oneOf(1),
    round: text,
    lottery: record({ seed: text }, { scope: oneOf('market', 'facility') }),
    seatTypes: list(
      record(
        { id: text },
        { name: text, ageBand: text, hours: finite, inclusion: truth, startMonth: matching(/^\d{4}-(0[1-9]|1[0-2])$/, 'YYYY-MM'), counts },
      ),
    ),
    facilities: list(record({ id: text }, { name: text })),
    pools: list(
      record(
        { id: text, facility: text, seatTypes: list(text, 1), capacity: count },
        {
          reserves: list(record({ id: text, trait: text, seats: count, kind: oneOf('soft', 'hard') })),
          openSeats: oneOf('first', 'last'),
          ceilings: list(record({ id: text, seats: count }, { trait: text, seatTypes: list(text, 1) })),
        },
      ),
    ),
    applicants: list(
      record(
        { id: text, wishes: list(record(seat, { group: whole, points: finite, ineligible: text })) },
        { traits: list(text), holds: record(seat), locked: truth },
      ),
    ),
  },
  {
    rules: record({}, { blocking: oneOf('vacating', 'keeping'), ties: oneOf('lottery', 'most-places') }),
    families: list(
      record(
        { id: text, members: list(text, 2), options: list(record({ seats: list(nullOr(record(seat)), 2) })) },
        { rule: oneOf('together', 'rather-together', 'listed') },
      ),
    ),
  },
);

/**
 * All that is wrong with a market of unknown origin, at most `limit` problems (100 if not said), each with the JSON path to
 * the bad field; empty = it can be allocated. First the form; then, if that is right, what the names lead to; then whether
 * ceilings are nested. Throws nothing. O(size of the input).
 */
export function checkMarket(value: unknown, limit = 100): MarketProblem[] {
  const found = inspection(limit);
  marketShape(value, found);
  if (found.problems.length > 0) return found.problems;
  checkReferences(value as Market, found);
  if (found.problems.length === 0) checkCeilings(value as Market, found);
  return found.problems;
}

/** The value as a market. Throws a MarketError with code and path of the first problem. */
export function parseMarket(value: unknown): Market {
  const [problem] = checkMarket(value, 1);
  if (problem) throw new MarketError(problem.code, problem.path, problem.message);
  return value as Market;
}

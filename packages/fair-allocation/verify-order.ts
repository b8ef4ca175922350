import type { MarketIndex } from './verify-index.ts';
import { ticketDrawer } from './verify-tickets.ts';

/** Compares two entries of one pool: negative when `a` has the better claim. */
export interface Order {
  compare(a: number, b: number): number;
  /** The child was moved ahead of its equals. */
  isPromoted(entry: number): boolean;
  /** The lottery number of an entry, 0 … 2^52 - 1; smaller is better. */
  ticket(entry: number): number;
}

/**
 * The order of priority of the model: holder of this seat, of this pool, group, points, promoted (`ties: most-places`),
 * ticket, id, earlier wish. Tickets are drawn only where a comparison needs one.
 */
export function priorityOrder(index: MarketIndex, promoted: ReadonlySet<number>): Order {
  const { child, seat, level, group, points } = index;
  const { seed, scope } = index.market.lottery;
  const { round, applicants } = index.market;
  const perFacility = scope === 'facility';
  const { draw } = ticketDrawer(seed, round);
  const drawn = new Float64Array(perFacility ? child.length : applicants.length).fill(-1);
  const isPromoted = new Uint8Array(promoted.size === 0 ? 0 : applicants.length);
  for (const one of promoted) isPromoted[one] = 1;
  const promotion = (entry: number): number => (isPromoted.length === 0 ? 0 : isPromoted[child[entry]!]!);

  function ticket(entry: number): number {
    const slot = perFacility ? entry : child[entry]!;
    if (drawn[slot]! < 0) {
      const { id } = applicants[child[entry]!]!;
      drawn[slot] = perFacility ? draw(index.seats[seat[entry]!]!.facility, id) : draw(id);
    }
    return drawn[slot]!;
  }

  function compare(a: number, b: number): number {
    if (level[a] !== level[b]) return level[a]! - level[b]!;
    if (group[a] !== group[b]) return group[a]! - group[b]!;
    if (points[a] !== points[b]) return points[b]! - points[a]!;
    if (isPromoted.length > 0 && promotion(a) !== promotion(b)) return promotion(b) - promotion(a);
    const mine = ticket(a);
    const theirs = ticket(b);
    if (mine !== theirs) return mine - theirs;
    const left = applicants[child[a]!]!.id;
    const right = applicants[child[b]!]!.id;
    return left < right ? -1 : left > right ? 1 : a - b;
  }

  return { compare, ticket, isPromoted: (entry) => promotion(entry) === 1 };
}

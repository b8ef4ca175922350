import { hash } from 'node:crypto';
import type { MarketIndex } from './verify-index.ts';

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
 * ticket, id, earlier wish. Tickets are drawn only where a
 * comparison needs one, and from `node:crypto`: a second opinion on the engine's own SHA-256.
 */
export function priorityOrder(index: MarketIndex, promoted: ReadonlySet<number>): Order {
  const { seed, scope } = index.market.lottery;
  const { round, applicants } = index.market;
  const perFacility = scope === 'facility';
  const drawn = new Float64Array(perFacility ? index.child.length : applicants.length).fill(-1);

  function ticket(entry: number): number {
    const child = index.child[entry]!;
    const slot = perFacility ? entry : child;
    if (drawn[slot]! < 0) {
      const id = applicants[child]!.id;
      drawn[slot] = drawTicket(perFacility ? [seed, round, index.seats[index.seat[entry]!]!.facility, id] : [seed, round, id]);
    }
    return drawn[slot]!;
  }

  function compare(a: number, b: number): number {
    const byClaim = index.level[a]! - index.level[b]! || index.group[a]! - index.group[b]! || index.points[b]! - index.points[a]!;
    if (byClaim !== 0) return byClaim;
    const byLottery = Number(promoted.has(index.child[b]!)) - Number(promoted.has(index.child[a]!)) || ticket(a) - ticket(b);
    if (byLottery !== 0) return byLottery;
    const left = applicants[index.child[a]!]!.id;
    const right = applicants[index.child[b]!]!.id;
    return left < right ? -1 : left > right ? 1 : a - b;
  }

  return { compare, ticket, isPromoted: (entry) => promoted.has(index.child[entry]!) };
}

/** The first 52 bits of SHA-256 over the JSON of seed, round, (facility,) child. */
export function drawTicket(parts: readonly string[]): number {
  return Number.parseInt(hash('sha256', JSON.stringify(parts), 'hex').slice(0, 13), 16);
}

import { facilityTicket, ticket } from './lottery.ts';
import type { Market } from './model.ts';

/** Numbers the distinct pairs (group, points) that occur, in order of arrival; `order()` then says which comes first. */
export interface PriorityLevels {
  of(group: number, points: number): number;
  /** `order()[level]` = place of the level, 0 = best: smaller group, then more points. */
  order(): Int32Array;
}

/** O(1) per call of `of`; `order` sorts the distinct pairs. */
export function priorityLevels(): PriorityLevels {
  const groups = new Map<number, Map<number, number>>();
  const pairs: { group: number; points: number; level: number }[] = [];
  return {
    of(group, points) {
      let levels = groups.get(group);
      if (!levels) groups.set(group, (levels = new Map()));
      let level = levels.get(points);
      if (level === undefined) {
        levels.set(points, (level = pairs.length));
        pairs.push({ group, points, level });
      }
      return level;
    },
    order() {
      const order = new Int32Array(pairs.length);
      const sorted = [...pairs].sort((a, b) => a.group - b.group || b.points - a.points);
      for (const [place, { level }] of sorted.entries()) order[level] = place;
      return order;
    },
  };
}

/** Place in the lottery of every wish (by its applicant and facility), 0 = luckiest; O(n log n). */
export interface LotteryPlaces {
  readonly places: number;
  of(applicant: number, facility: number): number;
}

/**
 * @param asked for scope `facility`: the (applicant, facility) pairs that occur, as two arrays of equal length.
 */
export function lotteryPlaces(market: Market, asked: { applicant: Int32Array; facility: Int32Array }): LotteryPlaces {
  const { seed, scope } = market.lottery;
  const { applicants, facilities, round } = market;
  if (scope !== 'facility') {
    const tickets = Float64Array.from(applicants, ({ id }) => ticket(seed, round, id));
    const places = placesOf(tickets, (index) => applicants[index]!.id);
    return { places: applicants.length, of: (applicant) => places[applicant]! };
  }
  const index = new Map<number, number>();
  const tickets: number[] = [];
  const owners: number[] = [];
  for (const [i, applicant] of asked.applicant.entries()) {
    const key = applicant * facilities.length + asked.facility[i]!;
    if (index.has(key)) continue;
    index.set(key, tickets.length);
    tickets.push(facilityTicket(seed, round, facilities[asked.facility[i]!]!.id, applicants[applicant]!.id));
    owners.push(applicant);
  }
  const places = placesOf(Float64Array.from(tickets), (i) => applicants[owners[i]!]!.id);
  return { places: tickets.length, of: (applicant, facility) => places[index.get(applicant * facilities.length + facility)!]! };
}

/** Sorted by number first, because typed arrays sort fast; ids are asked only when two tickets are equal. */
function placesOf(tickets: Float64Array, id: (index: number) => string): Int32Array {
  const sorted = tickets.slice().sort();
  const places = new Int32Array(tickets.length);
  if (hasEqualNeighbours(sorted)) {
    const order = Array.from(tickets, (_, i) => i).sort((a, b) => tickets[a]! - tickets[b]! || (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0));
    for (const [place, i] of order.entries()) places[i] = place;
    return places;
  }
  for (let i = 0; i < tickets.length; i++) {
    let low = 0;
    let high = sorted.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < tickets[i]!) low = middle + 1;
      else high = middle;
    }
    places[i] = low;
  }
  return places;
}

function hasEqualNeighbours(sorted: Float64Array): boolean {
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return true;
  return false;
}

import type { Allocation, Market, SeatChoice } from './model.ts';
import { claimOf } from './verify-applicants.ts';
import { choose, countsTowards, wouldTake, type Choice } from './verify-choice.ts';
import { entryOf, indexMarket, type MarketIndex } from './verify-index.ts';
import { priorityOrder, type Order } from './verify-order.ts';
import type { Claim } from './verify-violation.ts';
import { waitingLists, type WaitingPlace } from './explain-waiting.ts';

/** `most-places`: equal group and points, but the other child would otherwise have had no seat (`Rules.ties`). */
export type DecidedBy = 'holds-seat' | 'group' | 'points' | 'most-places' | 'lottery';

/**
 * Why a wish did not come true – or that it did. No explanation names another family's child; `needed` is what one other
 * child had, unnamed: where few were admitted and that says too much, tell the kind only.
 */
export type Reason =
  /** The child has this seat. */
  | { kind: 'granted' }
  /** The child has a seat it ranks higher. */
  | { kind: 'better-wish-granted' }
  /** The child may not have this seat; `reason` as the market states it. */
  | { kind: 'ineligible'; reason: string }
  /** The wish stands after the seat the child holds, or the held seat is final: it was not looked at. */
  | { kind: 'holds-better' }
  /** All seats this child could take went to better claims; `needed` = what the last of those admitted had. */
  | { kind: 'cut-off'; decidedBy: DecidedBy; needed: Claim }
  /** There are none of these seats. */
  | { kind: 'no-seats' }
  /** All seats are kept for children with one of these traits; `free` of them stay empty. */
  | { kind: 'reserved'; traits: string[]; free: number }
  /** An upper bound is full; `needed` = the last claim under it, absent when it allows none. */
  | { kind: 'ceiling'; ceiling: string; seats: number; decidedBy?: DecidedBy; needed?: Claim }
  /** The pool would have taken this child, but the family asked for no combination with it that all its pools would take. */
  | { kind: 'family'; family: string; option: number | null }
  /** The family has a combination it ranks higher than all those with this seat. */
  | { kind: 'better-option-granted'; family: string; option: number | null }
  /** The family asked for no combination with this seat. */
  | { kind: 'not-combined'; family: string }
  /** The result names the family as blocking: no stable allocation was found in which nobody has a better claim. */
  | { kind: 'blocking-family'; family: string }
  /** This child has the better claim and was passed over: an exception made by hand, or an allocation that was not verified. */
  | { kind: 'passed-over' };

export interface WishExplanation {
  /** 1-based position among the child's wishes. */
  rank: number;
  seat: SeatChoice;
  reason: Reason;
  claim: Claim;
  /** The place on the waiting list of this pool, for wishes the child would rather have than its seat. */
  waiting?: WaitingPlace;
}

export interface Explanation {
  applicant: string;
  seat: SeatChoice | null;
  kept: boolean;
  family?: string;
  /** What the family has: 1-based option, null = its last resort. */
  familyOption?: number | null;
  wishes: WishExplanation[];
}

/** Answers "why not" for one applicant after the other. */
export interface Explainer {
  /** Throws a RangeError for an unknown applicant. O(wishes of the child · stages + options of its family). */
  explain(applicant: string): Explanation;
  /** In the order of the market. */
  all(): Generator<Explanation, void, undefined>;
}

/**
 * For every applicant and every wish: granted or why not, what would have been needed, and the place on the waiting list.
 * Reads market and allocation with the verifier's own eyes, so an explanation holds of the allocation as it is – also after
 * changes by hand. Expects a market that `checkMarket` and an allocation that `verify` have nothing against.
 * Setting up: O(wishes log wishes).
 */
export function explainer(market: Market, allocation: Allocation): Explainer {
  const index = indexMarket(market);
  const order = priorityOrder(index, new Set(allocation.promoted?.map((id) => index.childOf(id)!)));
  const ofPool: number[][] = index.pools.map(() => []);
  const current = new Int32Array(market.applicants.length).fill(-1);
  allocation.placements.forEach(({ seat }, child) => {
    const entry = seat ? entryOf(index, child, index.seatOf(seat)) : -1;
    current[child] = entry;
    if (entry !== -1) ofPool[index.pool[entry]!]!.push(entry);
  });
  const choices = ofPool.map((seated, pool) => choose(index, pool, seated, order.compare));
  const options = new Map(allocation.families.map(({ family, option }) => [family, option]));
  const blocking = new Set(allocation.blocking.map(({ family }) => family));
  const waiting = waitingLists(index, order, current, options);

  function explainChild(child: number): Explanation {
    const applicant = market.applicants[child]!;
    const { seat, kept } = allocation.placements[child]!;
    const family = index.family[child] === -1 ? undefined : market.families![index.family[child]!]!.id;
    const first = index.firstEntry[child]!;
    return {
      applicant: applicant.id,
      seat,
      kept,
      ...(family === undefined ? {} : { family, familyOption: options.get(family) ?? null }),
      wishes: applicant.wishes.map(({ facility, seatType }, w) => {
        const entry = first + w;
        const reason = why(entry, current[child]!, family);
        return {
          rank: w + 1,
          seat: { facility, seatType },
          reason,
          claim: claimOf(index, order, entry),
          ...(waiting.has(entry) ? { waiting: waiting.placeOf(entry) } : {}),
        };
      }),
    };
  }

  function why(entry: number, now: number, family: string | undefined): Reason {
    const child = index.child[entry]!;
    if (entry === now) return { kind: 'granted' };
    if (index.eligible[entry] === 0) return { kind: 'ineligible', reason: index.market.applicants[child]!.wishes[entry - index.firstEntry[child]!]!.ineligible! };
    if (index.market.applicants[child]!.locked) return { kind: 'holds-better' };
    if (family === undefined) {
      if (index.asked[entry] === 0) return { kind: 'holds-better' };
      if (now !== -1 && now < entry) return { kind: 'better-wish-granted' };
    } else if (!waiting.has(entry)) {
      if (!waiting.isCombined(entry)) return { kind: 'not-combined', family };
      return { kind: 'better-option-granted', family, option: options.get(family) ?? null };
    }
    const pool = index.pool[entry]!;
    const refusal = whyRefused(index, choices[pool]!, pool, entry, order);
    if (refusal) return refusal;
    if (family === undefined) return { kind: 'passed-over' };
    return blocking.has(family) ? { kind: 'blocking-family', family } : { kind: 'family', family, option: options.get(family) ?? null };
  }

  return {
    explain(applicant) {
      const child = index.childOf(applicant);
      if (child === undefined) throw new RangeError(`There is no applicant ${JSON.stringify(applicant)}.`);
      return explainChild(child);
    },
    *all() {
      for (let child = 0; child < market.applicants.length; child++) yield explainChild(child);
    },
  };
}

/** Why a pool would not take this entry besides those it has; undefined when it would. */
function whyRefused(index: MarketIndex, choice: Choice, pool: number, entry: number, order: Order): Reason | undefined {
  if (wouldTake(index, choice, pool, entry, order.compare)) return undefined;
  const { ceilings, reserves } = index.pools[pool]!;
  for (let c = 0; c < ceilings.length; c++) {
    const { id, seats } = ceilings[c]!;
    const members = choice.ceilings[c]!;
    if (members.length < seats || !countsTowards(index, pool, c, entry)) continue;
    if (seats === 0) return { kind: 'ceiling', ceiling: id, seats };
    const last = members[seats - 1]!;
    if (order.compare(entry, last) > 0) return { kind: 'ceiling', ceiling: id, seats, decidedBy: decidedBy(index, order, entry, last), needed: claimOf(index, order, last) };
  }
  const child = index.child[entry]!;
  const open = choice.stages.filter(({ trait, room }) => room > 0 && (trait === undefined || index.carries(child, trait)));
  const lasts = open.map(({ takers }) => takers.at(-1)!).sort(order.compare);
  const weakest = lasts.at(-1);
  if (weakest !== undefined) return { kind: 'cut-off', decidedBy: decidedBy(index, order, entry, weakest), needed: claimOf(index, order, weakest) };
  const kept = reserves.filter((reserve, r) => reserve.seats > 0 && !index.carries(child, reserve.trait) && choice.stages.some(({ kind }) => kind === r));
  if (kept.length === 0) return { kind: 'no-seats' };
  const free = choice.stages.reduce((sum, { kind, room, takers }) => sum + (typeof kind === 'number' ? room - takers.length : 0), 0);
  return { kind: 'reserved', traits: [...new Set(kept.map(({ trait }) => trait))], free };
}

function decidedBy(index: MarketIndex, order: Order, entry: number, last: number): DecidedBy {
  if (index.level[entry] !== index.level[last]) return 'holds-seat';
  if (index.group[entry] !== index.group[last]) return 'group';
  if (index.points[entry] !== index.points[last]) return 'points';
  return order.isPromoted(last) && !order.isPromoted(entry) ? 'most-places' : 'lottery';
}

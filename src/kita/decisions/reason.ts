import type { Allocation, Market, Reason } from '@lueckenlos/fair-allocation';
import type { SaidReason, SaidWish } from './content.ts';

/**
 * The rule by which no other child is recognised in a reason. A number – the points of the last child admitted – is said only if
 *
 * 1. at least {@link FEWEST_ADMITTED} children were newly admitted to that pool in the same priority group without a reserved seat: so the number
 *    is nobody's in particular;
 * 2. a child without any circumstance that is social data could have reached it (`openMaximum`): otherwise it would say of all who
 *    were admitted that they have one;
 * 3. points (or the lottery between equal points) decided, not group or reserve: which group came first is not said.
 *
 * In every other case the reason says that other children came first by the criteria, and no more. How long a waiting list is, is
 * said from {@link SHORTEST_LIST} children on; the own place on it always.
 */
export const FEWEST_ADMITTED = 5;
export const SHORTEST_LIST = 5;

/** What is known of the children admitted to the pools; made once for a run. */
export interface AdmittedChildren {
  /** children newly admitted to the pool of this seat in that priority group, those with a trait some reserve of the pool is for left out */
  count(seat: { facility: string; seatType: string }, group: number): number;
}

/** O(applicants + pools). */
export function admittedChildren(market: Market, allocation: Allocation): AdmittedChildren {
  const poolOf = new Map(market.pools.flatMap(({ id, facility, seatTypes }) => seatTypes.map((type) => [`${facility} ${type}`, id] as const)));
  const traits = new Map(market.pools.map(({ id, reserves = [] }) => [id, new Set(reserves.map(({ trait }) => trait))]));
  const counts = new Map<string, number>();
  market.applicants.forEach((applicant, child) => {
    const { seat, kept } = allocation.placements[child]!;
    if (!seat || kept || applicant.locked) return;
    const pool = poolOf.get(`${seat.facility} ${seat.seatType}`)!;
    if (applicant.traits?.some((trait) => traits.get(pool)!.has(trait))) return;
    const group = applicant.wishes.find(({ facility, seatType }) => facility === seat.facility && seatType === seat.seatType)?.group ?? 0;
    counts.set(`${pool} ${group}`, (counts.get(`${pool} ${group}`) ?? 0) + 1);
  });
  return { count: (seat, group) => counts.get(`${poolOf.get(`${seat.facility} ${seat.seatType}`)} ${group}`) ?? 0 };
}

interface Surroundings {
  admitted: AdmittedChildren;
  /** the most points a child can have there by facts that are no social data */
  openMaximum: number;
}

/** The engine's reason as it may be said to the family: see the rule above. */
export function sayableReason(reason: Reason, seat: { facility: string; seatType: string }, own: { points: number }, { admitted, openMaximum }: Surroundings): SaidReason {
  switch (reason.kind) {
    case 'granted': return { kind: 'granted' };
    case 'better-wish-granted': case 'holds-better': case 'better-option-granted': return { kind: 'better-place' };
    case 'ineligible': return { kind: 'ineligible', code: reason.reason };
    case 'no-seats': return { kind: 'no-seats' };
    case 'reserved': return { kind: 'reserved' };
    case 'family': case 'blocking-family': return { kind: 'siblings' };
    case 'not-combined': return { kind: 'not-combined' };
    case 'passed-over': return { kind: 'by-hand' };
    case 'cut-off': case 'ceiling': {
      // Bounds by the month of start (src/kita/rounds/start-months.ts): who begins later may have got a place with fewer points.
      if (reason.kind === 'ceiling' && reason.ceiling.startsWith('start:')) return { kind: 'month' };
      const { decidedBy, needed } = reason;
      if (!decidedBy || !needed) return { kind: 'no-seats' };
      if (decidedBy === 'holds-seat') return { kind: 'holders' };
      const isSafe = needed.level === 2 && admitted.count(seat, needed.group) >= FEWEST_ADMITTED && needed.points <= openMaximum;
      if (!isSafe) return { kind: 'precedence' };
      if (decidedBy === 'points') return { kind: 'points', needed: needed.points, own: own.points };
      return decidedBy === 'lottery' ? { kind: 'lottery', own: own.points } : { kind: 'precedence' };
    }
  }
}

/** A place on a waiting list; how many wait only where they are many. */
export function sayableWaiting({ place, of }: { place: number; of: number }): NonNullable<SaidWish['waiting']> {
  return of >= SHORTEST_LIST ? { place, of } : { place };
}

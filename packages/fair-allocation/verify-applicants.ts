import { choose, wouldTake, type Choice } from './verify-choice.ts';
import type { MarketIndex } from './verify-index.ts';
import type { Order } from './verify-order.ts';
import type { Seating } from './verify-placements.ts';
import { claimText, seatName, type Claim, type Findings } from './verify-violation.ts';

/**
 * No blocking applicant (no justified envy, no waste): no child without siblings prefers a seat that its pool would give it
 * besides the children it has. A child in the same pool competes with its own present seat. O(wishes · stages).
 */
export function checkApplicants(index: MarketIndex, seating: Seating, choices: Choice[], order: Order, findings: Findings): void {
  for (let child = 0; child < index.family.length; child++) {
    if (index.family[child] !== -1) continue;
    const current = seating.entry[child]!;
    const end = current === -1 ? index.firstEntry[child + 1]! : current;
    for (let entry = index.firstEntry[child]!; entry < end; entry++) {
      if (index.asked[entry] === 0) continue;
      const pool = index.pool[entry]!;
      if (wouldTake(index, choices[pool]!, pool, entry, order.compare)) report(index, seating, pool, entry, current, order, findings);
    }
  }
}

export function claimOf(index: MarketIndex, order: Order, entry: number): Claim {
  return { level: index.level[entry] as Claim['level'], group: index.group[entry]!, points: index.points[entry]!, ticket: order.ticket(entry) };
}

function report(
  index: MarketIndex,
  seating: Seating,
  pool: number,
  entry: number,
  current: number,
  order: Order,
  findings: Findings,
): void {
  const id = index.market.applicants[index.child[entry]!]!.id;
  const { facility, seatType } = index.seats[index.seat[entry]!]!;
  findings.add('blocking-applicant', `${id}:${facility}/${seatType}`, () => {
    const before = seating.ofPool[pool]!.filter((other) => other !== current);
    const after = choose(index, pool, [...before, entry], order.compare);
    const losers = before.filter((other) => after.refused.has(other));
    const displaced = losers.map((other) => index.market.applicants[index.child[other]!]!.id);
    const claim = claimOf(index, order, entry);
    const weakest = losers.length === 0 ? undefined : { applicant: displaced[0]!, ...claimOf(index, order, losers[0]!) };
    const has = current === -1 ? 'no seat' : seatName(index.seats[index.seat[current]!]!);
    const because = weakest
      ? `${weakest.applicant} sits there (${claimText(weakest)}), though ${id} comes first (${claimText(claim)})`
      : 'a seat that may be given to this child is free there';
    return {
      applicant: id,
      pool: index.market.pools[pool]!.id,
      seat: { facility, seatType },
      displaced,
      claim,
      weakest,
      sentence: `${id} has ${has} and would rather have ${facility}/${seatType}: ${because}.`,
    };
  });
}

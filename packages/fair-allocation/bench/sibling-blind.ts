import type { Allocation, Market } from '../model.ts';

export interface SiblingCost {
  families: number;
  /** Families with children placed at different facilities. */
  split: number;
  /** Families with some children placed and others not. */
  partly: number;
}

/** What the allocation means for families: the price of treating siblings as strangers, or of not doing so. */
export function siblingCost(market: Market, allocation: Allocation): SiblingCost {
  const seats = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  let split = 0;
  let partly = 0;
  for (const { members } of market.families ?? []) {
    const placed = members.flatMap((id) => seats.get(id) ?? []);
    if (new Set(placed.map(({ facility }) => facility)).size > 1) split++;
    if (placed.length > 0 && placed.length < members.length) partly++;
  }
  return { families: market.families?.length ?? 0, split, partly };
}

import { appliesAt, type Catalogue } from '../criteria/catalogue.ts';
import { factOf } from '../criteria/fact.ts';
import type { WishFacts } from '../criteria/judge.ts';

/**
 * The most points a child can have at a seat by facts that are no Sozialdaten. Points above it say that a child has some protected circumstance,
 * so they are never told to another family. O(criteria).
 */
export function openMaximum({ criteria }: Pick<Catalogue, 'criteria'>, wish: Omit<WishFacts, 'isInCatchment'>): number {
  return criteria.reduce((sum, criterion) => {
    const { kind, amount, fact, condition: { ageBands, seatHoursFrom, perUnitUpTo } } = criterion;
    const isAsked = kind === 'points' && amount !== null && amount > 0 && factOf(fact).protects !== 'social' && appliesAt(criterion, wish)
      && (!ageBands?.length || ageBands.includes(wish.seatType.ageBand)) && (seatHoursFrom === undefined || wish.seatType.weeklyHours >= seatHoursFrom);
    return isAsked ? sum + amount * Math.max(1, perUnitUpTo ?? 1) : sum;
  }, 0);
}

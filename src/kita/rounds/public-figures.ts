import type { RunFigures } from './run-figures.ts';

/** What becomes of the children who asked; each is in one of them. */
export const publicCategories = ['first', 'other', 'kept', 'none'] as const;
export type PublicCategory = (typeof publicCategories)[number];

/** null: not published, since it or what could be worked out of the rest is a small group. */
export interface PublicFigures {
  asking: number | null;
  counts: Record<PublicCategory, number | null>;
}

/** Smaller groups are nobody's business. */
export const SMALLEST = 5;

/**
 * Counts of a decided round as everybody may know them: a category with fewer than five children is withheld, and further ones with it until those withheld
 * are at least two with at least five children together, so that neither one nor their sum can be worked out of the total. Nobody in a category is
 * said. Where that takes everything, the total is withheld as well.
 */
export function publicFigures({ asking, byRank, withoutSeat }: Pick<RunFigures, 'asking' | 'byRank' | 'withoutSeat'>): PublicFigures {
  const first = byRank.find(({ rank }) => rank === 1)?.count ?? 0;
  const other = byRank.reduce((sum, { rank, count }) => (rank === 1 ? sum : sum + count), 0);
  const all: Record<PublicCategory, number> = { first, other, none: withoutSeat, kept: Math.max(0, asking - first - other - withoutSeat) };
  const hidden = new Set(publicCategories.filter((category) => all[category] > 0 && all[category] < SMALLEST));
  if (hidden.size > 0) {
    const candidates = publicCategories.filter((category) => !hidden.has(category) && all[category] > 0).sort((a, b) => all[a] - all[b]);
    const sum = () => [...hidden].reduce((total, category) => total + all[category], 0);
    while ((hidden.size < 2 || sum() < SMALLEST) && candidates.length > 0) hidden.add(candidates.shift()!);
    if (hidden.size < 2 || sum() < SMALLEST) return { asking: null, counts: { first: null, other: null, kept: null, none: null } };
  }
  return { asking, counts: Object.fromEntries(publicCategories.map((category) => [category, hidden.has(category) ? null : all[category]])) as PublicFigures['counts'] };
}

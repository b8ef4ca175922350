export interface Counted {
  count: number;
  of: number;
}

export interface Shrinkage {
  /** share of all areas together */
  average: number;
  /** spread between areas beyond chance; 0 where chance explains it all */
  variance: number;
  /** one for each area, in the order given */
  shares: number[];
  /** how much of its own share each area keeps, 0…1 */
  weights: number[];
}

/**
 * Shares drawn towards the average, the more the smaller the area: empirical Bayes by the method of moments. Where areas differ no more than
 * chance makes them the variance would be negative; it is clipped at 0 and every area gets the average. (Marshall 1991, Applied Statistics 40) O(areas).
 */
export function shrunkShares(areas: readonly Counted[]): Shrinkage {
  const all = areas.reduce((sum, { of }) => sum + of, 0);
  if (all === 0) return { average: Number.NaN, variance: 0, shares: areas.map(() => Number.NaN), weights: areas.map(() => 0) };
  const average = areas.reduce((sum, { count }) => sum + count, 0) / all;
  const size = all / areas.length;
  const spread = areas.reduce((sum, { count, of }) => sum + (of === 0 ? 0 : of * (count / of - average) ** 2), 0) / all;
  const byChance = average * (1 - average);
  const variance = Math.max(0, spread - byChance / size);
  const weights = areas.map(({ of }) => (variance === 0 || of === 0 ? 0 : variance / (variance + byChance / of)));
  const shares = areas.map(({ count, of }, at) => (weights[at] === 0 ? average : average + weights[at]! * (count / of - average)));
  return { average, variance, shares, weights };
}

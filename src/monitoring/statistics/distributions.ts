import jstat from 'jstat';

/** z so that a standard normal lies within ±z with the given level: 0.95 → 1.96. */
export function normalQuantile(level: number): number {
  return jstat.normal.inv((1 + level) / 2, 0, 1);
}

/** Probability that a χ² with that many degrees of freedom is at least as large. */
export function chiSquareTail(value: number, degrees: number): number {
  return value <= 0 ? 1 : 1 - jstat.chisquare.cdf(value, degrees);
}

export function chiSquareQuantile(probability: number, degrees: number): number {
  return jstat.chisquare.inv(probability, degrees);
}

/** Probability of at most `count` successes among `of` independent tries: 1 − I_p(count + 1, of − count). */
export function binomialAtMost(count: number, of: number, probability: number): number {
  if (count < 0) return 0;
  if (count >= of) return 1;
  return 1 - jstat.ibeta(probability, count + 1, of - count);
}

import { chiSquareTail } from './distributions.ts';

export interface YearlyShare {
  year: number;
  count: number;
  of: number;
}

export type Trend =
  | { direction: 'too-short'; years: number }
  | {
    direction: 'rising' | 'falling' | 'none';
    /** share per year, weighted by size: 0.01 is one percentage point a year */
    slope: number;
    chiSquare: number;
    /** of so strong a trend, were there none */
    probability: number;
    /** the slope keeps its sign whichever year is left out */
    isSteady: boolean;
  };

export const TREND_YEARS = 5;

/**
 * Cochran–Armitage test for a trend of shares over ordered times: χ² with one degree of freedom. Equal shares give 0. O(years).
 * (Cochran 1954; Armitage 1955)
 */
export function cochranArmitage(points: readonly YearlyShare[]): { chiSquare: number; slope: number } {
  const of = sum(points.map((point) => point.of));
  const share = sum(points.map(({ count }) => count)) / of;
  const meanYear = sum(points.map((point) => point.of * point.year)) / of;
  const covariance = sum(points.map(({ year, count, of: size }) => (count - size * share) * (year - meanYear)));
  const spread = sum(points.map(({ year, of: size }) => size * (year - meanYear) ** 2));
  const variance = share * (1 - share) * spread;
  return { chiSquare: variance === 0 ? 0 : covariance ** 2 / variance, slope: spread === 0 ? 0 : covariance / spread };
}

/**
 * Whether shares rise or fall over at least five years: the weighted slope must be improbable without a trend (χ², level) and keep its sign
 * whichever single year is left out – one odd year is no trend. Years without anybody do not count. O(years²).
 */
export function trendOf(points: readonly YearlyShare[], level = 0.95): Trend {
  const known = points.filter(({ of }) => of > 0);
  if (new Set(known.map(({ year }) => year)).size < TREND_YEARS) return { direction: 'too-short', years: known.length };
  const { chiSquare, slope } = cochranArmitage(known);
  const probability = chiSquareTail(chiSquare, 1);
  const isSteady = known.every((_, left) => Math.sign(cochranArmitage(known.filter((__, at) => at !== left)).slope) === Math.sign(slope));
  const isTrend = slope !== 0 && probability < 1 - level && isSteady;
  return { direction: !isTrend ? 'none' : slope > 0 ? 'rising' : 'falling', slope, chiSquare, probability, isSteady };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import { chiSquareQuantile, normalQuantile } from './distributions.ts';

/** Both ends in the unit of the value it belongs to. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * Confidence interval of a share after Wilson: `count` of `of`, ends in 0…1. Holds near 0 and 1 and for small numbers, where the textbook's
 * ±1.96·√(p(1−p)/n) leaves the scale. Throws a RangeError on counts that are no share. (Wilson 1927; Newcombe 1998) O(1).
 */
export function shareInterval(count: number, of: number, level = 0.95): Interval {
  if (!(of > 0 && count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is no share`);
  const z = normalQuantile(level);
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  // At none and at all the end is known; rounding must not move it.
  return { low: count === 0 ? 0 : (middle - reach) / scale, high: count === of ? 1 : (middle + reach) / scale };
}

/** From this many events on Byar's approximation agrees with the exact limits to the third digit. */
export const BYAR_FROM = 10;

/**
 * Confidence interval of a rate: `events` in an exposure (people, births, person-years), ends in events per one of it. Below ten events the exact
 * Poisson limits, from ten on Byar's approximation of them. (Breslow & Day 1987, vol. 2, ch. 2; PHE technical guide) O(1).
 */
export function rateInterval(events: number, exposure: number, level = 0.95): Interval {
  if (!(exposure > 0 && events >= 0)) throw new RangeError(`${events} in ${exposure} is no rate`);
  const { low, high } = events < BYAR_FROM ? exactPoisson(events, level) : byar(events, level);
  return { low: low / exposure, high: high / exposure };
}

/** Limits of a Poisson count by χ² quantiles. (Garwood 1936) */
export function exactPoisson(events: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return { low: events === 0 ? 0 : chiSquareQuantile(tail, 2 * events) / 2, high: chiSquareQuantile(1 - tail, 2 * (events + 1)) / 2 };
}

export function byar(events: number, level = 0.95): Interval {
  const z = normalQuantile(level);
  const next = events + 1;
  const low = events === 0 ? 0 : events * (1 - 1 / (9 * events) - z / (3 * Math.sqrt(events))) ** 3;
  return { low, high: next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3 };
}

/** In words: an interval that holds the average cannot be told from it. */
export function comparedWith(interval: Interval, average: number): 'higher' | 'lower' | 'not-distinguishable' {
  if (interval.low > average) return 'higher';
  return interval.high < average ? 'lower' : 'not-distinguishable';
}

/** Bounds of a share, both between 0 and 1. */
export interface Interval {
  low: number;
  high: number;
}

/** 95 %: 19 of 20 such intervals hold the true share. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of a share (1927): good for small groups and for shares near 0 and 1, where the usual formula fails.
 * 0 ≤ count ≤ total, total ≥ 1.
 */
export function wilson(count: number, total: number): Interval {
  if (!(total >= 1) || count < 0 || count > total) throw new RangeError('a share needs 0 ≤ count ≤ total, total ≥ 1');
  const share = count / total;
  const spread = Z * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2));
  const middle = share + Z ** 2 / (2 * total);
  const scale = 1 + Z ** 2 / total;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

export type Change = 'more' | 'less' | 'indistinguishable';

/**
 * Whether a share has changed between two rounds asked of different people: Newcombe's interval of the difference made of Wilson's bounds
 * (Statistics in Medicine 17, 1998, method 10). Where it holds 0, nobody can tell.
 */
export function changeBetween(before: { count: number; total: number }, now: { count: number; total: number }): Change {
  const [was, is] = [before.count / before.total, now.count / now.total];
  const [old, fresh] = [wilson(before.count, before.total), wilson(now.count, now.total)];
  const difference = is - was;
  if (difference - Math.hypot(is - fresh.low, old.high - was) > 0) return 'more';
  if (difference + Math.hypot(fresh.high - is, was - old.low) < 0) return 'less';
  return 'indistinguishable';
}

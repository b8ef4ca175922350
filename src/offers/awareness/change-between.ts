import { shareInterval } from '../../monitoring/statistics/interval.ts';

export type Change = 'more' | 'less' | 'indistinguishable';

/**
 * Whether a share has changed between two rounds asked of different people: Newcombe's interval of the difference made of Wilson's bounds
 * (Statistics in Medicine 17, 1998, method 10). Where it holds 0, nobody can tell.
 */
export function changeBetween(before: { count: number; total: number }, now: { count: number; total: number }): Change {
  const [was, is] = [before.count / before.total, now.count / now.total];
  const [old, fresh] = [shareInterval(before.count, before.total), shareInterval(now.count, now.total)];
  const difference = is - was;
  if (difference - Math.hypot(is - fresh.low, old.high - was) > 0) return 'more';
  if (difference + Math.hypot(fresh.high - is, was - old.low) < 0) return 'less';
  return 'indistinguishable';
}

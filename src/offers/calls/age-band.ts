import type { Day } from '../../platform/day.ts';
import { monthsSince } from '../freshness/freshness.ts';

/** Entries by the time since somebody last said that they are true; the bounds in months, the first included. */
export const ageBands = ['under-3', '3-to-6', '6-to-12', '12-to-18', '18-to-24', 'over-24', 'never'] as const;
export type AgeBand = (typeof ageBands)[number];

const BOUNDS: readonly [number, AgeBand][] = [[24, 'over-24'], [18, '18-to-24'], [12, '12-to-18'], [6, '6-to-12'], [3, '3-to-6'], [0, 'under-3']];

/** What nobody has ever confirmed is not old, but unknown: a band of its own. */
export function ageBandOf(assuredAt: Day | undefined, today: Day): AgeBand {
  const months = monthsSince(assuredAt, today);
  return months === undefined ? 'never' : BOUNDS.find(([from]) => months >= from)![1];
}

export type BandCounts = Readonly<Record<AgeBand, number>>;

/** How many of them are in each band. */
export function countBands(entries: readonly { assuredAt?: Day }[], today: Day): BandCounts {
  const counts = Object.fromEntries(ageBands.map((band) => [band, 0])) as Record<AgeBand, number>;
  for (const { assuredAt } of entries) counts[ageBandOf(assuredAt, today)] += 1;
  return counts;
}

import type { Day } from '../../platform/day.ts';

/** Monday to Friday, ISO 8601. */
export const weekdays = [1, 2, 3, 4, 5] as const;
export type Weekday = (typeof weekdays)[number];

/** One child's part of a place that two share on different days (§ 8 Abs. 3 NKiTaG); it counts only while both children are there. */
export interface SharePart {
  /** the same for both children */
  shareId: string;
  startsOn: Day;
  /** first day without it; null: as long as both stay */
  endsOn: Day | null;
  days: readonly Weekday[];
}

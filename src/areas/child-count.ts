import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { Count } from '../platform/table-file/cell-value.ts';

/** Children of one single year of age in an area at a Stichtag, or why the number is not known. */
export interface ChildCount {
  areaId: Uuid;
  /** completed years, 0 … 26 */
  ageYears: number;
  on: Day;
  count: Count;
}

/** § 7 Abs. 1 Nr. 4 SGB VIII: young people are those who are not yet 27. */
export const oldestYear = 26;

/**
 * A sum of counts, as far as anybody knows: `known` for certain (a fraction where a year was divided, to be rounded only for
 * showing), `unknownParts` counts missing, never taken as 0. `estimated` where a year was divided into months or births stand in
 * for pregnancies.
 */
export interface CountSum {
  known: number;
  unknownParts: number;
  estimated: boolean;
}

export const nothingCounted: CountSum = { known: 0, unknownParts: 0, estimated: false };
export const nobodyKnows: CountSum = { known: 0, unknownParts: 1, estimated: false };

export function addSums(one: CountSum, other: CountSum): CountSum {
  return { known: one.known + other.known, unknownParts: one.unknownParts + other.unknownParts, estimated: one.estimated || other.estimated };
}

/** What identifies a count: the same file twice stores the same rows. */
export function childCountKey({ areaId, ageYears, on }: Pick<ChildCount, 'areaId' | 'ageYears' | 'on'>): string {
  return `${areaId}|${ageYears}|${on}`;
}

export function sumCounts(counts: Iterable<Count>): CountSum {
  let sum = nothingCounted;
  for (const count of counts) sum = addSums(sum, count.kind === 'number' ? { ...nothingCounted, known: count.value } : nobodyKnows);
  return sum;
}

/**
 * Children of ages [fromMonth, untilMonth) out of single years: `perYear[age]`. A year the band cuts counts by its months, months
 * before birth (from −9) by the children in their first year; both are marked as estimated. A year without a sum is an unknown part.
 * The band must end by the 27th birthday (324); what lies beyond is one unknown part.
 */
export function countInMonths(perYear: readonly (CountSum | undefined)[], fromMonth: number, untilMonth: number): CountSum {
  let sum = nothingCounted;
  const beforeBirth = Math.min(untilMonth, 0) - Math.min(fromMonth, 0);
  if (beforeBirth > 0) sum = addSums(sum, share(perYear[0], beforeBirth / 12));
  for (let year = 0; year <= oldestYear; year += 1) {
    const months = Math.min(untilMonth, year * 12 + 12) - Math.max(fromMonth, year * 12);
    if (months > 0) sum = addSums(sum, share(perYear[year], months / 12));
  }
  const beyond = untilMonth > Math.max(fromMonth, (oldestYear + 1) * 12);
  return beyond ? addSums(sum, nobodyKnows) : sum;
}

function share(of: CountSum | undefined, part: number): CountSum {
  if (!of) return nobodyKnows;
  return { known: of.known * part, unknownParts: of.unknownParts, estimated: of.estimated || (part !== 1 && (of.known > 0 || of.unknownParts === 0)) };
}

import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { Count } from '../platform/table-file/cell-value.ts';
import type { AgeWords } from './age-column.ts';
import type { NamedArea } from './area-name.ts';
import { sumCounts, type ChildCount, type CountSum } from './child-count.ts';

const MOST_CHECKED = 5_000;

/** A total the table states: of an area over ages, of all areas at one age, or of everything. */
export interface StatedSum {
  line: number;
  column: string;
  /** missing: all areas */
  areaId?: Uuid;
  age: Exclude<AgeWords, { kind: 'band' }>;
  on: Day;
  count: Count;
}

/** A total that does not add up, or one that cannot be checked because a part is unknown or was refused. */
export interface SumCheck {
  kind: 'total' | 'area';
  result: 'differs' | 'not-checkable';
  on: Day;
  line?: number;
  column?: string;
  /** an area that differs from the sum of the areas below it */
  areaId?: Uuid;
  ageYears?: number;
  stated: number;
  counted: CountSum;
}

/**
 * Compares stated totals with the counts of the table, and each area with the areas directly below it where the table has them all.
 * „All areas“ are the outermost of the table: where it lists quarters and their districts, the districts are not counted twice.
 * An unknown part makes a total not checkable, unless the known ones already exceed it. At most 5,000 totals are checked.
 * O(counts × Stichtage + totals × counts per Stichtag).
 */
export function checkSums(counts: readonly ChildCount[], stated: readonly StatedSum[], areas: readonly NamedArea[], someRefused: boolean): { checks: SumCheck[]; agreeing: number } {
  const checks: SumCheck[] = [];
  let agreeing = 0;
  const add = (check: SumCheck, verdict: SumCheck['result'] | 'agrees') => {
    if (verdict === 'agrees') agreeing += 1;
    else checks.push({ ...check, result: verdict });
  };
  const days = new Set([...counts, ...stated].map(({ on }) => on));
  const byDay = new Map([...days].map((on) => [on, groupDay(counts.filter((count) => count.on === on), areas)]));
  for (const total of stated.slice(0, MOST_CHECKED)) {
    if (total.count.kind === 'unknown') continue;
    const { parts, complete } = partsOf(total, byDay.get(total.on)!);
    const counted = sumCounts(parts);
    const { line, column, on } = total;
    const missing = !complete || (someRefused && total.areaId === undefined);
    add({ kind: 'total', result: 'differs', on, line, column, stated: total.count.value, counted }, verdict(total.count.value, counted, missing));
  }
  for (const [on, ofDay] of byDay) {
    for (const { areaId, ageYears, value, parts } of parentsOf(ofDay, areas)) {
      const counted = sumCounts(parts);
      add({ kind: 'area', result: 'differs', on, areaId, ageYears, stated: value, counted }, verdict(value, counted, false));
    }
  }
  return { checks, agreeing };
}

function verdict(stated: number, counted: CountSum, missing: boolean): SumCheck['result'] | 'agrees' {
  if (counted.known > stated) return 'differs';
  if (counted.unknownParts > 0 || missing) return 'not-checkable';
  return counted.known === stated ? 'agrees' : 'differs';
}

interface DayCounts {
  byArea: Map<Uuid, Map<number, Count>>;
  /** areas of the table that lie in no other area of the table */
  outermost: Uuid[];
}

function groupDay(counts: readonly ChildCount[], areas: readonly NamedArea[]): DayCounts {
  const byArea = new Map<Uuid, Map<number, Count>>();
  for (const { areaId, ageYears, count } of counts) {
    const ofArea = byArea.get(areaId) ?? new Map<number, Count>();
    byArea.set(areaId, ofArea.set(ageYears, count));
  }
  const parentOf = new Map(areas.map(({ id, parentId }) => [id, parentId ?? undefined]));
  const isInside = (id: Uuid) => {
    const seen = new Set([id]);
    for (let above = parentOf.get(id); above !== undefined && !seen.has(above); above = parentOf.get(above)) {
      if (byArea.has(above)) return true;
      seen.add(above);
    }
    return false;
  };
  return { byArea, outermost: [...byArea.keys()].filter((id) => !isInside(id)) };
}

/** The counts a total is about; not complete where the table leaves out one of its years. */
function partsOf({ areaId, age }: StatedSum, { byArea, outermost }: DayCounts): { parts: Count[]; complete: boolean } {
  const places = areaId === undefined ? outermost : [areaId];
  const [from, until] = age.kind === 'year' ? [age.year, age.year + 1] : age.kind === 'sum' ? [age.from, age.until] : [0, Infinity];
  const parts = places.flatMap((id) => [...(byArea.get(id) ?? [])].filter(([year]) => from <= year && year < until).map(([, count]) => count));
  return { parts, complete: until === Infinity ? parts.length > 0 : parts.length === places.length * (until - from) };
}

/** Areas with a count whose areas below all have one at the same age. */
function* parentsOf({ byArea }: DayCounts, areas: readonly NamedArea[]) {
  const below = new Map<Uuid, Uuid[]>();
  for (const { id, parentId } of areas) {
    if (!parentId || !byArea.has(parentId)) continue;
    below.set(parentId, [...(below.get(parentId) ?? []), id]);
  }
  for (const [areaId, inside] of below) {
    for (const [ageYears, count] of byArea.get(areaId)!) {
      if (count.kind === 'unknown') continue;
      const parts = inside.flatMap((id) => byArea.get(id)?.get(ageYears) ?? []);
      if (parts.length === inside.length) yield { areaId, ageYears, value: count.value, parts };
    }
  }
}

import type { Day } from '../../platform/day.ts';
import type { View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { addSums, nothingCounted, type CountSum } from '../child-count.ts';
import { listChildCounts, listReferenceDates, type ChildCountRow } from '../server/child-counts.ts';
import { listAreas, type AreaRow } from '../server/list-areas.ts';

export interface AreaFigures {
  areas: AreaRow[];
  /** newest Stichtag with figures */
  referenceDate: Day | undefined;
  source: string | undefined;
  counts: (ChildCountRow & { source: string })[];
  /** children under 18 of an area: its own figures, or those of the areas below it; undefined if there are none at all */
  under18: Map<Uuid, CountSum>;
}

const AGE_LIMIT = 18;

/** Areas of a day with the children of the newest Stichtag. */
export async function loadAreaFigures(view: View, on: Day): Promise<AreaFigures> {
  const areas = await listAreas(view.tx, view.town.id, on);
  const referenceDate = (await listReferenceDates(view.tx, view.town.id))[0];
  const counts = referenceDate ? await listChildCounts(view.tx, view.town.id, referenceDate) : [];
  return { areas, referenceDate, source: counts[0]?.source, counts, under18: sumUnder18(areas, counts) };
}

/** Sums from the lowest areas upwards; an area with figures of its own keeps them. O(areas × depth). */
export function sumUnder18(areas: readonly AreaRow[], counts: readonly ChildCountRow[]): Map<Uuid, CountSum> {
  const own = new Map<Uuid, CountSum>();
  for (const { areaId, ageYears, children } of counts) {
    if (ageYears >= AGE_LIMIT) continue;
    const one: CountSum = children === undefined ? { known: 0, unknownParts: 1, estimated: false } : { known: children, unknownParts: 0, estimated: false };
    own.set(areaId, addSums(own.get(areaId) ?? nothingCounted, one));
  }
  const below = new Map<Uuid | undefined, AreaRow[]>();
  for (const area of areas) below.set(area.parentId, [...(below.get(area.parentId) ?? []), area]);
  const sums = new Map<Uuid, CountSum>();
  const visit = (area: AreaRow): CountSum | undefined => {
    const parts = (below.get(area.id) ?? []).map(visit).filter((sum): sum is CountSum => sum !== undefined);
    const sum = own.get(area.id) ?? (parts.length > 0 ? parts.reduce(addSums) : undefined);
    if (sum) sums.set(area.id, sum);
    return sum;
  };
  const ids = new Set(areas.map((area) => area.id));
  for (const area of areas) if (area.parentId === undefined || !ids.has(area.parentId)) visit(area);
  return sums;
}

/** Areas with nothing below them: what a map shows. */
export function lowestAreas(areas: readonly AreaRow[]): AreaRow[] {
  const parents = new Set(areas.map((area) => area.parentId));
  return areas.filter((area) => !parents.has(area.id));
}

import type { Day } from '../../platform/day.ts';
import type { View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { sumAlongTree } from '../area-sums.ts';
import { addSums, nothingCounted, type CountSum } from '../child-count.ts';
import { listChildCounts, listReferenceDates, type ChildCountRow } from '../server/child-counts.ts';
import { listAreas, type AreaRow } from '../server/list-areas.ts';

export interface AreaFigures {
  areas: AreaRow[];
  /** newest Stichtag with figures */
  referenceDate: Day | undefined;
  source: string | undefined;
  counts: (ChildCountRow & { source: string })[];
  /** children under 18 of an area: its own figures, or those of the areas below it */
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

/** Children under 18 by area, as far as they were counted. */
export function sumUnder18(areas: readonly AreaRow[], counts: readonly ChildCountRow[]): Map<Uuid, CountSum> {
  const own = new Map<Uuid, CountSum>();
  for (const { areaId, ageYears, children } of counts) {
    if (ageYears >= AGE_LIMIT) continue;
    const one: CountSum = { known: children ?? 0, unknownParts: children === undefined ? 1 : 0, estimated: false };
    own.set(areaId, addSums(own.get(areaId) ?? nothingCounted, one));
  }
  return sumAlongTree(areas, own);
}

/** Areas with nothing below them: what a map shows. */
export function lowestAreas(areas: readonly AreaRow[]): AreaRow[] {
  const parents = new Set(areas.map((area) => area.parentId));
  return areas.filter((area) => !parents.has(area.id));
}

import type { Uuid } from '../platform/id.ts';
import type { Area } from './area-tree.ts';
import { addSums, nobodyKnows, type CountSum } from './child-count.ts';

/**
 * Sums figures along the tree, for every area. A figure an area has itself stands above the sum of the areas below it (they may be
 * rounded or withheld); an area without one is the sum of those; a lowest area without one is an unknown part, never 0.
 * An area whose parent is not among them is a root. O(areas).
 */
export function sumAlongTree(areas: readonly Pick<Area, 'id' | 'parentId'>[], own: ReadonlyMap<Uuid, CountSum>): Map<Uuid, CountSum> {
  const below = new Map<Uuid | undefined, Pick<Area, 'id'>[]>();
  for (const area of areas) below.set(area.parentId, [...(below.get(area.parentId) ?? []), area]);
  const sums = new Map<Uuid, CountSum>();
  const sumOf = ({ id }: Pick<Area, 'id'>): CountSum => {
    const parts = (below.get(id) ?? []).map(sumOf);
    const sum = own.get(id) ?? (parts.length > 0 ? parts.reduce(addSums) : nobodyKnows);
    sums.set(id, sum);
    return sum;
  };
  const ids = new Set(areas.map((area) => area.id));
  for (const area of areas) if (area.parentId === undefined || !ids.has(area.parentId)) sumOf(area);
  return sums;
}

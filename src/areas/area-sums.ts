import type { Uuid } from '../platform/id.ts';
import type { AreaTree } from './area-tree.ts';

/** A sum that says what is missing from it: "3.000 and two areas unknown", never a silent 0. */
export interface AreaSum {
  /** of everything known; 0 and `known` 0 if nothing is */
  sum: number;
  /** areas whose figures are in the sum */
  known: number;
  /** areas on the lowest level without a figure */
  unknown: Uuid[];
}

/**
 * Sums figures along the tree, for every area. A figure an area has itself stands above the sum of its children (they may be rounded
 * or withheld); an area without one is the sum of its children. O(areas · depth).
 */
export function sumAlongTree(tree: AreaTree, counts: ReadonlyMap<Uuid, number | undefined>): Map<Uuid, AreaSum> {
  const sums = new Map<Uuid, AreaSum>();
  // Parents stand before their children in reading order, so backwards every child is ready.
  for (const { id } of tree.all.toReversed()) {
    const own = counts.get(id);
    const children = tree.children(id);
    if (own !== undefined) sums.set(id, { sum: own, known: 1, unknown: [] });
    else if (children.length === 0) sums.set(id, { sum: 0, known: 0, unknown: [id] });
    else sums.set(id, children.map((child) => sums.get(child.id)!).reduce(added));
  }
  return sums;
}

/** Areas whose own figure is not what their children, all known, add up to: worth a question to whoever delivered them. */
export function disagreeingAreas(tree: AreaTree, counts: ReadonlyMap<Uuid, number | undefined>): { id: Uuid; own: number; children: number }[] {
  const sums = sumAlongTree(tree, counts);
  return tree.all.flatMap(({ id }) => {
    const own = counts.get(id);
    const children = tree.children(id).map((child) => sums.get(child.id)!);
    if (own === undefined || children.length === 0) return [];
    const below = children.reduce(added);
    return below.unknown.length === 0 && below.sum !== own ? [{ id, own, children: below.sum }] : [];
  });
}

function added(one: AreaSum, other: AreaSum): AreaSum {
  return { sum: one.sum + other.sum, known: one.known + other.known, unknown: [...one.unknown, ...other.unknown] };
}

import type { Uuid } from '../platform/id.ts';
import type { ChainArea } from './chain-input.ts';

/**
 * Areas numbered depth first, so that "lies within" is one comparison – a matrix asks it a hundred thousand times. Numbers are
 * positions in `areas`.
 */
export interface NumberedAreas {
  areas: readonly ChainArea[];
  numberOf: ReadonlyMap<Uuid, number>;
  below: readonly (readonly number[])[];
  /** first number that no longer lies within the area */
  end: readonly number[];
}

/** Numbers the areas; an area whose parent is not among the given ones stands at the top. O(n log n). Parents in a circle are left out. */
export function numberAreas(areas: readonly ChainArea[]): NumberedAreas {
  const known = new Set(areas.map((area) => area.id));
  const childrenOf = new Map<Uuid | undefined, ChainArea[]>();
  for (const area of areas) {
    const parent = area.parentId !== undefined && known.has(area.parentId) ? area.parentId : undefined;
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(area);
    else childrenOf.set(parent, [area]);
  }
  const ordered: ChainArea[] = [];
  const below: number[][] = [];
  const end: number[] = [];
  const visit = (parent: Uuid | undefined, parentNumber: number): void => {
    const siblings = (childrenOf.get(parent) ?? []).toSorted(
      (a, b) => a.position - b.position || a.name.localeCompare(b.name, 'de') || (a.id < b.id ? -1 : 1),
    );
    for (const area of siblings) {
      const number = ordered.push(area) - 1;
      below.push([]);
      end.push(0);
      if (parentNumber >= 0) below[parentNumber]!.push(number);
      visit(area.id, number);
      end[number] = ordered.length;
    }
  };
  visit(undefined, -1);
  return { areas: ordered, numberOf: new Map(ordered.map((area, number) => [area.id, number])), below, end };
}

/** True if `inner` is `outer` or lies within it. */
export function liesWithin(tree: NumberedAreas, inner: number, outer: number): boolean {
  return outer <= inner && inner < tree.end[outer]!;
}

/** Areas within `area` that have none below; the area itself if it has none. */
export function leavesOf(tree: NumberedAreas, area: number): number[] {
  const leaves: number[] = [];
  for (let number = area; number < tree.end[area]!; number++) if (tree.below[number]!.length === 0) leaves.push(number);
  return leaves;
}

/** The given areas without those that lie within another of them. */
export function outermost(tree: NumberedAreas, numbers: readonly number[]): number[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const kept: number[] = [];
  for (const number of sorted) {
    const last = kept.at(-1);
    if (last === undefined || number >= tree.end[last]!) kept.push(number);
  }
  return kept;
}

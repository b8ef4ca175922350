import { addSums, nobodyKnows, nothingCounted, oldestYear, type CountSum } from '../areas/child-count.ts';
import type { ChildFigure } from './chain-input.ts';
import type { NumberedAreas } from './numbered-areas.ts';

/**
 * Children per area and single year: `result[area][year]`. An area's own figure counts; where it has none or an unknown
 * one, the figures of the areas directly below are added up. O(areas × years).
 */
export function childrenPerYear(tree: NumberedAreas, figures: readonly ChildFigure[]): CountSum[][] {
  const own: (number | undefined)[][] = tree.areas.map(() => []);
  for (const figure of figures) {
    const number = tree.numberOf.get(figure.areaId);
    if (number !== undefined) own[number]![figure.ageYears] = figure.children;
  }
  const result: CountSum[][] = tree.areas.map(() => []);
  for (let area = tree.areas.length - 1; area >= 0; area--) {
    for (let year = 0; year <= oldestYear; year++) {
      const figure = own[area]![year];
      if (figure !== undefined) result[area]![year] = { known: figure, unknownParts: 0, estimated: false };
      else if (tree.below[area]!.length === 0) result[area]![year] = nobodyKnows;
      else result[area]![year] = tree.below[area]!.map((below) => result[below]![year]!).reduce(addSums, nothingCounted);
    }
  }
  return result;
}

/** True if no figure is missing. */
export function isComplete(children: CountSum): boolean {
  return children.unknownParts === 0;
}

/** Whether any children live there: `unknown` if the known figures are all zero but some are missing. */
export function need(children: CountSum): 'yes' | 'no' | 'unknown' {
  if (children.known > 0) return 'yes';
  return children.unknownParts > 0 ? 'unknown' : 'no';
}

import { addSums, nothingCounted, oldestYear, type CountSum } from '../areas/child-count.ts';
import type { LifePhase } from '../offers/phase.ts';
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
      else if (tree.below[area]!.length === 0) result[area]![year] = { known: 0, unknownParts: 1, estimated: false };
      else result[area]![year] = tree.below[area]!.map((below) => result[below]![year]!).reduce(addSums, nothingCounted);
    }
  }
  return result;
}

/**
 * Children of a phase out of single years. A year that lies only partly in the phase counts by its months, and nine
 * months of pregnancy count as nine twelfths of the children in their first year – both marked as estimated. The same rule
 * as countInMonths of src/areas, for years that are themselves sums over areas. Beyond the 27th birthday nobody counts.
 */
export function childrenOfPhase(perYear: readonly CountSum[], phase: Pick<LifePhase, 'fromMonth' | 'untilMonth'>): CountSum {
  let sum = nothingCounted;
  const pregnancy = Math.max(0, Math.min(phase.untilMonth, 0) - phase.fromMonth);
  const first = perYear[0];
  if (pregnancy > 0 && first) sum = addSums(sum, share(first, pregnancy / 12));
  for (let year = 0; year <= oldestYear; year++) {
    const months = Math.min(phase.untilMonth, year * 12 + 12) - Math.max(phase.fromMonth, year * 12);
    const figure = perYear[year];
    if (months > 0 && figure) sum = addSums(sum, share(figure, months / 12));
  }
  const beyond = phase.untilMonth > (oldestYear + 1) * 12;
  return beyond ? addSums(sum, { known: 0, unknownParts: 1, estimated: false }) : sum;
}

function share(of: CountSum, part: number): CountSum {
  return { known: of.known * part, unknownParts: of.unknownParts, estimated: of.estimated || part !== 1 };
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

import type { LifePhase } from '../offers/phase.ts';
import type { AreaTree } from './area-tree.ts';
import type { ChildFigure } from './chain-input.ts';

/** How many children, as far as anybody knows: `known` of them for certain, and `unknownParts` figures missing. */
export interface ChildNumber {
  known: number;
  unknownParts: number;
  /** true if single years of age had to be divided into months, or births had to stand in for pregnancies */
  estimated: boolean;
}

export const noChildren: ChildNumber = { known: 0, unknownParts: 0, estimated: false };

/** Youngest and oldest single year of age for which figures exist (§ 7 Abs. 1 Nr. 4 SGB VIII: young people are those under 27). */
const lastYear = 26;

/**
 * Children per area and single year: `result[area][year]`. An area's own figure counts; where it has none or an unknown
 * one, the figures of the areas directly below are added up. O(areas × years).
 */
export function childrenPerYear(tree: AreaTree, figures: readonly ChildFigure[]): ChildNumber[][] {
  const own: (number | undefined)[][] = tree.areas.map(() => []);
  for (const figure of figures) {
    const number = tree.numberOf.get(figure.areaId);
    if (number !== undefined) own[number]![figure.ageYears] = figure.children;
  }
  const result: ChildNumber[][] = tree.areas.map(() => []);
  for (let area = tree.areas.length - 1; area >= 0; area--) {
    for (let year = 0; year <= lastYear; year++) {
      const figure = own[area]![year];
      if (figure !== undefined) result[area]![year] = { known: figure, unknownParts: 0, estimated: false };
      else if (tree.below[area]!.length === 0) result[area]![year] = { known: 0, unknownParts: 1, estimated: false };
      else result[area]![year] = tree.below[area]!.map((below) => result[below]![year]!).reduce(together, noChildren);
    }
  }
  return result;
}

/**
 * Children of a phase out of single years. A year that lies only partly in the phase counts by its months, and nine
 * months of pregnancy count as nine twelfths of the children in their first year – both marked as estimated.
 */
export function childrenOfPhase(perYear: readonly ChildNumber[], phase: Pick<LifePhase, 'fromMonth' | 'untilMonth'>): ChildNumber {
  let sum = noChildren;
  const pregnancy = Math.max(0, Math.min(phase.untilMonth, 0) - phase.fromMonth);
  const first = perYear[0];
  if (pregnancy > 0 && first) sum = together(sum, share(first, pregnancy / 12));
  for (let year = 0; year <= lastYear; year++) {
    const months = Math.min(phase.untilMonth, year * 12 + 12) - Math.max(phase.fromMonth, year * 12);
    const figure = perYear[year];
    if (months > 0 && figure) sum = together(sum, share(figure, months / 12));
  }
  return sum;
}

export function together(a: ChildNumber, b: ChildNumber): ChildNumber {
  return { known: a.known + b.known, unknownParts: a.unknownParts + b.unknownParts, estimated: a.estimated || b.estimated };
}

function share(of: ChildNumber, part: number): ChildNumber {
  return { known: of.known * part, unknownParts: of.unknownParts, estimated: of.estimated || part !== 1 };
}

/** True if no figure is missing. */
export function isComplete(children: ChildNumber): boolean {
  return children.unknownParts === 0;
}

/** Whether any children live there: `unknown` if the known figures are all zero but some are missing. */
export function need(children: ChildNumber): 'yes' | 'no' | 'unknown' {
  if (children.known > 0) return 'yes';
  return children.unknownParts > 0 ? 'unknown' : 'no';
}

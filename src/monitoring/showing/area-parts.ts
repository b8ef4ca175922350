import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { resultIn, type IndicatorColumn, type IndicatorState } from '../indicator-value.ts';

/** How a count of an area spreads over the areas inside it, at one time. */
export interface PartLine {
  definition: IndicatorDefinition;
  column: IndicatorColumn;
  /** one for each area inside, in their order */
  parts: readonly (IndicatorState | undefined)[];
  /** of those chosen together; missing as soon as one of them is not shown, or none is chosen */
  together?: number;
}

interface PartsOf {
  /** the areas inside, in the order wished */
  inside: readonly { id: Uuid }[];
  /** whose parts are added up */
  chosen: ReadonlySet<string>;
  /** in time, oldest first */
  columns: readonly IndicatorColumn[];
  definitionOf: (column: IndicatorColumn) => IndicatorDefinition | undefined;
  /** figures of later times are left out */
  until: Day;
}

/** Indicators that are a part of the area above, each at its newest time up to a day with a figure of any area inside. O(columns × areas). */
export function areaParts({ inside, chosen, columns, definitionOf, until }: PartsOf): PartLine[] {
  const newest = new Map<string, PartLine>();
  for (const column of columns) {
    const definition = definitionOf(column);
    if (column.period.until > until || definition?.formula.kind !== 'part' || definition.formula.of !== 'parent') continue;
    const parts = inside.map(({ id }) => resultIn(column, id));
    if (parts.every((part) => part === undefined)) continue;
    const added = parts.filter((_, at) => chosen.has(inside[at]!.id)).map((part) => (part?.state === 'shown' ? part.value : undefined));
    const together = added.length > 0 && added.every((value) => value !== undefined) ? added.reduce((sum, value) => sum + value, 0) : undefined;
    newest.set(column.indicatorKey, { definition, column, parts, ...(together === undefined ? {} : { together }) });
  }
  return [...newest.values()].sort((one, other) => one.definition.position - other.definition.position);
}

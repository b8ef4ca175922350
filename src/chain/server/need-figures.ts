import type { AreaLevel } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import type { Uuid } from '../../platform/id.ts';
import { currentDefinitions, type IndicatorDefinition } from '../../monitoring/indicator.ts';
import { knownValue } from '../../monitoring/indicator-value.ts';
import { periodKey, type Period } from '../../monitoring/period.ts';
import { listDefinitions } from '../../monitoring/server/definitions.ts';
import { releasedValues } from '../../monitoring/server/released-values.ts';
import { intervalOf } from '../../monitoring/showing/indicator-rows.ts';
import { comparedWith } from '../../monitoring/statistics/interval.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { FigureName } from '../need-figure.ts';

/** What a released figure says of the need in an area. */
export interface NeedFigure extends FigureName {
  definition: Pick<IndicatorDefinition, 'names' | 'unit' | 'decimals' | 'polarity' | 'source'>;
  period: Period;
  /** undefined: not known, or kept secret */
  value: number | undefined;
  average: number | undefined;
  compared?: ReturnType<typeof comparedWith>;
}

/** The newest released figure of each indicator that speaks of a burden or resource, for an area – only what everybody may see. */
export async function needFigures(tx: Read, municipalityId: Uuid, areaId: Uuid, today: Day): Promise<NeedFigure[]> {
  const columns = await releasedValues(tx, municipalityId);
  if (columns.length === 0) return [];
  const areas = await listAreas(tx, municipalityId, today);
  const town = areas.find(({ level }): boolean => level === ('municipality' satisfies AreaLevel));
  const definitions = await listDefinitions(tx, municipalityId);
  return currentDefinitions(definitions, today).filter(({ polarity }) => polarity !== 'neutral').flatMap((definition): NeedFigure[] => {
    const column = columns.findLast(({ indicatorKey }) => indicatorKey === definition.key);
    const found = column?.values.find((value) => value.areaId === areaId);
    if (!column || !found) return [];
    const ofTown = column.values.find((value) => value.areaId === town?.id);
    const average = ofTown && knownValue(ofTown);
    const interval = intervalOf(found.result, definition.formula);
    return [{
      indicatorKey: definition.key, periodKey: periodKey(column.period), period: column.period, definition, value: knownValue(found), average,
      ...(interval && average !== undefined && areaId !== town?.id ? { compared: comparedWith(interval, average) } : {}),
    }];
  });
}

/** Released indicators at their newest time, to choose the figure behind a piece of evidence from. */
export async function figureChoices(tx: Read, municipalityId: Uuid, today: Day): Promise<(FigureName & { name: string; period: Period })[]> {
  const columns = await releasedValues(tx, municipalityId);
  const definitions = currentDefinitions(await listDefinitions(tx, municipalityId), today);
  return definitions.flatMap(({ key, names }) => {
    const column = columns.findLast(({ indicatorKey }) => indicatorKey === key);
    return column ? [{ indicatorKey: key, periodKey: periodKey(column.period), name: names.de, period: column.period }] : [];
  });
}

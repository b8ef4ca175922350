import { knownValue, type IndicatorColumn, type IndicatorState } from '../monitoring/indicator-value.ts';
import type { IndicatorDefinition } from '../monitoring/indicator.ts';
import { periodKey, type Period } from '../monitoring/period.ts';
import { intervalOf } from '../monitoring/showing/indicator-rows.ts';
import { comparedWith } from '../monitoring/statistics/interval.ts';
import type { Uuid } from '../platform/id.ts';
import type { ChainArea } from './chain-input.ts';
import type { FigureName } from './need-figure.ts';

/** `above-average`: clearly worse than the municipality, more than chance explains; `from-value`: from this value on (for a resource down to it). */
export const needMeasures = ['above-average', 'from-value'] as const;
export type NeedMeasure = (typeof needMeasures)[number];

/** By which released indicator the need of an area is high, for a field, a phase, both or everywhere. */
export interface NeedRule {
  id: Uuid;
  indicatorKey: string;
  fieldId?: Uuid;
  phaseId?: Uuid;
  measure: NeedMeasure;
  /** only for `from-value`, in the indicator's unit */
  value?: number;
  /** so many times the usual places and hours per child are needed then; 1 only says so */
  factor: number;
}

/** A released indicator at its newest time; missing where nothing is released of it. */
interface ReleasedFigure {
  definition: Pick<IndicatorDefinition, 'names' | 'unit' | 'decimals' | 'polarity' | 'formula'>;
  column: IndicatorColumn;
}

/** What a figure says of the need in an area. */
export interface AreaNeed {
  answer: 'high' | 'usual' | 'unknown';
  value?: number;
  average?: number;
  /** the area above whose figure holds, where none of this level was released */
  from?: Uuid;
}

/** A rule with what the released figures say of each area; areas it does not ask about are left out. */
export interface RatedNeed {
  rule: NeedRule;
  name: string;
  unit: string;
  decimals: number;
  isResource: boolean;
  figure?: FigureName & { period: Period };
  areas: ReadonlyMap<Uuid, AreaNeed>;
}

/**
 * What the newest released figures say of the need in every area. An area without a figure of its own takes that of the nearest area above within the
 * municipality; one whose figure is kept secret is unknown, never usual. The municipality cannot be above its own average: it is not asked then.
 * O(areas × depth + figures).
 */
export function rateNeed(rule: NeedRule, figure: ReleasedFigure | undefined, areas: readonly ChainArea[], rootAreaId: Uuid): RatedNeed {
  const asked = areas.filter(({ id }) => rule.measure === 'from-value' || id !== rootAreaId);
  if (!figure) {
    return { rule, name: rule.indicatorKey, unit: '', decimals: 0, isResource: false, areas: new Map(asked.map(({ id }) => [id, { answer: 'unknown' }])) };
  }
  const { definition: { names, unit, decimals, polarity, formula }, column } = figure;
  const isResource = polarity === 'resource';
  const results = new Map(column.values.map(({ areaId, result }) => [areaId, result]));
  const parents = new Map(areas.map(({ id, parentId }) => [id, parentId]));
  const ofTown = results.get(rootAreaId);
  const average = ofTown && knownValue({ result: ofTown });
  const needOf = (id: Uuid): AreaNeed => {
    let at: Uuid | undefined = id;
    while (at !== undefined && at !== rootAreaId && !results.has(at)) at = parents.get(at);
    const result = at === undefined || (at === rootAreaId && id !== rootAreaId) ? undefined : results.get(at);
    if (!result) return { answer: 'unknown' };
    return { answer: answerOf(result, rule, isResource, average, formula), ...valueOf(result), ...(average === undefined ? {} : { average }), ...(at === id ? {} : { from: at! }) };
  };
  return {
    rule, name: names.de, unit, decimals, isResource, figure: { indicatorKey: column.indicatorKey, periodKey: periodKey(column.period), period: column.period },
    areas: new Map(asked.map(({ id }) => [id, needOf(id)])),
  };
}

function valueOf(result: IndicatorState): { value?: number } {
  const value = knownValue({ result });
  return value === undefined ? {} : { value };
}

function answerOf(result: IndicatorState, rule: NeedRule, isResource: boolean, average: number | undefined, formula: IndicatorDefinition['formula']): AreaNeed['answer'] {
  const { value } = valueOf(result);
  if (rule.measure === 'from-value') {
    if (value === undefined) return 'unknown';
    return (isResource ? value <= rule.value! : value >= rule.value!) ? 'high' : 'usual';
  }
  const interval = intervalOf(result, formula);
  if (!interval || average === undefined) return 'unknown';
  return comparedWith(interval, average) === (isResource ? 'lower' : 'higher') ? 'high' : 'usual';
}

/** A rule and what it says of one area. */
export interface AskedNeed {
  need: RatedNeed;
  here: AreaNeed;
}

/** The need of a cell: so many times the usual places and hours, at least and – if every unknown figure were high – at most. */
export interface CellNeed {
  atLeast: number;
  atMost: number;
  asked: readonly AskedNeed[];
}

export const usualNeed: CellNeed = { atLeast: 1, atMost: 1, asked: [] };

/** The rules in force for a cell and what they say of its area; of several the highest factor counts. O(rules). */
export function needOfCell(needs: readonly RatedNeed[], { areaId, fieldId, phaseId }: { areaId: Uuid; fieldId: Uuid; phaseId: Uuid }): CellNeed {
  const asked = needs.flatMap((need): AskedNeed[] => {
    const { rule } = need;
    const here = need.areas.get(areaId);
    return here && (rule.fieldId ?? fieldId) === fieldId && (rule.phaseId ?? phaseId) === phaseId ? [{ need, here }] : [];
  });
  if (asked.length === 0) return usualNeed;
  const most = (answers: readonly AreaNeed['answer'][]) => Math.max(1, ...asked.filter(({ here }) => answers.includes(here.answer)).map(({ need }) => need.rule.factor));
  return { atLeast: most(['high']), atMost: most(['high', 'unknown']), asked };
}

export function isHighNeed({ asked }: CellNeed): boolean {
  return asked.some(({ here }) => here.answer === 'high');
}

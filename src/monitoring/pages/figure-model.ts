import { areasOn, type AreaLevel } from '../../areas/area-tree.ts';
import type { AreaRow } from '../../areas/server/list-areas.ts';
import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { knownValue, type IndicatorColumn } from '../indicator-value.ts';
import { periodKey } from '../period.ts';
import { definitionOf, loadFigures, type Basis } from '../server/figures.ts';
import { indicatorRows, type IndicatorRow } from '../showing/indicator-rows.ts';
import { MOST_DRAWN } from './figure-crowd.tsx';
import { axisWords, valueWords, type SayValue } from './figure-words.ts';

/** An area's line with its number on this page, by which the island finds it in every drawing, and whether the address asks for it. */
export interface FigureRow extends IndicatorRow {
  mark: number;
  /** what the address names it by (`gebiet`): its id; among many its key, which is a third as long */
  wish: string;
  isCurrent: boolean;
}

/** Everything the page of an indicator, its drawings and its files show. */
export interface FigureModel {
  basis: Basis;
  definition: IndicatorDefinition;
  areas: AreaRow[];
  columns: IndicatorColumn[];
  column: IndicatorColumn;
  levels: AreaLevel[];
  level: AreaLevel;
  /** highest first, unknown last */
  rows: FigureRow[];
  /** municipality, county, Land: their values at the same time, as far as known */
  references: { id: string; name: string; level: AreaLevel; value: number }[];
  average: number | undefined;
  say: SayValue;
  sayAxis: SayValue;
}

const collator = new Intl.Collator('de');
const comparable: readonly AreaLevel[] = ['municipality', 'county', 'land'];

/** Reads what the address asks for: `zeit`, `ebene`; what it asks in vain falls back to the newest and most detailed. */
export async function figureModel(view: View, basis: Basis): Promise<FigureModel> {
  const figures = await loadFigures(view, basis, [view.param('key').replace(/\.(csv|svg|png)$/, '')]);
  const column = figures.columns.find(({ period }) => periodKey(period) === view.query.get('zeit')) ?? figures.columns.at(-1);
  const definition = column && definitionOf(figures, column);
  if (!column || !definition) throw new NotFound();
  const current = areasOn(figures.areas, column.period.until);
  const withFigures = new Set(column.values.map(({ areaId }) => areaId));
  const levels = [...new Set(current.filter(({ id }) => withFigures.has(id)).map(({ level }) => level))];
  const level = levels.find((one) => one === view.query.get('ebene')) ?? levels.findLast((one) => !comparable.includes(one)) ?? levels.at(-1) ?? 'municipality';
  const references = current.flatMap(({ id, name, level: of }) => {
    const found = comparable.includes(of) && of !== level ? column.values.find(({ areaId }) => areaId === id) : undefined;
    const value = found && knownValue(found);
    return value === undefined ? [] : [{ id, name, level: of, value }];
  });
  const average = references.find((one) => one.level === 'municipality')?.value;
  const shown = current.filter((area) => area.level === level);
  const asked = view.query.get('gebiet');
  const chosen = asked === null ? undefined : shown.find(({ id, key }) => id === asked || key === asked)?.id;
  const keys = new Map(shown.length > MOST_DRAWN ? shown.map(({ id, key }) => [id, key]) : []);
  const rows = indicatorRows({ areas: shown, column, columns: figures.columns, formula: definition.formula, average })
    .sort((one, other) => order(other) - order(one) || collator.compare(one.name, other.name))
    .map((row, mark) => ({ ...row, mark, wish: row.areaId === chosen ? asked! : keys.get(row.areaId) ?? row.areaId, isCurrent: row.areaId === chosen }));
  return {
    basis, definition, areas: figures.areas, columns: figures.columns, column, levels, level, references, average,
    rows, say: valueWords(definition), sayAxis: axisWords(definition),
  };
}

function order({ result }: IndicatorRow): number {
  return (result && knownValue({ result })) ?? Number.NEGATIVE_INFINITY;
}

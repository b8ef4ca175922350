import { areasOn, type AreaLevel } from '../../areas/area-tree.ts';
import type { AreaRow } from '../../areas/server/list-areas.ts';
import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { knownValue, type IndicatorColumn } from '../indicator-value.ts';
import { periodKey } from '../period.ts';
import { definitionOf, loadFigures, type Basis } from '../server/figures.ts';
import { indicatorRows, trendOfArea, type IndicatorRow } from '../showing/indicator-rows.ts';
import { besideDrawing, isCrowd, listedPage, MOST_DRAWN } from './figure-crowd.tsx';
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
  references: { id: Uuid; name: string; level: AreaLevel; value: number }[];
  average: number | undefined;
  say: SayValue;
  sayAxis: SayValue;
}

const collator = new Intl.Collator('de');
const comparable: readonly AreaLevel[] = ['municipality', 'county', 'land'];

/**
 * Reads what the address asks for: `zeit`, `ebene`; what it asks in vain falls back to the newest and most detailed. `told`: a page tells of very many areas
 * only those it draws or lists, so only they need all that is said of an area over the years; a file tells of all.
 */
export async function figureModel(view: View, basis: Basis, { told = 'page' as 'page' | 'all' } = {}): Promise<FigureModel> {
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
  const chosen = asked === null ? undefined : chosenArea(shown, asked)?.id;
  const keys = new Map(shown.length > MOST_DRAWN ? shown.map(({ id, key }) => [id, key]) : []);
  const sorted = indicatorRows({ areas: shown, column, formula: definition.formula, average }).map((row) => ({ row, value: order(row) }))
    .sort((one, other) => other.value - one.value || collator.compare(one.row.name, other.row.name))
    .map(({ row }, mark): FigureRow => ({ ...row, mark, wish: row.areaId === chosen ? asked! : keys.get(row.areaId) ?? row.areaId, isCurrent: row.areaId === chosen }));
  const needed = new Set(told === 'page' && isCrowd(sorted) ? [...besideDrawing(sorted), ...listedPage(sorted, view.query.get('seite')).rows] : sorted);
  const rows = sorted.map((row) => {
    const trend = needed.has(row) ? trendOfArea(row.areaId, figures.columns, definition.formula) : undefined;
    return trend ? { ...row, trend } : row;
  });
  return {
    basis, definition, areas: figures.areas, columns: figures.columns, column, levels, level, references, average,
    rows, say: valueWords(definition), sayAxis: axisWords(definition),
  };
}

/** The area an address or a person names: by its id, its key, or its name as it is written. */
function chosenArea(areas: readonly AreaRow[], asked: string): AreaRow | undefined {
  const typed = asked.trim().toLocaleLowerCase('de');
  return areas.find(({ id, key }) => id === asked || key === asked) ?? areas.find(({ name }) => name.toLocaleLowerCase('de') === typed);
}

function order({ result }: IndicatorRow): number {
  return (result && knownValue({ result })) ?? Number.NEGATIVE_INFINITY;
}

import type { AreaRow } from '../../areas/server/list-areas.ts';
import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import type { IndicatorColumn } from '../indicator-value.ts';
import { periodKey } from '../period.ts';
import { definitionOf, loadFigures, type Basis } from '../server/figures.ts';
import { figureShape, releasedShape, type FigureShape, type ShapedRow } from '../showing/figure-shape.ts';
import { trendOfArea } from '../showing/indicator-rows.ts';
import { besideDrawing, isCrowd, listedPage, MOST_DRAWN } from './figure-crowd.tsx';
import { axisWords, valueWords, type SayValue } from './figure-words.ts';

/** An area's line, and whether the address asks for it. */
export interface FigureRow extends ShapedRow {
  /** what the address names it by (`gebiet`): its id; among many its key, which is a third as long */
  wish: string;
  isCurrent: boolean;
}

/** Everything the page of an indicator, its drawings and its files show. */
export interface FigureModel extends Omit<FigureShape, 'rows' | 'order'> {
  basis: Basis;
  definition: IndicatorDefinition;
  areas: readonly AreaRow[];
  columns: IndicatorColumn[];
  column: IndicatorColumn;
  /** the same without what the address asks for: of released figures the same object for all who ask */
  shape: FigureShape;
  /** highest first, unknown last */
  rows: FigureRow[];
  say: SayValue;
  sayAxis: SayValue;
}

/**
 * Reads what the address asks for: `zeit`, `ebene`; what it asks in vain falls back to the newest and most detailed. `told`: a page tells of very many areas
 * only those it draws or lists, so only they need all that is said of an area over the years; a file tells of all.
 */
export async function figureModel(view: View, basis: Basis, { told = 'page' as 'page' | 'all' } = {}): Promise<FigureModel> {
  const figures = await loadFigures(view, basis, [view.param('key').replace(/\.(csv|svg|png)$/, '')]);
  const column = figures.columns.find(({ period }) => periodKey(period) === view.query.get('zeit')) ?? figures.columns.at(-1);
  const definition = column && definitionOf(figures, column);
  if (!column || !definition) throw new NotFound();
  const shape = (basis === 'released' ? releasedShape : figureShape)({ areas: figures.areas, column, definition, level: view.query.get('ebene') });
  const asked = view.query.get('gebiet');
  const chosen = asked === null ? undefined : chosenRow(shape.rows, asked);
  const isMany = shape.rows.length > MOST_DRAWN;
  const sorted = shape.rows.map((row): FigureRow => {
    const isCurrent = row === chosen;
    return { ...row, wish: isCurrent ? asked! : isMany ? row.key : row.areaId, isCurrent };
  });
  const needed = told === 'page' && isCrowd(sorted) ? [...besideDrawing(sorted), ...listedPage(sorted, view.query.get('seite')).rows] : sorted;
  for (const row of needed) {
    const trend = trendOfArea(row.areaId, figures.columns, definition.formula);
    if (trend) row.trend = trend;
  }
  return { ...shape, basis, definition, areas: figures.areas, columns: figures.columns, column, shape, rows: sorted, say: valueWords(definition), sayAxis: axisWords(definition) };
}

/** The area an address or a person names: by its id, its key, or its name as it is written. */
function chosenRow(rows: readonly ShapedRow[], asked: string): ShapedRow | undefined {
  const typed = asked.trim().toLocaleLowerCase('de');
  return rows.find(({ areaId, key }) => areaId === asked || key === asked) ?? rows.find(({ name }) => name.toLocaleLowerCase('de') === typed);
}

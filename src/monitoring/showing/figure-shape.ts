import { areaLevels, areasOn, type AreaLevel } from '../../areas/area-tree.ts';
import type { Uuid } from '../../platform/id.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { knownValue, type IndicatorColumn } from '../indicator-value.ts';
import { indicatorRows, type IndicatorRow, type ShownArea } from './indicator-rows.ts';

/** An area's line with its number on a page, by which an island finds it in every drawing. */
export interface ShapedRow extends IndicatorRow {
  mark: number;
  key: string;
}

/** What is said of an indicator at one time, whatever else an address asks for. */
export interface FigureShape {
  levels: AreaLevel[];
  level: AreaLevel;
  /** areas of the level in the municipality's order: places in `rows` */
  order: number[];
  /** highest first, unknown last; without trends */
  rows: readonly ShapedRow[];
  /** municipality, county, Land: their values at the same time, as far as known */
  references: { id: Uuid; name: string; level: AreaLevel; value: number }[];
  average: number | undefined;
}

interface ShapeOf {
  areas: readonly ShownArea[];
  column: IndicatorColumn;
  definition: Pick<IndicatorDefinition, 'formula'>;
  /** what the address asks for; in vain, it falls back to the most detailed */
  level: string | null;
}

const collator = new Intl.Collator('de');
const comparable: readonly AreaLevel[] = ['municipality', 'county', 'land'];

/** O(areas · log areas). */
export function figureShape({ areas, column, definition, level: asked }: ShapeOf): FigureShape {
  const current = areasOn(areas, column.period.until);
  const withFigures = new Set(column.values.map(({ areaId }) => areaId));
  const levels = [...new Set(current.filter(({ id }) => withFigures.has(id)).map(({ level }) => level))];
  const level = levels.find((one) => one === asked) ?? levels.findLast((one) => !comparable.includes(one)) ?? levels.at(-1) ?? 'municipality';
  const references = current.flatMap(({ id, name, level: of }) => {
    const found = comparable.includes(of) && of !== level ? column.values.find(({ areaId }) => areaId === id) : undefined;
    const value = found && knownValue(found);
    return value === undefined ? [] : [{ id, name, level: of, value }];
  });
  const average = references.find((one) => one.level === 'municipality')?.value;
  const shown = current.filter((area) => area.level === level);
  const keys = new Map(shown.map(({ id, key }) => [id, key]));
  const rows = indicatorRows({ areas: shown, column, formula: definition.formula, average }).map((row) => ({ row, value: valueOf(row) }))
    .sort((one, other) => other.value - one.value || collator.compare(one.row.name, other.row.name))
    .map(({ row }, mark): ShapedRow => ({ ...row, mark, key: keys.get(row.areaId)! }));
  const marks = new Map(rows.map(({ areaId, mark }) => [areaId, mark]));
  return { levels, level, order: shown.map(({ id }) => marks.get(id)!), rows, references, average };
}

function valueOf({ result }: IndicatorRow): number {
  return (result && knownValue({ result })) ?? Number.NEGATIVE_INFINITY;
}

interface Remembered {
  column: IndicatorColumn;
  areas: readonly ShownArea[];
  asked: string;
  shape: FigureShape;
}

/** the last used first */
let remembered: Remembered[] = [];
const MOST_ROWS = 30_000;
const MOST_SHAPES = 500;

/**
 * {@link figureShape} of what was released, worked out once for as long as the column and the areas are the same objects – a new release and a changed
 * area make others – and the definition says the same. Never for raw figures: they are nobody's to keep.
 */
export function releasedShape(of: ShapeOf): FigureShape {
  const asked = `${areaLevels.find((one) => one === of.level) ?? ''}|${JSON.stringify(of.definition)}`;
  const known = remembered.find((one) => one.column === of.column && one.areas === of.areas && one.asked === asked);
  const used = known ?? { column: of.column, areas: of.areas, asked, shape: figureShape(of) };
  let rows = 0;
  remembered = [used, ...remembered.filter((one) => one !== used)].filter(({ shape }, at) => (rows += shape.rows.length) <= MOST_ROWS && at < MOST_SHAPES);
  return used.shape;
}

import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import { pictureOf } from '../../platform/picture.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { sayPeriod } from '../period-words.ts';
import type { Basis } from '../server/figures.ts';
import { countsOf } from '../showing/indicator-rows.ts';
import { funnelOf, pairOf, rankingOf, yearsView, type Draw } from './figure-drawings.tsx';
import { mapOf } from './figure-map.tsx';
import { figureModel, type FigureModel } from './figure-model.ts';
import { sayState, t } from './figure-words.ts';
import { sayTrend } from './figure-tables.tsx';

/** The table of an indicator with its meaning, time and source in every row: a file leaves its page behind. */
export async function figureCsv(view: View, basis: Basis): Promise<Response> {
  const { definition, column, rows, say } = await figureModel(view, basis, { told: 'all' });
  const header = ['Zahl', 'Stand', 'Quelle', 'Gebiet', 'Wert', 'Einheit', 'Angabe', 'von', 'bis', 'gezählt', 'bezogen auf', 'Vergleich mit der Kommune', 'Verlauf'];
  const lines = rows.map((row): CellContent[] => {
    const counts = countsOf(row.result);
    return [
      definition.names.de, sayPeriod(column.period), definition.source, row.name, row.result?.state === 'shown' ? row.result.value : '', definition.unit,
      row.result?.state === 'shown' ? '' : sayState(row.result, say), row.interval?.low ?? '', row.interval?.high ?? '', counts?.count ?? '', counts?.of ?? '',
      row.compared ? t(`compared.${row.compared}`) : '', sayTrend(row),
    ];
  });
  return file(writeCsv(header, lines), 'text/csv; charset=utf-8', `${definition.key}.csv`);
}

const drawings: Record<string, (model: FigureModel, view: View) => Draw | undefined | Promise<Draw | undefined>> = {
  karte: (model, view) => mapOf(view, model), rangfolge: rankingOf, trichter: (model) => funnelOf(model)?.draw, anteile: pairOf, jahre: (model) => yearsView(model)?.draw,
};

/** A drawing alone: `rangfolge.svg`, `trichter.png` … */
export async function figurePicture(view: View, basis: Basis): Promise<Response> {
  const [name = '', kind] = view.param('drawing').split('.');
  const known = Object.hasOwn(drawings, name) ? drawings[name] : undefined;
  if (!known || (kind !== 'svg' && kind !== 'png')) throw new NotFound();
  const model = await figureModel(view, basis);
  const draw = await known(model, view);
  if (!draw) throw new NotFound();
  const svg = String(draw(t('picture.caption', { figure: model.definition.names.de, time: sayPeriod(model.column.period), source: t(`source.${basis}`, { source: model.definition.source }) })));
  return kind === 'svg' ? file(new TextEncoder().encode(svg), 'image/svg+xml', `${name}.svg`) : file(pictureOf(svg), 'image/png', `${name}.png`);
}

function file(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` } });
}

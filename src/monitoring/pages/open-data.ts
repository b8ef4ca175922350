import { listAreas } from '../../areas/server/list-areas.ts';
import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { csvStream } from '../../platform/table-file/write-csv.ts';
import { csvwDocument, dcatDocument, openColumns, type OpenTown } from '../release/open-data.ts';
import { findDataset, listDatasets } from '../server/open-data.ts';

/** The town as its own records name it; its highest area carries the official key. */
async function townOf(view: View): Promise<OpenTown> {
  const areas = await listAreas(view.tx, view.town.id, view.clock.today());
  const key = areas[0]?.regionalKey;
  const { email } = view.town.contact;
  return { name: view.town.name, base: new URL(`/${view.town.slug}`, view.configuration.baseUrl).href, ...(email ? { email } : {}), ...(key ? { regionalKey: key } : {}) };
}

async function datasetOf(view: View) {
  const id = view.param('release');
  const found = isUuid(id) ? await findDataset(view.tx, view.town.id, id) : undefined;
  if (!found) throw new NotFound();
  return found;
}

/** Open for every machine: another site may read it too. */
const open = (body: BodyInit, type: string, more: Record<string, string> = {}) => new Response(body, { headers: { 'Content-Type': type, 'Access-Control-Allow-Origin': '*', ...more } });

export async function releaseCsv(view: View): Promise<Response> {
  const { dataset, rows } = await datasetOf(view);
  const name = `${view.town.slug}-zahlen-${dataset.publishedAt.toISOString().slice(0, 10)}.csv`;
  return open(csvStream(openColumns.map((column) => column.name), rows), 'text/csv; charset=utf-8; header=present', { 'Content-Disposition': `attachment; filename="${name}"`, Link: '<daten.csv-metadata.json>; rel="describedby"; type="application/csvm+json"' });
}

export async function releaseCsvw(view: View): Promise<Response> {
  const { dataset } = await datasetOf(view);
  return open(JSON.stringify(csvwDocument(await townOf(view), dataset)), 'application/csvm+json');
}

export async function releaseCatalogue(view: View): Promise<Response> {
  return open(JSON.stringify(dcatDocument(await townOf(view), await listDatasets(view.tx, view.town.id))), 'application/ld+json');
}

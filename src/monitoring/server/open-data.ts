import { listAllAreas } from '../../areas/server/list-areas.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { openRows, type OpenDataset } from '../release/open-data.ts';
import { listDefinitions } from './definitions.ts';
import { releaseValues } from './released-values.ts';
import { findRelease, listReleases, type Release } from './releases.ts';

/** Published releases as data sets, the newest first; also for the catalogue of src/offers. */
export async function listDatasets(tx: Read, municipalityId: Uuid): Promise<OpenDataset[]> {
  const releases = await listReleases(tx, municipalityId, ['published']);
  const names = new Map((await listDefinitions(tx, municipalityId)).map(({ key, names: { de } }) => [key, de]));
  const spans = await spansOf(tx, municipalityId);
  return releases.map((release) => datasetOf(release, names, spans.get(release.id)));
}

/** One published release; undefined for any other. */
export async function findDataset(tx: Read, municipalityId: Uuid, id: Uuid): Promise<{ dataset: OpenDataset; rows: CellContent[][] } | undefined> {
  const release = await findRelease(tx, municipalityId, id);
  if (release?.state !== 'published') return undefined;
  const definitions = await listDefinitions(tx, municipalityId);
  const rows = openRows(await releaseValues(tx, municipalityId, id), await listAllAreas(tx, municipalityId), definitions);
  const names = new Map(definitions.map(({ key, names: { de } }) => [key, de]));
  return { dataset: datasetOf(release, names, (await spansOf(tx, municipalityId)).get(id)), rows };
}

interface Span {
  from: string;
  until: string;
}

async function spansOf(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, Span>> {
  const rows = await tx.selectFrom('monitoring.released_value').select((select) => ['release_id', select.fn.min('starts_on').as('from'), select.fn.max('ends_on').as('until')])
    .where('municipality_id', '=', municipalityId).groupBy('release_id').execute();
  return new Map(rows.map((row) => [row.release_id, { from: row.from, until: row.until }]));
}

function datasetOf(release: Release, names: ReadonlyMap<string, string>, span: Span | undefined): OpenDataset {
  const day = release.publishedAt!.toISOString().slice(0, 10);
  return {
    id: release.id, title: release.title, note: release.note, publisher: release.publisher, licence: release.licence, publishedAt: release.publishedAt!, from: span?.from ?? day, until: span?.until ?? day,
    indicators: release.choice.indicators.map((key) => names.get(key) ?? key), minimumFrequency: release.minimumFrequency,
  };
}

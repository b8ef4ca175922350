import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { rememberedWhile } from '../../platform/remembered.ts';
import type { UnknownWhy } from '../../platform/table-file/cell-value.ts';
import type { IndicatorColumn, IndicatorState } from '../indicator-value.ts';
import { periodKey } from '../period.ts';

export interface ReleasedColumn extends IndicatorColumn {
  releaseId: Uuid;
  /** missing while the release is only prepared */
  publishedAt?: Date;
}

export interface ReleasedWish {
  indicators?: readonly string[];
  areas?: readonly Uuid[];
}

/**
 * Released values of indicators – what everybody may read, also the chain, evaluation and reports. Of several releases of the
 * same figure the newest published one counts. In the order of key and time.
 */
export async function releasedValues(tx: Read, municipalityId: Uuid, wish: ReleasedWish = {}): Promise<ReleasedColumn[]> {
  if (wish.indicators?.length === 0 || wish.areas?.length === 0) return [];
  if (wish.areas) return readValues(tx, municipalityId, wish);
  const key = JSON.stringify([municipalityId, wish.indicators ?? null]);
  return [...await remembered(key, () => standOf(tx, municipalityId), (stand) => (stand === NOTHING_PUBLISHED ? Promise.resolve([]) : readValues(tx, municipalityId, wish)))];
}

/** What is published never changes – only which releases are: figures that everybody may read are read once. */
const remembered = rememberedWhile<readonly ReleasedColumn[]>(400_000, (columns) => columns.reduce((sum, { values }) => sum + values.length, 0));

const NOTHING_PUBLISHED = '';

async function standOf(tx: Read, municipalityId: Uuid): Promise<string> {
  const published = await tx.selectFrom('monitoring.release').select(['id', 'published_at']).where('municipality_id', '=', municipalityId).where('state', '=', 'published').orderBy('id').execute();
  return published.map(({ id, published_at }) => `${id} ${published_at?.getTime()}`).join();
}

/** Values of one release in whatever state: for those who prepare it, before it is published. */
export async function releaseValues(tx: Read, municipalityId: Uuid, releaseId: Uuid): Promise<ReleasedColumn[]> {
  return readValues(tx, municipalityId, {}, releaseId);
}

type StoredValue = [areaId: Uuid, state: string, value: number | null, numerator: number | null, denominator: number | null, unknownWhy: string | null];

/** One row of the answer for each figure of a release, its values as one JSON: thousands of rows of their own take the driver ten times as long. */
async function readValues(tx: Read, municipalityId: Uuid, wish: ReleasedWish, releaseId?: Uuid): Promise<ReleasedColumn[]> {
  let query = tx.selectFrom('monitoring.released_value as value')
    .innerJoin('monitoring.release as release', (join) => join
      .onRef('release.municipality_id', '=', 'value.municipality_id').onRef('release.id', '=', 'value.release_id'))
    .select(['value.release_id', 'value.indicator_key', 'value.definition_id', 'value.starts_on', 'value.ends_on', 'value.base_starts_on', 'value.base_ends_on', 'release.published_at',
      sql<StoredValue[]>`json_agg(json_build_array(value.area_id, value.state, value.value, value.numerator, value.denominator, value.unknown_why) order by value.id)`.as('values')])
    .where('value.municipality_id', '=', municipalityId)
    .groupBy(['value.release_id', 'value.indicator_key', 'value.definition_id', 'value.starts_on', 'value.ends_on', 'value.base_starts_on', 'value.base_ends_on', 'release.published_at'])
    .orderBy('value.indicator_key').orderBy('value.ends_on').orderBy('value.starts_on').orderBy('release.published_at', 'desc').orderBy('value.release_id', 'desc');
  query = releaseId ? query.where('value.release_id', '=', releaseId) : query.where('release.state', '=', 'published');
  if (wish.indicators) query = query.where('value.indicator_key', 'in', [...wish.indicators]);
  if (wish.areas) query = query.where('value.area_id', '=', sql<Uuid>`any(${[...wish.areas]}::uuid[])`);
  const columns = new Map<string, ReleasedColumn & { values: { areaId: Uuid; result: IndicatorState }[] }>();
  const told = new Map<string, Set<Uuid>>();
  for (const row of await query.execute()) {
    const period = { from: row.starts_on, until: row.ends_on };
    const key = `${row.indicator_key}|${periodKey(period)}`;
    let column = columns.get(key);
    if (!column) {
      column = {
        indicatorKey: row.indicator_key, definitionId: row.definition_id, period, releaseId: row.release_id, ...(row.published_at ? { publishedAt: row.published_at } : {}), values: [],
        ...(row.base_starts_on && row.base_ends_on ? { basePeriod: { from: row.base_starts_on, until: row.base_ends_on } } : {}),
      };
      columns.set(key, column);
      told.set(key, new Set());
    }
    const areas = told.get(key)!;
    for (const value of row.values) {
      // Newer releases come first: an older one only tells of areas the newer does not.
      if (areas.has(value[0])) continue;
      areas.add(value[0]);
      column.values.push({ areaId: value[0], result: stateOf(value) });
    }
  }
  return [...columns.values()];
}

function stateOf([, state, value, numerator, denominator, unknownWhy]: StoredValue): IndicatorState {
  if (state === 'suppressed' || state === 'too-small') return { state };
  if (value === null) return { state: 'unknown', why: (unknownWhy ?? 'missing') as UnknownWhy };
  return { state: 'shown', value, ...(numerator === null ? {} : { numerator }), ...(denominator === null ? {} : { denominator }) };
}

/** Keys of indicators something is released of, with the newest time. */
export async function listReleasedIndicators(tx: Read, municipalityId: Uuid): Promise<{ key: string; endsOn: string; values: number }[]> {
  const rows = await tx.selectFrom('monitoring.released_value as value')
    .innerJoin('monitoring.release as release', (join) => join
      .onRef('release.municipality_id', '=', 'value.municipality_id').onRef('release.id', '=', 'value.release_id'))
    .select((select) => ['value.indicator_key', select.fn.max('value.ends_on').as('ends_on'), select.fn.countAll<number>().as('values')])
    .where('value.municipality_id', '=', municipalityId).where('release.state', '=', 'published').where('value.state', '=', 'shown')
    .groupBy('value.indicator_key').orderBy('value.indicator_key').execute();
  return rows.map((row) => ({ key: row.indicator_key, endsOn: row.ends_on, values: Number(row.values) }));
}

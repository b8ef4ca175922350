import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
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
  return readValues(tx, municipalityId, wish);
}

/** Values of one release in whatever state: for those who prepare it, before it is published. */
export async function releaseValues(tx: Read, municipalityId: Uuid, releaseId: Uuid): Promise<ReleasedColumn[]> {
  return readValues(tx, municipalityId, {}, releaseId);
}

async function readValues(tx: Read, municipalityId: Uuid, wish: ReleasedWish, releaseId?: Uuid): Promise<ReleasedColumn[]> {
  let query = tx.selectFrom('monitoring.released_value as value')
    .innerJoin('monitoring.release as release', (join) => join
      .onRef('release.municipality_id', '=', 'value.municipality_id').onRef('release.id', '=', 'value.release_id'))
    .select(['value.release_id', 'value.indicator_key', 'value.definition_id', 'value.area_id', 'value.starts_on', 'value.ends_on', 'value.base_starts_on',
      'value.base_ends_on', 'value.state', 'value.value', 'value.numerator', 'value.denominator', 'value.unknown_why', 'release.published_at'])
    .where('value.municipality_id', '=', municipalityId)
    .orderBy('value.indicator_key').orderBy('value.ends_on').orderBy('release.published_at', 'desc').orderBy('value.release_id', 'desc').orderBy('value.id');
  query = releaseId ? query.where('value.release_id', '=', releaseId) : query.where('release.state', '=', 'published');
  if (wish.indicators) query = query.where('value.indicator_key', 'in', [...wish.indicators]);
  if (wish.areas) query = query.where('value.area_id', '=', sql<Uuid>`any(${[...wish.areas]}::uuid[])`);
  const columns = new Map<string, ReleasedColumn & { values: { areaId: Uuid; result: IndicatorState }[] }>();
  const told = new Set<string>();
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
    }
    // Newer releases come first: an older one only tells of areas the newer does not.
    const place = `${key}|${row.area_id}`;
    if (told.has(place)) continue;
    told.add(place);
    column.values.push({ areaId: row.area_id, result: stateOf(row) });
  }
  return [...columns.values()];
}

interface StoredValue { state: string; value: number | null; numerator: number | null; denominator: number | null; unknown_why: string | null }

function stateOf(row: StoredValue): IndicatorState {
  if (row.state === 'suppressed' || row.state === 'too-small') return { state: row.state };
  if (row.value === null) return { state: 'unknown', why: (row.unknown_why ?? 'missing') as UnknownWhy };
  return { state: 'shown', value: row.value, ...(row.numerator === null ? {} : { numerator: row.numerator }), ...(row.denominator === null ? {} : { denominator: row.denominator }) };
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

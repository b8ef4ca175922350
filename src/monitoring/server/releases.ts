import { decryptField, encryptField, type FieldPlace } from '../../platform/encryption.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import type { UnknownWhy } from '../../platform/table-file/cell-value.ts';
import type { ReleaseChoice } from '../release/choice.ts';
import type { CertificateSummary, GivenAway, ReleaseMethod } from '../release/protect-release.ts';
import type { EarlierCell } from '../release/task.ts';

/** chosen → running → refused or safe → published → replaced or withdrawn. */
export type ReleaseState = 'chosen' | 'running' | 'refused' | 'safe' | 'published' | 'replaced' | 'withdrawn';

export interface Release {
  id: Uuid;
  title: string;
  state: ReleaseState;
  choice: ReleaseChoice;
  method: ReleaseMethod;
  minimumFrequency: number;
  progress: number;
  summary?: CertificateSummary;
  licence: string;
  publisher: string;
  note: string;
  createdAt: Date;
  publishedAt?: Date;
  publishedByName: string;
  replacesId?: Uuid;
  withdrawnReason: string;
  failure: readonly Refusal[];
}

const columns = ['id', 'title', 'state', 'choice', 'method', 'minimum_frequency', 'progress', 'certificate', 'licence', 'publisher', 'note', 'created_at', 'published_at', 'published_by_name', 'replaces_id', 'withdrawn_reason', 'failure'] as const;

export async function listReleases(tx: Read, municipalityId: Uuid, states?: readonly ReleaseState[]): Promise<Release[]> {
  let query = tx.selectFrom('monitoring.release').select(columns).where('municipality_id', '=', municipalityId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(200);
  if (states) query = query.where('state', 'in', [...states]);
  return (await query.execute()).map(releaseOf);
}

export async function findRelease(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Release | undefined> {
  const row = await tx.selectFrom('monitoring.release').select(columns).where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && releaseOf(row);
}

interface StoredRelease {
  id: Uuid; title: string; state: string; choice: unknown; method: string; minimum_frequency: number; progress: number; certificate: unknown; licence: string; publisher: string; note: string;
  created_at: Date; published_at: Date | null; published_by_name: string; replaces_id: Uuid | null; withdrawn_reason: string; failure: unknown;
}

function releaseOf(row: StoredRelease): Release {
  return {
    id: row.id, title: row.title, state: row.state as ReleaseState, choice: row.choice as ReleaseChoice, method: row.method as ReleaseMethod, minimumFrequency: row.minimum_frequency, progress: row.progress,
    ...(row.certificate ? { summary: row.certificate as CertificateSummary } : {}), licence: row.licence, publisher: row.publisher, note: row.note, createdAt: row.created_at,
    ...(row.published_at ? { publishedAt: row.published_at } : {}), publishedByName: row.published_by_name, ...(row.replaces_id ? { replacesId: row.replaces_id } : {}),
    withdrawnReason: row.withdrawn_reason, failure: (row.failure ?? []) as Refusal[],
  };
}

export interface ReleaseChange {
  state?: ReleaseState;
  method?: ReleaseMethod;
  progress?: number;
  summary?: CertificateSummary | null;
  findings?: readonly GivenAway[] | null;
  failure?: readonly Refusal[] | null;
  publishedAt?: Date;
  publishedBy?: Uuid;
  publishedByName?: string;
  withdrawnAt?: Date;
  withdrawnReason?: string;
}

type Keys = Pick<RunningConfiguration, 'secretKey'>;
const placeOf = (municipality: Uuid, row: Uuid): FieldPlace => ({ table: 'monitoring.release', column: 'findings_sealed', row, municipality });

export async function changeRelease(tx: Write, municipalityId: Uuid, keys: Keys, id: Uuid, change: ReleaseChange): Promise<void> {
  const { summary, findings, failure, publishedAt, publishedBy, publishedByName, withdrawnAt, withdrawnReason, ...plain } = change;
  await tx.updateTable('monitoring.release').set({
    ...plain,
    ...(summary === undefined ? {} : { certificate: summary && JSON.stringify(summary) }),
    ...(findings === undefined ? {} : { findings_sealed: findings && encryptField(keys.secretKey, placeOf(municipalityId, id), JSON.stringify(findings)) }),
    ...(failure === undefined ? {} : { failure: failure && JSON.stringify(failure) }),
    ...(publishedAt ? { published_at: publishedAt } : {}), ...(publishedBy ? { published_by: publishedBy } : {}), ...(publishedByName === undefined ? {} : { published_by_name: publishedByName }),
    ...(withdrawnAt ? { withdrawn_at: withdrawnAt } : {}), ...(withdrawnReason === undefined ? {} : { withdrawn_reason: withdrawnReason }),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

/** The cells an audit found: social data, only behind a permission that protects it. */
export async function openFindings(tx: Read, municipalityId: Uuid, keys: Keys, id: Uuid): Promise<GivenAway[]> {
  const row = await tx.selectFrom('monitoring.release').select('findings_sealed').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row?.findings_sealed ? JSON.parse(decryptField(keys.secretKey, placeOf(municipalityId, id), row.findings_sealed).toString('utf8')) as GivenAway[] : [];
}

/** Every count that ever went out – also of replaced and withdrawn releases: whoever kept them still knows. Where two say different, the newest. */
export async function earlierCells(tx: Read, municipalityId: Uuid): Promise<{ cells: EarlierCell[]; releases: number }> {
  const rows = await tx.selectFrom('monitoring.released_cell as cell')
    .innerJoin('monitoring.release as release', (join) => join.onRef('release.municipality_id', '=', 'cell.municipality_id').onRef('release.id', '=', 'cell.release_id'))
    .select(['cell.release_id', 'cell.measure_key', 'cell.area_id', 'cell.starts_on', 'cell.ends_on', 'cell.breakdown', 'cell.state', 'cell.value'])
    .where('cell.municipality_id', '=', municipalityId).where('release.state', 'in', ['published', 'replaced', 'withdrawn']).where('cell.state', '<>', 'unknown')
    .orderBy('release.published_at').execute();
  const cells = new Map<string, EarlierCell>();
  for (const row of rows) {
    const key = `${row.measure_key}|${row.starts_on}|${row.ends_on}|${row.area_id}|${row.breakdown}`;
    const value = row.state === 'suppressed' ? null : row.value;
    // What was shown once stays known, even if a later release suppressed it.
    if (value === null && cells.get(key)?.value != null) continue;
    cells.set(key, { measure: row.measure_key, period: { from: row.starts_on, until: row.ends_on }, areaId: row.area_id, breakdown: row.breakdown, value });
  }
  return { cells: [...cells.values()], releases: new Set(rows.map(({ release_id }) => release_id)).size };
}

/** The counts one release shows. */
export async function shownCells(tx: Read, municipalityId: Uuid, releaseId: Uuid): Promise<EarlierCell[]> {
  const rows = await tx.selectFrom('monitoring.released_cell').select(['measure_key', 'area_id', 'starts_on', 'ends_on', 'breakdown', 'value'])
    .where('municipality_id', '=', municipalityId).where('release_id', '=', releaseId).where('state', 'in', ['shown', 'nothing']).execute();
  return rows.map((row) => ({ measure: row.measure_key, period: { from: row.starts_on, until: row.ends_on }, areaId: row.area_id, breakdown: row.breakdown, value: row.value }));
}

export interface ReleasedCell extends Omit<EarlierCell, 'value'> {
  state: 'shown' | 'suppressed' | 'unknown' | 'nothing';
  value?: number;
  why?: UnknownWhy;
}

const AT_ONCE = 1_000;

/** Puts a release's cells in place of those it had. */
export async function storeReleasedCells(tx: Write, municipalityId: Uuid, releaseId: Uuid, cells: readonly ReleasedCell[]): Promise<void> {
  await tx.deleteFrom('monitoring.released_value').where('municipality_id', '=', municipalityId).where('release_id', '=', releaseId).execute();
  await tx.deleteFrom('monitoring.released_cell').where('municipality_id', '=', municipalityId).where('release_id', '=', releaseId).execute();
  for (let from = 0; from < cells.length; from += AT_ONCE) {
    await tx.insertInto('monitoring.released_cell').values(cells.slice(from, from + AT_ONCE).map((cell) => ({
      municipality_id: municipalityId, id: newId(), release_id: releaseId, measure_key: cell.measure, area_id: cell.areaId, starts_on: cell.period.from, ends_on: cell.period.until,
      breakdown: cell.breakdown, state: cell.state, value: cell.value ?? null, unknown_why: cell.why ?? null,
    }))).execute();
  }
}


import type { Selectable } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { OffersHsdsRun } from '../../platform/database-types.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import type { FeedChange } from '../hsds-import/draft-feed.ts';
import type { FeedProblem } from '../hsds-import/feed-problem.ts';

/** The reading of a foreign feed: how far it is, what was wrong, what it would change. */
export interface HsdsRun {
  id: Uuid;
  kind: 'file' | 'url';
  source: string;
  state: 'planned' | 'reading' | 'read' | 'accepted' | 'failed';
  uploadId?: Uuid;
  feedId?: Uuid;
  pages: number;
  services: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  problemCount: number;
  /** the first thousand */
  problems: readonly FeedProblem[];
  /** the first offers that would be added or changed */
  preview: readonly FeedChange[];
  failure?: Refusal;
  createdAt: Date;
}

/** More problems than anybody reads; all are counted. */
export const PROBLEMS_KEPT = 1_000;
const CHANGES_KEPT = 500;

type Facts = Partial<Omit<HsdsRun, 'id' | 'kind' | 'source' | 'createdAt'>> & { readAt?: Date; acceptedAt?: Date };

export async function addHsdsRun(tx: Write, municipalityId: Uuid, clock: Clock, run: Pick<HsdsRun, 'kind' | 'source'> & { uploadId?: Uuid; createdBy?: Uuid }): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('offers.hsds_run').values({
    municipality_id: municipalityId, id, kind: run.kind, source: run.source, state: 'planned', upload_id: run.uploadId ?? null, created_at: clock.now(), created_by: run.createdBy ?? null,
  }).execute();
  return id;
}

export async function changeHsdsRun(tx: Write, municipalityId: Uuid, id: Uuid, facts: Facts): Promise<void> {
  const { problems, preview, failure, feedId, readAt, acceptedAt, problemCount, uploadId: _kept, ...plain } = facts;
  const row = {
    ...plain, feed_id: feedId, read_at: readAt, accepted_at: acceptedAt, problem_count: problemCount, failure: failure && JSON.stringify(failure),
    preview: preview && JSON.stringify(preview.slice(0, CHANGES_KEPT)), problems: problems && JSON.stringify(problems.slice(0, PROBLEMS_KEPT)),
  };
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<typeof row>;
  await tx.updateTable('offers.hsds_run').set(known).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export async function findHsdsRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<HsdsRun | undefined> {
  const row = await tx.selectFrom('offers.hsds_run').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && runOf(row);
}

/** The last ones, newest first. */
export async function listHsdsRuns(tx: Read, municipalityId: Uuid, limit = 10): Promise<HsdsRun[]> {
  const rows = await tx.selectFrom('offers.hsds_run').selectAll().where('municipality_id', '=', municipalityId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(runOf);
}

function runOf(row: Selectable<OffersHsdsRun>): HsdsRun {
  return {
    id: row.id, kind: row.kind as HsdsRun['kind'], source: row.source, state: row.state as HsdsRun['state'], uploadId: row.upload_id ?? undefined, feedId: row.feed_id ?? undefined, pages: row.pages,
    services: row.services, added: row.added, changed: row.changed, unchanged: row.unchanged, refused: row.refused, problemCount: row.problem_count, problems: row.problems as FeedProblem[], preview: row.preview as FeedChange[],
    failure: (row.failure as Refusal | null) ?? undefined, createdAt: row.created_at,
  };
}

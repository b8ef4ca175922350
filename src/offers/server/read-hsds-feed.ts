import { gunzipSync, gzipSync } from 'node:zlib';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import { streetList } from '../../areas/street-list.ts';
import { listOrganizations } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { refused, type Outcome } from '../../platform/outcome.ts';
import { findFile, storeFile } from '../../platform/stored-file.ts';
import { outsideTask, type TaskContext } from '../../platform/task.ts';
import { draftFeed, type FeedDraft } from '../hsds-import/draft-feed.ts';
import { readFeedFile, type FeedContent } from '../hsds-import/feed-file.ts';
import type { ServiceStatus } from '../service.ts';
import { loadTerms } from './directory-terms.ts';
import type { Network } from './feed-fetch.ts';
import { readFeedPages } from './feed-pages.ts';
import { changeHsdsRun, findHsdsRun, type HsdsRun } from './hsds-runs.ts';
import { loadServices } from './load-services.ts';
import { listLocations } from './locations.ts';

const DAYS_KEPT = 7;

/**
 * Reads a foreign feed in the background: fetches or unpacks it, keeps what was read, and works out what it would change. Nothing of it is in the
 * directory before a person has seen that. Called again after a crash it begins anew. `network`: how an address is reached.
 */
export const hsdsFeedReader = (network: Network) => outsideTask(async (context, payload) => {
  const { database, municipalityId, clock } = context;
  if (!isUuid(payload['run'])) throw new TypeError('no run id');
  const id = payload['run'];
  const run = await database.read(municipalityId, (tx) => findHsdsRun(tx, municipalityId, id));
  if (!run || (run.state !== 'planned' && run.state !== 'reading')) return;
  await database.write(municipalityId, (tx) => changeHsdsRun(tx, municipalityId, id, { state: 'reading' }));
  const feed = await contentOf(context, run, network);
  if (!feed.ok) {
    await database.write(municipalityId, (tx) => changeHsdsRun(tx, municipalityId, id, { state: 'failed', failure: feed.refusals[0]! }));
    return;
  }
  await database.write(municipalityId, async (tx) => {
    const draft = await draftFeedNow(tx, municipalityId, feed.value, 'active');
    const stored = await storeFile(tx, municipalityId, clock, {
      name: 'feed.json.gz', mediaType: 'application/gzip', content: gzipSync(JSON.stringify(feed.value)), purpose: 'offers.hsds', expiresAt: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
    });
    await changeHsdsRun(tx, municipalityId, id, {
      state: 'read', feedId: stored.id, readAt: clock.now(), services: feed.value.services.length, ...countsOf(draft), problemCount: draft.problems.length, problems: draft.problems, preview: draft.changes,
    });
  });
});

async function contentOf({ database, municipalityId }: TaskContext, run: HsdsRun, network: Network): Promise<Outcome<FeedContent>> {
  if (run.kind === 'url') {
    return readFeedPages(run.source, (pages, services) => database.write(municipalityId, (tx) => changeHsdsRun(tx, municipalityId, run.id, { pages, services })), network);
  }
  const file = run.uploadId && await database.read(municipalityId, (tx) => findFile(tx, municipalityId, run.uploadId!));
  return file ? readFeedFile(file.content) : refused('feed-gone');
}

/** What was read of a feed, as it is kept until it is accepted; undefined after a week. */
export async function keptFeed(tx: Read, municipalityId: Uuid, run: HsdsRun): Promise<FeedContent | undefined> {
  const file = run.feedId && await findFile(tx, municipalityId, run.feedId);
  return file ? JSON.parse(gunzipSync(file.content).toString('utf8')) as FeedContent : undefined;
}

/** What the feed would change in the directory as it is now. */
export async function draftFeedNow(tx: Read, municipalityId: Uuid, feed: FeedContent, status: ServiceStatus): Promise<FeedDraft> {
  const terms = await loadTerms(tx, municipalityId);
  const draft = draftFeed(feed.services, {
    ...terms, organizations: await listOrganizations(tx, municipalityId), locations: await listLocations(tx, municipalityId), services: await loadServices(tx, municipalityId),
    streets: streetList(await loadStreetSections(tx, municipalityId)),
  }, { status });
  return { ...draft, problems: [...feed.problems, ...draft.problems] };
}

export function countsOf({ added, changed, unchanged, refused }: FeedDraft): { added: number; changed: number; unchanged: number; refused: number } {
  return { added: added.length, changed: changed.length, unchanged, refused };
}

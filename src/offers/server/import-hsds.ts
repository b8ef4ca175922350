import { sql } from 'kysely';
import * as v from 'valibot';
import { storeOrganizations } from '../../network/server/store-organizations.ts';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, choice, fileField, text } from '../../platform/field.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { storeFile } from '../../platform/stored-file.ts';
import { feedUrl } from '../hsds-import/public-address.ts';
import { importServices } from '../permissions.ts';
import { addHsdsRun, changeHsdsRun, findHsdsRun } from './hsds-runs.ts';
import { MAX_IMPORT_BYTES } from './import-runs.ts';
import { countsOf, draftFeedNow, keptFeed } from './read-hsds-feed.ts';
import { refreshServicesAt } from './refresh-services.ts';
import { storeLocations } from './store-locations.ts';
import { storeServices } from './store-services.ts';

const HOURS_KEPT = 24;

/** Takes a feed file; it is read in the background. */
export const uploadHsdsFile = action({
  may: importServices,
  audit: 'offers.hsds.uploaded',
  input: v.object({ file: fileField(MAX_IMPORT_BYTES) }),
  async run({ tx, municipalityId, who, clock, later, concerns }, { file }): Promise<Outcome<Uuid>> {
    const name = file.name.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200).trim() || 'HSDS';
    const stored = await storeFile(tx, municipalityId, clock, {
      name, mediaType: 'application/octet-stream', content: new Uint8Array(await file.arrayBuffer()), purpose: 'offers.hsds', expiresAt: new Date(clock.now().getTime() + HOURS_KEPT * 3_600_000),
    });
    const run = await addHsdsRun(tx, municipalityId, clock, { kind: 'file', source: name, uploadId: stored.id, ...(who.personId ? { createdBy: who.personId } : {}) });
    await later('read-hsds-feed', { run });
    concerns(run);
    return accepted(run);
  },
});

/** Takes the address of a feed; it is fetched in the background. Refuses `feed-address` beside the field. */
export const fetchHsdsFeed = action({
  may: importServices,
  audit: 'offers.hsds.fetched',
  input: v.object({ url: text(500) }),
  async run({ tx, municipalityId, who, clock, later, concerns }, { url }): Promise<Outcome<Uuid>> {
    const address = feedUrl(url);
    if (!address) return refused('feed-address', { field: 'url' });
    const run = await addHsdsRun(tx, municipalityId, clock, { kind: 'url', source: address.href, ...(who.personId ? { createdBy: who.personId } : {}) });
    await later('read-hsds-feed', { run });
    concerns(run);
    return accepted(run);
  },
});

/**
 * Carries out what the report showed, in one transaction or not at all. Refuses `feed-done`, `feed-gone`, `feed-outdated` where the directory has
 * changed so that something else would happen, `refused-unseen` and `nothing-to-import`.
 */
export const acceptHsdsFeed = action({
  may: importServices,
  audit: 'offers.hsds.accepted',
  input: v.object({ run: v.string(), seen: checkbox(), status: choice(['active', 'draft']) }),
  async run({ tx, municipalityId, who, clock, concerns }, { run: id, seen, status }): Promise<Outcome<Uuid>> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`offers.import ${municipalityId}`}, 0))`.execute(tx);
    const run = isUuid(id) ? await findHsdsRun(tx, municipalityId, id) : undefined;
    if (!run) throw new NotFound();
    if (run.state !== 'read') return refused('feed-done');
    const feed = await keptFeed(tx, municipalityId, run);
    if (!feed) return refused('feed-gone');
    const draft = await draftFeedNow(tx, municipalityId, feed, status);
    const counts = countsOf(draft);
    if ((['added', 'changed', 'unchanged', 'refused'] as const).some((name) => counts[name] !== run[name])) return refused('feed-outdated');
    if (counts.added + counts.changed === 0) return refused('nothing-to-import');
    if (draft.problems.length > 0 && !seen) return refused('problems-unseen', { field: 'seen', values: { count: draft.problems.length } });
    const services = [...draft.added, ...draft.changed];
    await storeOrganizations(tx, municipalityId, draft.organizations, clock);
    await storeLocations(tx, municipalityId, [...draft.locations, ...draft.filledLocations]);
    await storeServices(tx, municipalityId, services, clock, { origin: 'feed', ...(who.personId ? { by: who.personId } : {}) });
    await refreshServicesAt(tx, municipalityId, draft.filledLocations.map((location) => location.id), clock, new Set(services.map((service) => service.id)));
    await changeHsdsRun(tx, municipalityId, run.id, { state: 'accepted', acceptedAt: clock.now() });
    concerns(run.id, ['services', 'organizations', 'locations']);
    return accepted(run.id);
  },
});

import { sql } from 'kysely';
import * as v from 'valibot';
import { findOrganization } from '../../network/server/organizations.ts';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, choice, fileField, list, optionalText, text, uuidField } from '../../platform/field.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { storeFile } from '../../platform/stored-file.ts';
import { feedUrl } from '../hsds-import/public-address.ts';
import { importServices } from '../permissions.ts';
import { addCalendarRun, changeCalendarRun, findCalendarRun, findCalendarSource, runCounts, storeCalendarSource } from './calendar-sources.ts';
import { carryOut, MOST_CALENDAR_BYTES, plannedRun } from './read-calendar-run.ts';

const HOURS_KEPT = 7 * 24;
const webcal = (typed: string) => typed.replace(/^webcals?:\/\//i, 'https://');

/** Makes known a calendar of others, or changes what is known of it. Refuses `feed-address` and `daily-without-address`. */
export const saveCalendarSource = action({
  may: importServices,
  audit: 'offers.calendar.saved',
  input: v.object({ source: optionalText(36), name: text(120), organizationId: uuidField(), url: optionalText(500), newStatus: choice(['active', 'draft']), isDaily: checkbox() }),
  async run({ tx, municipalityId, clock, concerns }, { source, name, organizationId, url, newStatus, isDaily }): Promise<Outcome<Uuid>> {
    if (!(await findOrganization(tx, municipalityId, organizationId))) return refused('choose-one', { field: 'organizationId' });
    const address = url === '' ? undefined : feedUrl(webcal(url));
    if (url !== '' && !address) return refused('feed-address', { field: 'url' });
    if (isDaily && !address) return refused('daily-without-address', { field: 'url' });
    if (source !== '' && !(isUuid(source) && await findCalendarSource(tx, municipalityId, source))) throw new NotFound();
    const id = source === '' ? newId() : source as Uuid;
    await storeCalendarSource(tx, municipalityId, clock, { id, name, organizationId, newStatus, isDaily, ...(address ? { url: address.href } : {}) });
    concerns(id, ['name', 'organization', 'url', 'newStatus', 'isDaily']);
    return accepted(id);
  },
});

/** Takes a calendar file; it is read in the background. */
export const uploadCalendar = action({
  may: importServices,
  audit: 'offers.calendar.uploaded',
  input: v.object({ source: uuidField(), file: fileField(MOST_CALENDAR_BYTES) }),
  async run({ tx, municipalityId, who, clock, later, concerns }, { source, file }): Promise<Outcome<Uuid>> {
    if (!(await findCalendarSource(tx, municipalityId, source))) throw new NotFound();
    const name = file.name.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200).trim() || 'Kalender';
    const stored = await storeFile(tx, municipalityId, clock, {
      name, mediaType: 'text/calendar', content: new Uint8Array(await file.arrayBuffer()), purpose: 'offers.calendar', expiresAt: new Date(clock.now().getTime() + HOURS_KEPT * 3_600_000),
    });
    const run = await addCalendarRun(tx, municipalityId, clock, { sourceId: source, kind: 'file', isAutomatic: false, fileId: stored.id, ...(who.personId ? { createdBy: who.personId } : {}) });
    await later('read-calendar', { run });
    concerns(run);
    return accepted(run);
  },
});

/** Fetches a calendar by its address, in the background. Refuses `feed-address` where it has none. */
export const fetchCalendar = action({
  may: importServices,
  audit: 'offers.calendar.fetched',
  input: v.object({ source: uuidField() }),
  async run({ tx, municipalityId, who, clock, later, concerns }, { source: id }): Promise<Outcome<Uuid>> {
    const source = await findCalendarSource(tx, municipalityId, id);
    if (!source) throw new NotFound();
    if (source.url === undefined) return refused('feed-address');
    const run = await addCalendarRun(tx, municipalityId, clock, { sourceId: id, kind: 'url', isAutomatic: false, ...(who.personId ? { createdBy: who.personId } : {}) });
    await later('read-calendar', { run });
    concerns(run);
    return accepted(run);
  },
});

/**
 * Carries out what the preview showed, in one transaction or not at all. Refuses `calendar-done`, `feed-gone`, `calendar-outdated` where our events have
 * changed so that something else would happen, and `nothing-to-import`.
 */
export const acceptCalendar = action({
  may: importServices,
  audit: 'offers.calendar.accepted',
  input: v.object({ run: v.string(), retire: list(v.string()), take: list(v.string()) }),
  async run({ tx, municipalityId, clock, concerns }, { run: id, retire, take }): Promise<Outcome<Uuid>> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`offers.calendar ${municipalityId}`}, 0))`.execute(tx);
    const run = isUuid(id) ? await findCalendarRun(tx, municipalityId, id) : undefined;
    if (!run) throw new NotFound();
    if (run.state !== 'read') return refused('calendar-done');
    const planned = await plannedRun(tx, municipalityId, clock, run);
    if (!planned) return refused('feed-gone');
    const { plan, counts } = planned;
    // A daily reading has done what is certain already; of it only what waits can be outdated.
    const compared = run.isAutomatic ? (['kept', 'vanished'] as const) : runCounts;
    if (compared.some((name) => counts[name] !== run[name])) return refused('calendar-outdated');
    if (counts.added + counts.changed + counts.kept + counts.vanished === 0) return refused('nothing-to-import');
    await carryOut(tx, municipalityId, clock, plan, { retire: new Set(retire), take: new Set(take) });
    await changeCalendarRun(tx, municipalityId, run.id, { state: 'accepted', acceptedAt: clock.now() });
    concerns(run.id, ['events']);
    return accepted(run.id);
  },
});

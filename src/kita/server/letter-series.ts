import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { decryptField } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalUuid, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import type { Housekeeping } from '../../platform/task.ts';
import { audienceStates, placeholdersOf, type Audience, type SeriesVersions } from '../office/series-text.ts';
import { writeSeries } from '../office-permissions.ts';
import { place } from './sealed-json.ts';
import { seriesRecipients, type SeriesRecipient } from './series-recipients.ts';
import { checkVersions, mailOfSeries, saySeries, storeVersions, versionFields, versionsOf, versionsTyped } from './series-versions.ts';

export interface LetterSeries {
  id: Uuid;
  name: string;
  subject: string;
  body: string;
  audience: Audience;
  state: 'draft' | 'sent';
  /** in other languages */
  versions: SeriesVersions;
  pdfState: 'none' | 'making' | 'done' | 'failed';
  createdAt: Date;
  sentAt: Date | null;
  version: number;
}

const COLUMNS = ['id', 'name', 'subject', 'body', 'audience', 'state', 'pdf_state', 'created_at', 'sent_at', 'version'] as const;

/** All series, the latest first. */
export async function listSeries(tx: Read, municipalityId: Uuid): Promise<Omit<LetterSeries, 'versions'>[]> {
  const rows = await tx.selectFrom('kita.letter_series').select(COLUMNS).where('municipality_id', '=', municipalityId).orderBy('created_at', 'desc').orderBy('id').execute();
  return rows.map(seriesOf);
}

/** Unknown: NotFound. */
export async function findSeries(tx: Read, municipalityId: Uuid, id: Uuid): Promise<LetterSeries> {
  const row = await tx.selectFrom('kita.letter_series').select(COLUMNS).where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  if (!row) throw new NotFound();
  return { ...seriesOf(row), versions: await versionsOf(tx, municipalityId, id) };
}

function seriesOf(row: { id: Uuid; name: string; subject: string; body: string; audience: unknown; state: string; pdf_state: string; created_at: Date; sent_at: Date | null; version: number }): Omit<LetterSeries, 'versions'> {
  return {
    id: row.id, name: row.name, subject: row.subject, body: row.body, audience: row.audience as Audience, state: row.state as LetterSeries['state'], pdfState: row.pdf_state as LetterSeries['pdfState'],
    createdAt: row.created_at, sentAt: row.sent_at, version: row.version,
  };
}

export interface ToldRow {
  childId: Uuid;
  guardianId: Uuid;
  way: SeriesRecipient['way'];
  madeAt: Date;
  handedOverAt: Date | null;
}

/** Who was told by a series. */
export async function listTold(tx: Read, municipalityId: Uuid, seriesId: Uuid): Promise<ToldRow[]> {
  const rows = await tx.selectFrom('kita.series_letter').selectAll().where('municipality_id', '=', municipalityId).where('series_id', '=', seriesId).orderBy('made_at').orderBy('id').execute();
  return rows.map((row) => ({ childId: row.child_id, guardianId: row.guardian_id, way: row.way as ToldRow['way'], madeAt: row.made_at, handedOverAt: row.handed_over_at }));
}

const input = { name: text(120), subject: text(150), body: text(8000), state: choice(audienceStates), facility: optionalUuid(), ...versionFields };

/** A subject travels in the open and names nobody: it has no placeholders. Refuses `placeholder-in-subject`, `placeholder-unknown`. */
function checkTexts(subject: string, body: string, versions: SeriesVersions): Refusal[] {
  const inSubject = placeholdersOf(subject);
  const { unknown } = placeholdersOf(body);
  return [
    ...(inSubject.known.length + inSubject.unknown.length > 0 ? refused('placeholder-in-subject', { field: 'subject' }).refusals : []),
    ...(unknown.length > 0 ? refused('placeholder-unknown', { field: 'body', values: { name: unknown.join(', ') } }).refusals : []),
    ...checkVersions(body, versions),
  ];
}

export const createSeries = action({
  may: writeSeries,
  audit: 'kita.letter-series.created',
  input: v.object(input),
  async run(context, typed) {
    const { tx, municipalityId, clock, who, concerns } = context;
    const versions = versionsTyped(typed);
    const faults = checkTexts(typed.subject, typed.body, versions);
    if (faults.length > 0) return { ok: false, refusals: faults };
    const id = newId();
    await tx.insertInto('kita.letter_series').values({ municipality_id: municipalityId, id, ...await columnsOf(context, typed), created_at: clock.now(), created_by: who.personId ?? null }).execute();
    await storeVersions(tx, municipalityId, id, versions);
    concerns(id, ['subject', 'body', 'audience']);
    return accepted(id);
  },
});

/** Changes a draft; what was sent stays as it is. Refuses `already-sent`. */
export const changeSeries = action({
  may: writeSeries,
  audit: 'kita.letter-series.changed',
  input: v.object({ id: uuidField(), ...input }),
  async run(context, { id, ...typed }) {
    const { tx, municipalityId, concerns } = context;
    const series = await lockSeries(context, id);
    if (series.state === 'sent') return refused('already-sent');
    const versions = versionsTyped(typed);
    const faults = checkTexts(typed.subject, typed.body, versions);
    if (faults.length > 0) return { ok: false, refusals: faults };
    await storeVersions(tx, municipalityId, id, versions);
    await tx.updateTable('kita.letter_series').set({ ...await columnsOf(context, typed), version: series.version + 1 }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['subject', 'body', 'audience']);
    return accepted(id);
  },
});

async function columnsOf({ tx, municipalityId }: ActionContext, { name, subject, body, state, facility }: { name: string; subject: string; body: string; state: Audience['state']; facility: Uuid | undefined }) {
  if (facility && !await tx.selectFrom('kita.facility').select('id').where('municipality_id', '=', municipalityId).where('id', '=', facility).executeTakeFirst()) throw new NotFound();
  return { name, subject, body, audience: JSON.stringify({ state, ...(facility ? { facilityId: facility } : {}) } satisfies Audience) };
}

async function lockSeries({ tx, municipalityId }: ActionContext, id: Uuid): Promise<LetterSeries> {
  await tx.selectFrom('kita.letter_series').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  return findSeries(tx, municipalityId, id);
}

/** Those of an audience whom this series has not told yet. */
export async function untoldRecipients(tx: Read, municipalityId: Uuid, secretKey: Buffer, today: LetterSeriesDay, series: LetterSeries): Promise<SeriesRecipient[]> {
  const told = new Set((await listTold(tx, municipalityId, series.id)).map(({ childId, guardianId }) => `${childId} ${guardianId}`));
  return (await seriesRecipients(tx, municipalityId, secretKey, today, series.audience)).filter(({ childId, guardianId }) => !told.has(`${childId} ${guardianId}`));
}

type LetterSeriesDay = Parameters<typeof seriesRecipients>[3];

const MOST_AT_ONCE = 5_000;
const ROWS_AT_ONCE = 500;

/**
 * Tells everybody of the audience who was not told yet: mails go into the outbox, letters wait for the print. Pressed again it tells those who
 * came since, and nobody twice. `counted` is what the preview said. Refuses `nobody-to-tell`, `preview-outdated`, `placeholder-empty` {count,
 * name}, `too-many-recipients`.
 */
export const sendSeries = action({
  may: writeSeries,
  audit: 'kita.letter-series.sent',
  input: v.object({ id: uuidField(), counted: text(10), version: text(10) }),
  async run(context, { id, counted, version }): Promise<Outcome<Uuid>> {
    const { tx, municipalityId, clock, configuration, post, later, concerns } = context;
    const series = await lockSeries(context, id);
    const recipients = await untoldRecipients(tx, municipalityId, configuration.secretKey, clock.today(), series);
    if (recipients.length === 0) return refused('nobody-to-tell');
    if (recipients.length > MOST_AT_ONCE) return refused('too-many-recipients', { values: { limit: MOST_AT_ONCE } });
    if (String(recipients.length) !== counted || String(series.version) !== version) return refused('preview-outdated');
    const filled = recipients.map((recipient) => ({ recipient, ...saySeries(series, recipient) }));
    const lacking = filled.filter(({ missing }) => missing.length > 0);
    if (lacking.length > 0) return refused('placeholder-empty', { values: { count: lacking.length, name: [...new Set(lacking.flatMap(({ missing }) => missing))].join(', ') } });

    for (let from = 0; from < recipients.length; from += ROWS_AT_ONCE) {
      await tx.insertInto('kita.series_letter').values(recipients.slice(from, from + ROWS_AT_ONCE).map(({ childId, guardianId, way }) => ({
        municipality_id: municipalityId, id: newId(), series_id: id, child_id: childId, guardian_id: guardianId, way, made_at: clock.now(), handed_over_at: null,
      }))).execute();
    }
    for (const { recipient, ...said } of filled) if (recipient.way === 'mail') await post({ to: recipient.email!, ...mailOfSeries(said) });
    const hasPaper = recipients.some(({ way }) => way !== 'mail');
    await tx.updateTable('kita.letter_series').set({ state: 'sent', sent_at: clock.now(), ...(hasPaper ? { pdf_state: 'making', pdf_sealed: null } : {}) }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    if (hasPaper) await later('print-kita-series', { series: id });
    concerns(id, ['sent']);
    return accepted(id);
  },
});

/** Sets the letters that nobody noted as sent once more: the file is kept for a week only. Refuses `nothing-to-print`. */
export const printSeriesAgain = action({
  may: writeSeries,
  audit: 'kita.letter-series.printed',
  input: v.object({ id: uuidField() }),
  async run(context, { id }) {
    const { tx, municipalityId, later, concerns } = context;
    await lockSeries(context, id);
    if (!(await listTold(tx, municipalityId, id)).some(({ way, handedOverAt }) => way !== 'mail' && !handedOverAt)) return refused('nothing-to-print');
    await tx.updateTable('kita.letter_series').set({ pdf_state: 'making', pdf_sealed: null }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    await later('print-kita-series', { series: id });
    concerns(id, ['pdf']);
    return accepted(id);
  },
});

/** The printed letters of one way went out. */
export const noteSeriesSent = action({
  may: writeSeries,
  audit: 'kita.letter-series.handed-over',
  input: v.object({ id: uuidField(), way: choice(['post', 'hand-over']) }),
  async run(context, { id, way }) {
    const { tx, municipalityId, clock, concerns } = context;
    await lockSeries(context, id);
    await tx.updateTable('kita.series_letter').set({ handed_over_at: clock.now() }).where('municipality_id', '=', municipalityId).where('series_id', '=', id).where('way', '=', way).where('handed_over_at', 'is', null).execute();
    concerns(id, ['handedOver']);
    return accepted(id);
  },
});

/** The printed file; NotFound if there is none (any more). */
export async function openSeriesPdf(tx: Read, municipalityId: Uuid, secretKey: Buffer, id: Uuid): Promise<Buffer> {
  const row = await tx.selectFrom('kita.letter_series').select('pdf_sealed').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  if (!row?.pdf_sealed) throw new NotFound();
  return decryptField(secretKey, place(municipalityId, 'kita.letter_series', 'pdf_sealed', id), row.pdf_sealed);
}

/** Addresses on paper are kept for a week. */
export const letterSeriesHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  await tx.updateTable('kita.letter_series').set({ pdf_sealed: null, pdf_state: 'none', pdf_until: null }).where('municipality_id', '=', municipalityId).where('pdf_until', '<=', clock.now()).execute();
};

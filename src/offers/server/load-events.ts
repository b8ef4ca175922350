import { sql, type Selectable } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { OffersEvent, OffersEventException } from '../../platform/database-types.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { EventException, EventKind, EventRecord, EventStatus, Pause, Recurrence, Registration } from '../events/event.ts';
import type { PlacesLeft } from '../events/places-left.ts';
import type { YesNoUnknown } from '../service.ts';
import type { EventPart } from '../events/event-text.ts';
import type { TextLanguage } from '../translation.ts';
import { provenanceOf, type TranslationRow } from './translation-rows.ts';

/** An event as stored, with what only the store knows. */
export interface StoredEvent extends EventRecord {
  version: number;
  createdAt: Date;
  updatedAt: Date;
  placesLeft: PlacesLeft;
}

/** Events with all of their parts in the order of the ids; missing and foreign ones are left out. Without ids: all, by name. */
export async function loadEvents(tx: Read, municipalityId: Uuid, ids?: readonly Uuid[]): Promise<StoredEvent[]> {
  if (ids?.length === 0) return [];
  const rows = await tx.selectFrom('offers.event').selectAll().where('municipality_id', '=', municipalityId)
    .where(ids ? sql<boolean>`id = any(${[...ids]}::uuid[])` : sql<boolean>`true`).orderBy('name').orderBy('id').execute();
  const events = await withParts(tx, municipalityId, rows);
  if (!ids) return events;
  const order = new Map(ids.map((id, index) => [id, index]));
  return events.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
}

/** Events families may see that may have a date in [from, until); their dates are the business of the rules. */
export async function listShownEvents(tx: Read, municipalityId: Uuid, from: Day, until?: Day): Promise<StoredEvent[]> {
  const rows = await tx.selectFrom('offers.event as event').selectAll('event').where('event.municipality_id', '=', municipalityId).where('event.status', 'in', ['active', 'cancelled'])
    .where(sql<boolean>`((event.recurrence <> 'once' and (event.until_day is null or event.until_day > ${from}::date))
      or (event.recurrence = 'once' and coalesce(event.last_day, event.first_day) >= ${from}::date)
      or exists (select from offers.event_exception differs where differs.municipality_id = event.municipality_id and differs.event_id = event.id
        and greatest(differs.on_day, differs.original_day) >= ${from}::date))`)
    .$if(until !== undefined, (query) => query.where(sql<boolean>`(event.first_day < ${until ?? from}::date or exists (select from offers.event_exception differs
      where differs.municipality_id = event.municipality_id and differs.event_id = event.id and differs.on_day < ${until ?? from}::date))`))
    .orderBy('event.name').orderBy('event.id').execute();
  return withParts(tx, municipalityId, rows);
}

/** Events an import of this source has brought, by the calendar's UID. */
export async function loadImportedEvents(tx: Read, municipalityId: Uuid, source: string): Promise<Map<string, StoredEvent>> {
  const rows = await tx.selectFrom('offers.event').selectAll().where('municipality_id', '=', municipalityId).where('origin_source', '=', source).execute();
  return new Map((await withParts(tx, municipalityId, rows)).map((event) => [event.origin!.uid, event]));
}

async function withParts(tx: Read, municipalityId: Uuid, rows: readonly Selectable<OffersEvent>[]): Promise<StoredEvent[]> {
  if (rows.length === 0) return [];
  const ofThese = sql<boolean>`event_id = any(${rows.map(({ id }) => id)}::uuid[])`;
  const exceptions = await tx.selectFrom('offers.event_exception').selectAll().where('municipality_id', '=', municipalityId).where(ofThese).orderBy(sql`coalesce(original_day, on_day)`).orderBy('on_day').orderBy('id').execute();
  const places = await tx.selectFrom('offers.event_places').select(['event_id', 'original_day', 'places_left']).where('municipality_id', '=', municipalityId).where(ofThese).execute();
  const texts = await tx.selectFrom('offers.translation').selectAll().where('municipality_id', '=', municipalityId).where(ofThese).orderBy('language').orderBy('id').execute();
  const [exceptionsOf, placesOf, textsOf] = [byEvent(exceptions), byEvent(places), byEvent(texts)];
  return rows.map((row) => {
    const own = (textsOf.get(row.id) ?? []) as TranslationRow[];
    return {
      ...eventOf(row, (exceptionsOf.get(row.id) ?? []).map(exceptionOf)),
      texts: own.map((one) => ({ language: one.language as TextLanguage, part: one.part as EventPart, text: one.text, provenance: provenanceOf(one) })),
      placesLeft: new Map((placesOf.get(row.id) ?? []).flatMap(({ original_day, places_left }) => (places_left === null ? [] : [[original_day ?? 'series', places_left] as const]))),
    };
  });
}

function byEvent<Row extends { event_id: Uuid | null }>(rows: readonly Row[]): Map<Uuid, Row[]> {
  const groups = new Map<Uuid, Row[]>();
  for (const row of rows) groups.set(row.event_id!, [...(groups.get(row.event_id!) ?? []), row]);
  return groups;
}

const time = (stored: string | null) => stored?.slice(0, 5);

function exceptionOf(row: Selectable<OffersEventException>): EventException {
  return {
    kind: row.kind as EventException['kind'], placeNote: row.place_note, reason: row.reason,
    ...(row.original_day ? { originalDay: row.original_day } : {}), ...(row.on_day ? { onDay: row.on_day } : {}),
    ...(row.opens_at ? { opensAt: time(row.opens_at)! } : {}), ...(row.closes_at ? { closesAt: time(row.closes_at)! } : {}), ...(row.location_id ? { locationId: row.location_id } : {}),
  };
}

function eventOf(row: Selectable<OffersEvent>, exceptions: readonly EventException[]): Omit<StoredEvent, 'placesLeft'> {
  return {
    id: row.id, organizationId: row.organization_id, kind: row.kind as EventKind, name: row.name, summary: row.summary, description: row.description,
    status: row.status as EventStatus, cancelledBecause: row.cancelled_because, placeNote: row.place_note, firstDay: row.first_day,
    recurrence: row.recurrence as Recurrence, weekdays: row.weekdays, intervalWeeks: row.interval_weeks, pausesIn: row.pauses_in as Pause, exceptions,
    audience: row.audience, languages: row.languages, freeOfCharge: row.free_of_charge as YesNoUnknown, reducedFor: row.reduced_for, costNote: row.cost_note, childCare: row.child_care as YesNoUnknown,
    registration: row.registration as Registration, registrationNote: row.registration_note, placesFor: row.places_for as 'date' | 'series', weatherNote: row.weather_note, isDemo: row.is_demo,
    texts: [], version: row.version, createdAt: row.created_at, updatedAt: row.updated_at,
    ...known({
      serviceId: row.service_id, locationId: row.location_id, areaId: row.area_id, opensAt: time(row.opens_at), closesAt: time(row.closes_at), lastDay: row.last_day,
      weekOfMonth: row.week_of_month, untilDay: row.until_day, minimumAgeMonths: row.minimum_age_months, maximumAgeMonths: row.maximum_age_months,
      costCents: row.cost_cents, reducedCents: row.reduced_cents, registrationFrom: row.registration_from, registrationUntil: row.registration_until,
      registrationPhone: row.registration_phone, registrationEmail: row.registration_email, registrationWebsite: row.registration_website, places: row.places,
      assuredAt: row.assured_at, assuredBy: row.assured_by,
    }),
    ...(row.origin_source && row.origin_uid ? {
      origin: {
        source: row.origin_source, uid: row.origin_uid, fingerprint: row.origin_fingerprint ?? '', fields: (row.origin_fields ?? {}) as Record<string, unknown>,
        edited: row.origin_edited, seenAt: row.origin_seen_at ?? row.updated_at,
      },
    } : {}),
  };
}

/** Without the columns that hold nothing. */
function known<Values extends Record<string, unknown>>(values: Values): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as { [Name in keyof Values]?: NonNullable<Values[Name]> };
}

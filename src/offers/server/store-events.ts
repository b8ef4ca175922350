import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { EventRecord } from '../events/event.ts';
import { keptProvenance } from '../events/event-text.ts';
import { insertRows } from './insert-rows.ts';
import { provenanceRow } from './translation-rows.ts';

/**
 * Stores events with all of their parts, new or changed, by their ids: what a record holds replaces what was there. Places left are counted
 * elsewhere and stay. For forms, imports and the demonstration alike. Organizations, offers and places must exist.
 */
export async function storeEvents(tx: Write, municipalityId: Uuid, records: readonly EventRecord[], clock: Clock): Promise<void> {
  if (records.length === 0) return;
  const ids = records.map(({ id }) => id).sort();
  const among = sql<boolean>`id = any(${ids}::uuid[])`;
  const existing = new Set((await tx.selectFrom('offers.event').select('id').where('municipality_id', '=', municipalityId).where(among).orderBy('id').forUpdate().execute()).map(({ id }) => id));
  const changed = records.filter(({ id }) => existing.has(id)).map((record) => ({ ...eventRow(municipalityId, record), updated_at: clock.now() }));
  if (changed.length > 0) {
    const columns = Object.keys(changed[0]!).filter((name) => name !== 'municipality_id' && name !== 'id');
    const assignments = sql.join(columns.map((name) => sql`${sql.ref(name)} = changed.${sql.ref(name)}`));
    await sql`update offers.event as event set ${assignments}, version = event.version + 1
      from json_populate_recordset(null::offers.event, ${JSON.stringify(changed)}::json) as changed
      where event.municipality_id = changed.municipality_id and event.id = changed.id`.execute(tx);
    const ofEvent = sql<boolean>`event_id = any(${changed.map(({ id }) => id)}::uuid[])`;
    await tx.deleteFrom('offers.event_exception').where('municipality_id', '=', municipalityId).where(ofEvent).execute();
    await tx.deleteFrom('offers.translation').where('municipality_id', '=', municipalityId).where(ofEvent).execute();
  }
  const added = records.filter(({ id }) => !existing.has(id));
  await insertRows(tx, 'offers.event', added.map((record) => ({ ...eventRow(municipalityId, record), created_at: clock.now(), updated_at: clock.now(), version: 1 })));
  await insertRows(tx, 'offers.event_exception', records.flatMap((record) => record.exceptions.map((one) => ({
    municipality_id: municipalityId, id: newId(), event_id: record.id, kind: one.kind, original_day: one.originalDay ?? null, on_day: one.onDay ?? null,
    opens_at: one.opensAt ?? null, closes_at: one.closesAt ?? null, location_id: one.locationId ?? null, place_note: one.placeNote, reason: one.reason, changed_at: clock.now(),
  }))));
  await insertRows(tx, 'offers.translation', records.flatMap((record) => record.texts.filter(({ text }) => text !== '').map((text) => ({
    municipality_id: municipalityId, id: newId(), event_id: record.id, part: text.part, language: text.language, text: text.text, ...provenanceRow(keptProvenance(record, text)),
  }))));
}

/** Places left as somebody counted them, of a date or (without a key) of a whole series. */
export async function storePlacesLeft(tx: Write, municipalityId: Uuid, counts: readonly { eventId: Uuid; key?: Day; left: number }[], clock: Clock): Promise<void> {
  await insertRows(tx, 'offers.event_places', counts.map(({ eventId, key, left }) => ({
    municipality_id: municipalityId, id: newId(), event_id: eventId, original_day: key ?? null, places_left: left, changed_at: clock.now(),
  })));
}

function eventRow(municipalityId: Uuid, event: EventRecord) {
  return {
    municipality_id: municipalityId, id: event.id, organization_id: event.organizationId, service_id: event.serviceId ?? null, kind: event.kind,
    name: event.name, summary: event.summary, description: event.description, status: event.status, cancelled_because: event.cancelledBecause,
    location_id: event.locationId ?? null, place_note: event.placeNote, area_id: event.areaId ?? null,
    first_day: event.firstDay, opens_at: event.opensAt ?? null, closes_at: event.closesAt ?? null, last_day: event.lastDay ?? null,
    recurrence: event.recurrence, weekdays: [...event.weekdays], interval_weeks: event.intervalWeeks, week_of_month: event.weekOfMonth ?? null, until_day: event.untilDay ?? null, pauses_in: event.pausesIn,
    minimum_age_months: event.minimumAgeMonths ?? null, maximum_age_months: event.maximumAgeMonths ?? null, audience: event.audience, languages: [...event.languages],
    free_of_charge: event.freeOfCharge, cost_cents: event.costCents ?? null, reduced_cents: event.reducedCents ?? null, reduced_for: event.reducedFor, cost_note: event.costNote,
    child_care: event.childCare, registration: event.registration, registration_from: event.registrationFrom ?? null, registration_until: event.registrationUntil ?? null,
    registration_phone: event.registrationPhone ?? null, registration_email: event.registrationEmail ?? null, registration_website: event.registrationWebsite ?? null, registration_note: event.registrationNote,
    places: event.places ?? null, places_for: event.placesFor, weather_note: event.weatherNote, assured_at: event.assuredAt ?? null, assured_by: event.assuredBy ?? null,
    origin_source: event.origin?.source ?? null, origin_uid: event.origin?.uid ?? null, origin_fingerprint: event.origin?.fingerprint ?? null,
    origin_fields: event.origin?.fields ?? null, origin_edited: [...(event.origin?.edited ?? [])], origin_seen_at: event.origin?.seenAt ?? null,
    is_demo: event.isDemo,
  };
}

import type { Insertable } from 'kysely';
import type { DB } from '../../platform/database-types.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { toE164 } from '../phone.ts';
import type { ServiceRecord } from '../service.ts';
import { keptPartsAndNotes } from '../service-text.ts';
import { provenanceRow } from './translation-rows.ts';

/** Tables that hold the parts of an offer, in the order in which they may be written. */
export const partTables = [
  'offers.service_phase', 'offers.service_transition', 'offers.service_field', 'offers.service_language', 'offers.service_area',
  'offers.service_at_location', 'offers.schedule', 'offers.schedule_exception', 'offers.phone', 'offers.contact', 'offers.cost_option', 'offers.translation',
] as const;

export type PartRows = { [Table in (typeof partTables)[number]]: Insertable<DB[Table]>[] };

/** The rows an offer's parts are stored as. What is named twice is stored once. */
export function partRows(municipalityId: Uuid, records: readonly ServiceRecord[]): PartRows {
  const rows: PartRows = Object.fromEntries(partTables.map((table) => [table, [] as unknown[]])) as unknown as PartRows;
  for (const record of records) addParts(rows, municipalityId, record);
  return rows;
}

function addParts(rows: PartRows, municipalityId: Uuid, record: ServiceRecord): void {
  const own = () => ({ municipality_id: municipalityId, id: newId(), service_id: record.id });
  for (const id of new Set(record.phaseIds)) rows['offers.service_phase'].push({ ...own(), phase_id: id });
  for (const id of new Set(record.transitionIds)) rows['offers.service_transition'].push({ ...own(), transition_id: id });
  for (const id of new Set(record.fieldIds)) rows['offers.service_field'].push({ ...own(), field_id: id });
  for (const id of new Set(record.areaIds)) rows['offers.service_area'].push({ ...own(), area_id: id });
  for (const language of new Set(record.languages)) rows['offers.service_language'].push({ ...own(), language });
  const places = new Map<Uuid, Uuid>();
  for (const { locationId, description } of record.places) {
    if (places.has(locationId)) continue;
    const place = { ...own(), location_id: locationId, description };
    places.set(locationId, place.id);
    rows['offers.service_at_location'].push(place);
  }
  for (const rule of record.schedules) {
    rows['offers.schedule'].push({
      ...own(), service_at_location_id: (rule.locationId && places.get(rule.locationId)) ?? null,
      weekday: rule.weekday, opens_at: rule.opensAt, closes_at: rule.closesAt, interval_weeks: rule.intervalWeeks,
      first_day: rule.firstDay ?? null, week_of_month: rule.weekOfMonth ?? null, valid_from: rule.validFrom ?? null, valid_until: rule.validUntil ?? null,
      by_appointment: rule.byAppointment, note: rule.note, on_public_holidays: rule.onPublicHolidays === true, school_holidays: rule.schoolHolidays ?? null,
    });
  }
  for (const exception of record.exceptions) {
    const isHeld = exception.kind !== 'closed';
    rows['offers.schedule_exception'].push({
      ...own(), on_day: exception.onDay, kind: exception.kind, note: exception.note,
      opens_at: (isHeld && exception.opensAt) || null, closes_at: (isHeld && exception.closesAt) || null, location_id: (isHeld && exception.locationId) || null,
      only_at: (exception.kind !== 'extra' && exception.onlyAt) || null, to_day: (exception.kind === 'moved' && exception.toDay) || null,
    });
  }
  record.phones.forEach((phone, position) => rows['offers.phone'].push({
    ...own(), number: phone.number, number_e164: toE164(phone.number) ?? null, description: phone.description, languages: [...phone.languages], position,
  }));
  for (const contact of record.contacts) {
    rows['offers.contact'].push({ ...own(), name: contact.name, title: contact.title, email: contact.email ?? null, phone: contact.phone ?? null, is_public: contact.isPublic });
  }
  for (const cost of record.costs) {
    rows['offers.cost_option'].push({ ...own(), amount_cents: cost.amountCents ?? null, description: cost.description, reduced_for: cost.reducedFor });
  }
  for (const text of record.texts) {
    for (const { part, text: words, provenance } of keptPartsAndNotes(record, text)) {
      rows['offers.translation'].push({ ...own(), part, language: text.language, text: words, ...provenanceRow(provenance) });
    }
  }
}

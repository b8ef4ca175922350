import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Who } from '../../platform/permission.ts';
import { isShown, type EventStatus } from '../events/event.ts';
import type { Names } from '../names.ts';
import { worksForAll } from '../permissions.ts';
import { isPublic, type ServiceStatus } from '../service.ts';
import { provenanceIn, recordParts, type RecordKind, type TextLanguage, type TextPart, type TranslationUnit } from '../translation.ts';
import { isNotePart, type NoteKind } from '../note-part.ts';
import { keptNotes, notesOf, type Note } from '../service-note.ts';
import { listLocations } from './locations.ts';
import { listFields, listPhases, listTransitions } from './phases.ts';
import { provenanceOf, type TranslationRow } from './translation-rows.ts';

/** A record and its units in each language asked for; parts without a German text are none. */
export interface TranslatableRecord {
  kind: RecordKind;
  id: Uuid;
  /** German */
  name: string;
  /** families see it: only then may its texts leave the house */
  isPublic: boolean;
  /** of the German record, where it is known */
  changedAt?: Date;
  organizationId?: Uuid;
  units: TranslationUnit[];
}

interface Wanted {
  languages: readonly TextLanguage[];
  on: Day;
  /** provider editors see their own offers only */
  who?: Who;
  one?: { kind: RecordKind; id: Uuid };
}

/** Records with something to translate: offers that are not retired, places with notes, phases, transitions, fields, events. Eight statements, whatever their number. */
export async function listTranslatable(tx: Read, municipalityId: Uuid, { languages, on, who, one }: Wanted): Promise<TranslatableRecord[]> {
  const isForAll = who === undefined || worksForAll(who);
  const german: Omit<TranslatableRecord, 'units'>[] = [];
  const texts = new Map<Uuid, Partial<Record<TextPart, string>>>();
  const names = new Map<Uuid, Names>();
  const add = (record: Omit<TranslatableRecord, 'units'>, parts: Partial<Record<TextPart, string>>, own?: Names) => {
    if (one && (one.kind !== record.kind || one.id !== record.id)) return;
    german.push(record);
    texts.set(record.id, parts);
    if (own) names.set(record.id, own);
  };

  for (const service of await serviceRows(tx, municipalityId)) {
    if (!isForAll && !who.organizationIds.includes(service.organization_id)) continue;
    const record = { kind: 'service' as const, id: service.id, name: service.name, organizationId: service.organization_id, changedAt: service.updated_at };
    add({ ...record, isPublic: isPublic({ status: service.status as ServiceStatus, validUntil: service.valid_until ?? undefined }, on) }, {
      name: service.name, summary: service.summary, description: service.description, audience: service.audience, 'application-process': service.application_process,
    });
  }
  for (const event of await eventRows(tx, municipalityId)) {
    if (!isForAll && !who.organizationIds.includes(event.organization_id)) continue;
    const record = { kind: 'event' as const, id: event.id, name: event.name, organizationId: event.organization_id, changedAt: event.updated_at };
    add({ ...record, isPublic: isShown({ status: event.status as EventStatus }) }, { name: event.name, summary: event.summary, description: event.description });
  }
  if (isForAll) {
    const shown = new Set(await placesOfPublicOffers(tx, municipalityId, on));
    for (const place of await listLocations(tx, municipalityId)) {
      add({ kind: 'location', id: place.id, name: place.name, isPublic: shown.has(place.id) }, { 'accessibility-note': place.accessibilityNote, 'transport-note': place.transportNote });
    }
    for (const [kind, terms] of [['phase', await listPhases(tx, municipalityId)], ['transition', await listTransitions(tx, municipalityId)], ['field', await listFields(tx, municipalityId)]] as const) {
      for (const term of terms) add({ kind, id: term.id, name: term.names.de, isPublic: true }, { name: term.names.de }, term.names);
    }
  }
  const stored = await storedTexts(tx, municipalityId, languages);
  const notes = await notesOfServices(tx, municipalityId);
  return german.flatMap((record) => {
    const units = languages.flatMap((language) => {
      const rows = stored.get(`${record.id} ${language}`) ?? [];
      const own = names.get(record.id);
      const named = recordParts[record.kind].flatMap((part: TextPart): TranslationUnit[] => {
        const source = texts.get(record.id)![part];
        if (!source) return [];
        const row = rows.find((one) => one.part === part);
        const text = own ? (own[language] ?? '') : (row?.text ?? '');
        const provenance = row && provenanceIn(text, row.text, provenanceOf(row));
        return [{ kind: record.kind, recordId: record.id, part, language, german: source, text, ...(provenance ? { provenance } : {}) }];
      });
      return [...named, ...noteUnits(record, language, notes.get(record.id) ?? [], rows)];
    });
    return units.length === 0 ? [] : [{ ...record, units }];
  });
}

function noteUnits({ kind, id }: Pick<TranslatableRecord, 'kind' | 'id'>, language: TextLanguage, notes: readonly Note[], rows: readonly TranslationRow[]): TranslationUnit[] {
  if (notes.length === 0) return [];
  const kept = keptNotes(notes, rows.filter(({ part }) => isNotePart(part)).map((row) => ({ part: row.part, text: row.text, provenance: provenanceOf(row) })));
  return notes.map(({ part, german }) => {
    const own = kept.get(part);
    return { kind, recordId: id, part, language, german, text: own?.text ?? '', ...(own ? { provenance: own.provenance } : {}) };
  });
}

/** All notes families may read, in the order of serviceNotes (service-note.ts). */
async function notesOfServices(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, Note[]>> {
  const { rows } = await sql<{ service_id: Uuid; kind: NoteKind; text: string }>`
    select service_id, 'time-note' as kind, note as text, 1 as place, id from offers.schedule where municipality_id = ${municipalityId} and note <> ''
    union all select service_id, 'day-note', note, 2, id from offers.schedule_exception where municipality_id = ${municipalityId} and note <> ''
    union all select service_id, 'place-note', description, 3, id from offers.service_at_location where municipality_id = ${municipalityId} and description <> ''
    union all select service_id, 'cost-note', description, 4, id from offers.cost_option where municipality_id = ${municipalityId} and description <> ''
    union all select service_id, 'reduction', reduced_for, 5, id from offers.cost_option where municipality_id = ${municipalityId} and reduced_for <> ''
    union all select service_id, 'phone-note', description, 6, id from offers.phone where municipality_id = ${municipalityId} and description <> ''
    union all select service_id, 'contact-title', title, 7, id from offers.contact where municipality_id = ${municipalityId} and title <> '' and is_public
    order by place, id`.execute(tx);
  const said = new Map<Uuid, [NoteKind, string][]>();
  for (const { service_id: id, kind, text } of rows) said.set(id, [...(said.get(id) ?? []), [kind, text]]);
  return new Map([...said].map(([id, own]) => [id, notesOf(own)]));
}

function serviceRows(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('offers.service')
    .select(['id', 'name', 'summary', 'description', 'audience', 'application_process', 'organization_id', 'status', 'valid_until', 'updated_at'])
    .where('municipality_id', '=', municipalityId).where('status', '<>', 'retired').orderBy('name').execute();
}

function eventRows(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('offers.event').select(['id', 'name', 'summary', 'description', 'organization_id', 'status', 'updated_at'])
    .where('municipality_id', '=', municipalityId).where('status', '<>', 'retired').orderBy('name').execute();
}

async function placesOfPublicOffers(tx: Read, municipalityId: Uuid, on: Day): Promise<Uuid[]> {
  const rows = await tx.selectFrom('offers.service_at_location as place').innerJoin('offers.service as service', (join) => join
    .onRef('service.municipality_id', '=', 'place.municipality_id').onRef('service.id', '=', 'place.service_id'))
    .select('place.location_id').distinct().where('place.municipality_id', '=', municipalityId).where('service.status', '=', 'active')
    .where((where) => where.or([where('service.valid_until', 'is', null), where('service.valid_until', '>', on)])).execute();
  return rows.map((row) => row.location_id);
}

/** `id language` → its texts */
async function storedTexts(tx: Read, municipalityId: Uuid, languages: readonly TextLanguage[]): Promise<Map<string, TranslationRow[]>> {
  const rows = await tx.selectFrom('offers.translation')
    .select(['part', 'language', 'text', 'source', 'mark', 'reviewed_by', 'reviewed_at', 'changed_at', sql<Uuid>`coalesce(service_id, event_id, location_id, phase_id, transition_id, field_id)`.as('record_id')])
    .where('municipality_id', '=', municipalityId).where('language', 'in', [...languages]).execute();
  const texts = new Map<string, TranslationRow[]>();
  for (const row of rows) {
    const key = `${row.record_id} ${row.language}`;
    const own = texts.get(key);
    if (own) own.push(row);
    else texts.set(key, [row]);
  }
  return texts;
}

import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { keptPartsAndNotes, serviceText } from '../service-text.ts';
import type { NotePart } from '../note-part.ts';
import { keptNotes, serviceNotes } from '../service-note.ts';
import type { ServiceRecord, ServiceText } from '../service.ts';
import type { Provenance, RecordKind, ServicePart, TextLanguage, TextPart } from '../translation.ts';
import { loadServices } from './load-services.ts';
import { refreshServicesOfField } from './refresh-services.ts';
import { storeServices } from './store-services.ts';
import { provenanceRow } from './translation-rows.ts';

/** A text as it shall stand from now on; an empty one is removed. */
export interface TranslationChange {
  kind: RecordKind;
  recordId: Uuid;
  part: TextPart;
  language: TextLanguage;
  text: string;
  provenance: Provenance;
}

/**
 * Stores texts in other languages. Offers are stored with all of their parts, because they are found by the words of every language; their
 * rows are locked in the order of their ids before they are read, so that nobody's form is overwritten.
 */
export async function storeTranslations(tx: Write, municipalityId: Uuid, changes: readonly TranslationChange[], clock: Clock): Promise<void> {
  const ofServices = new Map<Uuid, TranslationChange[]>();
  for (const change of changes.filter(({ kind }) => kind === 'service')) ofServices.set(change.recordId, [...(ofServices.get(change.recordId) ?? []), change]);
  if (ofServices.size > 0) {
    const ids = [...ofServices.keys()].sort();
    await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${ids}::uuid[])`).orderBy('id').forUpdate().execute();
    const services = await loadServices(tx, municipalityId, ids);
    await storeServices(tx, municipalityId, services.map((service) => ({ ...service, texts: changedTexts(service, ofServices.get(service.id)!) })), clock);
  }
  for (const change of changes) {
    if (change.kind === 'service') continue;
    await storeRow(tx, municipalityId, change);
    if (change.kind !== 'location' && change.kind !== 'event') await storeName(tx, municipalityId, change);
  }
  for (const id of new Set(changes.filter(({ kind }) => kind === 'field').map(({ recordId }) => recordId))) await refreshServicesOfField(tx, municipalityId, id, clock);
}

function changedTexts(service: ServiceRecord, changes: readonly TranslationChange[]): ServiceText[] {
  const languages = new Set([...service.texts.map(({ language }) => language), ...changes.map(({ language }) => language)]);
  return [...languages].flatMap((language) => {
    const stored = service.texts.find((text) => text.language === language);
    const parts = new Map((stored ? keptPartsAndNotes(service, stored) : []).map((part) => [part.part, part]));
    const notes = keptNotes(serviceNotes(service), stored?.notes ?? []);
    for (const { part: named, text, provenance } of changes.filter((change) => change.language === language)) {
      const part = named as ServicePart | NotePart;
      // What was made from the former words of a note has done its work.
      parts.delete(notes.get(part as NotePart)?.part ?? part);
      if (text !== '') parts.set(part, { part, text, provenance });
    }
    return parts.size === 0 ? [] : [serviceText(service, language, [...parts.values()])];
  });
}

const OWNER = { event: 'event_id', location: 'location_id', phase: 'phase_id', transition: 'transition_id', field: 'field_id' } as const;

async function storeRow(tx: Write, municipalityId: Uuid, { kind, recordId, part, language, text, provenance }: TranslationChange): Promise<void> {
  const owner = OWNER[kind as keyof typeof OWNER];
  await tx.deleteFrom('offers.translation').where('municipality_id', '=', municipalityId).where(owner, '=', recordId).where('part', '=', part).where('language', '=', language).execute();
  if (text === '') return;
  await tx.insertInto('offers.translation').values({ municipality_id: municipalityId, id: newId(), [owner]: recordId, part, language, text, ...provenanceRow(provenance) }).execute();
}

const TERMS = { phase: 'offers.life_phase', transition: 'offers.transition', field: 'offers.field_of_action' } as const;

/** Names of terms are read from the term itself by every page. */
async function storeName(tx: Write, municipalityId: Uuid, { kind, recordId, language, text }: TranslationChange): Promise<void> {
  const names = text === '' ? sql`names - ${language}::text` : sql`names || jsonb_build_object(${language}::text, ${text}::text)`;
  await sql`update ${sql.table(TERMS[kind as keyof typeof TERMS])} set names = ${names} where municipality_id = ${municipalityId} and id = ${recordId}`.execute(tx);
}

import { sql } from 'kysely';
import { organizationNames } from '../../network/server/organizations.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { indexTerms } from '../search/index-terms.ts';
import type { ServiceRecord } from '../service.ts';
import { listFields } from './phases.ts';

export interface Indexed {
  /** id of the offer → tsvector literal */
  vectors: Map<Uuid, string>;
  /** word → stem, of all of them */
  words: Map<string, string>;
}

/** What these offers are found by, with the names of their organizations, places, districts and topics. */
export async function termsOf(tx: Read, municipalityId: Uuid, records: readonly ServiceRecord[]): Promise<Indexed> {
  const organizations = await organizationNames(tx, municipalityId);
  const fields = new Map((await listFields(tx, municipalityId)).map((field) => [field.id, Object.values(field.names)]));
  const places = await placeWords(tx, municipalityId);
  const indexed: Indexed = { vectors: new Map(), words: new Map() };
  for (const record of records) {
    const { vector, words } = indexTerms({
      names: [record.name, ...record.texts.map((text) => text.name)],
      summaries: [record.summary, record.audience, ...record.texts.map((text) => text.summary), ...record.fieldIds.flatMap((id) => fields.get(id) ?? [])],
      surroundings: [organizations.get(record.organizationId) ?? '', ...record.places.map((place) => places.get(place.locationId) ?? '')],
      descriptions: [record.description, record.applicationProcess, ...record.texts.map((text) => text.description)],
    });
    indexed.vectors.set(record.id, vector);
    for (const [word, stem] of words) indexed.words.set(word, stem);
  }
  return indexed;
}

/** id of a place → its name, street, town and district. */
async function placeWords(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, string>> {
  const rows = await tx.selectFrom('offers.location as location')
    .leftJoin('areas.area as area', (join) => join
      .onRef('area.municipality_id', '=', 'location.municipality_id').onRef('area.id', '=', 'location.area_id'))
    .select(['location.id', 'location.name', 'location.street', 'location.city', 'area.name as area_name'])
    .where('location.municipality_id', '=', municipalityId).execute();
  return new Map(rows.map((row) => [row.id, [row.name, row.street, row.city, row.area_name].filter(Boolean).join(' ')]));
}

/**
 * Adds words to the municipality's vocabulary; known ones are left untouched and not locked. New ones are added in their order, so
 * that two writers never wait for each other in a circle.
 */
export async function addSearchWords(tx: Write, municipalityId: Uuid, { words }: Indexed): Promise<void> {
  if (words.size === 0) return;
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`insert into offers.search_word (municipality_id, id, word, stem)
    select ${municipalityId}::uuid, fresh.id, fresh.word, fresh.stem
    from unnest(${sorted.map(() => newId())}::uuid[], ${sorted.map(([word]) => word)}::text[], ${sorted.map(([, stem]) => stem)}::text[]) as fresh (id, word, stem)
    where not exists (select from offers.search_word as known where known.municipality_id = ${municipalityId}::uuid and known.word = fresh.word collate "C")
    order by fresh.word collate "C"
    on conflict (municipality_id, word) do nothing`.execute(tx);
}


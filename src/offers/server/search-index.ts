import { organizationNames } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { indexTerms } from '../search/index-terms.ts';
import type { ServiceRecord } from '../service.ts';
import { listFields } from './phases.ts';

export interface Indexed {
  /** id of the offer → its stems (search/index-terms.ts) */
  texts: Map<Uuid, string>;
  /** words of all of them, folded */
  words: Set<string>;
}

/** What these offers are found by, with the names of their organizations, places, districts and topics. */
export async function termsOf(tx: Read, municipalityId: Uuid, records: readonly ServiceRecord[]): Promise<Indexed> {
  const organizations = await organizationNames(tx, municipalityId);
  const fields = new Map((await listFields(tx, municipalityId)).map((field) => [field.id, Object.values(field.names)]));
  const places = await placeWords(tx, municipalityId);
  const indexed: Indexed = { texts: new Map(), words: new Set() };
  for (const record of records) {
    const { text, words } = indexTerms({
      names: [record.name, ...record.texts.map((translated) => translated.name)],
      summaries: [record.summary, record.audience, ...record.texts.flatMap((translated) => [translated.summary, translated.audience ?? '']), ...record.fieldIds.flatMap((id) => fields.get(id) ?? [])],
      surroundings: [organizations.get(record.organizationId) ?? '', ...record.places.map((place) => places.get(place.locationId) ?? '')],
      descriptions: [record.description, record.applicationProcess, ...record.texts.flatMap((translated) => [translated.description, translated.applicationProcess ?? ''])],
    });
    indexed.texts.set(record.id, text);
    for (const word of words) indexed.words.add(word);
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

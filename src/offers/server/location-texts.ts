import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { Location } from '../location.ts';
import type { TextInLanguage } from '../service-text.ts';

/** The notes of places in a page's language where there are some, otherwise German; empty where nobody wrote any. */
export interface PlaceNotes {
  accessibility: TextInLanguage;
  transport: TextInLanguage;
}

/** The same for the places of several offers. */
export function placeNotesOf(tx: Read, municipalityId: Uuid, offers: readonly { places: readonly { location: Location }[] }[], language: Language): Promise<Map<Uuid, PlaceNotes>> {
  return placeNotes(tx, municipalityId, offers.flatMap(({ places }) => places.map(({ location }) => location)), language);
}

export async function placeNotes(tx: Read, municipalityId: Uuid, locations: readonly Location[], language: Language): Promise<Map<Uuid, PlaceNotes>> {
  const wanted = locations.filter(({ accessibilityNote, transportNote }) => accessibilityNote || transportNote).map(({ id }) => id);
  const rows = language === 'de' || wanted.length === 0 ? [] : await tx.selectFrom('offers.translation').select(['location_id', 'part', 'text'])
    .where('municipality_id', '=', municipalityId).where('language', '=', language).where('location_id', '=', sql<Uuid>`any(${wanted}::uuid[])`).execute();
  return new Map(locations.map(({ id, accessibilityNote, transportNote }) => {
    const note = (part: string, german: string | undefined): TextInLanguage => {
      const own = german && rows.find((row) => row.location_id === id && row.part === part);
      return own ? { text: own.text, language } : { text: german ?? '', language: 'de' };
    };
    return [id, { accessibility: note('accessibility-note', accessibilityNote), transport: note('transport-note', transportNote) }];
  }));
}

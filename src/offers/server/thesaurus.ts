import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { baseThesaurus } from '../search/base-thesaurus.ts';
import type { Thesaurus } from '../search/thesaurus.ts';

/** The needs a municipality's search knows. */
export async function loadThesaurus(_tx: Read, _municipalityId: Uuid): Promise<Thesaurus> {
  return baseThesaurus;
}

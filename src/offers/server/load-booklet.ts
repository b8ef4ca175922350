import { readFileSync } from 'node:fs';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { languageFacts, type Language } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { PdfTemplate } from '../../platform/pdf.ts';
import { narrow } from '../offer-filter.ts';
import { booklet, type Booklet } from '../print/booklet.ts';
import type { Paper } from '../print/printed.ts';
import { loadWords } from './directory-words.ts';
import { loadOfferFacts } from './offer-facts.ts';
import { shownOffers } from './shown-offers.ts';

/** More offers make a book nobody staples, and minutes of setting. */
export const MOST_OFFERS = 1_500;

const source = (name: string): PdfTemplate => ({ name, source: readFileSync(new URL(`../print/${name}.typ`, import.meta.url), 'utf8') });
export const bookletTemplate = source('booklet');
export const posterTemplate = source('poster');

export interface BookletWish {
  language: Language;
  paper: Paper;
  phaseId?: Uuid;
  areaId?: Uuid;
}

/** Address of a page of a town in a language, whole, for paper. */
export function paperAddress(origin: string, slug: string, language: Language, path: string): string {
  return [origin, slug, languageFacts[language].segment, path.replace(/^\//, '')].filter(Boolean).join('/');
}

/** The public offers of a part of the directory as a booklet. Refuses `booklet-empty` and `booklet-too-large` {limit}. A fixed number of statements. */
export async function loadBooklet(tx: Read, municipalityId: Uuid, origin: string, today: Day, wish: BookletWish): Promise<Outcome<Booklet>> {
  const town = await tx.selectFrom('accounts.municipality').select(['name', 'slug', 'contact_name', 'contact_email', 'contact_phone', 'website']).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  const words = await loadWords(tx, municipalityId, today);
  const phase = words.phases.find(({ id }) => id === wish.phaseId);
  const area = wish.areaId === undefined ? undefined : words.areas.find(wish.areaId);
  const facts = await loadOfferFacts(tx, municipalityId, today, words.phases);
  const wanted = narrow(facts, { ...(phase ? { phaseId: phase.id } : {}), ...(area ? { areaIds: new Set([area.id, ...words.areas.descendants(area.id).map(({ id }) => id)]) } : {}) });
  if (wanted.length === 0) return refused('booklet-empty');
  if (wanted.length > MOST_OFFERS) return refused('booklet-too-large', { values: { limit: MOST_OFFERS } });
  const offers = await shownOffers(tx, municipalityId, wanted.map(({ id }) => id));
  const at = (path: string) => paperAddress(origin, town.slug, wish.language, path);
  return accepted(booklet(offers, words, { ...(phase ? { phase } : {}), ...(area ? { area } : {}) }, {
    language: wish.language, paper: wish.paper, today, town: { name: town.name, contact: contactOf(town) }, address: at(''), urlOf: (id) => at(`/angebote/${id}`),
  }));
}

function contactOf({ contact_name: name, contact_email: email, contact_phone: phone, website }: { contact_name: string | null; contact_email: string | null; contact_phone: string | null; website: string | null }) {
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}), ...(website ? { website } : {}) };
}

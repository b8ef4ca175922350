import { languageFacts } from '../platform/language.ts';
import { accepted, refused, type Outcome } from '../platform/outcome.ts';

/** First parts of addresses that belong to no municipality. */
const RESERVED = ['assets', 'anmeldedienst', 'gesundheit', 'musterbuch', 'api', 'static', 'well-known', 'favicon', 'robots', 'security', 'admin', 'verwaltung'];

/** Whether addresses of a municipality may begin with this: short, plain letters, no language and nothing that is taken. */
export function checkSlug(slug: string): Outcome<string> {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug)) return refused('slug-unfit');
  const segments = Object.values(languageFacts).map((facts) => facts.segment);
  return segments.includes(slug) || RESERVED.includes(slug) ? refused('slug-reserved') : accepted(slug);
}

import type { APIRequestContext } from '@playwright/test';

/** A page stands for all of its kind: one offer, one day, one figure, one language of a text. */
const kindOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d{4}-\d\d-\d\d/g, ':day').replace(/\/\d+(?=\/|$)/g, '/:number')
  .replace(/(\/(?:zelle|richtwerte|kennzahlen|uebersetzungen\/\w+\/:id|lauf\/:id\/kinder|monitoring\/zahlen(?=\/[a-z0-9-]+$)))\/(?!neu$)[^?]+/, '$1/:one');

interface Beginnings {
  /** where following links begins; addresses of the town without its name */
  begin: readonly string[];
  /** links that are followed: all below these */
  within: readonly string[];
}

/** What staff are led to from the overview, and what no other page leads to or only in some towns. */
export const everywhere: Beginnings = { begin: ['/verwaltung', '/abmelden', '/verwaltung/kette/nicht-eingeordnet'], within: ['/verwaltung/', '/konto'] };

/** One page of every kind that somebody may open, found by following links; files are none. */
export async function pagesOf(request: APIRequestContext, town: string, { begin, within }: Beginnings = everywhere): Promise<Map<string, string>> {
  const inTown = (path: string) => `/${town}${path}`;
  const waiting = begin.map(inTown);
  const found = new Set(waiting.map(kindOf));
  const pages = new Map<string, string>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await request.get(path);
    if (answer.status() !== 200 || !answer.headers()['content-type']?.startsWith('text/html')) continue;
    pages.set(kindOf(path), path);
    for (const [, link] of (await answer.text()).matchAll(/href="([^"#?]*)/g)) {
      if (!within.some((start) => link!.startsWith(inTown(start))) || found.has(kindOf(link!))) continue;
      found.add(kindOf(link!));
      waiting.push(link!);
    }
  }
  return pages;
}

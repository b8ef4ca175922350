import { xmlText } from './xml-text.ts';

export interface AtomEntry {
  id: string;
  title: string;
  /** address of the page */
  url: string;
  summary: string;
  author: string;
  publishedAt: Date;
  updatedAt: Date;
  categories: readonly string[];
}

export interface AtomFeed {
  id: string;
  title: string;
  /** BCP 47 */
  language: string;
  /** of the feed itself, and of the page that shows the same */
  selfUrl: string;
  url: string;
  author: string;
  /** when there is no entry: the instant before which nothing is known */
  updatedAt: Date;
  /** licence in words and its address, if there is one */
  rights?: string;
  entries: readonly AtomEntry[];
}

/** An Atom feed, newest first as given. (RFC 4287) */
export function atomText(feed: AtomFeed): string {
  const updated = feed.entries.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), feed.entries[0]?.updatedAt ?? feed.updatedAt);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.language)}">`,
    `<id>${xmlText(feed.id)}</id>`, `<title>${xmlText(feed.title)}</title>`, `<updated>${updated.toISOString()}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(feed.selfUrl)}"/>`, `<link rel="alternate" type="text/html" href="${xmlText(feed.url)}"/>`,
    `<author><name>${xmlText(feed.author)}</name></author>`, '<generator>Lückenlos</generator>',
    ...(feed.rights ? [`<rights>${xmlText(feed.rights)}</rights>`] : []),
    ...feed.entries.flatMap(entryLines),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

function entryLines(entry: AtomEntry): string[] {
  return [
    '<entry>', `<id>${xmlText(entry.id)}</id>`, `<title>${xmlText(entry.title)}</title>`, `<link rel="alternate" type="text/html" href="${xmlText(entry.url)}"/>`,
    `<published>${entry.publishedAt.toISOString()}</published>`, `<updated>${entry.updatedAt.toISOString()}</updated>`,
    ...(entry.author ? [`<author><name>${xmlText(entry.author)}</name></author>`] : []),
    ...entry.categories.map((term) => `<category term="${xmlText(term)}"/>`),
    `<summary>${xmlText(entry.summary)}</summary>`, '</entry>',
  ];
}

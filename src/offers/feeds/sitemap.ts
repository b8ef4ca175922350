import { xmlText } from './xml-text.ts';

export interface SitemapPage {
  url: string;
  /** day of the last change, if it is known */
  changedOn?: string;
  /** the same page in other languages, by BCP 47 tag, its own included */
  languages?: Readonly<Record<string, string>>;
}

/** More addresses are not read from one sitemap. (sitemaps.org) */
export const MOST_PAGES = 50_000;

/** A sitemap 0.9 with the languages of each page. */
export function sitemapText(pages: readonly SitemapPage[]): string {
  const lines = pages.slice(0, MOST_PAGES).map(({ url, changedOn, languages = {} }) => [
    '<url>', `<loc>${xmlText(url)}</loc>`, ...(changedOn ? [`<lastmod>${changedOn}</lastmod>`] : []),
    ...Object.entries(languages).map(([tag, href]) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${xmlText(href)}"/>`), '</url>',
  ].join(''));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">', ...lines, '</urlset>', ''].join('\n');
}

/** The sitemaps of all towns of an installation. */
export function sitemapIndexText(urls: readonly string[]): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', ...urls.map((url) => `<sitemap><loc>${xmlText(url)}</loc></sitemap>`), '</sitemapindex>', ''].join('\n');
}

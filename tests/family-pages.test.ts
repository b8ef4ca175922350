import { expect, test } from 'vitest';
import { townRoutes } from '../src/routes.ts';
import { fixedFamilyPages } from './journeys/family-pages.ts';

/** Addresses that are found while the pages are looked at (tests/journeys/family-pages.ts), and what is no page: files, feeds, redirects. */
const foundOrNoPage = [
  /^\/angebote\/:id(\/drucken|\/korrektur(\/danke)?)?$/, /^\/veranstaltungen\/:id/, /^\/kitas\/:id/, /^\/merkliste\/liste\/:sealed/, /\.(csv|xlsx|ics|atom|xml|json|pdf)/, /\\\.(ics|csv)/, /^\/(hsds|dcat)/, /^\/druck\/heft/, /^\/anmelden\/(link|passkey|dienst|bestaetigen)/,
];
/** Opened by a code, by whoever is signed in (Kita pages: tests/journeys/kita-pages.ts), or from a list that may be empty: looked at by the journeys of their own parts. */
const elsewhere = [/^\/zahlen\/gebiet\/:/, /^\/(zahlen|siegel|tuer)\/:/, /^\/bestaetigen\//, /^\/(meine-kita|kita-anmeldung\/:id|kita-antwort)/];
const staff = /^\/(verwaltung|konto)/;

function patternsOfPages(): string[] {
  const all = townRoutes.flatMap(({ routes }) => routes).filter(({ method, handler }) => method === 'GET' && handler !== undefined).map(({ path }) => path);
  return [...new Set(all)].filter((path) => !staff.test(path) && ![...foundOrNoPage, ...elsewhere].some((known) => known.test(path)));
}

const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/:[a-z]+(\{[^}]*\})?/gi, '[^/]+').replace(/\/\*$/, '/.*')}/?$`).test(path.split('?')[0]!);

test('every public page is among those that are looked at in all languages and modes', () => {
  const patterns = patternsOfPages();
  expect(patterns.length).toBeGreaterThan(15);
  expect(patterns.filter((pattern) => !fixedFamilyPages.some(({ path }) => matches(pattern, path)))).toEqual([]);
});

import { foldName } from '../../network/name-likeness.ts';

/** Street and number as they are compared: „Bahnhofstr. 3 a“ and „Bahnhofstraße 3A“; undefined without both. */
export function addressKey(street: string | null, houseNumber: string | null, postalCode: string | null): string | undefined {
  if (!street || !houseNumber) return undefined;
  const name = foldName(street).replace(/str(asse)?\b/g, 'str').replace(/ /g, '');
  return `${name} ${houseNumber.toLowerCase().replace(/\s+/g, '')} ${postalCode ?? ''}`.trim();
}

/** An address of the web without what does not tell pages apart; undefined for a site's front page, which all offers of a provider share. */
export function webKey(website: string | null): string | undefined {
  if (!website || !URL.canParse(website)) return undefined;
  const { hostname, pathname, search } = new URL(website);
  const path = pathname.replace(/\/(index\.\w+)?$/, '');
  return path === '' && search === '' ? undefined : `${hostname.replace(/^www\./, '')}${path}${search}`.toLowerCase();
}

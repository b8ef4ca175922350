import { accepted, refused, type Outcome } from '../platform/outcome.ts';

/**
 * Amtlicher Regionalschlüssel (ARS, 12 digits: Land 2, Regierungsbezirk 1, Kreis 2, Gemeindeverband 4, Gemeinde 3) or
 * Amtlicher Gemeindeschlüssel (AGS, 8 digits: the same without the association). Shorter ones name what is above a municipality.
 * Source: Statistisches Bundesamt, Gemeindeverzeichnis-Informationssystem.
 */
export interface RegionalKey {
  digits: string;
  level: RegionalKeyLevel;
  /** down to the county both keys are the same and count as ARS */
  kind: 'ars' | 'ags';
}

/**
 * A kreisfreie Stadt is county and municipality at once: 05114 and 05114000 are both Krefeld. A county written with zeros up to
 * twelve digits cannot be told from such a city and counts as municipality.
 */
export type RegionalKeyLevel = 'land' | 'region' | 'county' | 'association' | 'municipality';

const levelOfLength: Record<number, RegionalKeyLevel> = { 2: 'land', 3: 'region', 5: 'county', 8: 'municipality', 9: 'association', 12: 'municipality' };

/**
 * Reads a key, blanks allowed (`03 2 54 0002 002`). Refuses `regional-key-not-digits`, `regional-key-land` {land} (there are 16) and
 * `regional-key-length` {length, suggestion}: the suggestion has the leading zero spreadsheets eat, '' if that does not help either.
 */
export function parseRegionalKey(text: string): Outcome<RegionalKey> {
  const digits = text.replace(/\s/g, '');
  if (!/^\d+$/.test(digits)) return refused('regional-key-not-digits');
  const level = levelOfLength[digits.length];
  if (!level) {
    const suggestion = levelOfLength[digits.length + 1] && hasLand(`0${digits}`) ? `0${digits}` : '';
    return refused('regional-key-length', { values: { length: digits.length, suggestion } });
  }
  if (!hasLand(digits)) return refused('regional-key-land', { values: { land: digits.slice(0, 2) } });
  return accepted({ digits, level, kind: digits.length === 8 ? 'ags' : 'ars' });
}

/** The AGS of what an ARS names; undefined for an association, which has none. */
export function agsOf({ digits, level }: RegionalKey): string | undefined {
  if (level === 'association') return undefined;
  return digits.length === 12 ? digits.slice(0, 5) + digits.slice(9) : digits;
}

/**
 * true if the first key's area lies in the second's or is the same; undefined if keys of two kinds cannot tell
 * (an AGS does not say which association its municipality is in).
 */
export function isWithin(inner: RegionalKey, outer: RegionalKey): boolean | undefined {
  if (inner.kind === outer.kind || outer.digits.length <= 5) return inner.digits.startsWith(outer.digits);
  if (outer.level === 'association') return inner.digits.startsWith(outer.digits.slice(0, 5)) ? undefined : false;
  return agsOf(inner) === agsOf(outer);
}

/** For people: `03 2 54 0002 002`. */
export function spaced({ digits, kind }: RegionalKey): string {
  const lengths = kind === 'ars' ? [2, 1, 2, 4, 3] : [2, 1, 2, 3];
  let at = 0;
  return lengths.map((length) => digits.slice(at, (at += length))).filter((part) => part !== '').join(' ');
}

function hasLand(digits: string): boolean {
  const land = Number(digits.slice(0, 2));
  return land >= 1 && land <= 16;
}

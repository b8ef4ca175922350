import type { Language } from '../../platform/language.ts';

/** What a text of a series may leave open for each family; in German, as staff write it: `{anrede}`. */
export const placeholders = ['anrede', 'vorname', 'nachname', 'nummer', 'kita', 'antwort-bis', 'stadt'] as const;
export type Placeholder = (typeof placeholders)[number];

/** A value that is not known for a family is missing; nothing is put in its place. */
export type SeriesValues = Partial<Record<Placeholder, string>>;

const OPEN = /\{([^{}\n]{0,40})\}/g;

/** The placeholders of a text, and those that are none. */
export function placeholdersOf(text: string): { known: Placeholder[]; unknown: string[] } {
  const names = [...new Set([...text.matchAll(OPEN)].map(([, name]) => name!.trim().toLowerCase()))];
  return { known: placeholders.filter((one) => names.includes(one)), unknown: names.filter((name) => !placeholders.some((one) => one === name)) };
}

/** The text for one family, and what is missing for it. Values are put in once: a brace in a name opens nothing. O(text). */
export function fillText(text: string, values: SeriesValues): { text: string; missing: Placeholder[] } {
  const missing = new Set<Placeholder>();
  const filled = text.replace(OPEN, (whole, name: string) => {
    const placeholder = placeholders.find((one) => one === name.trim().toLowerCase());
    if (!placeholder) return whole;
    const value = values[placeholder];
    if (value === undefined || value === '') missing.add(placeholder);
    return value ?? '';
  });
  return { text: filled, missing: [...missing] };
}

/** A series in another language; German is the binding one. */
export interface SeriesVersion {
  subject: string;
  body: string;
}
export type SeriesVersions = Partial<Record<Exclude<Language, 'de'>, SeriesVersion>>;

/** The language somebody gets: their own if there is a version of it, else German. */
export function languageGot(versions: SeriesVersions, language: Language): Language {
  return language !== 'de' && versions[language] ? language : 'de';
}

/** The placeholders one of two texts has and the other has not: a translation leaves open what the German text leaves open. */
export function differingPlaceholders(body: string, translation: string): Placeholder[] {
  const [one, other] = [placeholdersOf(body).known, placeholdersOf(translation).known];
  return placeholders.filter((name) => one.includes(name) !== other.includes(name));
}

/** By which state children are chosen. */
export const audienceStates = ['registered', 'waiting', 'answers-open', 'proofs-open', 'placed'] as const;

export interface Audience {
  state: (typeof audienceStates)[number];
  /** only children who wish for it, or have a place there */
  facilityId?: string | undefined;
}

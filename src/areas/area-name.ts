import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { accepted, refused, type Outcome } from '../platform/outcome.ts';
import { withoutHidden } from '../platform/table-file/hidden-character.ts';
import { nearWords } from '../platform/table-file/near-words.ts';

/** What a table may call an area by. `formerNames`: names people still write, which now mean this area alone. */
export interface NamedArea {
  id: Uuid;
  level: 'land' | 'county' | 'municipality' | 'quarter' | 'district';
  key: string;
  name: string;
  regionalKey?: string | null;
  formerNames?: readonly string[];
  parentId?: Uuid | null;
  validFrom?: Day;
  /** the area ends the day before */
  validUntil?: Day | null;
}

export interface AreaNames {
  areas: readonly NamedArea[];
  byName: ReadonlyMap<string, readonly NamedArea[]>;
  byKey: ReadonlyMap<string, readonly NamedArea[]>;
  /** suggestions already looked up; a file with thousands of strange names asks for a few hundred only */
  near: Map<string, string[]>;
}

/** Words by which tables tell levels apart: „Quartier Innenstadt“, „Innenstadt (Bezirk)“. */
const LEVEL_WORDS: Record<NamedArea['level'], readonly string[]> = {
  land: ['land', 'bundesland'],
  county: ['landkreis', 'kreis', 'lk'],
  municipality: ['gemeinde', 'stadt', 'samtgemeinde', 'gesamtstadt'],
  quarter: ['quartier', 'sozialraum', 'stadtteil'],
  district: ['bezirk', 'ortsteil', 'ortschaft', 'statistischer bezirk'],
};
const LEVEL_NAMES: Record<NamedArea['level'], string> = { land: 'Land', county: 'Landkreis', municipality: 'Gemeinde', quarter: 'Quartier', district: 'Bezirk' };
const MOST_SUGGESTED = 300;

/** A name for comparing: no case, no difference between ä and ae, ß and ss, hyphen and blank. */
export function areaNameKey(name: string): string {
  return withoutHidden(name)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss')
    .replace(/[\s\u00a0\-‐‑–—/]+/g, ' ')
    .trim();
}

/** Leading zeros get lost in spreadsheets, so keys are compared without them where that is clear. */
const bareKey = (key: string) => areaNameKey(key).replace(/\s+/g, '').replace(/^0+(?=\d)/, '');

/** Prepares areas for matching many rows. O(areas). */
export function areaNames(areas: readonly NamedArea[]): AreaNames {
  const byName = new Map<string, NamedArea[]>();
  const byKey = new Map<string, NamedArea[]>();
  const add = (map: Map<string, NamedArea[]>, key: string, area: NamedArea) => {
    const list = map.get(key);
    if (!list) map.set(key, [area]);
    else if (!list.includes(area)) list.push(area);
  };
  for (const area of areas) {
    for (const name of [area.name, ...(area.formerNames ?? [])]) {
      add(byName, areaNameKey(name), area);
      for (const word of LEVEL_WORDS[area.level]) {
        add(byName, areaNameKey(`${word} ${name}`), area);
        add(byName, areaNameKey(`${name} (${word})`), area);
      }
    }
    add(byKey, bareKey(area.key), area);
    if (area.regionalKey) add(byKey, bareKey(area.regionalKey), area);
  }
  return { areas, byName, byKey, near: new Map() };
}

/**
 * The area of that key or exact name (case, umlaut spelling and hyphens aside) valid on that day. Nothing is guessed.
 * Refuses `area-unknown` with near names, `area-ambiguous` with the candidates, `area-not-valid` with the days of the area.
 */
export function matchArea(names: AreaNames, text: string, on?: Day): Outcome<NamedArea> {
  const found = [names.byKey.get(bareKey(text)) ?? [], names.byName.get(areaNameKey(text)) ?? []];
  return oneOf(names, [...new Set(found.flat())], text, on, (area) => area.key === text.trim() || area.name === text.trim());
}

/** The area with that key (its own or its official one, leading zeros aside); refuses like {@link matchArea}. */
export function matchAreaKey(names: AreaNames, key: string, on?: Day): Outcome<NamedArea> {
  return oneOf(names, names.byKey.get(bareKey(key)) ?? [], key, on, (area) => area.key === key.trim() || area.regionalKey === key.trim());
}

function oneOf(names: AreaNames, found: readonly NamedArea[], text: string, on: Day | undefined, isExact: (area: NamedArea) => boolean): Outcome<NamedArea> {
  const short = text.trim().slice(0, 80);
  const valid = found.filter((area) => on === undefined || isValid(area, on));
  if (valid.length === 1) return accepted(valid[0]!);
  if (valid.length > 1) {
    const exact = valid.filter(isExact);
    if (exact.length === 1) return accepted(exact[0]!);
    return refused('area-ambiguous', { values: { text: short, candidates: valid.slice(0, 5).map((area) => areaLabel(names, area)).join(', ') } });
  }
  if (found.length > 0 && on !== undefined) {
    const area = found[0]!;
    return refused('area-not-valid', { values: { text: short, on, from: area.validFrom ?? '', until: area.validUntil ?? '' } });
  }
  const near = suggestions(names, short);
  return refused('area-unknown', { values: { text: short, near: near.join(', '), hasNear: near.length > 0 ? 'yes' : 'no' } });
}

function isValid(area: NamedArea, on: Day): boolean {
  return (area.validFrom === undefined || area.validFrom <= on) && (!area.validUntil || on < area.validUntil);
}

function suggestions(names: AreaNames, text: string): string[] {
  const known = names.near.get(text);
  if (known) return known;
  if (names.near.size >= MOST_SUGGESTED) return [];
  const near = nearWords(text, names.areas.map(({ name }) => name));
  names.near.set(text, near);
  return near;
}

/** The shortest words that {@link matchArea} understands as this area and no other: its name, with its level, or its key. */
export function areaLabel(names: AreaNames, area: NamedArea, on?: Day): string {
  const candidates = [area.name, `${area.name} (${LEVEL_NAMES[area.level]})`, area.key, area.regionalKey ?? ''];
  const clear = candidates.find((text) => {
    const found = text === '' ? [] : [...(names.byKey.get(bareKey(text)) ?? []), ...(names.byName.get(areaNameKey(text)) ?? [])];
    const valid = new Set(found.filter((one) => on === undefined || isValid(one, on)));
    return valid.size === 1 && valid.has(area);
  });
  return clear ?? `${area.name} (${LEVEL_NAMES[area.level]} ${area.key})`;
}

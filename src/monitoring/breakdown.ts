/** Ages in completed years, both included; without `until`: and older. */
export interface AgeBand {
  from: number;
  until?: number;
}

/** What part of the people or cases of an area a figure counts. Nothing given: all of them. */
export interface Breakdown {
  age?: AgeBand;
  sex?: 'female' | 'male' | 'diverse';
  nationality?: 'german' | 'foreign';
  /** anything else a table breaks down by, as a short key: an income group, a kind of help, `migration-background` */
  category?: string;
}

/** Canonical text of a breakdown: `age:0-14;sex:female`, `age:3`, `age:65-`; '' is everybody. Never holds `|` (see packages/disclosure-control). */
export type BreakdownKey = string;

export const sexes = ['female', 'male', 'diverse'] as const;
export const nationalities = ['german', 'foreign'] as const;

const CATEGORY = /^[a-z0-9äöüß][a-z0-9äöüß.<>=+-]{0,59}$/;
const AGE = /^(\d{1,3})(?:(-)(\d{1,3})?)?$/;

export function breakdownKey({ age, sex, nationality, category }: Breakdown): BreakdownKey {
  const parts = [
    age === undefined ? '' : `age:${ageKey(age)}`, sex === undefined ? '' : `sex:${sex}`,
    nationality === undefined ? '' : `nationality:${nationality}`, category === undefined ? '' : `category:${category}`,
  ];
  return parts.filter((part) => part !== '').join(';');
}

export function ageKey({ from, until }: AgeBand): string {
  if (until === undefined) return `${from}-`;
  return from === until ? String(from) : `${from}-${until}`;
}

/** Reads the key back; undefined for what is none. */
export function parseBreakdown(key: BreakdownKey): Breakdown | undefined {
  const breakdown: Breakdown = {};
  for (const part of key === '' ? [] : key.split(';')) {
    const colon = part.indexOf(':');
    const [name, value] = [part.slice(0, colon), part.slice(colon + 1)];
    const age = name === 'age' ? parseAge(value) : undefined;
    if (age) breakdown.age = age;
    else if (name === 'sex' && sexes.some((sex) => sex === value)) breakdown.sex = value as NonNullable<Breakdown['sex']>;
    else if (name === 'nationality' && nationalities.some((one) => one === value)) breakdown.nationality = value as NonNullable<Breakdown['nationality']>;
    else if (name === 'category' && CATEGORY.test(value)) breakdown.category = value;
    else return undefined;
  }
  return breakdownKey(breakdown) === key ? breakdown : undefined;
}

function parseAge(text: string): AgeBand | undefined {
  const match = AGE.exec(text);
  if (!match) return undefined;
  const from = Number(match[1]);
  if (match[2] === undefined) return { from, until: from };
  if (match[3] === undefined) return { from };
  return Number(match[3]) >= from ? { from, until: Number(match[3]) } : undefined;
}

/** A short key out of any words: `Hilfen zur Erziehung, stationär` → `hilfen-zur-erziehung-stationär`. */
export function categoryKey(words: string): string {
  return words.normalize('NFC').toLowerCase().replace(/[^a-z0-9äöüß.<>=+]+/g, '-').replace(/^[-.<>=+]+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
}

/**
 * The keys among `given` that together are exactly `wanted`: itself, or parts that neither overlap nor leave anything out
 * (single years for a band, both sexes for everybody). Undefined where they are none. Fewest parts first. O(given × ages).
 */
export function partition(wanted: Breakdown, given: readonly BreakdownKey[]): readonly BreakdownKey[] | undefined {
  const key = breakdownKey(wanted);
  if (given.includes(key)) return [key];
  const parts = given.flatMap((one) => {
    const breakdown = parseBreakdown(one);
    return breakdown ? [{ key: one, breakdown }] : [];
  });
  return byAge(wanted, parts) ?? byWords(wanted, parts, 'sex', ['female', 'male']) ?? byWords(wanted, parts, 'nationality', ['german', 'foreign']);
}

interface Part {
  key: BreakdownKey;
  breakdown: Breakdown;
}

const OLDEST = 200;

/** Bands one after another, from the widest that begins where the last one ended. */
function byAge(wanted: Breakdown, parts: readonly Part[]): readonly BreakdownKey[] | undefined {
  const end = wanted.age ? (wanted.age.until ?? OLDEST) : OLDEST;
  const fitting = parts.filter(({ breakdown: { age, ...rest } }) => age !== undefined && breakdownKey(rest) === breakdownKey({ ...wanted, age: undefined } as Breakdown))
    .map(({ key, breakdown }) => ({ key, from: breakdown.age!.from, until: breakdown.age!.until ?? OLDEST })).sort((one, other) => other.until - one.until);
  const chain = (from: number): BreakdownKey[] | undefined => {
    for (const part of fitting) {
      if (part.from !== from || part.until > end) continue;
      if (part.until === end) return [part.key];
      const rest = chain(part.until + 1);
      if (rest) return [part.key, ...rest];
    }
    return undefined;
  };
  return fitting.length === 0 ? undefined : chain(wanted.age?.from ?? 0);
}

function byWords<Name extends 'sex' | 'nationality'>(wanted: Breakdown, parts: readonly Part[], name: Name, words: readonly NonNullable<Breakdown[Name]>[]): readonly BreakdownKey[] | undefined {
  if (wanted[name] !== undefined) return undefined;
  const given = parts.map(({ key }) => key);
  const found = words.map((word) => {
    const narrower: Breakdown = { ...wanted, [name]: word };
    const key = breakdownKey(narrower);
    return given.includes(key) ? [key] : byAge(narrower, parts);
  });
  if (found.some((keys) => keys === undefined)) return undefined;
  const other = parts.filter(({ breakdown }) => name === 'sex' && breakdownKey(breakdown) === breakdownKey({ ...wanted, sex: 'diverse' }));
  return [...found.flatMap((keys) => keys!), ...other.map(({ key }) => key)];
}

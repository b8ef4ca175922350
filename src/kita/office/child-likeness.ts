import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { nameKey } from '../registration/name-key.ts';
import { daysBetween } from './deadlines.ts';
import { plainWords } from './rank-names.ts';

/** A child as it is compared with others. */
export interface ComparedChild {
  id: Uuid;
  givenNames: string;
  familyName: string;
  bornOn: Day | null;
  expectedOn: Day | null;
  guardianIds: readonly Uuid[];
  /** mail addresses and telephone numbers of its guardians, as keys */
  contacts: readonly string[];
  guardianNames: readonly string[];
}

export const likenessSignals = ['same-name', 'sounds-same', 'part-of-name', 'same-day', 'day-and-month-swapped', 'near-day', 'expected-and-born', 'same-guardian', 'same-contact', 'same-guardian-name'] as const;
export type LikenessSignal = (typeof likenessSignals)[number];

/** Days a birth comes before or after the day it was expected. */
const EXPECTED_DAYS = 35;

/**
 * What speaks for two records being one child; empty if something speaks against it. Twins are two: same day and family, other given
 * names. Two children of one name born on one day are told apart by people, not here.
 */
export function likenessSignalsOf(one: ComparedChild, other: ComparedChild): LikenessSignal[] {
  const name = nameSignal(one, other);
  const day = daySignal(one, other);
  if (!name || !day) return [];
  const bonds: LikenessSignal[] = [];
  if (one.guardianIds.some((id) => other.guardianIds.includes(id))) bonds.push('same-guardian');
  if (one.contacts.some((contact) => other.contacts.includes(contact))) bonds.push('same-contact');
  if (one.guardianNames.some((guardian) => other.guardianNames.includes(guardian))) bonds.push('same-guardian-name');
  // What is only near must be held together by something else.
  if ((day === 'near-day' || day === 'expected-and-born' || name === 'part-of-name') && bonds.length === 0) return [];
  return [name, day, ...bonds];
}

function nameSignal(one: ComparedChild, other: ComparedChild): LikenessSignal | undefined {
  const [given, otherGiven] = [plainWords(one.givenNames), plainWords(other.givenNames)];
  const [family, otherFamily] = [plainWords(one.familyName), plainWords(other.familyName)];
  const unnamed = given.length === 0 || otherGiven.length === 0;
  if (same(given, otherGiven) && same(family, otherFamily)) return 'same-name';
  // One of them was not born when it was registered: only the family's name is known.
  const givenFits = unnamed || sounds(given, otherGiven) || shares(given, otherGiven);
  if (!givenFits) return sounds(given, otherFamily) && sounds(family, otherGiven) ? 'sounds-same' : undefined;
  if (sounds(given, otherGiven) && sounds(family, otherFamily)) return 'sounds-same';
  return sounds(family, otherFamily) || shares(family, otherFamily) || !unnamed ? 'part-of-name' : undefined;
}

const same = (words: readonly string[], others: readonly string[]) => words.length > 0 && words.join(' ') === others.join(' ');
const sounds = (words: readonly string[], others: readonly string[]) => words.length > 0 && nameKey(words.join(' '), '') === nameKey(others.join(' '), '');
const shares = (words: readonly string[], others: readonly string[]) => words.some((word) => others.some((theirs) => nameKey(word, '') === nameKey(theirs, '')));

function daySignal(one: ComparedChild, other: ComparedChild): LikenessSignal | undefined {
  if (one.bornOn && other.bornOn) {
    if (one.bornOn === other.bornOn) return 'same-day';
    if (swapped(one.bornOn) === other.bornOn) return 'day-and-month-swapped';
    return Math.abs(daysBetween(one.bornOn, other.bornOn)) <= 1 ? 'near-day' : undefined;
  }
  const [first, second] = [one.bornOn ?? one.expectedOn, other.bornOn ?? other.expectedOn];
  if (!first || !second) return undefined;
  return Math.abs(daysBetween(first, second)) <= EXPECTED_DAYS ? 'expected-and-born' : undefined;
}

const swapped = (day: Day): string => `${day.slice(0, 5)}${day.slice(8)}-${day.slice(5, 7)}`;

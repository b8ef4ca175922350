import { areNumberedApart, nameLikeness, type NameWords } from '../../network/name-likeness.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Ages } from '../age.ts';

/** What of an offer is compared. Sets of texts are in any order. */
export interface Comparable extends Ages {
  id: Uuid;
  name: NameWords;
  organizationId: Uuid;
  organization: NameWords;
  locationIds: readonly Uuid[];
  /** street and number of its places, folded: the same house under two names */
  addresses: readonly string[];
  /** E.164 */
  phones: readonly string[];
  website?: string;
  email?: string;
  fieldIds: readonly Uuid[];
  /** weekday and beginning of its times, `2 09:30` */
  times: readonly string[];
}

export type SignalKind =
  | 'name' | 'organization' | 'organization-name' | 'place' | 'other-place' | 'phone' | 'website' | 'email' | 'ages' | 'other-ages' | 'fields' | 'other-fields' | 'times' | 'other-times' | 'numbered';

/** Something that speaks for or against two offers being one. */
export interface Signal {
  kind: SignalKind;
  points: number;
}

export interface Likeness {
  /** 0 to 100: the sum of the signals, within these bounds */
  score: number;
  signals: readonly Signal[];
}

/** From here on a pair is shown: the same name and one thing more, or nearly everything but the name. */
export const SUSPICIOUS = 55;
const MOST_BY_NAME = 45;
/** Below this, two names have nothing to do with each other. */
const LEAST_NAME = 0.4;

/**
 * How much speaks for two offers being the same, each reason with its points – so that a person can follow it. What one provider's offers share
 * anyway (a switchboard, a house) counts little; a number („Kurs 1“, „Kurs 2“), other ages and other days speak against it. Symmetric.
 * Not `isExplained`: a pair that cannot be suspicious is not looked at to the end; its score is below the bound all the same.
 */
export function likenessOf(one: Comparable, other: Comparable, isExplained = true): Likeness {
  const signals: Signal[] = [];
  const say = (kind: SignalKind, points: number, holds = true) => {
    if (holds && points !== 0) signals.push({ kind, points });
  };
  const isSameOrganization = one.organizationId === other.organizationId;
  say('organization', 12, isSameOrganization);
  say('organization-name', 10, !isSameOrganization && nameLikeness(one.organization, other.organization) >= 0.6);
  const isSamePlace = meet(one.locationIds, other.locationIds) || meet(one.addresses, other.addresses);
  say('place', isSameOrganization ? 8 : 15, isSamePlace);
  say('other-place', -15, !isSamePlace && one.locationIds.length > 0 && other.locationIds.length > 0);
  say('phone', isSameOrganization ? 5 : 20, meet(one.phones, other.phones));
  say('website', isSameOrganization ? 5 : 15, one.website !== undefined && one.website === other.website);
  say('email', isSameOrganization ? 3 : 10, one.email !== undefined && one.email === other.email);
  say(areDisjoint(one, other) ? 'other-ages' : 'ages', agePoints(one, other));
  const areFieldsKnown = one.fieldIds.length > 0 && other.fieldIds.length > 0;
  const isSameField = meet(one.fieldIds, other.fieldIds);
  say('fields', 4, isSameField);
  say('other-fields', -8, areFieldsKnown && !isSameField);
  const areTimesKnown = one.times.length > 0 && other.times.length > 0;
  const isSameTime = meet(one.times, other.times);
  say('times', 10, isSameTime);
  say('other-times', isSameOrganization ? -15 : -10, areTimesKnown && !isSameTime);
  say('numbered', -30, areNumberedApart(one.name, other.name));
  // Names last: comparing them is what takes time, and most pairs are out of the question without.
  const sumSoFar = signals.reduce((total, { points }) => total + points, 0);
  const name = sumSoFar + MOST_BY_NAME < SUSPICIOUS && !isExplained ? 0 : nameLikeness(one.name, other.name);
  if (name >= LEAST_NAME) signals.unshift({ kind: 'name', points: Math.round(MOST_BY_NAME * name) });
  const sum = signals.reduce((total, { points }) => total + points, 0);
  return { score: Math.max(0, Math.min(100, sum)), signals };
}

function agePoints(one: Ages, other: Ages): number {
  const areKnown = [one.minimumAgeMonths, one.maximumAgeMonths].some((age) => age !== undefined) && [other.minimumAgeMonths, other.maximumAgeMonths].some((age) => age !== undefined);
  if (!areKnown) return 0;
  if (areDisjoint(one, other)) return -35;
  return one.minimumAgeMonths === other.minimumAgeMonths && one.maximumAgeMonths === other.maximumAgeMonths ? 8 : 3;
}

function areDisjoint(one: Ages, other: Ages): boolean {
  return (one.maximumAgeMonths ?? Infinity) < (other.minimumAgeMonths ?? -Infinity) || (other.maximumAgeMonths ?? Infinity) < (one.minimumAgeMonths ?? -Infinity);
}

function meet(one: readonly string[], other: readonly string[]): boolean {
  return one.some((element) => other.includes(element));
}

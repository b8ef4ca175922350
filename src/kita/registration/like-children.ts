import type { Day } from '../../platform/day.ts';
import { nameKey } from './name-key.ts';

/** A birth comes so many days before or after the day it was expected. */
export const DAYS_ABOUT_A_BIRTH = 28;

interface Named {
  givenNames: string;
  familyName: string;
  bornOn?: Day | undefined;
  expectedOn?: Day | undefined;
}

const DAY = 86_400_000;

/**
 * Whether two records are perhaps one child: family names that sound alike and, born on the same day, a given name in common; or one of them
 * still expected within four weeks of the other's day, where given names that both have must agree. Symmetric.
 */
export function areLikeChildren(one: Named, other: Named): boolean {
  if (nameKey(one.familyName, '') !== nameKey(other.familyName, '')) return false;
  if (one.bornOn && other.bornOn) return one.bornOn === other.bornOn && haveNameInCommon(one, other);
  const [day, otherDay] = [one.bornOn ?? one.expectedOn, other.bornOn ?? other.expectedOn];
  if (!day || !otherDay || Math.abs(Date.parse(day) - Date.parse(otherDay)) > DAYS_ABOUT_A_BIRTH * DAY) return false;
  return one.givenNames === '' || other.givenNames === '' || haveNameInCommon(one, other);
}

function haveNameInCommon(one: Named, other: Named): boolean {
  const names = new Set(nameKey('', one.givenNames).split(' '));
  return nameKey('', other.givenNames).split(' ').some((name) => names.has(name));
}

import type { Day } from '../../platform/day.ts';
import type { PoolMonth } from './free-seats.ts';
import { findGroupForm, licenceQuestions, licensedChildren, licensedPlaces, mostPlaces, placesWithYoung, type LicensedGroup } from './licence.ts';

/** Something to look at: a key of the staff's texts and what to put into it. */
export interface Finding {
  code: string;
  values: Record<string, string | number>;
}

/** More children than places or than licensed, more places than licensed, and numbers of a licence the Land's rules do not know; none: []. */
export function findingsOf(pools: readonly PoolMonth[], groups: readonly (LicensedGroup & { name: string })[], on: Day): Finding[] {
  const found: Finding[] = [];
  for (const { pool, seats, taken, shared, over, underTwo } of pools) {
    const children = taken + shared;
    const licensed = licensedChildren(groups, pool.id, on);
    const places = licensedPlaces(groups, pool.id, on);
    if (over > 0) found.push({ code: 'over.pool', values: { pool: pool.name, count: over } });
    if (places !== undefined && seats > places) found.push({ code: 'over.licence', values: { pool: pool.name, seats, licensed: places } });
    if (licensed !== undefined && children > licensed) found.push({ code: 'over.children', values: { pool: pool.name, taken: children, licensed } });
    const withYoung = placesWithYoung(groups, pool.id, on, underTwo);
    if (withYoung !== undefined && children > withYoung) found.push({ code: 'over.young', values: { pool: pool.name, taken: children, places: withYoung, young: underTwo } });
  }
  for (const group of groups.filter(({ validFrom, validUntil }) => validFrom <= on && (validUntil === null || on < validUntil))) {
    const form = findGroupForm(group.rulePack, group.form, on);
    for (const question of licenceQuestions(group, on)) {
      const most = question === 'too-many-shared' ? form?.mostShared : form && mostPlaces(form, group.inclusivePlaces);
      found.push({ code: `question.${question}`, values: { group: group.name, places: group.licensedPlaces, most: most ?? 0 } });
    }
  }
  return found;
}

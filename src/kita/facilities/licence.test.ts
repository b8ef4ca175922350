import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { groupRules } from '../../monitoring/kita-planning/group-rules.ts';
import { beyondLicence, childrenWith, type ChildminderLicence } from './childminder.ts';
import { findingsOf } from './findings.ts';
import { poolOf, seatType, taken } from './facilities.fixture.ts';
import { poolMonth } from './free-seats.ts';
import { childrenOf, findGroupForm, groupForms, licenceQuestions, licensedChildren, placesWithYoung, type LicensedGroup } from './licence.ts';
import { rulePackOf } from './rule-pack.ts';

const on = day('2026-11-22');
const group = (changes: Partial<LicensedGroup> = {}): LicensedGroup => ({
  rulePack: 'ni-nkitag', form: 'krippe', licensedPlaces: 15, inclusivePlaces: 0, sharedPlaces: 0, poolId: null, validFrom: day('2024-08-01'), validUntil: null, ...changes,
});

describe('the forms of a Land', () => {
  test.each([['I-a', 20], ['I-b', 20], ['I-c', 20], ['II-a', 10], ['II-b', 10], ['II-c', 10], ['III-a', 25], ['III-b', 25], ['III-c', 20]])('KiBiz %s has %i children', (form, places) =>
    expect(findGroupForm('nw-kibiz', form, on)?.places).toBe(places));

  test.each([['krippe', 15], ['kindergarten', 25], ['hort', 20]])('NKiTaG %s has %i children', (form, places) => expect(findGroupForm('ni-nkitag', form, on)?.places).toBe(places));

  test('have the sizes the planning of Kita places works with: one source', () => {
    for (const land of ['Niedersachsen', 'Nordrhein-Westfalen'] as const) {
      const known = groupForms(rulePackOf(land), on).map(({ places }) => places);
      for (const rule of groupRules(land, on)) expect(known).toContain(rule.places);
    }
  });

  test('are unknown before the law came into force', () => expect(groupForms('ni-nkitag', day('2019-01-01'))).toEqual([]));
});

describe('a licence', () => {
  test('more places than the rule, too many shared ones and inclusive ones in a plain group are asked about, not refused', () => {
    expect(licenceQuestions(group(), on)).toEqual([]);
    expect(licenceQuestions(group({ licensedPlaces: 16 }), on)).toEqual(['more-than-the-rule']);
    expect(licenceQuestions(group({ sharedPlaces: 3 }), on)).toEqual(['too-many-shared']);
    expect(licenceQuestions(group({ form: 'kindergarten', licensedPlaces: 25, inclusivePlaces: 1 }), on)).toEqual(['inclusive-in-plain-form']);
    expect(licenceQuestions(group({ form: 'unbekannt' }), on)).toEqual(['form-unknown']);
  });

  test('an integrative group has fewer places the more inclusive ones there are', () => {
    expect(licenceQuestions(group({ form: 'krippe-integrativ', licensedPlaces: 14, inclusivePlaces: 1 }), on)).toEqual([]);
    expect(licenceQuestions(group({ form: 'krippe-integrativ', licensedPlaces: 14, inclusivePlaces: 2 }), on)).toEqual(['more-than-the-rule']);
    expect(licenceQuestions(group({ form: 'kindergarten-integrativ', licensedPlaces: 18, inclusivePlaces: 4 }), on)).toEqual([]);
  });

  test('a shared place is for two children (§ 8 Abs. 3 NKiTaG)', () => {
    expect(childrenOf({ licensedPlaces: 15, sharedPlaces: 2 })).toBe(17);
    expect(licensedChildren([group({ poolId: 'p', sharedPlaces: 2 })], 'p', on)).toBe(17);
    expect(licensedChildren([], 'p', on)).toBeUndefined();
  });

  test('more children than licensed is found, and more places than licensed', () => {
    const krippe = seatType();
    const pool = poolOf(16, [{ type: krippe }]);
    const month = poolMonth(pool, [krippe], Array.from({ length: 16 }, () => taken(krippe, '2024-05-05')), day('2026-11-01'), 'ni-nkitag')!;
    expect(findingsOf([month], [{ ...group({ poolId: pool.pool.id }), name: 'Gruppe 1' }], on).map(({ code }) => code)).toEqual(['over.licence', 'over.children']);
    expect(findingsOf([month], [], on)).toEqual([]);
  });

  test('with more than seven children under two a Krippe has twelve places (§ 7 Abs. 1 Satz 2 DVO-NKiTaG)', () => {
    const groups = [group({ poolId: 'p' }), group({ poolId: 'p' })];
    expect([7, 14, 15, 19, 20, 24].map((young) => placesWithYoung(groups, 'p', on, young))).toEqual([undefined, undefined, 27, 27, 24, 24]);
    const krippe = seatType();
    const pool = poolOf(15, [{ type: krippe }]);
    const full = (young: number) => poolMonth(pool, [krippe], Array.from({ length: 15 }, (_, at) => taken(krippe, at < young ? '2025-05-05' : '2024-05-05')), day('2026-11-01'), 'ni-nkitag')!;
    const found = (young: number) => findingsOf([full(young)], [{ ...group({ poolId: pool.pool.id }), name: 'Gruppe 1' }], on).map(({ code }) => code);
    expect([found(7), found(8)]).toEqual([[], ['over.young']]);
  });
});

describe('a person of Kindertagespflege', () => {
  const period = { kind: 'granted' as const, validFrom: day('2024-02-01'), validUntil: day('2029-02-01'), childrenAtOnce: 5 };
  const licence: ChildminderLicence = { facilityId: 'blau', periods: [period], substituteId: 'gelb' };
  const child = (facilityId: string, startsOn = '2026-08-01') => ({ facilityId: facilityId as never, startsOn: day(startsOn), expectedEndsOn: null });

  test('may have five children at once over all placements, not six', () => {
    const five = Array.from({ length: 5 }, () => child('blau'));
    expect(beyondLicence(licence, five, [], on, null)).toEqual({ day: '2029-02-01', children: 5, most: 0, reason: 'no-licence' });
    expect(beyondLicence(licence, five, [], on, day('2029-02-01'))).toBeUndefined();
    expect(beyondLicence(licence, [...five, child('blau', '2027-01-01')], [], on, null)).toEqual({ day: '2027-01-01', children: 6, most: 5, reason: 'too-many' });
  });

  test('who steps in has the other children too, and they are not counted twice', () => {
    const held = [child('blau'), child('blau'), child('gelb')];
    const cover = { facilityId: 'gelb', substituteId: 'blau', firstDay: day('2026-12-01'), lastDay: day('2026-12-04') };
    expect(childrenWith('blau', held, [cover], day('2026-11-30'))).toBe(2);
    expect(childrenWith('blau', held, [cover], day('2026-12-04'))).toBe(3);
    expect(childrenWith('gelb', held, [cover], day('2026-12-04'))).toBe(0);
    expect(childrenWith('gelb', held, [cover], day('2026-12-05'))).toBe(1);
    expect(beyondLicence({ ...licence, periods: [{ ...period, childrenAtOnce: 2 }] }, held, [cover], on, null)).toEqual({ day: '2026-12-01', children: 3, most: 2, reason: 'too-many' });
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { isLastYearBeforeSchool, monthsBetween } from './child-age.ts';
import { anyCatalogue, anyChild, anyWish, catalogue, child, criterion, moon, provider, sun, wish } from './criteria.fixture.ts';
import { BEHIND_RESIDENTS, judge, REST_GROUP, reservesOf, traitsOf } from './judge.ts';

const empty = catalogue([]);
const seat = (ageBand: 'under-3' | 'from-3' | 'school', isInclusive = false) => wish({ seatType: { ageBand, weeklyHours: 40, isInclusive } });

describe('what no catalogue can drop', () => {
  test.each([
    ['two years and eleven months in August, three in September', '2024-09-01', 'under-3', undefined],
    ['two years and eleven months in August, three in September', '2024-09-01', 'from-3', 'age'],
    ['three on the 20th of the month of start', '2024-08-20', 'from-3', undefined],
    ['three on the 20th of the month of start', '2024-08-20', 'under-3', undefined],
    ['three on the last day of the month of start', '2024-08-31', 'from-3', undefined],
    ['three on the day of start', '2024-08-01', 'under-3', 'age'],
    ['not yet born on the day of start', '2027-09-30', 'under-3', 'age'],
    ['born on 29 February', '2024-02-29', 'from-3', undefined],
    ['six by 30 September, so at school', '2021-09-30', 'from-3', 'age'],
    ['six on 2 October, so a last year of Kita', '2021-10-02', 'from-3', undefined],
  ] as const)('a child %s (born %s) and a seat %s: %s', (_, bornOn, band, expected) => {
    expect(judge(empty, child({ bornOn: day(bornOn) }), seat(band)).ineligible).toBe(expected);
  });

  test('an inclusive seat is for a child with the need, who may also take any other', () => {
    expect(judge(empty, child(), seat('from-3', true)).ineligible).toBe('inclusive');
    expect(judge(empty, child({ needsInclusiveSeat: true }), seat('from-3', true)).ineligible).toBeUndefined();
    expect(judge(empty, child({ needsInclusiveSeat: true }), seat('from-3')).ineligible).toBeUndefined();
  });

  test('a child of another municipality gets a place only as far as the catalogue allows', () => {
    const away = child({ isResident: false });
    expect(judge({ ...empty, nonResidents: 'refused' }, away, wish()).ineligible).toBe('non-resident');
    expect(judge({ ...empty, nonResidents: 'equal' }, away, wish())).toMatchObject({ group: REST_GROUP, points: 0 });
    const first = catalogue([criterion('group', 'hardship', { amount: 0 })]);
    const proved = new Map([['hardship', true as const]]);
    expect(judge(first, { ...away, proved }, wish()).group).toBe(BEHIND_RESIDENTS);
    expect(judge(first, child(), wish()).group).toBeLessThan(BEHIND_RESIDENTS);
  });
});

describe('criteria', () => {
  test('add up their points and say what they are made of', () => {
    const single = criterion('points', 'single-parent', { amount: 20 });
    const waits = criterion('points', 'waits-since', { amount: 2, condition: { perUnitUpTo: 6 } });
    const found = judge(catalogue([single, waits]), child({ proved: new Map([['single-parent', true]]), waitsSince: day('2026-08-02') }), wish());
    expect(found).toMatchObject({ points: 32, lines: [{ criterionId: single.id, points: 20 }, { criterionId: waits.id, points: 12 }] });
  });

  test('need a proof: what a family only claims counts nothing', () => {
    const rules = catalogue([criterion('points', 'single-parent'), criterion('group', 'hardship'), criterion('points', 'work-hours', { condition: { atLeast: 20 } })]);
    expect(judge(rules, child(), wish())).toMatchObject({ points: 0, group: REST_GROUP, lines: [] });
    expect(judge(rules, child({ proved: new Map([['work-hours', 19]]) }), wish()).points).toBe(0);
    expect(judge(rules, child({ proved: new Map([['work-hours', 20]]) }), wish()).points).toBe(10);
  });

  test('of a provider count only at its own facilities, criteria of ages and hours only for such seats', () => {
    const rules = catalogue([criterion('points', 'no-place', { facilityId: moon }), criterion('points', 'no-place', { organizationId: provider, amount: 3 }), criterion('requirement', 'both-work-or-train', { condition: { seatHoursFrom: 45 } })]);
    expect(judge(rules, child(), wish())).toMatchObject({ points: 3 });
    expect(judge(rules, child(), wish({ facilityId: moon, organizationId: moon }))).toMatchObject({ points: 10 });
    expect(judge(rules, child(), wish({ seatType: { ageBand: 'from-3', weeklyHours: 45, isInclusive: false } })).ineligible).toBe(`requirement:${rules.criteria[2]!.id}`);
  });

  test('more points for a criterion never lower anybody’s points, nor change who may have the place', () => {
    fc.assert(fc.property(anyCatalogue, anyChild, anyWish, fc.nat(7), fc.integer({ min: 1, max: 100 }), (rules, one, place, at, more) => {
      const before = judge(rules, one, place);
      const raised = { ...rules, criteria: rules.criteria.map((rule, index) => (index === at && rule.kind === 'points' ? { ...rule, amount: rule.amount! + more } : rule)) };
      const after = judge(raised, one, place);
      expect(after.points).toBeGreaterThanOrEqual(before.points);
      expect([after.group, after.ineligible === undefined]).toEqual([before.group, before.ineligible === undefined]);
    }));
  });

  test('one more proved circumstance never takes a place or a priority away, nor points where none are subtracted', () => {
    fc.assert(fc.property(anyCatalogue, anyChild, anyWish, (rules, one, place) => {
      const before = judge(rules, one, place);
      const after = judge(rules, { ...one, proved: new Map([...one.proved, ['hardship', true]]) }, place);
      expect(after.group).toBeLessThanOrEqual(before.group);
      if (before.ineligible === undefined) expect(after.ineligible).toBeUndefined();
      if (rules.criteria.every(({ amount }) => (amount ?? 0) >= 0)) expect(after.points).toBeGreaterThanOrEqual(before.points);
    }));
  });

  test('decide the same in whatever order they stand', () => {
    fc.assert(fc.property(anyCatalogue, anyChild, anyWish, fc.nat(), (rules, one, place, by) => {
      const turned = { ...rules, criteria: rules.criteria.toReversed().map((_, index, all) => all[(index + by) % all.length]!) };
      const plain = ({ lines, ineligible, ...rest }: ReturnType<typeof judge>) => ({ ...rest, mayHave: ineligible === undefined, lines: lines.toSorted((a, b) => (a.criterionId < b.criterionId ? -1 : 1)) });
      expect(plain(judge(turned, one, place))).toEqual(plain(judge(rules, one, place)));
      expect(traitsOf(turned, one)).toEqual(traitsOf(rules, one));
    }));
  });

  test('points are the sum of the lines', () => {
    fc.assert(fc.property(anyCatalogue, anyChild, anyWish, (rules, one, place) => {
      const { points, lines } = judge(rules, one, place);
      expect(points).toBe(lines.reduce((sum, line) => sum + line.points, 0));
    }));
  });
});

describe('reserved places', () => {
  const pool = { id: sun, facilityId: sun, organizationId: provider, seats: 15 };

  test('a share is rounded down, a number of places is kept in each pool', () => {
    const rules = catalogue([criterion('reserve', 'hardship', { amount: null, share: 0.1 }), criterion('reserve', 'company-place', { amount: 3, facilityId: moon })]);
    expect(reservesOf(rules, pool)).toEqual([{ id: rules.criteria[0]!.id, trait: rules.criteria[0]!.id, seats: 1, kind: 'soft' }]);
    expect(reservesOf(rules, { ...pool, facilityId: moon }).map(({ seats }) => seats)).toEqual([1, 3]);
  });

  test('a trait of one facility opens only that facility’s reserve', () => {
    const rules = catalogue([criterion('reserve', 'in-catchment', { amount: 2 })]);
    const trait = reservesOf(rules, pool)[0]!.trait;
    expect(traitsOf(rules, child({ catchmentFacilityIds: [sun] }))).toEqual([trait]);
    expect(traitsOf(rules, child({ catchmentFacilityIds: [moon] }))).not.toContain(trait);
  });

  test('never exceed the places there are', () => {
    fc.assert(fc.property(anyCatalogue, fc.nat(40), (rules, seats) => {
      const reserves = reservesOf(rules, { ...pool, seats });
      expect(reserves.reduce((sum, reserve) => sum + reserve.seats, 0)).toBeLessThanOrEqual(seats);
    }));
  });

  test('0.07 of 100 places are seven', () => {
    expect(reservesOf(catalogue([criterion('reserve', 'hardship', { amount: null, share: 0.07 })]), { ...pool, seats: 100 })[0]!.seats).toBe(7);
  });
});

describe('ages in months', () => {
  test.each([['2026-01-31', '2026-02-28', 1], ['2026-01-31', '2026-02-27', 0], ['2026-03-01', '2026-02-28', -1], ['2024-02-29', '2025-02-28', 12]])('from %s to %s: %i', (from, to, months) => {
    expect(monthsBetween(day(from), day(to))).toBe(months);
  });

  test('the last year before school begins a year before 1 August of the school year', () => {
    expect(isLastYearBeforeSchool(day('2021-10-01'), day('2026-08-01'), 'ni-nkitag')).toBe(true);
    expect(isLastYearBeforeSchool(day('2021-10-01'), day('2026-08-01'), 'nw-kibiz')).toBe(false);
    expect(isLastYearBeforeSchool(day('2021-10-02'), day('2028-07-31'), 'ni-nkitag')).toBe(true);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCatalogue, catalogue, criterion, moon, provider, sun } from './criteria.fixture.ts';
import type { Criterion } from './catalogue.ts';
import { criteriaStaffTexts } from '../criteria-staff-texts.ts';
import { checkCatalogue, type CheckGround } from './checks.ts';
import { catalogueDifference } from './difference.ts';

const ground: CheckGround = {
  seatTypes: [{ ageBand: 'under-3', weeklyHours: 40, isInclusive: false }, { ageBand: 'from-3', weeklyHours: 25, isInclusive: false }, { ageBand: 'from-3', weeklyHours: 45, isInclusive: true }],
  facilities: [{ facilityId: sun, organizationId: provider }],
  pools: [{ id: sun, name: 'Sonne, Kindergarten', facilityId: sun, organizationId: provider, seats: 10, hasCeilings: false }],
};
const codes = (criteria: Criterion[], more: Partial<CheckGround> = {}) => checkCatalogue(catalogue(criteria), { ...ground, ...more }).map(({ code }) => code);

describe('checks of a catalogue', () => {
  test('a clean catalogue has no finding', () => {
    expect(codes([
      criterion('group', 'child-protection', { amount: 0 }), criterion('points', 'single-parent', { amount: 20 }), criterion('reserve', 'hardship', { amount: null, share: 0.1 }),
      criterion('points', 'work-hours', { amount: 5, condition: { atLeast: 1, atMost: 19 } }), criterion('points', 'work-hours', { amount: 10, condition: { atLeast: 20 } }),
    ])).toEqual([]);
  });

  test.each<[string, string, Criterion[]]>([
    ['no criterion at all leaves everything to the lottery', 'lottery-only', []],
    ['a basis is missing', 'legal-basis-missing', [criterion('points', 'hardship', { legalBasis: ' ' })]],
    ['the range is the wrong way round', 'range-reversed', [criterion('points', 'work-hours', { condition: { atLeast: 30, atMost: 20 } })]],
    ['a provider has no facility here', 'facility-unknown', [criterion('points', 'hardship', { facilityId: moon })]],
    ['three years and a seat for the younger: nobody meets that', 'nobody-meets', [criterion('points', 'age-at-start', { condition: { atLeast: 40, ageBands: ['under-3'] } })]],
    ['no school child gets a place here', 'nobody-meets', [criterion('points', 'hardship', { condition: { ageBands: ['school'] } })]],
    ['two requirements no child meets together', 'nobody-eligible', [criterion('requirement', 'age-at-start', { condition: { atMost: 30 } }), criterion('requirement', 'last-year-before-school')]],
    ['holding a place and having none', 'nobody-eligible', [criterion('requirement', 'no-place'), criterion('requirement', 'holds-place-here')]],
    ['points that the same priority already overrides', 'points-overridden', [criterion('group', 'hardship', { amount: 1 }), criterion('points', 'hardship')]],
    ['a second priority for the same circumstance', 'group-shadowed', [criterion('group', 'hardship', { amount: 1 }), criterion('group', 'hardship', { amount: 2 })]],
    ['points given twice for the same', 'counted-twice', [criterion('points', 'work-hours', { condition: { atLeast: 10 } }), criterion('points', 'work-hours', { condition: { atLeast: 20 } })]],
    ['fewer points for more hours of work', 'tiers-order', [criterion('points', 'work-hours', { amount: 10, condition: { atMost: 19 } }), criterion('points', 'work-hours', { amount: 5, condition: { atLeast: 20 } })]],
    ['ages that rise and fall', 'tiers-order', [12, 24, 36].map((atLeast, at) => criterion('points', 'age-at-start', { amount: [5, 10, 5][at]!, condition: { atLeast, atMost: atLeast + 11 } }))],
    ['hours that fall between two steps', 'tiers-gap', [criterion('points', 'work-hours', { amount: 5, condition: { atMost: 19 } }), criterion('points', 'work-hours', { amount: 10, condition: { atLeast: 25 } })]],
    ['points for nothing', 'points-nothing', [criterion('points', 'hardship', { amount: 0 })]],
    ['a circumstance nobody has to prove', 'proof-missing', [criterion('points', 'single-parent', { proof: 'none' })]],
    ['a requirement that cuts the legal claim', 'claim-cut', [criterion('requirement', 'both-work-or-train')]],
    ['more reserved than there is', 'reserves-above-capacity', [criterion('reserve', 'hardship', { amount: 6 }), criterion('reserve', 'benefits', { amount: 5 })]],
    ['shares above the whole', 'shares-above-whole', [criterion('reserve', 'hardship', { amount: null, share: 0.6 }), criterion('reserve', 'benefits', { amount: null, share: 0.5 })]],
    ['a share too small for any pool', 'reserve-rounds-to-nothing', [criterion('reserve', 'hardship', { amount: null, share: 0.05 })]],
    ['reserves one child may ask for both', 'reserves-overlap', [criterion('reserve', 'hardship'), criterion('reserve', 'benefits')]],
    ['places that stay empty although children wait', 'reserve-hard', [criterion('reserve', 'hardship', { reserveKind: 'hard' })]],
  ])('%s', (_, code, criteria) => {
    const findings = checkCatalogue(catalogue(criteria), ground);
    expect(findings.map((finding) => finding.code)).toContain(code);
    for (const finding of findings) expect(criteriaStaffTexts.in('de')(`finding.${finding.code}`, finding.values)).not.toMatch(/[{}]|^finding/);
  });

  test('reserves beside upper bounds are refused, as the engine refuses them', () => {
    expect(codes([criterion('reserve', 'hardship')], { pools: [{ ...ground.pools[0]!, hasCeilings: true }] })).toContain('reserve-beside-ceiling');
  });

  test('full-time places may ask for work, a provider may ask more of its own places', () => {
    expect(codes([criterion('requirement', 'both-work-or-train', { condition: { seatHoursFrom: 40 } }), criterion('requirement', 'company-place', { facilityId: sun })])).not.toContain('claim-cut');
  });

  test('every finding names criteria that are there', () => {
    fc.assert(fc.property(anyCatalogue, (rules) => {
      const ids = new Set(rules.criteria.map(({ id }) => id));
      for (const { criterionIds } of checkCatalogue(rules, ground)) for (const id of criterionIds) expect(ids.has(id)).toBe(true);
    }), { numRuns: 25 });
  });
});

describe('the difference of two catalogues', () => {
  const points = criterion('points', 'single-parent', { amount: 20 });
  const group = criterion('group', 'hardship');

  test('a copy differs in nothing, in whatever order', () => {
    const copy = catalogue([criterion('group', 'hardship'), criterion('points', 'single-parent', { amount: 20 })]);
    expect(catalogueDifference(catalogue([points, group]), copy)).toMatchObject({ criteria: [{ kind: 'same' }, { kind: 'same' }], settings: [] });
  });

  test('a changed amount is a change, a new circumstance an addition, a missing one gone', () => {
    const after = catalogue([{ ...points, amount: 25 }, criterion('points', 'benefits')], { ties: 'most-places' });
    const { criteria, settings } = catalogueDifference(catalogue([points, group]), after);
    expect(criteria.map(({ kind }) => kind)).toEqual(['changed', 'added', 'removed']);
    expect(settings).toEqual([{ setting: 'ties', before: 'lottery', after: 'most-places' }]);
  });

  test('every criterion of both is in it once', () => {
    fc.assert(fc.property(anyCatalogue, anyCatalogue, (before, after) => {
      const { criteria } = catalogueDifference(before, after);
      const old = criteria.flatMap((change) => ('before' in change ? [change.before.id] : []));
      expect(new Set(old).size).toBe(old.length);
      expect(criteria.flatMap((change) => ('after' in change ? [change.after.id] : [])).toSorted()).toEqual(after.criteria.map(({ id }) => id).toSorted());
      expect(old.length + criteria.filter(({ kind }) => kind === 'same').length).toBe(before.criteria.length);
    }));
  });
});

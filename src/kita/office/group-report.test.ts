import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { checkGroup, differencesOf, figuresOfGroup, type ReportedGroup } from './group-report.ts';
import { staffRule } from './staff-check.ts';

const rule = staffRule('ni-nkitag', day('2026-10-01'))!;
const facilityId = newId();
const group = (about: Partial<ReportedGroup> = {}): ReportedGroup => ({
  groupId: newId(), facilityId, facilityName: 'Sonnenhof', organizationName: 'Kirchenkreis', name: 'Käfer', rulePack: 'ni-nkitag', form: 'kindergarten', formName: 'Kindergartengruppe', licensedPlaces: 25, inclusivePlaces: 0,
  sharedPlaces: 0, coreFrom: '08:00', coreUntil: '13:00', openFrom: '08:00', openUntil: '13:00', children: { 'under-3': 0, 'from-3': 24, school: 0 },
  staff: [{ qualification: 'skilled', weeklyHours: 35, coreHours: 25, edgeHours: 0 }, { qualification: 'assistant', weeklyHours: 30, coreHours: 25, edgeHours: 0 }], ...about,
});

describe('a group on the key date', () => {
  test('counts only staff the law counts', () => {
    const { people, skilled, hours } = figuresOfGroup(group({ staff: [...group().staff, { qualification: 'training', weeklyHours: 39, coreHours: 25, edgeHours: 0 }] }), rule);
    expect([people, skilled, hours]).toEqual([2, 1, 65]);
  });

  test('is not plausible with more children than places, shared ones counted twice', () => {
    expect(checkGroup(group(), rule)).toEqual([]);
    expect(checkGroup(group({ children: { 'under-3': 0, 'from-3': 27, school: 0 } }), rule)).toEqual([{ code: 'too-many-children', children: 27, places: 25 }]);
    expect(checkGroup(group({ children: { 'under-3': 0, 'from-3': 27, school: 0 }, sharedPlaces: 2 }), rule)).toEqual([]);
  });

  test('of a Land without a rule is not called plausible', () => {
    expect(checkGroup(group(), undefined)).toEqual([{ code: 'no-rule' }]);
  });
});

describe('differences to last year', () => {
  const of = (before: ReportedGroup[], now: ReportedGroup[]) => differencesOf(before, now, () => rule).map(({ kind, groupName, before: was, now: is }) => [kind, groupName, was, is]);

  test('name what opened, closed and changed', () => {
    const before = [group(), group({ name: 'Bären' })];
    const now = [group({ licensedPlaces: 18, inclusivePlaces: 4, form: 'kindergarten-integrativ', formName: 'integrative Kindergartengruppe' }), group({ name: 'Wölfe', licensedPlaces: 15 })];
    expect(of(before, now)).toEqual([
      ['group-closed', 'Bären', 25, null], ['form', 'Käfer', 'Kindergartengruppe', 'integrative Kindergartengruppe'], ['places', 'Käfer', 25, 18], ['inclusive', 'Käfer', 0, 4], ['group-opened', 'Wölfe', null, 15],
    ]);
  });

  test('explain the whole difference of places, whatever changed', () => {
    const some = fc.uniqueArray(fc.record({ name: fc.constantFrom('A', 'B', 'C', 'D', 'E'), licensedPlaces: fc.integer({ min: 5, max: 25 }) }), { selector: ({ name }) => name });
    fc.assert(fc.property(some, some, (one, other) => {
      const [before, now] = [one.map(group), other.map(group)];
      const places = (groups: ReportedGroup[]) => groups.reduce((sum, { licensedPlaces }) => sum + licensedPlaces, 0);
      const explained = differencesOf(before, now, () => rule).filter(({ kind }) => ['group-opened', 'group-closed', 'places'].includes(kind)).reduce((sum, line) => sum + Number(line.now ?? 0) - Number(line.before ?? 0), 0);
      expect(explained).toBe(places(now) - places(before));
    }));
  });
});

import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { checkDuty, pointValidity, shownEquipment, type PointCheck } from './place-point.ts';
import { openCriteria, sealCriteria, sealValidity, type Evidence } from './seal.ts';

const today = day('2026-11-22');
const check = (known: Partial<PointCheck> = {}): PointCheck => ({ checkedOn: day('2026-03-01'), checkedBy: 'Familienbüro', result: 'good', equipment: ['chair'], note: '', validUntil: day('2027-03-01'), ...known });
const { validUntil: _until, ...withoutEnd } = check();

describe('a Still- und Wickelpunkt', () => {
  test('holds as long as the last look at it does, its last day included', () => {
    const point = { status: 'active' as const, checks: [check({ validUntil: day('2026-11-23') })] };
    expect(pointValidity(point, today)).toBe('valid');
    expect(pointValidity(point, day('2026-11-23'))).toBe('expired');
  });

  test('does not hold where faults were found, nobody looked yet, or the place is gone', () => {
    expect(pointValidity({ status: 'active', checks: [{ ...withoutEnd, result: 'faults' }, check()] }, today)).toBe('expired');
    expect(pointValidity({ status: 'active', checks: [] }, today)).toBe('pending');
    expect(pointValidity({ status: 'active', checks: [{ ...withoutEnd, result: 'gone' }] }, today)).toBe('withdrawn');
    expect(pointValidity({ status: 'withdrawn', checks: [check()] }, today)).toBe('withdrawn');
  });

  test('shows what was found, not what was promised', () => {
    expect(shownEquipment({ equipment: ['chair', 'water'], checks: [check()] })).toEqual(['chair']);
    expect(shownEquipment({ equipment: ['chair', 'water'], checks: [] })).toEqual(['chair', 'water']);
  });

  test('is to be looked at again a month before its time is over, and a month after faults were found', () => {
    expect(checkDuty({ checks: [check({ validUntil: day('2026-12-20') })] }, today)).toEqual({ kind: 'due', by: '2026-12-20' });
    expect(checkDuty({ checks: [check()] }, today)).toEqual({ kind: 'later', by: '2027-03-01' });
    expect(checkDuty({ checks: [{ ...withoutEnd, result: 'faults', checkedOn: day('2026-10-01') }] }, today)).toEqual({ kind: 'overdue', since: '2026-11-01' });
    expect(checkDuty({ checks: [] }, today)).toEqual({ kind: 'never-checked' });
  });
});

describe('a Gütesiegel', () => {
  test('holds from its award to its last day, unless it was withdrawn', () => {
    expect(sealValidity({ state: 'awarded', validUntil: day('2026-11-23') }, today)).toBe('valid');
    expect(sealValidity({ state: 'awarded', validUntil: today }, today)).toBe('expired');
    expect(sealValidity({ state: 'withdrawn', validUntil: day('2027-11-23') }, today)).toBe('withdrawn');
    expect(sealValidity({ state: 'applied' }, today)).toBe('pending');
  });

  test('is not ready as long as one criterion is missing, rejected or only submitted', () => {
    const evidence = (state: Evidence['state']): Evidence[] => sealCriteria.map((criterion, at) => ({ criterion, state: at === 2 ? state : 'accepted', note: '', answer: '' }));
    for (const state of ['missing', 'submitted', 'rejected'] as const) expect(openCriteria(evidence(state))).toEqual(['certificates']);
    expect(openCriteria(evidence('accepted'))).toEqual([]);
    expect(openCriteria([])).toHaveLength(sealCriteria.length);
  });
});

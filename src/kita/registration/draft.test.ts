import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { isStale, openSteps, stepsOf, withStep, type Draft } from './draft.ts';

const child = () => ({ registrationId: newId(), givenNames: 'Mila', familyName: 'Müller', bornOn: day('2025-03-24') });
const draft = (change: Partial<Draft> = {}): Draft => ({ children: [child()], wishes: [], saved: {}, ...change });

describe('the pages of the form', () => {
  test('ask for siblings only where there are some, and for circumstances only what a catalogue uses', () => {
    expect(stepsOf(draft(), { otherChildren: 0, askedFacts: 0 })).toEqual(['kind', 'besonderes', 'sorgeberechtigte', 'adresse', 'beginn', 'wuensche', 'anliegen', 'pruefen']);
    expect(stepsOf(draft({ children: [child(), child()] }), { otherChildren: 0, askedFacts: 3 })).toContain('geschwister');
    expect(stepsOf(draft(), { otherChildren: 1, askedFacts: 3 })).toEqual(expect.arrayContaining(['geschwister', 'lebenslage']));
  });

  test('never show the other guardian’s address, contacts and circumstances', () => {
    const steps = stepsOf(draft({ isOthers: true }), { otherChildren: 2, askedFacts: 5 });
    for (const hidden of ['sorgeberechtigte', 'adresse', 'lebenslage', 'anliegen'] as const) expect(steps).not.toContain(hidden);
  });

  test('say what is missing', () => {
    const steps = stepsOf(draft(), { otherChildren: 0, askedFacts: 1 });
    expect(openSteps(draft({ children: [{ ...child(), bornOn: undefined }] }), steps)).toEqual(['kind', 'besonderes', 'sorgeberechtigte', 'adresse', 'beginn', 'wuensche', 'lebenslage']);
    const full = draft({ languages: [], guardian: { givenNames: 'A', familyName: 'M', phone: '', language: 'de', relation: 'mother' }, other: null, keepsBlockedAddress: true, wishedStart: day('2027-08-01'), weeklyHours: 35, wishes: [newId()], circumstances: [] });
    expect(openSteps(full, steps)).toEqual([]);
  });

  test('are stale once they were saved elsewhere, each for itself', () => {
    const saved = withStep(draft(), 'adresse', {});
    expect(isStale(saved, 'adresse', 0)).toBe(true);
    expect(isStale(saved, 'adresse', 1)).toBe(false);
    expect(isStale(saved, 'beginn', 0)).toBe(false);
  });
});

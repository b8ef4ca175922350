import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../platform/day.ts';
import { id, today } from './chain.fixture.ts';
import { addEvidence, changeGap, closeGap, gapAge, openGapsByAge, registerGap, reopenGap, type Evidence, type Gap, type GapDescription } from './gap.ts';

const described: GapDescription = {
  title: 'Keine Beratung am Nachmittag', severity: 'high', ownerName: 'Sozialplanung', closingCriterion: 'Zwei Sprechzeiten nach 15 Uhr',
  noticedOn: day('2026-05-01'), phaseId: id('0-3'),
};
const evidence: Evidence = { kind: 'matrix', description: 'Kein Angebot mit Öffnungszeit am Nachmittag', source: 'Lückenlos', observedOn: day('2026-05-01') };
const aGap = (known: Partial<Gap> = {}): Gap => ({ ...described, id: id('gap'), version: 3, ...known });
const aClosedGap = aGap({ closed: { on: day('2026-10-01'), proof: 'Sprechzeit besteht seit 1. Oktober' } });
const codes = (outcome: { ok: boolean; refusals?: { code: string; field?: string }[] }) => outcome.refusals?.map((one) => [one.code, one.field]);

describe('Registering a gap', () => {
  test('a described gap with evidence enters the register as version 1', () => {
    expect(registerGap(id('gap'), described, [evidence], today)).toEqual({
      ok: true, value: { gap: { ...described, id: id('gap'), version: 1 }, event: { kind: 'registered', note: '', changedFields: [] } },
    });
  });

  test('without evidence it is an opinion and is refused', () => {
    expect(codes(registerGap(id('gap'), described, [], today))).toEqual([['gap-needs-evidence', 'evidence']]);
  });

  test('title, owner and closing criterion are needed, blanks are not enough', () => {
    const empty = { ...described, title: ' ', ownerName: '', closingCriterion: '\n' };
    expect(codes(registerGap(id('gap'), empty, [evidence], today))).toEqual([
      ['title-missing', 'title'], ['ownerName-missing', 'ownerName'], ['closingCriterion-missing', 'closingCriterion'],
    ]);
  });

  test('nobody notices a gap tomorrow', () => {
    expect(codes(registerGap(id('gap'), { ...described, noticedOn: addDays(today, 1) }, [evidence], today))).toEqual([['day-in-future', 'noticedOn']]);
    expect(codes(registerGap(id('gap'), described, [{ ...evidence, observedOn: addDays(today, 1) }], today))).toEqual([['day-in-future', 'observedOn']]);
  });

  test('a gap lies in a phase or in a transition, not in both', () => {
    expect(codes(registerGap(id('gap'), { ...described, transitionId: id('0-3>3-6') }, [evidence], today))).toEqual([['phase-or-transition', 'transitionId']]);
  });

  test('a text longer than its field is refused, not cut', () => {
    expect(codes(registerGap(id('gap'), { ...described, title: 'x'.repeat(201) }, [evidence], today))).toEqual([['text-too-long', 'title']]);
  });
});

describe('Changing a gap', () => {
  test('the history names the fields that changed', () => {
    const outcome = changeGap(aGap(), 3, { ...described, severity: 'low', areaId: id('north') }, today);
    expect(outcome).toMatchObject({ ok: true, value: { gap: { version: 4, severity: 'low' }, event: { kind: 'changed', changedFields: ['severity', 'areaId'] } } });
  });

  test('a field that is emptied is gone and named', () => {
    const { phaseId: _, ...withoutPhase } = described;
    const outcome = changeGap(aGap(), 3, withoutPhase, today);
    expect(outcome).toMatchObject({ ok: true, value: { event: { changedFields: ['phaseId'] } } });
    expect(outcome.ok && outcome.value!.gap.phaseId).toBeUndefined();
  });

  test('saving without a change makes no version and no line in the history', () => {
    expect(changeGap(aGap(), 3, described, today)).toEqual({ ok: true, value: undefined });
  });

  test('who changes what somebody else changed meanwhile is told', () => {
    expect(codes(changeGap(aGap(), 2, { ...described, title: 'anders' }, today))).toEqual([['changed-meanwhile', undefined]]);
  });

  test('a closed gap is reopened before it is changed', () => {
    expect(codes(changeGap(aClosedGap, 3, described, today))).toEqual([['gap-is-closed', undefined]]);
    expect(codes(addEvidence(aClosedGap, evidence, today))).toEqual([['gap-is-closed', undefined]]);
  });

  test('evidence is added with a line in the history', () => {
    expect(addEvidence(aGap(), evidence, today)).toEqual({ ok: true, value: { kind: 'evidence-added', note: evidence.description, changedFields: [] } });
    expect(codes(addEvidence(aGap(), { ...evidence, description: '' }, today))).toEqual([['evidence-missing', 'evidence']]);
  });
});

describe('Closing and reopening a gap', () => {
  test('closing needs proof', () => {
    expect(codes(closeGap(aGap(), 3, { on: today, proof: ' ' }, today))).toEqual([['proof-missing', 'proof']]);
  });

  test('a gap is not closed before it was noticed, nor in the future', () => {
    expect(codes(closeGap(aGap(), 3, { on: day('2026-04-30'), proof: 'da' }, today))).toEqual([['closed-before-noticed', 'closedOn']]);
    expect(codes(closeGap(aGap(), 3, { on: addDays(today, 1), proof: 'da' }, today))).toEqual([['day-in-future', 'closedOn']]);
    expect(closeGap(aGap(), 3, { on: described.noticedOn, proof: 'da' }, today).ok).toBe(true);
  });

  test('a closed gap is not closed again, an open one not reopened', () => {
    expect(codes(closeGap(aClosedGap, 3, { on: today, proof: 'da' }, today))).toEqual([['gap-is-closed', undefined]]);
    expect(codes(reopenGap(aGap(), 3, 'doch offen'))).toEqual([['gap-is-open', undefined]]);
  });

  test('reopening needs a reason and keeps the day it was noticed', () => {
    expect(codes(reopenGap(aClosedGap, 3, ''))).toEqual([['reason-missing', 'reason']]);
    const outcome = reopenGap(aClosedGap, 3, 'Sprechzeit wieder eingestellt');
    expect(outcome).toMatchObject({ ok: true, value: { gap: { version: 4, noticedOn: described.noticedOn }, event: { kind: 'reopened', note: 'Sprechzeit wieder eingestellt' } } });
    expect(outcome.ok && outcome.value.gap.closed).toBeUndefined();
  });

  test('every change raises the version by one', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('close', 'reopen', 'change'), { maxLength: 10 }), (steps) => {
      let gap = aGap({ version: 1 });
      let accepted = 0;
      for (const [number, step] of steps.entries()) {
        const outcome = step === 'close' ? closeGap(gap, gap.version, { on: today, proof: 'da' }, today)
          : step === 'reopen' ? reopenGap(gap, gap.version, 'doch nicht')
            : changeGap(gap, gap.version, { ...described, title: `Titel ${number}` }, today);
        if (outcome.ok && outcome.value) {
          gap = outcome.value.gap;
          accepted += 1;
        }
      }
      expect(gap.version).toBe(1 + accepted);
    }));
  });
});

describe('Open gaps by age', () => {
  test('the bands are under 3 months, to 12 months, to 2 years, older', () => {
    const ages = ['2026-11-22', '2026-08-23', '2026-08-22', '2025-11-23', '2025-11-22', '2024-11-23', '2024-11-22'].map((on) => gapAge(day(on), today));
    expect(ages).toEqual(['under-3-months', 'under-3-months', '3-to-12-months', '3-to-12-months', '1-to-2-years', '1-to-2-years', 'over-2-years']);
  });

  test('closed gaps are not open ones', () => {
    const counts = openGapsByAge([aGap(), aGap({ severity: 'low', noticedOn: day('2020-01-01') }), aClosedGap], today);
    expect(counts['3-to-12-months']).toEqual({ high: 1, medium: 0, low: 0 });
    expect(counts['over-2-years']).toEqual({ high: 0, medium: 0, low: 1 });
  });
});

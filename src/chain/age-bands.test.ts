import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageQuestions, firstMonth, lastMonth, phasesOfAge, phasesOfOffer, wholeYears, withAnswers } from './age-bands.ts';
import { anOffer, aPhase, id } from './chain.fixture.ts';

const closed = [aPhase('pregnancy', -9, 0), aPhase('0-3', 0, 36), aPhase('3-6', 36, 72), aPhase('6-18', 72, 216)];

describe('Questions the age bands leave open', () => {
  test('bands that touch leave no question', () => {
    expect(ageQuestions(closed)).toEqual([]);
  });

  test('the groups of the Alfeld paper, read as years, leave out the ten-year-olds', () => {
    const paper = [aPhase('pregnancy', -9, 0), aPhase('0-3', 0, 36), aPhase('3-6', 36, 72), aPhase('6-10', 72, 120), aPhase('11-18', 132, 216)];
    const questions = ageQuestions(paper);
    expect(questions).toEqual([{ kind: 'hole', fromMonth: 120, untilMonth: 132, phaseIds: [id('6-10'), id('11-18')] }]);
    expect(wholeYears(questions[0]!)).toEqual([10]);
    expect(phasesOfAge(paper, 125)).toEqual([]);
  });

  test('the same groups with both ends included give the three- and the six-year-olds to two groups', () => {
    const paper = [aPhase('pregnancy', -9, 0), aPhase('0-3', 0, 48), aPhase('3-6', 36, 84), aPhase('6-10', 72, 132), aPhase('11-18', 132, 228)];
    const questions = ageQuestions(paper);
    expect(questions.map(({ kind, phaseIds }) => [kind, phaseIds])).toEqual([
      ['overlap', [id('0-3'), id('3-6')]], ['overlap', [id('3-6'), id('6-10')]],
    ]);
    expect(questions.flatMap(wholeYears)).toEqual([3, 6]);
    expect(phasesOfAge(paper, 40).map((phase) => phase.key)).toEqual(['0-3', '3-6']);
  });

  test('a chain without pregnancy, or one that ends before the 18th birthday, has holes at its ends', () => {
    expect(ageQuestions([aPhase('0-10', 0, 120)])).toEqual([
      { kind: 'hole', fromMonth: -9, untilMonth: 0, phaseIds: [id('0-10')] },
      { kind: 'hole', fromMonth: 120, untilMonth: 216, phaseIds: [id('0-10')] },
    ]);
  });

  test('a phase beyond the 18th birthday is allowed, a hole before it is found', () => {
    expect(ageQuestions([...closed, aPhase('job', 216, 324)])).toEqual([]);
    expect(ageQuestions([...closed, aPhase('job', 228, 324)])).toMatchObject([{ kind: 'hole', fromMonth: 216, untilMonth: 228 }]);
  });

  test('three bands over one age are one question, and a band within another is found', () => {
    expect(ageQuestions([...closed, aPhase('crawling', 6, 12)])).toEqual([
      { kind: 'overlap', fromMonth: 6, untilMonth: 12, phaseIds: [id('0-3'), id('crawling')] },
    ]);
  });

  test('without any phase the whole childhood is a question', () => {
    expect(ageQuestions([])).toEqual([{ kind: 'hole', fromMonth: firstMonth, untilMonth: lastMonth, phaseIds: [] }]);
  });

  test('every age belongs to exactly one phase if and only if it lies in no question', () => {
    const band = fc.tuple(fc.integer({ min: -9, max: 210 }), fc.integer({ min: 1, max: 120 }));
    fc.assert(fc.property(fc.array(band, { maxLength: 8 }), fc.integer({ min: firstMonth, max: lastMonth - 1 }), (bands, month) => {
      const phases = bands.map(([from, length], index) => aPhase(`p${index}`, from, from + length));
      const asked = ageQuestions(phases).filter((question) => question.fromMonth <= month && month < question.untilMonth);
      const owners = phasesOfAge(phases, month).length;
      expect(asked.map((question) => question.kind)).toEqual(owners === 1 ? [] : [owners === 0 ? 'hole' : 'overlap']);
    }));
  });

  test('the order of the phases changes no question but the order of the names in it', () => {
    const band = fc.tuple(fc.integer({ min: -9, max: 210 }), fc.integer({ min: 1, max: 120 }));
    fc.assert(fc.property(fc.array(band, { maxLength: 6 }), (bands) => {
      const phases = bands.map(([from, length], index) => aPhase(`p${index}`, from, from + length));
      const ranges = (list: typeof phases) => ageQuestions(list).map(({ kind, fromMonth, untilMonth }) => [kind, fromMonth, untilMonth]);
      const months = (list: typeof phases) => new Set(ranges(list).flatMap(([kind, from, until]) => Array.from({ length: Number(until) - Number(from) }, (_, i) => `${kind} ${Number(from) + i}`)));
      expect(months(phases.toReversed())).toEqual(months(phases));
    }));
  });
});

describe('Answers to the questions', () => {
  const questions = ageQuestions([aPhase('a', -9, 120), aPhase('b', 132, 216)]);

  test('an answer belongs to exactly the ages it was given for', () => {
    const answer = { kind: 'hole' as const, fromMonth: 120, untilMonth: 132, answer: 'Zehnjährige gehören zu 11–18.' };
    expect(withAnswers(questions, [answer])).toEqual([{ question: questions[0], answer }]);
  });

  test('moved bands ask again', () => {
    const older = { kind: 'hole' as const, fromMonth: 120, untilMonth: 126, answer: 'erledigt' };
    expect(withAnswers(questions, [older])[0]!.answer).toBeUndefined();
  });
});

describe('Phases of an offer', () => {
  const serves = (minimum: number | undefined, maximum: number | undefined) => {
    const { certain, possible } = phasesOfOffer(anOffer('o', { minimumAgeMonths: minimum, maximumAgeMonths: maximum }), closed);
    return { certain: closed.filter((phase) => certain.includes(phase.id)).map((phase) => phase.key), possible: closed.filter((phase) => possible.includes(phase.id)).map((phase) => phase.key) };
  };

  test('ages of 0 to 35 months stay in the first phase, 0 to 36 reach into the next', () => {
    expect(serves(0, 35)).toEqual({ certain: ['0-3'], possible: [] });
    expect(serves(0, 36)).toEqual({ certain: ['0-3', '3-6'], possible: [] });
  });

  test('an offer for pregnant people begins nine months before birth', () => {
    expect(serves(-9, -1).certain).toEqual(['pregnancy']);
    expect(serves(-9, 12).certain).toEqual(['pregnancy', '0-3']);
  });

  test('an unknown end makes phases possible, never certain', () => {
    expect(serves(36, undefined)).toEqual({ certain: ['3-6'], possible: ['6-18'] });
    expect(serves(undefined, 35)).toEqual({ certain: ['0-3'], possible: ['pregnancy'] });
    expect(serves(undefined, undefined)).toEqual({ certain: [], possible: ['pregnancy', '0-3', '3-6', '6-18'] });
  });

  test('phases an offer names itself count, whatever its ages', () => {
    const offer = anOffer('o', { phaseIds: [id('6-18')], minimumAgeMonths: 0, maximumAgeMonths: 12 });
    expect(phasesOfOffer(offer, closed)).toEqual({ certain: [id('6-18')], possible: [] });
  });
});

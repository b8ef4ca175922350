import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import { id, today } from './chain.fixture.ts';
import type { CellState } from './cell-state.ts';
import { ratingAnswers, ratingQuestions, summarizeRatings, type Rating, type RatingAnswer } from './rating.ts';

const aRating = (groupName: string, answer: RatingAnswer, known: Partial<Rating> = {}): Rating =>
  ({ groupId: id(`${groupName} ${known.ratedOn ?? ''}`), groupName, ratedOn: day('2026-03-01'), question: 'broad-enough', answer, comment: '', ...known });
const broad = (ratings: readonly Rating[], state: CellState = 'covered') => summarizeRatings(ratings, state, today)[0]!;

test('all five questions are there, also without an answer', () => {
  const summaries = summarizeRatings([], 'gap', today);
  expect(summaries.map((one) => one.question)).toEqual([...ratingQuestions]);
  expect(summaries[0]).toMatchObject({ answered: 0, isFew: true, disagreement: 'none' });
  expect(summaries[0]!.mean).toBeUndefined();
});

test('a group that rated again counts once, with its latest answer', () => {
  const summary = broad([aRating('Tisch 1', 'yes'), aRating('Tisch 1', 'no', { ratedOn: day('2026-09-01') })]);
  expect(summary.answers.map((one) => one.answer)).toEqual(['no']);
});

test('a rating from after the day asked for does not count yet', () => {
  expect(summarizeRatings([aRating('Tisch 1', 'yes')], 'covered', day('2026-02-28'))[0]!.answered).toBe(0);
});

test('groups that say yes and no contradict each other, two steps differ, one step does not', () => {
  expect(broad([aRating('a', 'yes'), aRating('b', 'no')]).disagreement).toBe('contradict');
  expect(broad([aRating('a', 'yes'), aRating('b', 'rather-no')]).disagreement).toBe('differ');
  expect(broad([aRating('a', 'yes'), aRating('b', 'rather-yes')]).disagreement).toBe('none');
});

test('who does not know is counted and has no weight in the mean', () => {
  const summary = broad([aRating('a', 'yes'), aRating('b', 'unknown')]);
  expect(summary).toMatchObject({ answered: 1, mean: 3, disagreement: 'none', counts: { yes: 1, unknown: 1 } });
});

test('fewer than three groups are named as few', () => {
  expect(broad(['a', 'b'].map((name) => aRating(name, 'yes'))).isFew).toBe(true);
  expect(broad(['a', 'b', 'c'].map((name) => aRating(name, 'yes'))).isFew).toBe(false);
});

test('people who see enough where the rules see a gap, or too little where they see it covered, are shown', () => {
  expect(broad([aRating('a', 'rather-yes')], 'gap').againstState).toBe('better-than-computed');
  expect(broad([aRating('a', 'rather-no')], 'covered').againstState).toBe('worse-than-computed');
  expect(broad([aRating('a', 'rather-yes')], 'covered').againstState).toBeUndefined();
  expect(broad([aRating('a', 'no')], 'unknown').againstState).toBeUndefined();
});

test('whether offers are used or known is no contradiction to the computed state: no directory can compute it', () => {
  const summaries = summarizeRatings([aRating('a', 'no', { question: 'used' })], 'covered', today);
  expect(summaries.every((one) => one.againstState === undefined)).toBe(true);
});

test('the order of the ratings changes nothing', () => {
  const anyRating = fc.record({ group: fc.constantFrom('a', 'b', 'c', 'd'), answer: fc.constantFrom(...ratingAnswers), on: fc.constantFrom(day('2026-01-01'), day('2026-05-01')), question: fc.constantFrom(...ratingQuestions) });
  fc.assert(fc.property(fc.uniqueArray(anyRating, { selector: (one) => `${one.group} ${one.on} ${one.question}` }), (list) => {
    const ratings = list.map(({ group, answer, on, question }) => aRating(group, answer, { ratedOn: on, question }));
    expect(summarizeRatings(ratings.toReversed(), 'thin', today)).toEqual(summarizeRatings(ratings, 'thin', today));
  }));
});

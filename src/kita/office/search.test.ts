import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { nameRanker, type NamedChild } from './rank-names.ts';
import { readQuestion } from './search-question.ts';

const likenessTo = (typed: string, child: NamedChild) => nameRanker(typed)(child);
const lena = { givenNames: 'Lena Sophie', familyName: 'Müller-Çelik', guardians: 'Ayşe Çelik Jörg Müller' };

describe('what was typed', () => {
  test.each([
    ['Müller 12.3.2024', { names: 'Müller', bornOn: '2024-03-12' }],
    ['12.03.24 lena', { names: 'lena', bornOn: '2024-03-12' }],
    ['2024-03-12', { names: '', bornOn: '2024-03-12' }],
    ['KP-2026-00017', { names: '', number: 'KP-2026-00017' }],
    ['K7F3-9QXM', { names: '', number: 'K7F3-9QXM' }],
    ['hans-otto', { names: 'hans-otto', number: 'HANS-OTTO' }],
    ['  Ben   Meier ', { names: 'Ben Meier' }],
    ['31.02.2024 Ben', { names: 'Ben' }],
  ])('%j is read as names, birthday and number', (typed, question) => {
    expect(readQuestion(typed, day('2026-11-22'))).toEqual(question);
  });

  test('never makes the reader fall, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      expect(readQuestion(typed, day('2026-11-22')).names.length).toBeLessThanOrEqual(200);
    }));
  });
});

describe('a child fits', () => {
  test.each(['Lena Müller', 'müller lena', 'Mueller', 'celik', 'Lena', 'Sophie Müller', 'le mü', 'Ayse'])('%j', (typed) => {
    expect(likenessTo(typed, lena)).toBeGreaterThan(0);
  });

  test('not, where one word fits nobody of the family', () => {
    expect(likenessTo('Lena Petersen', lena)).toBe(0);
  });

  test('better when written so than when it only sounds so, and better by its own name than by its parents', () => {
    expect(likenessTo('Meier', { givenNames: 'Ben', familyName: 'Meier', guardians: '' })).toBeGreaterThan(likenessTo('Meier', { givenNames: 'Ben', familyName: 'Mayer', guardians: '' }));
    expect(likenessTo('Lena', lena)).toBeGreaterThan(likenessTo('Jörg', lena));
  });
});

import { describe, expect, test } from 'vitest';
import { areaTree, type Area } from '../../areas/area-tree.ts';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { answersQuery, askedQuestions, pathAfter, pathBefore, readAnswers } from './answers.ts';
import { ageBands, ageOf, audienceOf, audiences } from './audience.ts';
import { isCrisis, topicCode } from './topic-code.ts';

const field = (key: string, icon = 'talk') => ({ id: newId(), key, names: { de: key }, icon, position: 1 });
const fields = [field('beratung'), field('schutz', 'shield'), field('existenzsicherung')];
const town: Area = { id: newId(), level: 'municipality', key: 'stadt', name: 'Stadt', position: 1, validFrom: day('2020-01-01') };
const village: Area = { ...town, id: newId(), level: 'district', key: 'dorf', name: 'Dorf', parentId: town.id };
const words = { fields, areas: areaTree([town, village]) };

describe('answers in an address', () => {
  test('come back as they were given', () => {
    const answers = { topic: fields[1]!, audience: audiences[0], age: ageBands[2], area: village };
    expect(readAnswers(new URLSearchParams(answersQuery(answers)), words)).toEqual(answers);
  });

  test('name no topic of need to whoever looks over a shoulder', () => {
    for (const { key } of fields) expect(topicCode({ key })).not.toContain(key.slice(0, 3));
    expect(new Set(fields.map(topicCode)).size).toBe(fields.length);
  });

  test('that do not exist count as not given, also hostile ones', () => {
    for (const text of ['x', '__proto__', "' or 1=1", '\u202e', 'ä'.repeat(5000)]) {
      expect(readAnswers(new URLSearchParams({ thema: text, wer: text, ort: text }), words)).toEqual({});
    }
    expect(readAnswers(new URLSearchParams({ ort: 'stadt' }), words)).toEqual({});
  });
});

describe('for whom and how old', () => {
  const read = (query: Record<string, string>) => readAnswers(new URLSearchParams(query), words);

  test('are two questions; who is pregnant is asked no age', () => {
    expect(askedQuestions(words)).toEqual(['topic', 'audience', 'age', 'area']);
    const pregnant = { audience: audienceOf('schwanger')! };
    expect(askedQuestions(words, pregnant)).toEqual(['topic', 'audience', 'area']);
    expect(ageOf(pregnant.audience, undefined)).toEqual({ from: -9, to: -1 });
    expect(read({ wer: 'schwanger', alter: '6-9' })).toEqual(pregnant);
  });

  test('a young person who tells no age is still no baby', () => {
    expect(ageOf(audienceOf('jugend'), undefined)).toEqual({ from: 120, to: 323 });
    expect(read({ wer: 'jugend', alter: 'baby' })).toEqual({ audience: audienceOf('jugend') });
    expect(ageOf(audienceOf('familie'), undefined)).toBeUndefined();
  });

  test('of an older link, which said both at once, still lead there', () => {
    expect(read({ wer: 'baby' })).toEqual({ age: ageBands[0] });
    expect(answersQuery(read({ wer: '14-17' }))).toEqual({ alter: '14-17' });
  });
});

test('a municipality without parts asks nobody where they live', () => {
  const alone = { fields, areas: areaTree([town]) };
  expect(askedQuestions(alone)).toEqual(['topic', 'audience', 'age']);
  expect(pathAfter('age', askedQuestions(alone))).toBe('/wegweiser/vorschlaege');
  expect(pathBefore('topic', askedQuestions(words))).toBeUndefined();
});

test('the topic of protection is known by its key or by its sign, so that a municipality may name it as it likes', () => {
  expect(isCrisis(field('schutz'))).toBe(true);
  expect(isCrisis(field('notlagen', 'shield'))).toBe(true);
  expect(isCrisis(field('beratung'))).toBe(false);
  expect(isCrisis(undefined)).toBe(false);
});

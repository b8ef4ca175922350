import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { staffImportTexts } from '../staff-import-texts.ts';

const sources = ['age-words', 'answer-words', 'contact-words', 'cost-words', 'join-offer-rows', 'language-words', 'offer-fields', 'plan-import', 'read-offer-row', 'read-offer-rows', 'read-place', 'row-reader', 'schedule-words', 'term-words'];

test('every reason for which a row of offers is refused, and every note, has a German sentence', () => {
  const code = sources.map((name) => readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8')).join('\n');
  const codes = new Set([...code.matchAll(/(?:refused\(|refuse\(|refusal\(lines, |refuse\('[a-z_]+', |code: |return |\? |\| )'([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1]!));
  codes.delete('completed-year');
  expect(codes.size).toBeGreaterThan(45);
  expect([...codes].filter((word) => !staffImportTexts.keys.includes(word as never))).toEqual([]);
});

test('sentences are whole', () => {
  const say = staffImportTexts.in('de');
  expect(say('term-unknown', { text: 'Bertung', near: 'Beratung', hasNear: 'yes' })).toBe('„Bertung“ steht nicht in der Liste. Ähnlich: Beratung.');
  expect(say('age-range-empty', { from: 36, until: 35 })).toContain('36 bis 35 Monate');
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { areasTexts } from './texts.ts';

const sources = ['area-name', 'area-of-row', 'child-count-columns', 'child-count-import', 'house-number', 'reference-day', 'street-list-import']
  .map((name) => new URL(`./${name}.ts`, import.meta.url))
  .concat(['cell-value', 'number-format', 'refused-row'].map((name) => new URL(`../platform/table-file/${name}.ts`, import.meta.url)));

test('every reason for which a row of children or streets is refused has a German sentence', () => {
  const code = sources.map((source) => readFileSync(source, 'utf8')).join('\n');
  const codes = new Set([...code.matchAll(/(?:refused\(|code: |code = .*\? |return |\? |: )'([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1]!));
  codes.delete('not-meaningful');
  expect(codes.size).toBeGreaterThan(35);
  expect([...codes].filter((word) => !areasTexts.keys.includes(word as never))).toEqual([]);
});

test('a near name is only offered where there is one', () => {
  const say = areasTexts.in('de');
  expect(say('area-unknown', { text: 'Förhste', near: 'Föhrste', hasNear: 'yes' })).toBe('Ein Gebiet „Förhste“ gibt es hier nicht. Ähnlich: Föhrste.');
  expect(say('area-unknown', { text: 'Ulm', near: '', hasNear: 'no' })).toBe('Ein Gebiet „Ulm“ gibt es hier nicht.');
});

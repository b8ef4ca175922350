import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableTexts } from './table-texts.ts';

test('everything that reading a table may refuse or note has a German sentence', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name));
  const code = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const said = [...code.matchAll(/(?:refused\(|code: |PastLimit\(|\? |: |\| |\[)'([a-z]+(?:-[a-z]+)+)'/g)].map((match) => match[1]!);
  const codes = new Set(said.filter((word) => /^(file|sheet|header|encoding|quote|cell|too|row|rows|hidden|double|replacement|extension|formula|several|merged|more|count|number|key|not|day)-/.test(word) && word !== 'not-meaningful'));
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes].filter((word) => !tableTexts.keys.includes(word as never))).toEqual([]);
});

test('sentences are whole: no gap is left where a value belongs', () => {
  const say = tableTexts.in('de');
  const values = { line: 3, until: 5, limit: 10, column: 'Name', text: '1.234', otherText: '1,5', otherLine: 2, found: 2, expected: 3, count: 2, sheet: 'T', encoding: 'CP850', extension: 'csv', kind: 'xlsx', error: '#REF!', character: 'U+202E' };
  for (const key of tableTexts.keys) expect(say(key, key === 'cell-too-long' || key === 'more-notes' ? { ...values, column: 2 } : values)).not.toMatch(/[{}]/);
});

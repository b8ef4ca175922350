import { expect, test } from 'vitest';
import { groupedBy } from './grouped.ts';

test('rows come together by their key, keys and rows in the order in which they came; what has no key is a group of its own', () => {
  const rows = [{ area: 'Nord', child: 'Ada' }, { area: undefined, child: 'Bo' }, { area: 'Süd', child: 'Cem' }, { area: 'Nord', child: 'Dana' }];
  const groups = groupedBy(new Set(rows), ({ area }) => area);
  expect([...groups].map(([area, own]) => [area, own.map(({ child }) => child)])).toEqual([['Nord', ['Ada', 'Dana']], [undefined, ['Bo']], ['Süd', ['Cem']]]);
  expect(groupedBy([], String).size).toBe(0);
});

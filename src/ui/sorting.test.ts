import { expect, test } from 'vitest';
import { changedQuery, nextSorting, readSorting, writeSorting } from './sorting.ts';

const byName = { by: 'name', direction: 'ascending' } as const;

test('the order of a list stands in the address', () => {
  expect(readSorting(new URLSearchParams('sortierung=-kinder'), ['name', 'kinder'], byName)).toEqual({ by: 'kinder', direction: 'descending' });
  expect(writeSorting({ by: 'kinder', direction: 'descending' })).toBe('-kinder');
});

test('an order that the list does not offer is not taken over', () => {
  for (const hostile of ['password', '-', '', "name'; drop table", '--name']) {
    expect(readSorting(new URLSearchParams({ sortierung: hostile }), ['name', 'kinder'], byName)).toEqual(byName);
  }
});

test('a second press on the same header turns the order round', () => {
  expect(nextSorting(undefined, 'name')).toEqual(byName);
  expect(nextSorting(byName, 'name')).toEqual({ by: 'name', direction: 'descending' });
  expect(nextSorting(byName, 'kinder')).toEqual({ by: 'kinder', direction: 'ascending' });
});

test('a new order keeps the filters and begins on the first page', () => {
  expect(changedQuery(new URLSearchParams('alter=24&seite=7'), 'sortierung', 'name').toString()).toBe('alter=24&sortierung=name');
});

import { describe, expect, test } from 'vitest';
import { crossTable } from './cross-table.ts';
import { flat, workedExample } from './sample-table.fixture.ts';
import { systemOf } from './system.ts';
import type { Table } from './table.ts';

const total: Table = { id: 't', cells: [{ id: 'city', count: 5 }, { id: 'B1', count: 2 }, { id: 'B2', count: 3 }], relations: [{ id: 'sum', total: 'city', parts: ['B1', 'B2'] }] };
const withCount = (id: string, count: number): Table => ({ ...total, cells: total.cells.map((cell) => (cell.id === id ? { ...cell, count } : cell)) });

describe('a table is refused in words that name the place', () => {
  test.each([
    ['a total that does not add up', withCount('city', 6), 'The relation "sum" does not add up: "city" is 6, its parts are together 5.'],
    ['a negative count', withCount('B1', -2), 'The count of the cell "B1" is negative (-2).'],
    ['a fractional count', withCount('B1', 2.5), 'The count of the cell "B1" is no whole number (2.5).'],
    ['an unknown count', withCount('B1', Number.NaN), 'The count of the cell "B1" is unknown. Unknown is not 0'],
    ['a relation over an unknown cell', { ...total, relations: [{ id: 'sum', total: 'city', parts: ['B1', 'B9'] }] }, 'The relation "sum" names the cell "B9", which does not exist.'],
    ['a cell given twice', { ...total, cells: [...total.cells, { id: 'B1', count: 2 }] }, 'The cell "B1" is given twice.'],
    ['a circle of relations', { ...total, relations: [...total.relations, { id: 'back', total: 'B1', parts: ['city'] }] }, 'The relations go in a circle: B1 → city → B1.'],
    ['contributions above the count', { ...total, cells: total.cells.map((cell) => ({ ...cell, contributions: [4] })) }, 'The contributions of the cell "B1"'],
    ['a fact that is not true', { ...total, facts: [{ id: 'press', terms: [{ cell: 'B1', coefficient: 1 }], lower: 3, upper: 4 }] }, 'The fact "press" does not hold for the counts: 2 is not between 3 and 4.'],
  ])('%s', (_, table, message) => {
    expect(() => systemOf(table)).toThrow(message);
  });

  test('a missing cell of a cross table is not a zero', () => {
    const cells = workedExample().cells.filter(({ id }) => id !== 'B2|A2').map(({ codes, count }) => ({ codes: codes!, count }));
    expect(() => crossTable('grid', workedExample().dimensions!, cells)).toThrow('the cell "B2|A2" is missing. A missing count is unknown, not 0.');
  });

  test('a hierarchy with a circle', () => {
    const area = { name: 'area', codes: [{ code: 'a', parent: 'b' }, { code: 'b', parent: 'a' }] };
    expect(() => crossTable('x', [area], [])).toThrow('Dimension "area": the hierarchy goes in a circle: b → a → b.');
  });

  test('a code nobody defined', () => {
    expect(() => crossTable('x', [{ name: 'area', codes: [{ code: 'a', parent: 'city' }] }], [])).toThrow('the code "city" is used as a total or part, but not defined');
  });
});

test('a cross table has a relation for every sum', () => {
  expect(crossTable('x', [flat('area', ['B1', 'B2']), flat('sex', ['f', 'm'])], ['total', 'B1', 'B2'].flatMap((area) => ['total', 'f', 'm'].map((sex) => ({ codes: [area, sex], count: 4 / ((area === 'total' ? 1 : 2) * (sex === 'total' ? 1 : 2)) })))).relations).toHaveLength(6);
});

test('a count in quotes and one that cannot be added up exactly are refused in words', () => {
  expect(() => systemOf({ id: 't', cells: [{ id: 'a', count: '1' as unknown as number }], relations: [] })).toThrow('("1" is a text, not a number)');
  expect(() => systemOf({ id: 't', cells: [{ id: 'a', count: 1e20 }], relations: [] })).toThrow('too large to be added up exactly');
});

test('the order of cells and relations means nothing', () => {
  const table = workedExample();
  const turned = systemOf({ ...table, cells: [...table.cells].reverse(), relations: [...table.relations].reverse() });
  expect(turned.ids).toEqual(systemOf(table).ids);
  expect(turned.rows).toEqual(systemOf(table).rows);
});

import { describe, expect, test } from 'vitest';
import { csvOf, figuresFromCsv, tableFromCsv } from './csv.ts';
import { protect } from './protect.ts';

const FILE = 'Bezirk;Alter;Anzahl\ngesamt;gesamt;20\ngesamt;0-2;9\ngesamt;3-5;11\nB1;gesamt;9\nB1;0-2;2\nB1;3-5;7\n"B;2";gesamt;11\n"B;2";0-2;7\n"B;2";3-5;4\n';

describe('tables from spreadsheets', () => {
  test('totals are recognised by name', () => {
    const table = tableFromCsv(FILE);
    expect(table.dimensions!.map(({ codes }) => codes.filter(({ parent }) => parent === undefined).map(({ code }) => code))).toEqual([['gesamt'], ['gesamt']]);
    expect(table.relations).toHaveLength(6);
  });

  test('totals with any name are recognised by their sums, so that no part is left open to subtraction', () => {
    const table = tableFromCsv('area;age;n\nMusterstadt;all ages;10\nMusterstadt;u3;4\nMusterstadt;o3;6\nB1;all ages;3\nB1;u3;1\nB1;o3;2\nB2;all ages;7\nB2;u3;3\nB2;o3;4\n');
    expect(table.dimensions!.map(({ codes }) => codes.filter(({ parent }) => parent === undefined).map(({ code }) => code))).toEqual([['Musterstadt'], ['all ages']]);
  });

  test('a column that adds up in one line only has no total', () => {
    expect(tableFromCsv('year;sex;n\n2024;f;5\n2025;f;2\n2026;f;3\n2024;m;5\n2025;m;4\n2026;m;3\n').relations).toEqual([]);
  });

  test('paths make a hierarchy', () => {
    const table = tableFromCsv('area,n\ncity,6\nQ1,6\nQ1/B1,2\nQ1/B2,4\n');
    expect(table.dimensions![0]!.codes).toEqual([{ code: 'city' }, { code: 'Q1', parent: 'city' }, { code: 'Q1/B1', parent: 'Q1' }, { code: 'Q1/B2', parent: 'Q1' }]);
  });

  test('a publication that suppresses a cell in one line and shows it in another is refused', () => {
    expect(() => figuresFromCsv('a;n\nx;5\ny;4\nx;.\n')).toThrow('The publication names the cell "x" twice.');
  });

  test('what goes out can be read again and shows the same mark for every suppressed cell', async () => {
    const table = tableFromCsv(FILE);
    const protection = await protect(table);
    if (protection.state !== 'safe') throw new Error('Expected a safe table.');
    const text = csvOf(table, protection.publication);
    expect(text).toContain('B1;0-2;.\n');
    expect(figuresFromCsv(text)).toEqual(new Map(protection.publication.cells.map(({ id, count }) => [id, count])));
  });

  test.each([
    ['an empty count', 'a;n\nx;\n', 'Line 2: the count is missing. Unknown is not 0.'],
    ['a word', 'a;n\nx;many\n', 'Line 2: "many" is no number.'],
    ['a missing field', 'a;b;n\nx;1\n', 'Line 2 has 2 fields, the header has 3.'],
    ['a title above the header', 'Kinder 2025\na;n\nx;1\n', 'The first line has one column only ("Kinder 2025")'],
    ['an empty column', 'a;n;\nx;1;\n', 'Column 3 has no name'],
    ['a table with a column for each age', 'area;0-2;3-5\nB1;1;9\n', 'No column is named as the one with the counts'],
    ['two columns of counts', 'area;Anzahl;Wert\nB1;1;9\n', 'More than one column is named as the one with the counts'],
    ['an open quotation mark', 'a;n\n"x;1\n', 'is never closed'],
    ['nothing', 'a;n\n', 'needs a header and at least one line'],
    ['a missing crossing', 'a;b;n\ntotal;total;1\ntotal;x;1\ny;total;1\n', 'the cell "y|x" is missing'],
  ])('%s is refused', (_, text, message) => {
    expect(() => tableFromCsv(text)).toThrow(message);
  });

  test('tabs separate too', () => {
    expect(tableFromCsv('a\tn\r\nx\t4\r\n').cells).toMatchObject([{ id: 'x', count: 4 }]);
  });

  test('German thousands are thousands', () => {
    expect(tableFromCsv('a;n\nx;1.234\n').cells[0]!.count).toBe(1234);
  });
});

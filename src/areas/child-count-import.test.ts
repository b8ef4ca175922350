import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { readTable } from '../platform/table-file/read-table.ts';
import { writeCsv } from '../platform/table-file/write-csv.ts';
import { writeXlsx } from '../platform/table-file/write-xlsx.ts';
import { readAge } from './age-column.ts';
import type { NamedArea } from './area-name.ts';
import { acceptChildCounts, readChildCounts, type ChildCountPreview } from './child-count-import.ts';

const anArea = (key: string, name: string, more: Partial<NamedArea> = {}): NamedArea => ({ id: `id-${key}` as Uuid, level: 'district', key, name, ...more });
const areas = [
  anArea('0', 'Alfeld (Leine)', { level: 'municipality' }),
  anArea('1', 'Föhrste', { parentId: 'id-0' as Uuid }),
  anArea('2', 'Gerzen', { parentId: 'id-0' as Uuid }),
];
const today = day('2026-11-22');

function read(content: string | Uint8Array, stichtag?: string) {
  const table = readTable(typeof content === 'string' ? new TextEncoder().encode(content) : content, 'kinder');
  if (!table.ok) throw new Error(JSON.stringify(table.refusals));
  return readChildCounts(table.value, areas, { today, ...(stichtag ? { stichtag: day(stichtag) } : {}) });
}

function preview(content: string | Uint8Array, stichtag?: string): ChildCountPreview {
  const outcome = read(content, stichtag);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

const shown = ({ counts }: ChildCountPreview) => counts.map(({ areaId, ageYears, on, count }) => `${areaId} ${ageYears} ${on} ${count.kind === 'number' ? count.value : count.symbol}`);
const faults = ({ refusedRows }: ChildCountPreview) => refusedRows.map(({ line, column, code }) => [line, column, code]);

describe('a long table: one row for each area and age', () => {
  const long = 'Schlüssel;Gebiet;Alter;Anzahl;Stichtag\n1;Föhrste;0;12;31.12.2025\n1;Föhrste;unter 1;.;31.12.2024\n2;Gerzen;17 Jahre;-;31.12.2025\n';

  test('is read with its symbols as what they mean', () => {
    const result = preview(long);
    expect(shown(result)).toEqual(['id-1 0 2025-12-31 12', 'id-1 0 2024-12-31 .', 'id-2 17 2025-12-31 0']);
    expect(result).toMatchObject({ shape: 'long', refusedRows: [], unknowns: [{ why: 'confidential', count: 1 }] });
  });

  test('names every bad row with line, column and reason, and takes no count of it', () => {
    const result = preview(
      'Gebiet;Alter;Anzahl;Stichtag\nFörhste;0;12;31.12.2025\nFöhrste;3-5;1;31.12.2025\nFöhrste;1;12,5;31.12.2025\nFöhrste;2;-3;31.12.2025\nFöhrste;3;4;2025\n;4;4;31.12.2025\nFöhrste;30;4;31.12.2025\nFöhrste;5;4;31.12.2030\nGerzen;5;7;31.12.2025\n',
    );
    expect(faults(result)).toEqual([
      [2, 'Gebiet', 'area-unknown'], [3, 'Alter', 'age-not-single'], [4, 'Anzahl', 'count-not-whole'], [5, 'Anzahl', 'count-negative'],
      [6, 'Stichtag', 'day-year-only'], [7, 'Gebiet', 'area-missing'], [8, 'Alter', 'age-too-old'], [9, 'Stichtag', 'stichtag-in-future'],
    ]);
    expect(result.refusedRows[0]!.values).toEqual({ text: 'Förhste', near: 'Föhrste', hasNear: 'yes' });
    expect(shown(result)).toEqual(['id-2 5 2025-12-31 7']);
  });

  test('the same row twice is taken once, two rows that differ are both refused', () => {
    const result = preview('Gebiet;Alter;Anzahl;Stichtag\nFöhrste;0;12;31.12.2025\nFöhrste;0;12;31.12.2025\nGerzen;0;7;31.12.2025\nGerzen;0;8;31.12.2025\n');
    expect(faults(result)).toEqual([[3, 'Anzahl', 'row-twice'], [4, 'Anzahl', 'row-contradicts'], [5, 'Anzahl', 'row-contradicts']]);
    expect(shown(result)).toEqual(['id-1 0 2025-12-31 12']);
  });
});

describe('a wide table: one row for each area, one column for each age', () => {
  const wide = 'Kinder in Alfeld;;;;\nStand: 31.12.2025;;;;\nGebiet;unter 1;1 bis unter 2;2 Jahre;Insgesamt\nFöhrste;10;11;12;33\nGerzen;1;.;3;9\nInsgesamt;11;11;15;37\n\nQuelle: Melderegister;;;;\n';

  test('is read with the Stichtag of its title, its footnote kept as a remark', () => {
    const result = preview(wide);
    expect(shown(result)).toEqual([
      'id-1 0 2025-12-31 10', 'id-1 1 2025-12-31 11', 'id-1 2 2025-12-31 12', 'id-2 0 2025-12-31 1', 'id-2 1 2025-12-31 .', 'id-2 2 2025-12-31 3',
    ]);
    expect(result).toMatchObject({ shape: 'wide', headerLine: 3, refusedRows: [], remarks: [{ line: 8, text: 'Quelle: Melderegister' }] });
    expect(result.sums).toContainEqual({ areaId: 'id-2', on: '2025-12-31', years: 3, sum: { known: 4, unknownParts: 1, estimated: false } });
  });

  test('totals that do not add up are reported, those with an unknown part cannot be checked', () => {
    expect(preview(wide)).toMatchObject({
      agreeing: 3,
      checks: [
        { result: 'not-checkable', line: 5, column: 'Insgesamt', stated: 9, counted: { known: 4, unknownParts: 1 } },
        { result: 'not-checkable', line: 6, column: '1 bis unter 2', stated: 11 },
        { result: 'not-checkable', line: 6, column: 'Insgesamt', stated: 37 },
      ],
    });
    const wrong = preview('Gebiet;0;1;Summe\nFöhrste;1;2;4\nGerzen;1;2;3\nSumme;2;5;7\n', '2025-12-31');
    expect(wrong.checks.map(({ line, column, result }) => [line, column, result])).toEqual([[2, 'Summe', 'differs'], [4, '1', 'differs'], [4, 'Summe', 'differs']]);
  });

  test('an area is compared with the areas inside it, which a total does not count twice', () => {
    const result = preview('Gebiet;0;1\nAlfeld (Leine);10;6\nFöhrste;4;2\nGerzen;6;3\nGesamt;10;6\n', '2025-12-31');
    expect(result.checks).toEqual([
      { kind: 'area', result: 'differs', on: '2025-12-31', areaId: 'id-0', ageYears: 1, stated: 6, counted: { known: 5, unknownParts: 0, estimated: false } },
    ]);
    expect(result.agreeing).toBe(3);
  });

  test('a row with one bad cell is refused whole, not imported in part', () => {
    const result = preview('Gebiet;0;1\nFöhrste;1;viele\nGerzen;2;3\n', '2025-12-31');
    expect(faults(result)).toEqual([[2, '1', 'not-a-number']]);
    expect(shown(result)).toEqual(['id-2 0 2025-12-31 2', 'id-2 1 2025-12-31 3']);
  });

  test('an area without any number is refused, because that is a heading or a slip and not zero children', () => {
    expect(faults(preview('Gebiet;0;1\nFöhrste;;\nGerzen;2;\n', '2025-12-31'))).toEqual([[2, undefined, 'row-without-counts']]);
  });

  test('ages nobody can use are named', () => {
    const result = preview('Gebiet;0;1;3-5;27\nFöhrste;1;2;3;4\n', '2025-12-31');
    expect(result.notes).toEqual([{ code: 'age-columns-ignored', values: { count: 2, columns: '3-5, 27' } }]);
  });

  test('thousands with a point are thousands, as soon as one number shows it', () => {
    expect(shown(preview('Gebiet;0;1\nFöhrste;1.234;2\nGerzen;17;3\n', '2025-12-31'))[0]).toBe('id-1 0 2025-12-31 1234');
    const unclear = preview('Gebiet;0;1\nFöhrste;1.000;2\nGerzen;17;3\n', '2025-12-31');
    expect(faults(unclear)).toEqual([[2, '0', 'number-ambiguous']]);
    expect(unclear.notes).toMatchObject([{ code: 'number-format-unclear', values: { line: 2, text: '1.000' } }]);
  });
});

describe('the Stichtag', () => {
  const table = (title: string) => `${title}Gebiet;0;1\nFöhrste;1;2\n`;
  const code = (content: string, stichtag?: string) => {
    const outcome = read(content, stichtag);
    return outcome.ok ? outcome.value.refusedRows[0]?.code : outcome.refusals[0]!.code;
  };

  test('must be known: in the table, in its title or in the form', () => {
    expect(code(table(''))).toBe('stichtag-missing');
    expect(code(table(''), '2025-12-31')).toBeUndefined();
    expect(code(table('Am 31. Dezember 2025;;\n'))).toBeUndefined();
  });

  test('must not be said in two ways', () => {
    expect(code(table('Stand 31.12.2024;;\n'), '2025-12-31')).toBe('stichtag-differs');
    expect(code(table('Stand 31.12.2024, gedruckt am 02.02.2025;;\n'))).toBe('stichtag-unclear');
    expect(code('Gebiet;0;1;Jahr\nFöhrste;1;2;2024\n', '2025-12-31')).toBe('day-year-only');
    expect(code('Gebiet;0;1;Jahr\nFöhrste;1;2;2025\n', '2025-12-31')).toBeUndefined();
  });
});

test.each([
  ['Name;Telefon\nFöhrste;1\n', 'columns-not-found', { missing: 'age' }],
  ['Alter;Anzahl\n1;2\n', 'columns-not-found', { missing: 'area' }],
  ['Gebiet;0-2;3-5\nFöhrste;1;2\n', 'age-bands-only', { columns: '0-2, 3-5' }],
])('a table that is none of children is refused with what is missing', (content, code, values) => {
  expect(read(content, '2025-12-31')).toEqual({ ok: false, refusals: [{ code, values }] });
});

test('a table with a Stichtag in every line is refused before it costs time', () => {
  const rows = Array.from({ length: 5000 }, (_unused, index) => `Föhrste;0;1;${String(1 + (index % 28)).padStart(2, '0')}.${String(1 + (Math.floor(index / 28) % 12)).padStart(2, '0')}.${1990 + Math.floor(index / 336)}`);
  expect(read(`Gebiet;Alter;Anzahl;Stichtag\n${rows.join('\n')}\n`)).toMatchObject({ ok: false, refusals: [{ code: 'stichtag-too-many' }] });
});

test('nothing is stored before the person has seen the refused rows', () => {
  const result = preview('Gebiet;0;1\nFöhrste;1;viele\nGerzen;2;3\n', '2025-12-31');
  expect(acceptChildCounts(result, { refusedRowsSeen: false })).toEqual({ ok: false, refusals: [{ code: 'refused-rows-unseen', values: { count: 1 } }] });
  expect(acceptChildCounts(result, { refusedRowsSeen: true })).toEqual({ ok: true, value: result.counts });
  expect(acceptChildCounts({ ...result, counts: [] }, { refusedRowsSeen: true })).toMatchObject({ ok: false });
});

test.each([
  ['0', { kind: 'year', year: 0 }], ['17 J.', { kind: 'year', year: 17 }], ['unter 1 Jahr', { kind: 'year', year: 0 }], ['1 bis unter 2 Jahre', { kind: 'year', year: 1 }],
  ['1 - < 2', { kind: 'year', year: 1 }], ['5-Jährige', { kind: 'year', year: 5 }], ['Alter_05', { kind: 'year', year: 5 }], ['0 Jahre', { kind: 'year', year: 0 }],
  ['unter 3', { kind: 'sum', from: 0, until: 3 }], ['3 bis unter 6', { kind: 'sum', from: 3, until: 6 }], ['Insgesamt', { kind: 'total' }],
  ['3-5', { kind: 'band' }], ['3 bis 6', { kind: 'band' }], ['2024', undefined], ['männlich', undefined], ['6 bis unter 3', undefined],
])('the age %j is understood as written', (text, age) => {
  expect(readAge(text)).toEqual(age);
});

test('what was counted is what is imported, from CSV and XLSX alike', async () => {
  const cell = fc.oneof(fc.nat({ max: 2000 }), fc.constantFrom('.', '...', 'x', '/', '*', '-'));
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 18, maxLength: 18 }), fc.array(cell, { minLength: 18, maxLength: 18 }), async (first, second) => {
      const header = ['Gebiet', 'Stichtag', ...first.map((_cell, age) => String(age))];
      const rows = [['Föhrste', { day: day('2025-12-31') }, ...first], ['Gerzen', { day: day('2025-12-31') }, ...second]];
      const csv = preview(writeCsv(header, rows));
      const workbook = await writeXlsx('Kinder', header, rows);
      expect(workbook.ok && preview(workbook.value)).toEqual(csv);
      const expected = [first, second].flatMap((cells, area) => cells.map((value, age) => `id-${area + 1} ${age} 2025-12-31 ${value === '-' ? 0 : value}`));
      expect(shown(csv)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test('no table makes it crash', () => {
  const cell = fc.constantFrom('Gebiet', 'Alter', 'Anzahl', 'Stichtag', '0', '1', 'unter 1', 'Föhrste', 'Summe', '.', '31.12.2025', '', '9'.repeat(300), '=1+1', '\u202E', 'constructor', '__proto__');
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 8 }), (rows) => {
      const table = readTable(new TextEncoder().encode(rows.map((cells) => cells.join(';')).join('\n')), 'x.csv');
      if (table.ok) expect(typeof readChildCounts(table.value, areas, { today }).ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});

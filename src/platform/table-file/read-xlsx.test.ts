import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable, type TableChoices } from './read-table.ts';
import { aRow, aWorkbook } from './xlsx-file.fixture.ts';
import type { TableFile } from './table-file.ts';

function read(bytes: Uint8Array, choices: TableChoices = {}): TableFile {
  const outcome = readTable(bytes, 'liste.xlsx', choices);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

const refusal = (bytes: Uint8Array, choices: TableChoices = {}) => {
  const outcome = readTable(bytes, 'liste.xlsx', choices);
  return outcome.ok ? undefined : outcome.refusals[0];
};

const header = aRow(1, ['Gebiet', 'Zahl']);

/** One sheet whose second row is `Föhrste` and one cell given as XML. */
const withCell = (xml: string, more = {}) =>
  read(aWorkbook({ sheets: { Tabelle1: `${header}<row r="2"><c r="A2" t="inlineStr"><is><t>Föhrste</t></is></c>${xml}</row>` }, ...more })).rows[0]!.cells[1];

test.each([
  ['a whole number', '<c r="B2"><v>100000</v></c>', {}, '100000'],
  ['a number Excel stores with an exponent', '<c r="B2"><v>1.0E5</v></c>', {}, '100000'],
  ['a long key', '<c r="B2"><v>3.2540020010001E13</v></c>', {}, '32540020010001'],
  ['a sum with the rounding error of computers', '<c r="B2"><v>0.30000000000000004</v></c>', {}, '0,3'],
  ['a small number', '<c r="B2"><v>1E-7</v></c>', {}, '0,0000001'],
  ['a number with grouping in its format', '<c r="B2" s="1"><v>1234</v></c>', { formats: ['#,##0'] }, '1234'],
  ['three decimals, which must not look like thousands', '<c r="B2"><v>1.234</v></c>', {}, '1,2340'],
  ['a share', '<c r="B2" s="1"><v>0.4481</v></c>', { formats: ['0.00%'] }, '44,81 %'],
  ['a built-in share', '<c r="B2" s="1"><v>0.07</v></c>', { formats: [9] }, '7 %'],
  ['a key with leading zeros by format', '<c r="B2" s="1"><v>1023101</v></c>', { formats: ['00000000'] }, '01023101'],
  ['an amount in euros', '<c r="B2" s="1"><v>5</v></c>', { formats: ['#,##0.00\\ "€"'] }, '5'],
  ['a day', '<c r="B2" s="1"><v>46022</v></c>', { formats: [14] }, '2025-12-31'],
  ['a day in a German format', '<c r="B2" s="1"><v>46022</v></c>', { formats: ['[$-407]d/\\ mmmm\\ yyyy;@'] }, '2025-12-31'],
  ['a day of the old Macintosh calendar', '<c r="B2" s="1"><v>44560</v></c>', { formats: [14], date1904: true }, '2025-12-31'],
  ['the first day of the calendar', '<c r="B2" s="1"><v>1</v></c>', { formats: [14] }, '1900-01-01'],
  ['a day with time', '<c r="B2" s="1"><v>46022.395833333336</v></c>', { formats: ['dd.mm.yyyy hh:mm'] }, '2025-12-31 09:30'],
  ['a time', '<c r="B2" s="1"><v>0.375</v></c>', { formats: [20] }, '09:00'],
  ['a duration', '<c r="B2" s="1"><v>1.1041666666666667</v></c>', { formats: ['[h]:mm'] }, '26:30'],
  ['a day written as text by another program', '<c r="B2" t="d"><v>2025-12-31T00:00:00</v></c>', {}, '2025-12-31'],
  ['a number whose format has a letter in quotes', '<c r="B2" s="1"><v>3</v></c>', { formats: ['0" Kinder des Jahres"'] }, '3'],
  ['a result of a formula', '<c r="B2"><f>SUM(A1:A9)</f><v>42</v></c>', {}, '42'],
  ['a text from a formula', '<c r="B2" t="str"><f>A1&amp;"x"</f><v>Gerzen</v></c>', {}, 'Gerzen'],
  ['yes and no', '<c r="B2" t="b"><v>1</v></c>', {}, 'WAHR'],
  ['a shared text', '<c r="B2" t="s"><v>1</v></c>', { texts: ['a', 'Eltern &amp; Kind'] }, 'Eltern & Kind'],
  ['a text with several looks', '<c r="B2" t="inlineStr"><is><r><t>fett</t></r><r><t xml:space="preserve"> und mager</t></r><rPh><t>lautschrift</t></rPh></is></c>', {}, 'fett und mager'],
  ['a line break written by Excel', '<c r="B2" t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c>', {}, 'a\r\nb'],
])('%s is read as a German reader sees it', (_what, xml, more, expected) => {
  expect(withCell(xml, more)).toBe(expected);
});

test('an error in a cell and a formula that was never calculated are reported with their place', () => {
  const file = read(
    aWorkbook({ sheets: { T: `${header}<row r="7"><c r="A7" t="e"><f>#REF!</f><v>#REF!</v></c><c r="B7"><f>1+1</f></c></row>` } }),
  );
  expect(file.rows).toEqual([{ line: 7, cells: ['#REF!', ''] }]);
  expect(file.notes).toEqual([
    { code: 'cell-error', line: 7, column: 'A', values: { error: '#REF!' } },
    { code: 'formula-without-value', line: 7, column: 'B' },
  ]);
});

test('lines are the row numbers of the sheet, also with gaps; cells without a reference stand side by side', () => {
  const file = read(aWorkbook({ sheets: { T: `${header}<row r="5"><c r="B5"><v>5</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>` } }));
  expect(file.rows).toEqual([
    { line: 5, cells: ['', '5'] },
    { line: 6, cells: ['1', '2'] },
  ]);
});

test('a merged title stays above the header, a merged header stands over all its columns', () => {
  const sheet = `${aRow(1, ['Kinder in Alfeld'])}<row r="2"><c r="A2" t="inlineStr"><is><t>Gebiet</t></is></c><c r="B2" t="inlineStr"><is><t>unter 1</t></is></c></row>${aRow(3, ['Föhrste', 3, 4])}`;
  const file = read(aWorkbook({ sheets: { T: sheet }, tail: '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B2:C2"/></mergeCells>' }));
  expect(file).toMatchObject({ headerLine: 2, header: ['Gebiet', 'unter 1', 'unter 1'] });
  expect(file.title).toHaveLength(1);
  expect(file.notes.map(({ code }) => code)).toEqual(['merged-cells', 'header-twice', 'rows-above-header']);
});

test('the first visible sheet with content is read; another can be chosen by name', () => {
  const bytes = aWorkbook({
    sheets: { Leer: '', Versteckt: header + aRow(2, ['x', 1]), Eins: header + aRow(2, ['Föhrste', 1]), Zwei: header + aRow(2, ['Gerzen', 2]) },
    hidden: ['Versteckt'],
  });
  expect(read(bytes)).toMatchObject({ sheet: 'Eins', sheets: ['Leer', 'Eins', 'Zwei'] });
  expect(read(bytes).notes.map(({ code }) => code)).toEqual(['several-sheets', 'hidden-sheet']);
  expect(read(bytes, { sheet: 'Zwei' }).rows[0]!.cells[0]).toBe('Gerzen');
  expect(refusal(bytes, { sheet: 'Drei' })).toEqual({ code: 'sheet-not-found', values: { sheet: 'Drei' } });
});

test('hidden rows are read and noted, because nobody saw them', () => {
  const file = read(aWorkbook({ sheets: { T: `${header}<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>${aRow(3, ['a', 1])}` } }));
  expect(file.rows).toHaveLength(2);
  expect(file.notes).toContainEqual({ code: 'hidden-rows', values: { count: 1 } });
});

test('a cell far out in the corner does not fill memory, it is refused', () => {
  const far = `${header}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`;
  expect(refusal(aWorkbook({ sheets: { T: far } }))).toEqual({ code: 'too-many-columns', values: { line: 1048576, limit: 2000 } });
});

test('formatted but empty cells and rows count for nothing', () => {
  const blank = Array.from({ length: 3000 }, (_unused, index) => `<row r="${index + 3}"><c r="A${index + 3}" s="0"/><c r="XFD${index + 3}" s="0"/></row>`).join('');
  expect(read(aWorkbook({ sheets: { T: header + aRow(2, ['a', 1]) + blank } })).rows).toHaveLength(1);
});

const bomb = () => aWorkbook({ sheets: { T: header }, more: { 'xl/media/a.xml': new Uint8Array(4 * 1024 * 1024) } });

test('a zip bomb is refused before anything is unpacked', () => {
  expect(refusal(bomb())).toEqual({ code: 'file-too-large-unpacked', values: { limit: 50 } });
  expect(refusal(bomb(), { limits: { ratio: 2000, unpackedBytes: 3 * 1024 * 1024 } })).toEqual({ code: 'file-too-large-unpacked', values: { limit: 3 } });
  const many = Object.fromEntries(Array.from({ length: 21_000 }, (_unused, index) => [`xl/${index}.xml`, new Uint8Array(0)]));
  expect(refusal(aWorkbook({ sheets: { T: header }, more: many }))?.code).toBe('file-too-large-unpacked');
});

test('a part that lies about its size is refused', () => {
  const bytes = bomb();
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 46 < bytes.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    view.setUint32(at + 24, 100, true);
  }
  expect(refusal(bytes)?.code).toBe('file-broken');
});

test('one long text that every cell points to is refused before it fills memory', () => {
  const rows = Array.from({ length: 2000 }, (_unused, index) => `<row r="${index + 2}"><c r="A${index + 2}" t="s"><v>0</v></c></row>`).join('');
  expect(refusal(aWorkbook({ sheets: { T: header + rows }, texts: ['x'.repeat(90_000)] }))?.code).toBe('too-many-cells');
});

test('entities of its own (billion laughs) are refused', () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>';
  expect(refusal(aWorkbook({ sheets: { T: header }, more: { 'xl/worksheets/sheet1.xml': strToU8(laughs) } }))?.code).toBe('file-broken');
});

test('a hostile tag of megabytes is read in linear time', () => {
  const sheet = `${header}<row r="2"><c ${'x '.repeat(2_000_000)}r="A2"><v>1</v></c><c r="${'A'.repeat(500_000)}1"><v>2</v></c></row>`;
  expect(refusal(aWorkbook({ sheets: { T: sheet } }))?.code).not.toBe('file-broken');
});

test('cut off and damaged workbooks are refused', () => {
  const whole = aWorkbook({ sheets: { T: header + aRow(2, ['a', 1]) } });
  expect(refusal(whole.slice(0, whole.length - 30))?.code).toBe('file-broken');
  fc.assert(
    fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
      const broken = whole.slice();
      broken[at] = value;
      expect(typeof readTable(broken, 'x.xlsx').ok).toBe('boolean');
    }),
    { numRuns: 400 },
  );
});

const empty = new Uint8Array(1);
test.each([
  ['an old Excel file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), 'file-is-xls'],
  ['a workbook with a password', Buffer.concat([Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from('EncryptedPackage', 'utf16le')]), 'file-encrypted'],
  ['an OpenDocument table', zipSync({ mimetype: empty, 'content.xml': empty }), 'file-is-ods'],
  ['a binary workbook', zipSync({ '[Content_Types].xml': empty, 'xl/workbook.bin': empty }), 'file-is-xlsb'],
  ['a letter', zipSync({ '[Content_Types].xml': empty, 'word/document.xml': empty }), 'file-is-document'],
  ['a zip of something', zipSync({ 'a.csv': empty }), 'file-is-archive'],
  ['a workbook without text', aWorkbook({ sheets: { T: '' } }), 'file-empty'],
])('%s is refused in words that help', (_what, bytes, code) => {
  expect(refusal(new Uint8Array(bytes))?.code).toBe(code);
});

test('a workbook named .csv is read as what it is, and noted', () => {
  const outcome = readTable(aWorkbook({ sheets: { T: header + aRow(2, ['a', 1]) } }), 'liste.csv');
  expect(outcome.ok && outcome.value.notes[0]).toEqual({ code: 'extension-differs', values: { extension: 'csv', kind: 'xlsx' } });
});

import iconv from 'iconv-lite';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from './csv-records.ts';
import { readTable, type TableChoices } from './read-table.ts';
import { defaultLimits, type TableFile } from './table-file.ts';

const text = (content: string) => new TextEncoder().encode(content);

function read(content: string | Uint8Array, choices: TableChoices = {}): TableFile {
  const outcome = readTable(typeof content === 'string' ? text(content) : content, 'liste.csv', choices);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

function refusal(content: string | Uint8Array, choices: TableChoices = {}) {
  const outcome = readTable(typeof content === 'string' ? text(content) : content, 'liste.csv', choices);
  return outcome.ok ? undefined : outcome.refusals[0];
}

const table = 'Bezirk;Träger;Größe\r\nFöhrste;Größter Verein „Übermut“;12,5\r\n';

test.each([
  ['UTF-8', iconv.encode(table, 'utf8')],
  ['UTF-8', iconv.encode(table, 'utf8', { addBOM: true })],
  ['UTF-16LE', iconv.encode(table, 'utf16le', { addBOM: true })],
  ['UTF-16LE', iconv.encode(table, 'utf16le')],
  ['UTF-16BE', iconv.encode(table, 'utf16be', { addBOM: true })],
  ['UTF-16BE', iconv.encode(table, 'utf16be')],
  ['Windows-1252', iconv.encode(table, 'win1252')],
  ['Mac Roman', iconv.encode(table, 'macroman')],
])('a file in %s keeps its umlauts and quotes', (encoding, bytes) => {
  const file = read(new Uint8Array(bytes));
  expect(file.encoding).toBe(encoding);
  expect(file.header).toEqual(['Bezirk', 'Träger', 'Größe']);
  expect(file.rows[0]!.cells).toEqual(['Föhrste', 'Größter Verein „Übermut“', '12,5']);
});

test('a file from an old DOS program and one in ISO-8859-1 keep their umlauts', () => {
  const plain = 'Straße;Größe\r\nAm Ölbach;3\r\n';
  expect(read(new Uint8Array(iconv.encode(plain, 'cp850')))).toMatchObject({ encoding: 'CP850', header: ['Straße', 'Größe'] });
  expect(read(new Uint8Array(iconv.encode(plain, 'latin1')))).toMatchObject({ encoding: 'ISO-8859-1', header: ['Straße', 'Größe'] });
});

test('the person can name the encoding when the guess was wrong', () => {
  const bytes = new Uint8Array(iconv.encode('Ort;Zahl\r\nÄ;1\r\n', 'cp850'));
  expect(read(bytes, { encoding: 'CP850' }).rows[0]!.cells[0]).toBe('Ä');
});

test('a file that is half UTF-8 and half Windows-1252 is refused with the line, because its umlauts cannot all be right', () => {
  const bytes = Buffer.concat([iconv.encode('Bezirk;Zahl\nFöhrste;1\n', 'utf8'), iconv.encode('Gerzen;2\nLangenholzen für alle;3\n', 'win1252')]);
  expect(refusal(new Uint8Array(bytes))).toEqual({ code: 'encoding-mixed', values: { line: 4 } });
});

test('umlauts that were broken by an earlier program are noted where they stand', () => {
  const file = read('Bezirk;Zahl\nFÃ¶hrste;1\nGerzen\ufffd;2\n');
  expect(file.notes).toContainEqual({ code: 'double-encoded', line: 2, column: 'Bezirk' });
  expect(file.notes).toContainEqual({ code: 'replacement-character', line: 3, column: 'Bezirk' });
});

test.each([
  [';', 'Gebiet;Anteil;Zahl\nFöhrste;12,5;1,0\nGerzen;3,5;2,0\n'],
  ['\t', 'Gebiet\tAnteil\nFöhrste\t12,5\nGerzen, Dorf\t3,5\n'],
  [',', 'area,share,note\nFöhrste,12.5,"a; b; c"\nGerzen,3.5,"d; e; f"\n'],
  ['|', 'Gebiet|Zahl\nFöhrste|1\n'],
])('the separator %j is found, whatever the decimal comma does', (separator, content) => {
  expect(read(content).separator).toBe(separator);
});

test('a first line sep= names the separator and counts as a line', () => {
  const file = read('sep=|\r\na;b|c\r\n1;2|3\r\n');
  expect(file).toMatchObject({ separator: '|', headerLine: 2, header: ['a;b', 'c'] });
  expect(file.rows).toEqual([{ line: 3, cells: ['1;2', '3'] }]);
});

test.each(['\n', '\r\n', '\r'])('with line end %j a line break inside quotes does not shift the lines that follow', (end) => {
  const file = read(['Name;Text', '"Krabbelgruppe', 'für Väter";a', '', 'Café;"b"', ';;'].join(end));
  expect(file.rows).toEqual([
    { line: 2, cells: [`Krabbelgruppe${end}für Väter`, 'a'] },
    { line: 5, cells: ['Café', 'b'] },
  ]);
});

test('quotes inside a cell stay text, and text behind a closing quote is kept and noted', () => {
  const file = read('Name;Zahl\nGruppe "Zwerge";1\n"Zwerge" Gruppe;2\n"Die ""Zwerge""";3\n');
  expect(file.rows.map(({ cells }) => cells[0])).toEqual(['Gruppe "Zwerge"', '"Zwerge" Gruppe', 'Die "Zwerge"']);
  expect(file.notes).toEqual([{ code: 'quote-misplaced', line: 3 }]);
});

test('a quote that is never closed, or closed lines later, is refused with the line where it opens', () => {
  expect(refusal('Name;Zahl\nA;1\n"B;2\nC;3\n')).toEqual({ code: 'quote-unclosed', values: { line: 3 } });
  expect(refusal('Name;Zahl\n"A;1\nB;2\nC "x" D;3\n')).toEqual({ code: 'quote-unbalanced', values: { line: 2, until: 4 } });
});

test('short and long rows are noted with their line; nothing of a long row is lost', () => {
  const file = read('a;b;c;;\n1;2;3;;\n1;2\n1;2;3;;5\n');
  expect(file.header).toEqual(['a', 'b', 'c']);
  expect(file.rows.map(({ cells }) => cells)).toEqual([['1', '2', '3'], ['1', '2', ''], ['1', '2', '3', '', '5']]);
  expect(file.notes).toEqual([
    { code: 'row-short', line: 3, values: { found: 2, expected: 3 } },
    { code: 'row-long', line: 4, values: { found: 5, expected: 3 } },
  ]);
});

test('a column without a name is kept when it is filled, and noted', () => {
  const file = read('a;b;\n1;2;x\n3;4;y\n');
  expect(file.header).toEqual(['a', 'b', '']);
  expect(file.notes).toEqual([{ code: 'header-empty', column: 'C' }]);
});

test('titles above the header are kept apart, and the header can be chosen', () => {
  const content = 'Kinder in Alfeld\nStand: 31.12.2025\n\nGebiet;Zahl\nFöhrste;3\nGerzen;4\n';
  const file = read(content);
  expect(file.title.map(({ cells }) => cells[0])).toEqual(['Kinder in Alfeld', 'Stand: 31.12.2025']);
  expect(file.headerLine).toBe(4);
  expect(read(content, { headerLine: 5 })).toMatchObject({ header: ['Föhrste', '3'], headerLine: 5 });
  expect(refusal(content, { headerLine: 3 })).toEqual({ code: 'header-not-found', values: { line: 3 } });
});

test('NUL and bidi controls in a cell are reported with line and column, and stay where they are', () => {
  const file = read('Name;Text\nKita\u0000Nord;a\nb;rechts\u202EskniL\n');
  expect(file.rows[0]!.cells[0]).toBe('Kita\u0000Nord');
  expect(file.notes).toEqual([
    { code: 'hidden-character', line: 2, column: 'Name', values: { character: 'U+0000' } },
    { code: 'hidden-character', line: 3, column: 'Text', values: { character: 'U+202E' } },
  ]);
});

test('umlauts written as two characters (macOS) become one', () => {
  expect(read('Bezirk;Zahl\nFo\u0308hrste;1\n').rows[0]!.cells[0]).toBe('F\u00f6hrste');
});

test.each([
  ['an empty file', '', 'file-empty'],
  ['only blank lines', ' \r\n\r\n', 'file-empty'],
  ['only separators', ';;;\n;;;\n', 'file-empty'],
  ['only a header', 'Gebiet;Zahl\n', 'file-without-rows'],
  ['a web page named .csv', '<!DOCTYPE html><table></table>', 'file-is-html'],
  ['a PDF', '%PDF-1.7 …', 'file-is-pdf'],
])('%s is refused in words that help', (_what, content, code) => {
  expect(refusal(content)?.code).toBe(code);
});

test('a header that begins with PK is a table and no archive', () => {
  expect(read('PK;Name\n1;a\n').header).toEqual(['PK', 'Name']);
});

test('hostile sizes are refused: a file, a cell, a hundred thousand columns, a million rows', () => {
  expect(refusal(new Uint8Array(10 * 1024 * 1024 + 1))?.code).toBe('file-too-large');
  expect(refusal(`Name;Text\na;${'x'.repeat(9_000_000)}\n`)).toEqual({ code: 'cell-too-long', values: { line: 2, column: 2, limit: 100_000 } });
  expect(refusal(`${'a;'.repeat(100_000)}\n1\n`)?.code).toBe('too-many-columns');
  expect(refusal(`${';'.repeat(9_000_000)}a\n1\n`)?.code).toMatch(/^too-many-/);
  expect(refusal(`a;b\n${'1;2\n'.repeat(1_000_000)}`)?.code).toBe('too-many-rows');
  expect(refusal(`a;b\n${'"'.repeat(9_000_001)}`)?.code).toMatch(/^(quote-unclosed|cell-too-long)$/);
});

test('many oddities are counted and do not flood the person', () => {
  const file = read(`a;b\n${'1\u202E;\n'.repeat(5000)}`);
  expect(file.notes).toHaveLength(201);
  expect(file.notes.at(-1)).toEqual({ code: 'more-notes', values: { count: 4800 } });
});

test('any text is either read or refused, never a crash', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ';', ',', '\t', '\r', '\n', 'a', ' ', 'ä', '\u0000') })), (content) => {
      const outcome = readTable(text(content), 'x.csv');
      expect(typeof outcome.ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});

test('any bytes are either read or refused, never a crash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(typeof readTable(bytes, 'x.csv').ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});

test('cells are the same as csv-parse reads them', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ';', '\n', '\r\n', 'a', 'ß', ' ', "'") });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
      const content = rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(';')).join('\r\n');
      const own = readRecords(content, ';', defaultLimits);
      const oracle: string[][] = parse(content, { delimiter: ';', relax_column_count: true, record_delimiter: '\r\n' });
      expect(own.ok && own.value.records.map(({ cells }) => cells)).toEqual(oracle.filter((cells) => cells.some((value) => value !== '')));
    }),
    { numRuns: 300 },
  );
});

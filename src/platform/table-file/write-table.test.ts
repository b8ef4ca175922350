import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../day.ts';
import { cellText, type CellContent } from './cell-content.ts';
import { withGuard, withoutGuard } from './formula-guard.ts';
import { readTable } from './read-table.ts';
import { csvPieces, csvStream, writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const header = ['Name', 'Wert', 'Text'];
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

function readBack(bytes: Uint8Array) {
  const outcome = readTable(bytes, 'export');
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.rows.map(({ cells }) => cells);
}

test('a CSV file is what German Excel opens: byte order mark, semicolon, CRLF, decimal comma, ISO days', () => {
  expect(decode(writeCsv(header, [['Föhrste', 12.5, { day: day('2025-12-31') }]]))).toBe('\ufeffName;Wert;Text\r\nFöhrste;12,5;2025-12-31\r\n');
});

test('texts that a spreadsheet would run get an apostrophe; numbers and the signs of statistics do not', () => {
  const rows = [['=HYPERLINK("http://x";"y")', '@SUM(1)', '+49 5181 703-0'], ['-5', '-', "'=schon"], ['\t=1', '-1+2', 'a\r\nb']];
  expect(decode(writeCsv(header, rows)).split(/(?<!a)\r\n/)).toEqual([
    '\ufeffName;Wert;Text',
    '"\'=HYPERLINK(""http://x"";""y"")";\'@SUM(1);\'+49 5181 703-0',
    "-5;-;''=schon",
    '"\'\t=1";\'-1+2;"a\r\nb"',
    '',
  ]);
  expect(readBack(writeCsv(header, rows))).toEqual(rows);
});

test('the guard can always be taken away again, and nothing guarded can run', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '1', 'a', '＝') }));
  fc.assert(
    fc.property(text, (value) => {
      expect(withoutGuard(withGuard(value))).toBe(value);
      expect(withGuard(value)).not.toMatch(/^[=@\t\r]|^[+-][^\d]*[a-z(]/i);
    }),
  );
});

/** A text as it is stored: NFC, no lone halves; an all-blank row would be no row, so every row gets a name. */
const content: fc.Arbitrary<CellContent> = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => value.normalize('NFC')),
  fc.string({ unit: fc.constantFrom('\u{10fffe}', '\ufffe', '"', ';', ',', "'", '=', '+', '-', '@', '\t', '\r', '\n', '_', 'x', '0', '4', '1', 'ä', '\u202E', '\u0000', '\ufffd', '<', '&') }),
  fc.constantFrom('constructor', '__proto__', 'toString', '_x0041_', '01067', '3-6'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((value) => Number(value.toPrecision(12))),
  fc.date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => ({ day: day(date.toISOString().slice(0, 10)) })),
  fc.constant(null),
);
const rows = fc.array(fc.tuple(fc.nat().map((id) => `n${id}`), content, content), { minLength: 1, maxLength: 5 });

test('what was written as CSV is read back as the same values', () => {
  fc.assert(
    fc.property(rows, (written) => {
      expect(readBack(writeCsv(header, written))).toEqual(written.map((row) => row.map(cellText)));
    }),
    { numRuns: 500 },
  );
});

test('what was written as XLSX is read back as the same values', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (written) => {
      const file = await writeXlsx('Angebote: alle/neu', header, written);
      expect(file.ok && readBack(file.value)).toEqual(written.map((row) => row.map(cellText)));
    }),
    { numRuns: 150 },
  );
});

test('a text too long for a cell of Excel is refused with its place, not cut', async () => {
  const file = await writeXlsx('x', header, [['a', 'b', 'c'], ['a', 'x'.repeat(40_000), 'c']]);
  expect(file).toEqual({ ok: false, refusals: [{ code: 'cell-too-long', values: { line: 3, column: 2, limit: 32_767 } }] });
});

test('a long list leaves in pieces, with the same bytes as in one go', async () => {
  const many = Array.from({ length: 2500 }, (_unused, index) => [`Angebot ${index}`, index, '']);
  const pieces: string[] = [];
  for await (const piece of csvPieces(header, many)) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(3);
  const streamed = new Uint8Array(await new Response(csvStream(header, many)).arrayBuffer());
  expect(Buffer.compare(streamed, writeCsv(header, many))).toBe(0);
  expect(pieces.join('')).toBe(decode(streamed));
});

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'disclosure-control-'));
const command = join(import.meta.dirname, 'bin/disclosure-control.mjs');
const table = join(folder, 'table.csv');
writeFileSync(table, 'Bezirk;Alter;Anzahl\ngesamt;gesamt;55\ngesamt;A1;15\ngesamt;A2;20\ngesamt;A3;20\nB1;gesamt;16\nB1;A1;1\nB1;A2;9\nB1;A3;6\nB2;gesamt;20\nB2;A1;8\nB2;A2;7\nB2;A3;5\nB3;gesamt;19\nB3;A1;6\nB3;A2;4\nB3;A3;9\n');
afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...words], (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }));
  });
}

describe('disclosure-control', () => {
  test('protects a CSV file, and its own audit finds nothing', async () => {
    const out = join(folder, 'safe.csv');
    expect(await run('protect', table, '--method', 'exact', '--out', out)).toMatchObject({ code: 0 });
    expect(readFileSync(out, 'utf8').split('\n').filter((line) => line.endsWith(';.'))).toHaveLength(4);
    const audit = await run('audit', table, '--published', out);
    expect(audit.code).toBe(0);
    expect(audit.out).toContain('Criterion T (may reach the threshold): holds.');
    const answer = join(folder, 'safe.json');
    const protectedBy = await run('protect', table, '--method', 'exact', '--out', answer);
    expect(protectedBy.err).toContain('Totals recognised: Bezirk: gesamt; Alter: gesamt.');
    expect(protectedBy.err).toContain('The certificate names the confidential cells: keep it');
    expect(await run('audit', table, '--published', answer)).toMatchObject({ code: 0 });
  });

  test('refuses words it does not know and files that are not there in one line', async () => {
    expect(await run('explain', join(folder, 'nobody.csv'))).toMatchObject({ code: 2, err: expect.stringMatching(/^file-invalid: The file ".*nobody\.csv" cannot be read/) });
    expect(await run('explain', table, '--secure')).toMatchObject({ code: 2, err: expect.stringMatching(/^file-invalid: Unknown option '--secure'/) });
    expect((await run('explain', table, '--seed', 'luck')).err).toContain('rule-invalid: --seed must be a number ("luck").');
  });

  test('draws cell keys with a secret from a file, and not without', async () => {
    expect((await run('protect', table, '--method', 'cell-key')).err).toContain('rule-invalid: Cell keys need a secret');
    const secret = join(folder, 'secret.txt');
    writeFileSync(secret, '0123456789abcdef0123456789abcdef\n');
    expect((await run('explain', table, '--method', 'cell-key', '--secret-file', secret)).out).toContain('(cell-key)');
  });

  test('writes no file where nothing may be published: what it says then names the confidential cells', async () => {
    const fine = join(folder, 'fine.csv');
    writeFileSync(fine, 'a;n\ntotal;6\nx;1\ny;2\nz;3\n');
    const out = join(folder, 'never.csv');
    const refused = await run('protect', fine, '--out', out);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('Refused: 2 of 4 cells are confidential'), err: expect.stringContaining('Nothing was written to') });
    expect(existsSync(out)).toBe(false);
  });

  test('reads what spreadsheets write: Windows-1252 and UTF-16', async () => {
    const other = join(folder, 'other.csv');
    const text = readFileSync(table, 'utf8').replaceAll('B1', 'Süd').replaceAll('\n', '\r\n');
    writeFileSync(other, Buffer.from(text, 'latin1'));
    const read = await run('explain', other);
    expect(read.err).toContain('is no UTF-8 and was read as Windows-1252');
    expect(read.out).toContain('Süd|A1 (too few people)');
    writeFileSync(other, `\uFEFF${text}`, 'utf16le');
    expect((await run('explain', other)).out).toContain('Süd|A1 (too few people)');
  });

  test('says what is wrong with a publication made by hand, and with a table that does not add up', async () => {
    const byHand = join(folder, 'by-hand.csv');
    writeFileSync(byHand, readFileSync(table, 'utf8').replace('B1;A1;1', 'B1;A1;.'));
    const audit = await run('audit', table, '--published', byHand);
    expect(audit.code).toBe(1);
    expect(audit.out).toContain('B1|A1 (too few people): the attacker proves exactly 1; GIVEN AWAY');
    writeFileSync(byHand, readFileSync(table, 'utf8').replace('B3;A3;9', 'B3;A3;8'));
    const refused = await run('explain', byHand);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('total-does-not-add-up: The relation');
    expect(await run('explain', table, '--method', 'magic')).toMatchObject({ code: 2, err: 'file-invalid: The method "magic" is unknown: gauss, flow, exact, round or cell-key.\n' });
  });
});

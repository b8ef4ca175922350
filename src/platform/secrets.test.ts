import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFingerprint, secretKeyOf, SECRETS_FILE } from './secrets.ts';

let dataFolder: string;
beforeEach(() => void (dataFolder = mkdtempSync(join(tmpdir(), 'll-secrets-'))));
afterEach(() => rmSync(dataFolder, { recursive: true }));

test('the key of a development set-up is made once, stays the same and is readable by its owner only', () => {
  const first = secretKeyOf({ dataFolder });
  expect(first).toHaveLength(32);
  expect(secretKeyOf({ dataFolder })).toEqual(first);
  expect(statSync(join(dataFolder, SECRETS_FILE)).mode & 0o777).toBe(0o600);
});

test('a key from the environment wins, and none is written', () => {
  const secretKey = Buffer.alloc(32, 7);
  expect(secretKeyOf({ dataFolder, secretKey })).toBe(secretKey);
  expect(statSync(join(dataFolder, SECRETS_FILE), { throwIfNoEntry: false })).toBeUndefined();
});

test('a damaged file of secrets is refused instead of being replaced', () => {
  writeFileSync(join(dataFolder, SECRETS_FILE), '{"secretKey":"abc"');
  expect(() => secretKeyOf({ dataFolder })).toThrow(/beschädigt/);
});

test('fingerprints tell keys apart and do not contain them', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  expect(keyFingerprint(one)).not.toBe(keyFingerprint(other));
  expect(one.toString('hex')).not.toContain(keyFingerprint(one));
});

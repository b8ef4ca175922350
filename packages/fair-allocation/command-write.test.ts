import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './command-write.ts';

let folder: string;
const print = () => Promise.resolve();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fair-allocation-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a result replaces the older one in one step and leaves nothing beside it', async () => {
  const file = join(folder, 'result.json');
  await writeFile(file, 'old');
  await writeWhole(file, ['{"a":', '1}'], print);
  expect(await readFile(file, 'utf8')).toBe('{"a":1}');
  expect(await readdir(folder)).toEqual(['result.json']);
});

test('when writing fails half way, the older result is untouched and nothing half written is left', async () => {
  const file = join(folder, 'result.json');
  await writeFile(file, 'old');
  function* breaking() {
    yield '{"a":';
    throw new Error('no more memory');
  }
  await expect(writeWhole(file, breaking(), print)).rejects.toThrow('no more memory');
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['result.json']);
});

test('a folder that does not exist is an error, not a silent loss', async () => {
  await expect(writeWhole(join(folder, 'missing', 'result.json'), ['x'], print)).rejects.toThrow('ENOENT');
});

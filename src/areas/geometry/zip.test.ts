import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { usualLimits } from './limits.ts';
import { isZip, unpackWanted } from './zip.ts';

test('only the wanted files of an archive are unpacked', () => {
  const bytes = zipSync({ 'a/karte.shp': Buffer.from('Karte'), 'bild.png': Buffer.from('Bild'), 'leer.prj': new Uint8Array() });
  const files = unpackWanted(bytes, usualLimits, (path) => !path.endsWith('.png'));
  expect(files.ok && [...files.value].map(([path, content]) => [path, Buffer.from(content).toString()])).toEqual([
    ['a/karte.shp', 'Karte'],
    ['leer.prj', ''],
  ]);
});

test('a zip bomb is refused, whatever it says of its size', () => {
  const limits = { ...usualLimits, bytes: 2 * 1024 * 1024 };
  const bomb = zipSync({ 'karte.shp': new Uint8Array(30 * 1024 * 1024) }, { level: 1 });
  // The archive lies: 1 kB unpacked, in its local header and in its directory.
  const directory = Buffer.from(bomb).lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  const lying = Buffer.from(bomb);
  lying.writeUInt32LE(1024, 22);
  lying.writeUInt32LE(1024, directory + 24);
  expect(unpackWanted(bomb, limits, () => true)).toEqual({ ok: false, refusals: [{ code: 'zip-too-large', values: { megabytes: 2 } }] });
  expect(unpackWanted(lying, limits, () => true)).toEqual({ ok: false, refusals: [{ code: 'zip-damaged' }] });
});

test('many small files that are too large together are refused', () => {
  const limits = { ...usualLimits, bytes: 5000 };
  const bytes = zipSync(Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.shp`, new Uint8Array(1000)])));
  expect(unpackWanted(bytes, limits, () => true)).toMatchObject({ refusals: [{ code: 'zip-too-large' }] });
});

test('an archive of too many files is refused', () => {
  const bytes = zipSync(Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`${at}.txt`, new Uint8Array(1)])));
  expect(unpackWanted(bytes, usualLimits, () => false)).toEqual({ ok: false, refusals: [{ code: 'zip-too-many-entries', values: { entries: 500 } }] });
});

test('a cut-off, a garbled and an encrypted archive are refused', () => {
  const content = Uint8Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 251 ^ (at >> 3));
  const whole = zipSync({ 'karte.shp': content });
  expect(unpackWanted(whole.subarray(0, whole.length / 2), usualLimits, () => true)).toMatchObject({ refusals: [{ code: 'zip-damaged' }] });
  const garbled = Uint8Array.from(whole, (byte, at) => (at > 60 && at < 500 ? 0xff : byte));
  expect(unpackWanted(garbled, usualLimits, () => true)).toMatchObject({ refusals: [{ code: 'zip-damaged' }] });
  const encrypted = Uint8Array.from(whole);
  encrypted[Buffer.from(whole).indexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 8] = 1;
  expect(unpackWanted(encrypted, usualLimits, () => true)).toMatchObject({ refusals: [{ code: 'zip-encrypted' }] });
});

test('a zip is known by its first bytes', () => {
  expect(isZip(zipSync({ a: new Uint8Array(1) }))).toBe(true);
  expect(isZip(Buffer.from('PKW;Anzahl'))).toBe(false);
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

const hex = (text: string) => [...sha256(text)].map((word) => word.toString(16).padStart(8, '0')).join('');

test('the standard’s own examples: of nothing and of abc', () => {
  expect(hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('any text has the hash every other program gives it, whatever its length and letters', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (text) => {
    expect(hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  }), { numRuns: 40, seed: 41 });
});

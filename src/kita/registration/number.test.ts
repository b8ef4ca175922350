import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { registrationNumber } from './number.ts';

test('a number is eight signs nobody mistakes for each other, each sign as likely as any other', () => {
  const numbers = Array.from({ length: 4_000 }, () => registrationNumber((count) => randomBytes(count)));
  for (const number of numbers) expect(number).toMatch(/^[2-9A-HJ-KMNP-Z]{4}-[2-9A-HJ-KMNP-Z]{4}$/);
  expect(new Set(numbers).size).toBe(4_000);
  expect(registrationNumber((count) => new Uint8Array(count).fill(0))).toBe('2222-2222');
  // Bytes past the last whole multiple are thrown away: none of them makes a sign.
  let call = 0;
  expect(registrationNumber((count) => new Uint8Array(count).fill(call++ === 0 ? 255 : 30))).toBe('ZZZZ-ZZZZ');
});

import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { acceptedStep, newTotpSecret, spelledSecret, totpAddress } from './one-time-password.ts';

const secret = newTotpSecret();
const now = new Date('2026-11-22T09:00:10Z');
const step = Math.floor(now.getTime() / 30_000);
const codeAt = (instant: Date) => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: instant.getTime() });
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

describe('a code of the authenticator app', () => {
  test('as the standard computes it is accepted', () => {
    // RFC 6238, appendix B: SHA-1, T = 59 s → 94287082, of which six digits are shown.
    expect(acceptedStep(Secret.fromLatin1('12345678901234567890').base32, '287082', new Date(59_000), null)).toBe(1);
  });
  test('is accepted now, half a minute early and half a minute late', () => {
    expect(acceptedStep(secret, codeAt(now), now, null)).toBe(step);
    expect(acceptedStep(secret, codeAt(seconds(30)), now, null)).toBe(step + 1);
    expect(acceptedStep(secret, codeAt(seconds(-30)), now, null)).toBe(step - 1);
  });
  test('may be typed with blanks', () => {
    const code = codeAt(now);
    expect(acceptedStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now, null)).toBe(step);
  });
  test('is refused when it is older, wrong or no code at all', () => {
    expect(acceptedStep(secret, codeAt(seconds(-90)), now, null)).toBeUndefined();
    expect(acceptedStep(newTotpSecret(), codeAt(now), now, null)).toBeUndefined();
    expect(acceptedStep(secret, '12345', now, null)).toBeUndefined();
    expect(acceptedStep(secret, '', now, null)).toBeUndefined();
  });
  test('is good once: a used step and every earlier one are refused', () => {
    expect(acceptedStep(secret, codeAt(now), now, step)).toBeUndefined();
    expect(acceptedStep(secret, codeAt(seconds(-30)), now, step)).toBeUndefined();
    expect(acceptedStep(secret, codeAt(seconds(30)), now, step)).toBe(step + 1);
  });
});

test('the QR code names the town and the account, and the secret can be typed by hand', () => {
  const address = totpAddress(secret, { issuer: 'Stadt Musterstadt', account: 'lena@example.de' });
  expect(address).toMatch(/^otpauth:\/\/totp\/Stadt%20Musterstadt:lena%40example\.de\?/);
  expect(new URL(address).searchParams.get('secret')).toBe(secret);
  expect(spelledSecret('ABCDEFGHIJKL')).toBe('ABCD EFGH IJKL');
});

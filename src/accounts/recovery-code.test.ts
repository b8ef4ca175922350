import { expect, test } from 'vitest';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.ts';

test('there are ten different recovery codes that read well', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('a recovery code may be typed in small letters, without dashes and with look-alikes', () => {
  expect(recoveryCodeHash('7k2m9qxt4cObhwi1')).toEqual(recoveryCodeHash('7K2M-9QXT-4C0B-HW11'));
  expect(recoveryCodeHash('7K2M-9QXT-4C0B-HW12')).not.toEqual(recoveryCodeHash('7K2M-9QXT-4C0B-HW11'));
});

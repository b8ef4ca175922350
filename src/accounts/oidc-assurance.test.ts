import { expect, test } from 'vitest';
import { sawTwoFactors } from './oidc-assurance.ts';

test.each([
  [{ amr: ['pwd', 'otp'] }], [{ amr: ['mfa'] }], [{ amr: ['hwk', 'fpt'] }], [{ acr: 'http://eidas.europa.eu/LoA/substantial' }], [{ acr: 'STORK-QAA-Level-4' }],
])('%j is two factors', (claims) => {
  expect(sawTwoFactors(claims)).toBe(true);
});

test.each([[{}], [{ amr: ['pwd'] }], [{ amr: ['pwd', 'kba'] }], [{ amr: 'mfa' }], [{ acr: 'http://eidas.europa.eu/LoA/low' }], [{ acr: 'STORK-QAA-Level-1' }], [{ acr: '1', amr: ['user'] }]])('%j is not', (claims) => {
  expect(sawTwoFactors(claims)).toBe(false);
});

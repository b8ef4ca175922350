import { describe, expect, test } from 'vitest';
import { feedUrl, isPublicAddress } from './public-address.ts';

describe('an address of a feed', () => {
  test.each(['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.178.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', '::ffff:127.0.0.1',
    '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'ff02::1', 'fe80::1%eth0', '2001::1', 'localhost', ''])('never leads to %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  test.each(['93.184.216.34', '172.32.0.1', '100.128.0.1', '2a00:1450:4001:80b::200e'])('may lead to %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test('is https at the usual port with a whole name, without a password', () => {
    expect(feedUrl('https://landkreis.example/hsds')?.hostname).toBe('landkreis.example');
    for (const text of ['http://landkreis.example', 'https://landkreis.example:8443/', 'https://user:geheim@landkreis.example/', 'https://localhost/', 'https://drucker.local/', 'https://metadata.google.internal/',
      'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'file:///etc/passwd', 'gopher://x.example', 'kein', '']) expect(feedUrl(text), text).toBeUndefined();
  });
});

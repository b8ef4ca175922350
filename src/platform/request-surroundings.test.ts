import { describe, expect, test } from 'vitest';
import { routingPath, splitAddress } from './request-surroundings.ts';

describe('an address', () => {
  test('says town, language and page, whichever is missing', () => {
    expect(splitAddress('/alfeld/ar/angebote/1')).toEqual({ town: 'alfeld', language: 'ar', path: '/angebote/1' });
    expect(splitAddress('/alfeld/angebote')).toEqual({ town: 'alfeld', language: 'de', path: '/angebote' });
    expect(splitAddress('/alfeld/einfach')).toEqual({ town: 'alfeld', language: 'de-easy', path: '/' });
    expect(splitAddress('/ar')).toEqual({ town: '', language: 'ar', path: '/' });
    expect(splitAddress('/')).toEqual({ town: '', language: 'de', path: '/' });
  });

  test('leads to the same page in every language', () => {
    expect(['/alfeld/angebote', '/alfeld/tr/angebote', '/alfeld/ar/angebote/'].map(routingPath)).toEqual(Array(3).fill('/alfeld/angebote'));
    expect([routingPath('/'), routingPath('/uk'), routingPath('/alfeld/uk'), routingPath('/musterbuch')]).toEqual(['/', '/', '/alfeld', '/musterbuch']);
  });
});

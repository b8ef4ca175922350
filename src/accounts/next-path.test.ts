import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

describe('where a sign-in leads', () => {
  test.each(['/kette', '/angebote?alter=24&sprache=tr', '/luecken/0190?x=1#stelle', '/gebiete/südstadt', '/gebiete/s%C3%BCdstadt', '/'])('%s inside the town is kept', (path) => {
    expect(nextPath(path)).toBe(path);
  });

  test.each([
    'https://boese.example', '//boese.example', '/\\boese.example', '\\\\boese.example', 'javascript:alert(1)', '/%2e%2e/peine/kette', '/../peine', '/kette/../../peine',
    '/kette/..%2f..%2fpeine', '/\tboese', '/ boese', 'kette', '', '/a\u0000b', '/kette//boese.example', `/${'x'.repeat(600)}`, '/%zz',
  ])('%j is not', (typed) => {
    expect(nextPath(typed)).toBe('/');
  });

  test.each(['/anmelden', '/anmelden?weiter=/anmelden', '/anmelden/kennwort', '/abmelden'])('%s would only go round in circles', (path) => {
    expect(nextPath(path)).toBe('/');
  });

  test('behind the town’s address it never leaves host and town, whatever was typed', () => {
    const pieces = fc.array(fc.constantFrom('/', '\\', '..', '.', '%2e', '%2f', '%5c', '@', ':', 'https:', 'boese.example', '?', '#', 'kette', '\t', ' ', '%00'), { maxLength: 9 });
    fc.assert(fc.property(fc.oneof(pieces.map((all) => `/${all.join('')}`), fc.webUrl(), fc.string()), (typed) => {
      const url = new URL(`/alfeld${nextPath(typed)}`, 'https://kette.example.de');
      expect(url.origin).toBe('https://kette.example.de');
      expect(url.pathname === '/alfeld' || url.pathname.startsWith('/alfeld/')).toBe(true);
      expect(decodeURIComponent(url.pathname)).not.toContain('..');
    }), { numRuns: 1000 });
  });
});

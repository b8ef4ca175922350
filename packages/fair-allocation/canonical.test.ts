import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalChunks, canonicalHash, canonicalJson } from './canonical.ts';

test('the order in which fields were written does not change the bytes', () => {
  expect(canonicalJson({ b: 1, a: { d: [1, 'ü'], c: null } })).toBe('{"a":{"c":null,"d":[1,"ü"]},"b":1}');
  expect(canonicalHash({ b: 1, a: 2 })).toBe(canonicalHash({ a: 2, b: 1 }));
});

test('numbers and letters are written as RFC 8785 shows in its examples', () => {
  expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  );
  expect(canonicalJson({ '\u20ac': 'Euro', '\r': 'CR', '1': 'One', '\u0080': 'Control', '\ud83d\ude02': 'Smiley', '\u00f6': 'o', '\ufb33': 'D' })).toBe(
    '{"\\r":"CR","1":"One","\u0080":"Control","\u00f6":"o","\u20ac":"Euro","\ud83d\ude02":"Smiley","\ufb33":"D"}',
  );
});

test('the hash is the SHA-256 everybody else computes', () => {
  // printf '{"a":1}' | sha256sum
  expect(canonicalHash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
});

test('what has no JSON is refused with the path to it', () => {
  expect(() => canonicalJson({ applicants: [{ points: Number.NaN }] })).toThrow('$.applicants[0].points: NaN');
  expect(() => canonicalJson({ deep: { deeper: { deepest: [Infinity] } } })).toThrow('$.deep.deeper.deepest[0]');
  expect(() => canonicalJson([undefined])).toThrow('$[0]');
  expect(() => canonicalJson({ on: new Date(0) })).toThrow('$.on');
  expect(() => canonicalJson('\ud800')).toThrow('lone surrogate');
});

test('in pieces or at once, the text is the same and JSON reads it back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }), (value) => {
      const text = canonicalJson(value);
      expect([...canonicalChunks(value)].join('')).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
    { numRuns: 100 },
  );
});

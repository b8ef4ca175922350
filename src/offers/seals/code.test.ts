import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_DRAWS, codeOf, readCode, shownCode } from './code.ts';

const someCode = fc.array(fc.integer({ min: 0, max: CODE_DRAWS.below - 1 }), { minLength: CODE_DRAWS.count, maxLength: CODE_DRAWS.count }).map(codeOf);

describe('the code on a sticker', () => {
  test('is read as it is printed, with small letters, spaces or without its hyphen', () => {
    fc.assert(fc.property(someCode, (code) => {
      for (const typed of [code, shownCode(code), code.toLowerCase(), ` ${code.slice(0, 3)} ${code.slice(3)} `, shownCode(code).replace('-', ' – ')]) expect(readCode(typed)).toEqual({ ok: true, code });
    }));
  });

  test('notices one wrong character, wherever it is', () => {
    fc.assert(fc.property(someCode, fc.nat({ max: 7 }), fc.constantFrom(...'23456789ACDEFGHJKMNPQRSTVWXYZ'), (code, at, character) => {
      fc.pre(code[at] !== character);
      expect(readCode(code.slice(0, at) + character + code.slice(at + 1))).toEqual({ ok: false, why: 'mistyped' });
    }));
  });

  test('notices two neighbours that were swapped', () => {
    fc.assert(fc.property(someCode, fc.nat({ max: 6 }), (code, at) => {
      fc.pre(code[at] !== code[at + 1]);
      expect(readCode(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2))).toEqual({ ok: false, why: 'mistyped' });
    }));
  });

  test('has no characters people confuse', () => {
    fc.assert(fc.property(someCode, (code) => { expect(code).not.toMatch(/[01OILUB]/); }));
  });

  test('is none where nothing, too much or something else was typed', () => {
    expect(readCode('  -')).toEqual({ ok: false, why: 'empty' });
    for (const typed of ['ABC', '2222-22222', '<script>', '0000-0000', '‮2345-6789']) expect(readCode(typed), typed).toEqual({ ok: false, why: 'not-a-code' });
  });
});

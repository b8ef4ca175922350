import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnreadableInput, jsonReader } from './command-read.ts';

function readInPieces(text: string, size: number): unknown {
  const bytes = new TextEncoder().encode(text);
  const reader = jsonReader();
  for (let i = 0; i < bytes.length; i += size) reader.write(bytes.slice(i, i + size));
  return reader.end();
}

describe('a file read piece by piece', () => {
  test('says the same as read at once, wherever the pieces end', () => {
    const document = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 })));
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 9 }), fc.constantFrom(undefined, 1, '\t'), (value, size, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readInPieces(text, size)).toEqual(JSON.parse(text));
      }),
      { numRuns: 200 },
    );
  });

  test('a field called __proto__ stays a field', () => {
    const read = readInPieces('{"__proto__": {"polluted": true}, "a": []}', 3) as object;
    expect(Object.keys(read)).toEqual(['__proto__', 'a']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a byte order mark in front does not matter', () => {
    expect(readInPieces('\ufeff{"a": 1}', 2)).toEqual({ a: 1 });
  });

  test.each([
    ['{"applicants": [{"id": 1}, {"id": }]}', '$.applicants[1]'],
    ['{"applicants": [1, 2', '$.applicants[1]'],
    ['{"applicants": [1, 2,]}', '$.applicants[2]'],
    ['{"applicants": [1}', '$.applicants[1]'],
    ['{"seats": NaN}', '$.seats'],
    ['{"seats": 1, "seats": 2}', '$.seats'],
    ['{"seats": 1,}', '$.seats'],
    ['{"seats" 1}', '$.seats'],
    ['{"seats": 1} {', '$.seats'],
    ['{', '$'],
    ['', '$'],
    ['[1, 2', '$'],
  ])('%s is refused at %s', (text, path) => {
    try {
      readInPieces(text, 4);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableInput);
      expect((error as UnreadableInput).path).toBe(path);
    }
  });

  test('a file that is not UTF-8 is refused', () => {
    const reader = jsonReader();
    reader.write(Uint8Array.from([...'{"name":"M'].map((letter) => letter.codePointAt(0)!)));
    expect(() => {
      reader.write(Uint8Array.from([0xfc, 0x22, 0x7d]));
      reader.end();
    }).toThrow('UTF-8');
  });

  test('whatever bytes come, it answers with a value or with UnreadableInput', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 1ae\u00fc') }), fc.integer({ min: 1, max: 5 }), (text, size) => {
        let whole: unknown;
        let broken = false;
        try {
          whole = JSON.parse(text);
        } catch {
          broken = true;
        }
        try {
          const read = readInPieces(text, size);
          expect(broken).toBe(false);
          expect(read).toEqual(whole);
        } catch (error) {
          if (!(error instanceof UnreadableInput)) throw error;
          const duplicateKey = error.message.includes('twice');
          expect(broken || duplicateKey).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowedErrors, typingDistance } from './distance.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 9 });

/** The definition, written down without any short cut. */
function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) => Array.from({ length: b.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)));
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? table[row - 2]![column - 2]! + 1 : Infinity;
      table[row]![column] = Math.min(table[row - 1]![column]! + 1, table[row]![column - 1]! + 1, table[row - 1]![column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1), swapped);
    }
  }
  return table[a.length]![b.length]!;
}

describe('typing errors', () => {
  test('are counted as the definition says, up to the limit', () => {
    fc.assert(fc.property(word, word, fc.constantFrom(1, 2), (a, b, limit) => {
      const distance = plainDistance(a, b);
      expect(typingDistance(a, b, limit)).toBe(distance <= limit ? distance : undefined);
    }), { numRuns: 1_000 });
  });

  test('a swapped pair is one error: Hebmame', () => expect(typingDistance('hebmame', 'hebamme', 1)).toBe(1));

  test('are forgiven only in words long enough not to turn into another', () => {
    expect([3, 4, 7, 8].map(allowedErrors)).toEqual([0, 1, 1, 2]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Uuid } from '../../platform/id.ts';
import { moveWish, orderWishes } from './wishes.ts';

const [a, b, c] = ['a', 'b', 'c'] as unknown as [Uuid, Uuid, Uuid];

describe('the list of wishes', () => {
  test.each([['up', [b, a, c]], ['down', [a, c, b]], ['top', [b, a, c]], ['remove', [a, c]], ['keep', [a, b, c]]] as const)('button „%s“ beside the second', (move, after) => {
    expect(moveWish([a, b, c], b, move)).toEqual(after);
  });

  test('ends do not fall off, unknown ones change nothing', () => {
    expect(moveWish([a, b], a, 'up')).toEqual([a, b]);
    expect(moveWish([a, b], b, 'down')).toEqual([a, b]);
    expect(moveWish([a, b], c, 'remove')).toEqual([a, b]);
  });

  test('never loses, doubles or invents a wish, whatever order is sent', () => {
    const ids = fc.uniqueArray(fc.uuid(), { maxLength: 40 }) as fc.Arbitrary<Uuid[]>;
    fc.assert(fc.property(ids, fc.array(fc.uuid()), fc.integer(), (wishes, strangers, seed) => {
      const typed = [...strangers, ...wishes, ...wishes].sort((one, other) => ((one < other ? 1 : -1) * (seed % 2 || 1)));
      expect([...orderWishes(wishes, typed)].sort()).toEqual([...wishes].sort());
    }));
  });
});

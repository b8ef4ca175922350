import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import type { Compiled, SpecialPool } from './compiled.ts';
import { child, market, seatsOf } from './market.fixture.ts';
import { poolChoice } from './pool-choice.ts';

const hardship = { traits: ['hardship'] };
const reserve = (kind: 'soft' | 'hard') => ({ capacity: 2, reserves: [{ id: 'h', trait: 'hardship', seats: 1, kind }] });

describe('guaranteed seats', () => {
  test('go to the best child with the trait, before the open seats are filled', () => {
    const source = market({ sun: reserve('soft') }, [child('Ada: sun 50'), child('Bo: sun 40'), child('Cem: sun 10', hardship)]);
    expect(seatsOf(allocate(source))).toEqual(['Ada: sun', 'Bo: –', 'Cem: sun']);
  });

  test('go to everybody when soft and unused, and stay empty when hard', () => {
    const children = [child('Ada: sun 50'), child('Bo: sun 40')];
    expect(seatsOf(allocate(market({ sun: reserve('soft') }, children)))).toEqual(['Ada: sun', 'Bo: sun']);
    expect(seatsOf(allocate(market({ sun: reserve('hard') }, children)))).toEqual(['Ada: sun', 'Bo: –']);
  });

  test('come on top for children who would not have made it, when the open seats are filled first', () => {
    const children = [child('Ada: sun 50'), child('Bo: sun 60', hardship), child('Cem: sun 10', hardship)];
    expect(seatsOf(allocate(market({ sun: { ...reserve('soft'), openSeats: 'last' } }, children)))).toEqual(['Ada: sun', 'Bo: sun', 'Cem: –']);
    expect(seatsOf(allocate(market({ sun: { ...reserve('soft'), openSeats: 'first' } }, children)))).toEqual(['Ada: –', 'Bo: sun', 'Cem: sun']);
  });

  test('push no holder out', () => {
    const source = market({ sun: { capacity: 1, reserves: [{ id: 'h', trait: 'hardship', seats: 1, kind: 'hard' }] } }, [
      child('Ada: ', { holds: { facility: 'sun', seatType: 'day' } }), child('Bo: sun 90', hardship),
    ]);
    expect(seatsOf(allocate(source))).toEqual(['Ada: sun', 'Bo: –']);
  });
});

describe('upper bounds', () => {
  test('pass over the children beyond them, not the seats', () => {
    const source = market({ sun: { capacity: 2, ceilings: [{ id: 'c', trait: 'hardship', seats: 1 }] } }, [
      child('Ada: sun 50', hardship), child('Bo: sun 40', hardship), child('Cem: sun 10'),
    ]);
    expect(seatsOf(allocate(source))).toEqual(['Ada: sun', 'Bo: –', 'Cem: sun']);
  });
});

/** One pool of children 0, 1, 2 … in the order of their score; the first `holders` hold a seat. */
function pool(capacity: number, special: SpecialPool | undefined, masks: number[], holders: number): Compiled {
  return {
    capacity: Int32Array.of(capacity), special: [special], wishMask: Int32Array.from(masks), changing: -1000,
    wishScore: Float64Array.from(masks, (_, i) => (i < holders ? i - 2000 : i)),
  } as unknown as Compiled;
}

const specials = fc.oneof(
  fc.record({ reserveSeats: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })), reserveIsSoft: fc.tuple(fc.boolean(), fc.boolean()), openFirst: fc.boolean(), ceilingSeats: fc.constant<number[]>([]) }),
  fc.record({ reserveSeats: fc.constant<number[]>([]), reserveIsSoft: fc.constant<boolean[]>([]), openFirst: fc.constant(false), ceilingSeats: fc.tuple(fc.integer({ min: 0, max: 3 })) }),
  fc.constant(undefined),
);

test('whoever is refused among fewer is refused among more, and nobody new empties a seat', () => {
  fc.assert(fc.property(fc.integer({ min: 3, max: 5 }), specials, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 }), fc.nat(7), fc.nat(2), (capacity, special, traits, newcomer, holders) => {
    const masks = traits.map((bits) => bits | ((bits & 1) << 15));
    const { choose } = poolChoice(pool(capacity, special, masks, holders));
    const everybody = Int32Array.from(masks.keys());
    const fewer = everybody.filter((wish) => wish !== newcomer);
    const taken = (wishes: Int32Array) => {
      const flags = new Uint8Array(8);
      const count = choose(0, wishes, 0, wishes.length, flags);
      expect(count).toBe(flags.subarray(0, wishes.length).reduce((sum, flag) => sum + flag, 0));
      return new Set(wishes.filter((_, i) => flags[i]));
    };
    const few = taken(fewer);
    const all = taken(everybody);
    for (const wish of all) if (wish !== newcomer) expect(few.has(wish)).toBe(true);
    expect(all.size).toBeGreaterThanOrEqual(few.size);
    for (let wish = 0; wish < Math.min(holders, masks.length); wish++) expect(all.has(wish)).toBe(true);
  }), { numRuns: 1_000, seed: 14 });
});

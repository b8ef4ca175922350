import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocationOf } from './allocation.ts';
import { paperMarket } from './bench/paper-market.ts';
import { compile } from './compile-market.ts';
import { child, market } from './market.fixture.ts';
import type { Market } from './model.ts';
import { everyStable } from './oracle.fixture.ts';
import { searchExactly } from './siblings-exact.ts';
import { siblingMarket } from './siblings-market.ts';
import { solve } from './siblings-solve.ts';
import { verify } from './verify.ts';

const facilities = ['a', 'b', 'c'];
const seat = (facility: string) => ({ facility, seatType: 'day' });
const list = fc.shuffledSubarray(facilities, { minLength: 2 }).chain((wishes) => fc.tuple(...wishes.map((facility) => fc.integer({ min: 0, max: 9 }).map((points) => `${facility} ${points}`))));

/** Two families of two and two single children, few seats, priorities that differ: what makes stable allocations rare. */
const hardMarkets: fc.Arbitrary<Market> = fc.record({
  capacities: fc.tuple(...facilities.map(() => fc.integer({ min: 1, max: 2 }))),
  lists: fc.array(list, { minLength: 6, maxLength: 6 }),
  keeping: fc.boolean(),
  pairs: fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat()),
}).map(({ capacities, lists, keeping, pairs }) => {
  const children = lists.map((wishes, i) => child(`c${i}: ${wishes.join(', ')}`));
  const families = [[0, 1], [2, 3]].map((members, f) => ({
    id: `f${f}`, members: members.map((i) => children[i]!.id),
    options: pairs.slice(3 * f, 3 * f + 3).map((pick) => ({ seats: members.map((i, m) => seat(children[i]!.wishes[(pick >> (8 * m)) % children[i]!.wishes.length]!.facility)) })),
  }));
  return market(Object.fromEntries(facilities.map((facility, i) => [facility, capacities[i]!])), children, { families, rules: { blocking: keeping ? 'keeping' : 'vacating' } });
});

describe('the exact search', () => {
  test('finds the stable allocation with most children placed, or proves that there is none', () => {
    let unsolvable = 0;
    fc.assert(fc.property(hardMarkets, (source) => {
      const all = everyStable(source);
      const found = searchExactly(siblingMarket(compile(source)), { nodes: 10_000 });
      expect(found.isProven).toBe(true);
      expect(found.choice !== undefined).toBe(all.length > 0);
      if (all.length > 0) expect(found.placed).toBe(Math.max(...all.map((seats) => [...seats.values()].filter(Boolean).length)));
      else unsolvable++;
    }), { numRuns: 40, seed: 7 });
    expect(unsolvable, 'markets without a stable allocation among those tried').toBeGreaterThan(0);
  });

  test('settles markets like those of the paper; what it finds the independent verifier finds stable', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const source = paperMarket({ children: 100, dispersion: 1, seed });
      const index = siblingMarket(compile(source));
      const solution = solve(index, { effort: 200 });
      const allocation = allocationOf(source, index, solution.choice, solution.blocking, solution.verdict);
      expect(solution.isBest).toBe(true);
      expect(verify(source, allocation)).toMatchObject({ ok: true, stable: seed !== 8 });
      expect(allocation.blocking.length, `seed ${seed}`).toBe(seed === 8 ? 1 : 0);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { child, market, seatsOf } from './market.fixture.ts';
import type { Market } from './model.ts';

const facilities = ['a', 'b', 'c'];

/** Small markets of single children without quotas. */
const plainMarkets = fc.record({
  capacities: fc.tuple(...facilities.map(() => fc.integer({ min: 0, max: 2 }))),
  lists: fc.array(fc.shuffledSubarray(facilities).chain((list) => fc.tuple(fc.constant(list), fc.tuple(...list.map(() => fc.integer({ min: 0, max: 3 }))))), { minLength: 1, maxLength: 5 }),
}).map(({ capacities, lists }) => market(
  Object.fromEntries(facilities.map((facility, i) => [facility, capacities[i]!])),
  lists.map(([list, points], i) => child(`c${i}: ${list.map((facility, w) => `${facility} ${points[w]}`).join(', ')}`)),
));

/** Rank of what each child gets, 99 = nothing. */
const ranks = (source: Market) => new Map(allocate(source).placements.map(({ applicant, rank }) => [applicant, rank ?? 99]));

describe('deferred acceptance', () => {
  test('gives the textbook example (Gale, Shapley 1962, example 2) the outcome the proposing side likes best', () => {
    const source = market({ A: 1, B: 1, C: 1 }, [
      child('alpha: A 1, B 2, C 3'), child('beta: B 1, C 2, A 3'), child('gamma: C 1, A 2, B 3'),
    ]);
    expect(seatsOf(allocate(source))).toEqual(['alpha: A', 'beta: B', 'gamma: C']);
  });

  test('lets a child with more points displace one that sat there first, and that one asks on', () => {
    const source = market({ sun: 1, moon: 1 }, [child('Ada: sun 10, moon 10'), child('Bo: sun 20, moon 5'), child('Cem: moon 7')]);
    expect(seatsOf(allocate(source))).toEqual(['Ada: moon', 'Bo: sun', 'Cem: –']);
  });

  test('never takes a held seat away, even beyond the capacity, and lets a holder move up', () => {
    const held = { facility: 'moon', seatType: 'day' };
    const source = market({ sun: 1, moon: 1 }, [child('Ada: sun 1', { holds: held }), child('Bo: sun 2', { holds: held }), child('Cem: moon 99')]);
    expect(allocate(source).placements).toMatchObject([{ seat: held, kept: true, rank: null }, { seat: { facility: 'sun' }, kept: false, rank: 1 }, { seat: null }]);
  });

  test('does not look at the wishes of a child whose seat is final', () => {
    const source = market({ sun: 1, moon: 1 }, [child('Ada: sun 9', { holds: { facility: 'moon', seatType: 'day' }, locked: true }), child('Bo: sun 1')]);
    expect(seatsOf(allocate(source))).toEqual(['Ada: moon', 'Bo: sun']);
  });

  test('hurts no child by one more seat', () => {
    fc.assert(fc.property(plainMarkets, fc.integer({ min: 0, max: 2 }), (source, p) => {
      const before = ranks(source);
      const after = ranks({ ...source, pools: source.pools.map((pool, i) => (i === p ? { ...pool, capacity: pool.capacity + 1 } : pool)) });
      for (const [id, rank] of before) expect(after.get(id)!).toBeLessThanOrEqual(rank);
    }), { seed: 11 });
  });

  test('gives no child more for wishes that are not its own', () => {
    fc.assert(fc.property(plainMarkets, fc.shuffledSubarray(facilities), (source, lie) => {
      const [first] = source.applicants;
      const told = { ...first!, wishes: lie.flatMap((facility) => first!.wishes.filter((wish) => wish.facility === facility)) };
      const honest = first!.wishes.findIndex((wish) => wish.facility === allocate(source).placements[0]!.seat?.facility);
      const lying = first!.wishes.findIndex((wish) => wish.facility === allocate({ ...source, applicants: [told, ...source.applicants.slice(1)] }).placements[0]!.seat?.facility);
      expect(honest < 0 ? 99 : honest).toBeLessThanOrEqual(lying < 0 ? 99 : lying);
    }), { seed: 12 });
  });

  test('does not depend on the order in which children, facilities and pools are written down', () => {
    fc.assert(fc.property(plainMarkets, fc.nat(), (source, turn) => {
      const rotated = <T>(list: T[]) => [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)];
      const other = { ...source, applicants: rotated(source.applicants), pools: rotated(source.pools), facilities: rotated(source.facilities) };
      expect(ranks(other)).toEqual(new Map([...ranks(source)].toSorted((a, b) => order(other, a[0]) - order(other, b[0]))));
    }), { seed: 13 });
  });
});

const order = ({ applicants }: Market, id: string) => applicants.findIndex((applicant) => applicant.id === id);

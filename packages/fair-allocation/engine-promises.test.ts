import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { canonicalJson } from './canonical.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';
import type { Allocation, Applicant, Market, SeatChoice } from './model.ts';
import { verify } from './verify.ts';
import { ticketDrawer } from './verify-tickets.ts';

const name = (seat: SeatChoice | null): string => (seat ? `${seat.facility}/${seat.seatType}` : '');
const seatOf = (allocation: Allocation, id: string): string => name(allocation.placements.find(({ applicant }) => applicant === id)!.seat);

const placed = (allocation: Allocation): number => allocation.placements.filter(({ seat }) => seat !== null).length;

/** 0 = first wish; whoever holds a seat has it as the last of all options, nothing comes after it. */
function position({ wishes, holds }: Applicant, seat: string): number {
  const wish = wishes.findIndex((one) => name(one) === seat);
  return wish !== -1 ? wish : seat !== '' && holds && name(holds) === seat ? wishes.length : wishes.length + 1;
}

test('no child without siblings gains by another wish list than its true one', () => {
  fc.assert(
    fc.property(mixedMarkets({ families: false, children: 6 }), fc.nat(5), fc.nat(), (market, who, how) => {
      const liar = market.applicants[who]!;
      const truth = position(liar, seatOf(allocate(market), liar.id));
      const orders = everyOrder(liar.wishes);
      const wishes = orders[how % orders.length]!;
      const lied = allocate({ ...market, applicants: market.applicants.map((child) => (child === liar ? { ...liar, wishes } : child)) });
      expect(position(liar, seatOf(lied, liar.id))).toBeGreaterThanOrEqual(truth);
    }),
    { numRuns: 250 },
  );
});

/** All orders of all parts of a list. */
function everyOrder<T>(items: readonly T[]): T[][] {
  return [[], ...items.flatMap((item, i) => everyOrder(items.toSpliced(i, 1)).map((rest) => [item, ...rest]))];
}

test('the order in which children, facilities and traits are listed changes nothing for anybody', () => {
  fc.assert(
    fc.property(mixedMarkets({ families: true }), fc.nat(), (market, turn) => {
      const by = turn % market.applicants.length;
      const turned: Market = {
        ...market,
        facilities: market.facilities.toReversed(),
        pools: market.pools.toReversed(),
        applicants: [...market.applicants.slice(by), ...market.applicants.slice(0, by)].map((child) => ({ ...child, traits: child.traits?.toReversed() })),
      };
      const first = allocate(market);
      const second = allocate(turned);
      expect(second.verdict).toBe(first.verdict);
      // With siblings several stable allocations may be equally large: then only how many children are placed must be the same.
      if (first.verdict === 'stable') expect(placed(second)).toBe(placed(first));
    }),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(mixedMarkets({ families: false }), fc.nat(), (market, turn) => {
      const by = turn % market.applicants.length;
      const turned = { ...market, applicants: [...market.applicants.slice(by), ...market.applicants.slice(0, by)], pools: market.pools.toReversed() };
      const [first, second] = [allocate(market), allocate(turned)];
      for (const { id } of market.applicants) expect(seatOf(second, id)).toBe(seatOf(first, id));
    }),
    { numRuns: 100 },
  );
});

test('with ties broken for most places at least as many children have a seat, and still nobody has a better claim', () => {
  fc.assert(
    fc.property(mixedMarkets({ families: false, children: 6 }), (market) => {
      const generous: Market = { ...market, rules: { ties: 'most-places' } };
      const result = allocate(generous);
      expect(verify(generous, result)).toMatchObject({ ok: true, stable: true });
      expect(placed(result)).toBeGreaterThanOrEqual(placed(allocate(market)));
    }),
    { numRuns: 120 },
  );
});

test('one more seat hurts no child, where there are no siblings and no upper bounds', () => {
  fc.assert(
    fc.property(mixedMarkets({ families: false, children: 6 }), fc.nat(2), (mixed, p) => {
      const market: Market = { ...mixed, pools: mixed.pools.map((pool) => ({ ...pool, ceilings: undefined })) };
      const larger = { ...market, pools: market.pools.map((pool, i) => (i === p ? { ...pool, capacity: pool.capacity + 1 } : pool)) };
      const before = allocate(market);
      const after = allocate(larger);
      for (const child of market.applicants) expect(position(child, seatOf(after, child.id))).toBeLessThanOrEqual(position(child, seatOf(before, child.id)));
    }),
    { numRuns: 120 },
  );
});

test('the same market gives the same bytes, and the run leaves the market as it was', () => {
  fc.assert(
    fc.property(mixedMarkets({ families: true }), (market) => {
      const before = canonicalJson(market);
      const first = canonicalJson(allocate(market));
      expect(canonicalJson(allocate(JSON.parse(before) as Market))).toBe(first);
      expect(canonicalJson(market)).toBe(before);
    }),
    { numRuns: 60 },
  );
});

test('between equals the published lottery decides, and anybody can draw it again', () => {
  const seat = { facility: 'sun', seatType: 'day' };
  const ids = Array.from({ length: 20 }, (_, i) => `child-${i}`);
  for (const seed of ['first', 'second']) {
    const market: Market = {
      version: 1,
      round: '2026',
      lottery: { seed },
      seatTypes: [{ id: 'day' }],
      facilities: [{ id: 'sun' }],
      pools: [{ id: 'sun', facility: 'sun', seatTypes: ['day'], capacity: 7 }],
      applicants: ids.map((id) => ({ id, wishes: [seat] })),
    };
    const { draw } = ticketDrawer(seed, '2026');
    const drawn = ids.toSorted((a, b) => draw(a) - draw(b)).slice(0, 7);
    const given = allocate(market).placements.filter((placement) => placement.seat !== null).map(({ applicant }) => applicant);
    expect(given).toEqual(ids.filter((id) => drawn.includes(id)));
  }
});

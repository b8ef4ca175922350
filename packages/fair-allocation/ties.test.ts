import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { townMarket } from './bench/town-market.ts';
import { child, market, seatsOf } from './market.fixture.ts';
import { ticket } from './lottery.ts';
import type { Allocation, Market } from './model.ts';
import { verify } from './verify.ts';

test('among equals a child with only one wish goes first when more children are placed that way; the result names it', () => {
  // Of two equal children one wishes sun only, the other moon too; the lottery is made to favour the second.
  const [lucky, other] = ['a', 'b', 'c', 'd'].toSorted((x, y) => ticket('seed', 'test', x) - ticket('seed', 'test', y));
  const children = [child(`${lucky}: sun 10, moon 10`), child(`${other}: sun 10`)];
  const byLottery = market({ sun: 1, moon: 1 }, children);
  expect(seatsOf(allocate(byLottery))).toEqual([`${lucky}: sun`, `${other}: –`]);
  const most = allocate({ ...byLottery, rules: { ties: 'most-places' } });
  expect(seatsOf(most)).toEqual([`${lucky}: moon`, `${other}: sun`]);
  expect(most.promoted).toEqual([other]);
});

test('more points still beat a promoted child', () => {
  const source = market({ sun: 1, moon: 1 }, [child('a: sun 11, moon 1'), child('b: sun 10')], { rules: { ties: 'most-places' } });
  expect(seatsOf(allocate(source))).toEqual(['a: sun', 'b: –']);
});

test('siblings with only one wish go first among equals in the same way', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].toSorted((x, y) => ticket('seed', 'test', x) - ticket('seed', 'test', y));
  const sun = { facility: 'sun', seatType: 'day' };
  const source = market({ sun: 2, moon: 2 }, [child(`${a}: sun, moon`), child(`${b}: sun, moon`), child(`${c}: sun`), child(`${d}: sun`)], {
    families: [{ id: 'f', members: [c!, d!], options: [{ seats: [sun, sun] }] }],
  });
  expect(seatsOf(allocate(source))).toEqual([`${a}: sun`, `${b}: sun`, `${c}: –`, `${d}: –`]);
  const most = allocate({ ...source, rules: { ties: 'most-places' } });
  expect(seatsOf(most)).toEqual([`${a}: moon`, `${b}: moon`, `${c}: sun`, `${d}: sun`]);
  expect(most.promoted).toEqual([c, d].toSorted((x, y) => source.applicants.findIndex(({ id }) => id === x) - source.applicants.findIndex(({ id }) => id === y)));
});

test('in a town with siblings no fewer have a seat than by the lottery, and the verifier agrees', () => {
  const town: Market = townMarket({ children: 150, seed: 1, rather: 0.5, tightness: 0.9 });
  const source: Market = { ...town, rules: { ties: 'most-places' } };
  const placed = (allocation: Allocation) => allocation.placements.filter(({ seat }) => seat !== null).length;
  const most = allocate(source);
  expect(verify(source, most)).toMatchObject({ ok: true, stable: true });
  expect(placed(most)).toBeGreaterThanOrEqual(placed(allocate(town)));
});

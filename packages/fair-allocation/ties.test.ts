import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { child, market, seatsOf } from './market.fixture.ts';
import { ticket } from './lottery.ts';

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

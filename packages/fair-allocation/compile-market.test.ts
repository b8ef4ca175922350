import { describe, expect, test } from 'vitest';
import { compile } from './compile-market.ts';
import { child, market } from './market.fixture.ts';
import { MarketError, type Market } from './model.ts';

function refusal(source: Market): string {
  try {
    compile(source);
  } catch (error) {
    if (error instanceof MarketError) return `${error.code} ${error.path}`;
    throw error;
  }
  return 'accepted';
}

const family = (...options: (string | null)[][]) => ({
  families: [{ id: 'f', members: ['Ada', 'Bo'], options: options.map((seats) => ({ seats: seats.map((facility) => (facility === null ? null : { facility, seatType: 'day' })) })) }],
});

describe('a market that cannot be allocated is refused with the place of the mistake', () => {
  const two = [child('Ada: sun'), child('Bo: sun, moon')];

  test.each<[string, Market, string]>([
    ['a wish for an unknown facility', market({ sun: 1 }, two), 'unknown-facility $.applicants[1].wishes[1]'],
    ['a seat two pools give out', market({ sun: 1, moon: { facility: 'sun' } as never }, []), 'seat-in-two-pools $.pools[1].seatTypes[0]'],
    ['more reserved seats than seats', market({ sun: { capacity: 1, reserves: [{ id: 'r', trait: 't', seats: 2, kind: 'soft' }] } }, []), 'reserves-exceed-capacity $.pools[0].reserves'],
    ['reserves and ceilings in one pool', market({ sun: { reserves: [{ id: 'r', trait: 't', seats: 1, kind: 'soft' }], ceilings: [{ id: 'c', trait: 't', seats: 1 }] } }, []), 'reserves-and-ceilings $.pools[0]'],
    ['a family option with a seat nobody wished', market({ sun: 1, moon: 1 }, two, family(['moon', 'moon'])), 'option-not-wished $.families[0].options[0].seats[0]'],
    ['a family option that takes a held seat', market({ sun: 1, moon: 1 }, [child('Ada: sun', { holds: { facility: 'sun', seatType: 'day' } }), two[1]!], family([null, 'sun'])), 'option-takes-held-seat $.families[0].options[0].seats[0]'],
  ])('%s', (_, source, expected) => {
    expect(refusal(source)).toBe(expected);
  });

  test('ceilings that cross among the wishes made; nested ones are fine', () => {
    const ceilings = [{ id: 'x', trait: 'x', seats: 1 }, { id: 'y', trait: 'y', seats: 1 }];
    const children = (...traits: string[][]) => traits.map((list, i) => child(`c${i}: sun`, { traits: list }));
    expect(refusal(market({ sun: { capacity: 3, ceilings } }, children(['x'], ['y'], ['x', 'y'])))).toBe('ceilings-cross $.pools[0].ceilings[1]');
    expect(refusal(market({ sun: { capacity: 3, ceilings } }, children(['x'], ['x', 'y'])))).toBe('accepted');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { explainer, type Explanation } from './explain.ts';
import { explanationLines } from './explain-sentence.ts';
import { market as marketOf } from './market.fixture.ts';
import type { Applicant, Market, Pool } from './model.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';

const sun = { facility: 'sun', seatType: 'day' };
const moon = { facility: 'moon', seatType: 'day' };

function aMarket(applicants: Applicant[], { pool = {}, families = [] }: { pool?: Partial<Pool>; families?: Market['families'] } = {}): Market {
  return marketOf({ sun: pool, moon: 1 }, applicants, { round: '2026', lottery: { seed: 'published' }, families });
}

const explain = (market: Market, child: string): Explanation => explainer(market, allocate(market)).explain(child);

describe('a family that asks why not', () => {
  test('hears what the last child admitted had, and what its own child has', () => {
    const market = aMarket([
      { id: 'ada', wishes: [{ ...sun, points: 65 }] },
      { id: 'bo', wishes: [{ ...sun, points: 50 }, moon] },
      { id: 'cem', wishes: [{ ...sun, points: 10 }] },
    ]);
    const { wishes } = explain(market, 'bo');
    expect(wishes[0]!.reason).toMatchObject({ kind: 'cut-off', decidedBy: 'points', needed: { points: 65 } });
    expect(wishes[0]!.waiting).toEqual({ place: 1, of: 2 });
    expect(wishes[1]!.reason).toEqual({ kind: 'granted' });
    expect(explain(market, 'cem').wishes[0]!.waiting).toEqual({ place: 2, of: 2 });
    expect(explanationLines(explain(market, 'bo'))).toEqual([
      'bo gets moon/day.',
      '  1. sun/day: the last child admitted had 65 points, this child has 50. Waiting list: place 1 of 2.',
      '  2. moon/day: granted.',
    ]);
  });

  test('hears that a higher wish came true, that it may not have a seat, that the lottery decided', () => {
    const market = aMarket([
      { id: 'ada', wishes: [{ ...moon, ineligible: 'too young' }, sun, moon] .slice(0, 2) },
      { id: 'bo', wishes: [sun, moon] },
    ]);
    const both = ['ada', 'bo'].map((child) => explain(market, child));
    expect(both[0]!.wishes[0]!.reason).toEqual({ kind: 'ineligible', reason: 'too young' });
    const loser = both.find(({ seat }) => seat?.facility !== 'sun')!;
    expect(loser.wishes.find(({ seat }) => seat.facility === 'sun')!.reason).toMatchObject({ kind: 'cut-off', decidedBy: 'lottery' });
    const winner = aMarket([{ id: 'ada', wishes: [sun, moon] }]);
    expect(explain(winner, 'ada').wishes[1]!.reason).toEqual({ kind: 'better-wish-granted' });
  });

  test('hears that seats are kept for others, even those that stay free', () => {
    const market = aMarket([{ id: 'ada', wishes: [sun] }], { pool: { reserves: [{ id: 'r', trait: 'inclusion', seats: 1, kind: 'hard' }] } });
    expect(explain(market, 'ada').wishes[0]!.reason).toEqual({ kind: 'reserved', traits: ['inclusion'], free: 1 });
  });

  test('hears that an upper bound is full', () => {
    const market = aMarket(
      [
        { id: 'ada', wishes: [{ ...sun, points: 2 }], traits: ['outside'] },
        { id: 'bo', wishes: [{ ...sun, points: 1 }], traits: ['outside'] },
      ],
      { pool: { capacity: 2, ceilings: [{ id: 'from outside', trait: 'outside', seats: 1 }] } },
    );
    expect(explain(market, 'bo').wishes[0]!.reason).toMatchObject({ kind: 'ceiling', ceiling: 'from outside', seats: 1, decidedBy: 'points', needed: { points: 2 } });
  });

  test('hears that present holders keep their seats', () => {
    const market = aMarket([
      { id: 'ada', wishes: [], holds: sun },
      { id: 'bo', wishes: [{ ...sun, points: 99 }] },
    ]);
    expect(explain(market, 'bo').wishes[0]!.reason).toMatchObject({ kind: 'cut-off', decidedBy: 'holds-seat' });
    expect(explain(market, 'ada')).toMatchObject({ seat: sun, kept: true });
  });

  test('hears that its siblings were the reason', () => {
    const market = aMarket(
      [
        { id: 'ada', wishes: [moon, sun] },
        { id: 'bo', wishes: [moon, sun] },
        { id: 'cem', wishes: [{ ...sun, points: 9 }] },
      ],
      { families: [{ id: 'north', members: ['ada', 'bo'], options: [{ seats: [moon, sun] }, { seats: [sun, moon] }] }] },
    );
    const { wishes, familyOption, seat } = explain(market, 'ada');
    expect(seat).toBeNull();
    expect(familyOption).toBeNull();
    expect(wishes[0]!.reason).toEqual({ kind: 'family', family: 'north', option: null });
    expect(wishes[1]!.reason).toMatchObject({ kind: 'cut-off', decidedBy: 'points', needed: { points: 9 } });
  });

  test('is refused for a child nobody knows', () => {
    const market = aMarket([]);
    expect(() => explain(market, 'nobody')).toThrow(RangeError);
  });
});

test('every wish of every child gets a reason that fits what the child has, and no other child is named', () => {
  fc.assert(
    fc.property(mixedMarkets({ families: true, children: 5 }), (market) => {
      const allocation = allocate(market);
      for (const explanation of explainer(market, allocation).all()) {
        const placement = allocation.placements.find(({ applicant }) => applicant === explanation.applicant)!;
        const granted = explanation.wishes.filter(({ reason }) => reason.kind === 'granted');
        expect(granted.map(({ rank }) => rank)).toEqual(placement.rank === null ? [] : [placement.rank]);
        expect(explanation.wishes.some(({ reason }) => reason.kind === 'passed-over')).toBe(false);
        const text = JSON.stringify({ ...explanation, applicant: '' });
        expect(text).not.toContain('child-');
      }
    }),
    { numRuns: 100 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { compare, type Run } from './compare.ts';
import { market as marketOf } from './market.fixture.ts';
import type { Applicant, Market } from './model.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';

const sun = { facility: 'sun', seatType: 'day' };
const moon = { facility: 'moon', seatType: 'day' };

function aRun(applicants: Applicant[], families: Market['families'] = []): Run {
  const market = marketOf({ sun: 1, moon: 1 }, applicants, { round: '2026', lottery: { seed: 'published' }, families });
  return { market, allocation: allocate(market) };
}

describe('two catalogues of criteria side by side', () => {
  const catalogueA = aRun([
    { id: 'ada', wishes: [{ ...sun, points: 3 }, { ...moon, points: 3 }] },
    { id: 'bo', wishes: [{ ...sun, points: 2 }, { ...moon, points: 2 }] },
    { id: 'cem', wishes: [{ ...sun, points: 1 }] },
  ]);
  const catalogueB = aRun([
    { id: 'ada', wishes: [{ ...sun, points: 1 }, { ...moon, points: 3 }] },
    { id: 'bo', wishes: [{ ...sun, points: 2 }, { ...moon, points: 2 }] },
    { id: 'cem', wishes: [{ ...sun, points: 9 }] },
  ]);

  test('say who gains a seat and who loses one: with B +1, -1', () => {
    const result = compare(catalogueA, catalogueB);
    expect(result).toMatchObject({ gained: 1, lost: 1, placed: { before: 2, after: 2 } });
    expect(result.changed).toEqual([
      { applicant: 'ada', difference: 'worse', before: sun, after: moon },
      { applicant: 'bo', difference: 'loses-seat', before: moon, after: null },
      { applicant: 'cem', difference: 'gains-seat', before: null, after: sun },
    ]);
  });

  test('read backwards they say the opposite', () => {
    expect(compare(catalogueB, catalogueA).counts).toMatchObject({ better: 1, 'gains-seat': 1, 'loses-seat': 1, worse: 0 });
  });

  test('the same twice changes nothing for anybody', () => {
    expect(compare(catalogueA, catalogueA)).toMatchObject({ gained: 0, lost: 0, changed: [], counts: { same: 3 } });
  });

  test('children of one market only are counted apart, not as winners or losers', () => {
    const other = aRun([{ id: 'ada', wishes: [sun] }, { id: 'new', wishes: [moon] }]);
    expect(compare(catalogueA, other).counts).toMatchObject({ same: 1, 'only-before': 2, 'only-after': 1, 'gains-seat': 0 });
  });

  test('siblings are compared by the option their family got', () => {
    const options = [{ seats: [sun, moon] }, { seats: [moon, sun] }];
    const family = [{ id: 'north', members: ['ada', 'bo'], options }];
    const both: Applicant[] = [
      { id: 'ada', wishes: [moon, sun] },
      { id: 'bo', wishes: [moon, sun] },
    ];
    const first = aRun(both, family);
    const swapped = { market: first.market, allocation: { ...first.allocation, families: [{ family: 'north', option: 2 }], placements: first.allocation.placements.map((p, i) => ({ ...p, seat: i === 0 ? moon : sun })) } };
    expect(compare(first, swapped).counts).toMatchObject({ worse: 2, better: 0 });
  });

  test('by group only what the disclosure rule lets through', () => {
    const { byGroup } = compare(catalogueA, catalogueB, {
      groupsOf: () => ['north'],
      disclose: (cells) => cells.map((cell) => ({ ...cell, count: null })),
    });
    expect(byGroup!.length).toBeGreaterThan(0);
    expect(byGroup!.every(({ count }) => count === null)).toBe(true);
  });
});

test('everybody is counted exactly once, and as many gain more as the number of seats given grows', () => {
  fc.assert(
    fc.property(mixedMarkets({ families: false }), mixedMarkets({ families: false }), (one, other) => {
      const before = { market: one, allocation: allocate(one) };
      const after = { market: other, allocation: allocate(other) };
      const { counts, placed, gained, lost } = compare(before, after);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(one.applicants.length);
      expect(gained - lost).toBe(placed.after - placed.before);
    }),
    { numRuns: 50 },
  );
});

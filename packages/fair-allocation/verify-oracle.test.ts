import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asAllocation, blockingFamiliesOf, everySeating, familyBlocks, isFeasible, isStable, singleBlocks } from './oracle.fixture.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';
import { verify } from './verify.ts';

/** A market and one of its possible seatings, stable or not. */
const cases = mixedMarkets({ families: true, children: 5 }).chain((market) => {
  const seatings = [...everySeating(market)];
  const stable = seatings.filter((seats) => isStable(market, seats));
  return fc.record({ market: fc.constant(market), seats: fc.constantFrom(...seatings, ...stable, ...stable) });
});

describe('the verifier and the definitions, on small markets with everything mixed', () => {
  test('both call the same allocations stable', () => {
    let stable = 0;
    fc.assert(
      fc.property(cases, ({ market, seats }) => {
        const verification = verify(market, asAllocation(market, seats));
        expect(verification.stable).toBe(isStable(market, seats));
        if (verification.stable) {
          stable++;
          expect(verification.violations).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
    expect(stable).toBeGreaterThan(10);
  });

  test('both find the same children and families with a better claim', () => {
    fc.assert(
      fc.property(cases, ({ market, seats }) => {
        const verification = verify(market, asAllocation(market, seats));
        expect(verification.impossible === 0).toBe(isFeasible(market, seats));
        if (!isFeasible(market, seats)) return;
        const envious = new Set(verification.violations.filter(({ kind }) => kind === 'blocking-applicant').map(({ applicant }) => applicant));
        expect([...envious].sort()).toEqual(market.applicants.filter((child) => singleBlocks(market, seats, child)).map(({ id }) => id));
        for (const kind of ['vacating', 'keeping'] as const)
          expect(verification.blocking[kind]).toEqual((market.families ?? []).flatMap(({ id }) => familyBlocks(market, seats, id, kind) ?? []));
        expect(verification.ok).toBe(envious.size === 0);
        expect(verification.stable).toBe(envious.size === 0 && blockingFamiliesOf(market, seats).length === 0);
      }),
      { numRuns: 150 },
    );
  });
});

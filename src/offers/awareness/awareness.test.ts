import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../platform/id.ts';
import { published } from './publication.ts';
import { chooseOffers } from './selection.ts';
import { counted, familiarities, reasons, sheetsNeeded, type Counts, type OfferAnswer } from './survey.ts';
import { changeBetween } from './change-between.ts';

const none: Counts = { answered: 0, known: 0, used: 0, recommended: 0, shame: 0, time: 0, way: 0, language: 0, form: 0, cost: 0, mistrust: 0, 'no-need': 0 };
const figure = (counts: Partial<Counts>) => ({ ...none, ...counts, serviceId: newId(), name: 'Elterncafé' });

describe('an answer', () => {
  test('adds to the sums of its offer, and contradictions are read as the first question was answered', () => {
    expect(counted({ familiarity: 'used', recommended: true, reason: 'shame' })).toEqual({ answered: 1, known: 1, used: 1, recommended: 1 });
    expect(counted({ familiarity: 'known', recommended: false, reason: 'way' })).toEqual({ answered: 1, known: 1, way: 1 });
    expect(counted({ familiarity: 'unknown', recommended: true, reason: 'cost' })).toEqual({ answered: 1 });
  });

  test('never makes sums that the database would refuse', () => {
    const answer: fc.Arbitrary<OfferAnswer> = fc.record({
      familiarity: fc.constantFrom(...familiarities), recommended: fc.boolean(), reason: fc.option(fc.constantFrom(...reasons), { nil: undefined }),
    }) as fc.Arbitrary<OfferAnswer>;
    fc.assert(fc.property(fc.array(answer), (answers) => {
      const sums = { ...none };
      for (const one of answers) for (const [name, count] of Object.entries(counted(one))) sums[name as keyof Counts] += count;
      expect(sums.used <= sums.known && sums.known <= sums.answered && sums.recommended <= sums.known).toBe(true);
      expect(reasons.reduce((total, reason) => total + sums[reason], 0)).toBeLessThanOrEqual(sums.answered - sums.used);
    }));
  });
});

describe('a sheet', () => {
  test('asks for the offers with the fewest answers: after any number of sheets no offer is more than one ahead', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 3, max: 15 }), fc.integer({ min: 0, max: 60 }), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (offers, perSheet, sheets, lots) => {
      const all = Array.from({ length: offers }, () => ({ serviceId: newId(), answered: 0 }));
      for (let sheet = 0; sheet < sheets; sheet += 1) {
        const chosen = chooseOffers(all, perSheet, () => lots.next().value as number);
        expect(chosen).toHaveLength(Math.min(offers, perSheet));
        expect(new Set(chosen).size).toBe(chosen.length);
        for (const one of all) if (chosen.includes(one.serviceId)) one.answered += 1;
      }
      const counts = all.map(({ answered }) => answered);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }), { numRuns: 50 });
  });

  test.each([[120, 12, 50], [12, 12, 5], [5, 12, 5], [13, 12, 6]])('%i offers, %i on a sheet: %i sheets give each offer five answers', (offers, perSheet, sheets) => {
    expect(sheetsNeeded(offers, perSheet)).toBe(sheets);
  });
});

describe('what may be read', () => {
  test('is nothing of an offer with four answers', () => {
    expect(published(figure({ answered: 4, known: 4 }))).toBeUndefined();
  });

  test('hides small counts of use and reasons, none as well as four, and gives no sums of them', () => {
    const shown = published(figure({ answered: 30, known: 20, used: 4, recommended: 6, shame: 5, time: 1 }))!;
    expect(shown).toMatchObject({ answered: 30, known: 20, used: 'small', recommended: 6, reasons: { shame: 5, time: 'small', cost: 'small' } });
    expect(Object.keys(shown).sort()).toEqual(['answered', 'known', 'name', 'reasons', 'recommended', 'serviceId', 'used']);
  });

  test('is the same for two rounds that differ in one small answer', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 100 }), fc.integer({ min: 0, max: 3 }), fc.constantFrom(...reasons), (answered, count, reason) => {
      const one = figure({ answered, known: answered, [reason]: count });
      expect(published({ ...one, [reason]: count + 1 })).toEqual(published(one));
    }));
  });
});

describe('a share', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10; the interval of one share: src/monitoring/statistics/interval.test.ts
  test('has changed only where chance does not explain it', () => {
    expect(changeBetween({ count: 48, total: 80 }, { count: 56, total: 70 })).toBe('more');
    expect(changeBetween({ count: 56, total: 70 }, { count: 48, total: 80 })).toBe('less');
    expect(changeBetween({ count: 9, total: 10 }, { count: 3, total: 10 })).toBe('less');
    expect(changeBetween({ count: 34, total: 80 }, { count: 40, total: 80 })).toBe('indistinguishable');
    expect(changeBetween({ count: 2, total: 5 }, { count: 4, total: 5 })).toBe('indistinguishable');
  });

  test('seen from the other side has changed the other way', () => {
    const share = fc.integer({ min: 5, max: 200 }).chain((total) => fc.record({ count: fc.integer({ min: 0, max: total }), total: fc.constant(total) }));
    const mirrored = { more: 'less', less: 'more', indistinguishable: 'indistinguishable' };
    fc.assert(fc.property(share, share, (a, b) => {
      expect(changeBetween(b, a)).toBe(mirrored[changeBetween(a, b)]);
    }));
  });
});

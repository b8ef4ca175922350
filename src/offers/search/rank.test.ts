import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rank, type Fit } from './rank.ts';

const ids = (found: Fit<string>[], total = 100) => rank(found, total).map(({ id }) => id);

describe('the order of what was found', () => {
  test('the better fit comes first', () => {
    expect(ids([{ id: 'in the description', fits: [0.2] }, { id: 'in the name', fits: [1] }])).toEqual(['in the name', 'in the description']);
  });

  test('a rare word counts more than one that every offer holds', () => {
    const everywhere = Array.from({ length: 50 }, (_, index) => ({ id: `Kind ${index}`, fits: [1, 0] }));
    expect(ids([...everywhere, { id: 'Hebamme', fits: [0.2, 1] }], 51)[0]).toBe('Hebamme');
  });

  test('who answers the whole query comes before who answers half of it, and little of it is left out', () => {
    const found = [{ id: 'only gruppe', fits: [1, 0] }, { id: 'both', fits: [0.5, 0.5] }, { id: 'only gruppe too', fits: [1, 0] }];
    expect(ids(found)[0]).toBe('both');
    expect(ids([{ id: 'all', fits: [0.5, 0.5, 0.5] }, { id: 'a third', fits: [1, 0, 0] }])).toEqual(['all']);
  });

  test('never invents or doubles an offer, and never falls on odd values', () => {
    const fits = fc.array(fc.record({ id: fc.uuid(), fits: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }) }), { maxLength: 30 });
    fc.assert(fc.property(fits, fc.integer({ min: 30, max: 500 }), (found, total) => {
      const ranked = rank(found, total);
      expect(new Set(ranked.map(({ id }) => id)).size).toBe(new Set(ranked).size);
      expect(ranked.every(({ id, score }) => Number.isFinite(score) && found.some((one) => one.id === id))).toBe(true);
      expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a));
    }));
  });
});

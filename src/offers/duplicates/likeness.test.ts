import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameLikeness, nameWords } from '../../network/name-likeness.ts';
import type { Uuid } from '../../platform/id.ts';
import { blockKeys, searchPairs } from './candidate-pairs.ts';
import { addressKey, webKey } from './compared-texts.ts';
import { likenessOf, SUSPICIOUS, type Comparable } from './likeness.ts';

let next = 0;
const id = () => `00000000-0000-7000-8000-${String(next += 1).padStart(12, '0')}` as Uuid;
const aware = id();
const offer = (name: string, known: Partial<Comparable> = {}): Comparable => ({
  id: id(), name: nameWords(name), organizationId: aware, organization: nameWords('AWO Kreisverband'), locationIds: [], addresses: [], phones: [], fieldIds: [], times: [], ...known,
});
const pairsOf = (offers: readonly Comparable[]) => {
  const search = searchPairs(offers);
  for (let step = search.next(); ; step = search.next()) if (step.done) return step.value;
};

describe('names', () => {
  test('written in another way are the same name', () => {
    for (const [one, other] of [['Eltern-Café', 'ELTERN CAFE'], ['Müttertreff', 'Muettertreff'], ['Groß & Klein', 'Gross und Klein'], ['Sportclub Blau-Weiß e. V.', 'Sportclub Blau-Weiss']]) {
      expect(nameLikeness(nameWords(one!), nameWords(other!)), one).toBe(1);
    }
    expect(nameLikeness(nameWords('Elterncafé'), nameWords('Café für Eltern'))).toBeGreaterThan(0.5);
    expect(nameLikeness(nameWords('Schuldnerberatung'), nameWords('Babyschwimmen'))).toBeLessThan(0.2);
  });

  test('are as alike one way as the other, never more than the same', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => {
      const [first, second] = [nameWords(one), nameWords(other)];
      const likeness = nameLikeness(first, second);
      expect(likeness).toBe(nameLikeness(second, first));
      expect(likeness >= 0 && likeness <= 1).toBe(true);
      if (first.words.length > 0) expect(nameLikeness(first, first)).toBe(1);
    }));
  });
});

describe('two offers', () => {
  test('of one provider with one name and place are suspicious; two courses with numbers, other ages, other days are not', () => {
    const place = id();
    const one = offer('PEKiP-Kurs', { locationIds: [place], times: ['1 09:00'], minimumAgeMonths: 1, maximumAgeMonths: 12 });
    expect(likenessOf(one, offer('Pekip Kurs', { locationIds: [place] })).score).toBeGreaterThanOrEqual(SUSPICIOUS);
    expect(likenessOf(offer('PEKiP-Kurs 1', { locationIds: [place], times: ['1 09:00'] }), offer('PEKiP-Kurs 2', { locationIds: [place], times: ['2 09:00'] })).score).toBeLessThan(SUSPICIOUS);
    expect(likenessOf(one, offer('PEKiP-Kurs', { times: ['4 15:00'], locationIds: [id()], minimumAgeMonths: 36, maximumAgeMonths: 60 })).score).toBeLessThan(SUSPICIOUS);
  });

  test('of two sources under two providers’ names are found by house and telephone', () => {
    const one = offer('Krabbelgruppe Sonnenschein', { addresses: ['kirchstr 3'], phones: ['+4951817031'] });
    const other = offer('Krabbelgruppe „Sonnenschein“', { organizationId: id(), organization: nameWords('Arbeiterwohlfahrt'), addresses: ['kirchstr 3'], phones: ['+4951817031'] });
    expect(pairsOf([one, other, offer('Schuldnerberatung')]).map(({ ids }) => [...ids].sort())).toEqual([[one.id, other.id].sort()]);
  });

  const words = fc.constantFrom('Eltern', 'Baby', 'Café', 'Kurs', 'Gruppe', 'Sprache', 'Beratung', 'Turnen', '1', '2', 'Montag');
  const ids = Array.from({ length: 4 }, id);
  const some = <Element>(...elements: Element[]) => fc.subarray(elements, { maxLength: 2 });
  const anyOffer = fc.record({
    name: fc.array(words, { minLength: 1, maxLength: 4 }), organizationId: fc.constantFrom(...ids), locationIds: some(...ids), phones: some('+491', '+492'), fieldIds: some(...ids), times: some('1 09:00', '2 10:00'),
    minimumAgeMonths: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }), maximumAgeMonths: fc.option(fc.integer({ min: 100, max: 200 }), { nil: undefined }),
  }).map(({ name, ...known }) => offer(name.join(' '), known));

  test('have one score, whichever comes first, and it is the sum of its reasons within 0 and 100', () => {
    fc.assert(fc.property(anyOffer, anyOffer, (one, other) => {
      const likeness = likenessOf(one, other);
      expect(likenessOf(other, one)).toEqual(likeness);
      expect(likeness.score).toBe(Math.max(0, Math.min(100, likeness.signals.reduce((sum, { points }) => sum + points, 0))));
      expect(new Set(likeness.signals.map(({ kind }) => kind)).size).toBe(likeness.signals.length);
    }));
  });

  test('are found exactly where comparing all with all finds them and they share a key', () => {
    fc.assert(fc.property(fc.array(anyOffer, { maxLength: 14 }), (offers) => {
      const all = offers.flatMap((one, index) => offers.slice(index + 1).filter((other) => {
        const keys = new Set(blockKeys(one));
        return likenessOf(one, other).score >= SUSPICIOUS && blockKeys(other).some((key) => keys.has(key));
      }).map((other) => [one.id, other.id].sort().join()));
      expect(pairsOf(offers).map(({ ids: pair }) => pair.join()).sort()).toEqual(all.sort());
    }));
  });
});

test('addresses and sites are compared without what writing makes different', () => {
  expect(addressKey('Bahnhofstr.', '3 a', '31061')).toBe(addressKey('Bahnhofstraße', '3A', '31061'));
  expect(addressKey('Bahnhofstraße', null, '31061')).toBeUndefined();
  expect(webKey('https://www.awo.example/kurse/index.html')).toBe(webKey('http://awo.example/kurse/'));
  expect(webKey('https://awo.example/')).toBeUndefined();
});

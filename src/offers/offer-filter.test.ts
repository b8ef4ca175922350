import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Uuid } from '../platform/id.ts';
import { countChoices, filterNames, loosened, narrow, narrowBut, type OfferFacts, type OfferFilter } from './offer-filter.ts';

const fieldIds = ['beratung', 'gesundheit', 'bildung'] as unknown as Uuid[];
const areaIds = ['mitte', 'nord', 'sued'] as unknown as Uuid[];

const offer = (known: Partial<OfferFacts> = {}): OfferFacts => ({
  id: 'x' as Uuid, freeOfCharge: 'unknown', stepFree: false, fieldIds: [], phaseIds: [], placeAreaIds: [], hasPlace: true, servedAreaIds: [], weekdays: [], languages: [], ...known,
});

const anyOffer: fc.Arbitrary<OfferFacts> = fc.record({
  id: fc.uuid() as unknown as fc.Arbitrary<Uuid>,
  minimumAgeMonths: fc.option(fc.integer({ min: -9, max: 100 }), { nil: undefined }),
  maximumAgeMonths: fc.option(fc.integer({ min: 100, max: 300 }), { nil: undefined }),
  freeOfCharge: fc.constantFrom('yes', 'no', 'unknown'), stepFree: fc.boolean(), hasPlace: fc.boolean(),
  fieldIds: fc.subarray(fieldIds), phaseIds: fc.constant([]), placeAreaIds: fc.subarray(areaIds), servedAreaIds: fc.subarray(areaIds),
  weekdays: fc.subarray([1, 2, 3]), languages: fc.subarray(['de', 'tr', 'ar']),
});

const anyFilter: fc.Arbitrary<OfferFilter> = fc.record({
  age: fc.option(fc.integer({ min: -9, max: 240 }).map((from) => ({ from, to: from + 11 })), { nil: undefined }),
  fieldId: fc.option(fc.constantFrom(...fieldIds), { nil: undefined }),
  areaIds: fc.option(fc.subarray(areaIds, { minLength: 1 }).map((ids) => new Set(ids)), { nil: undefined }),
  weekday: fc.option(fc.constantFrom(1, 2, 3), { nil: undefined }),
  language: fc.option(fc.constantFrom('de', 'tr', 'ar'), { nil: undefined }),
  free: fc.boolean(), stepFree: fc.boolean(),
});

describe('an offer', () => {
  test('for children from 18 months on is found for two-year-olds', () => {
    expect(narrow([offer({ minimumAgeMonths: 30, maximumAgeMonths: 60 })], { age: { from: 24, to: 35 } })).toHaveLength(1);
  });
  test('for children up to 18 months is not', () => {
    expect(narrow([offer({ minimumAgeMonths: 0, maximumAgeMonths: 18 })], { age: { from: 24, to: 35 } })).toHaveLength(0);
  });
  test('of unknown age is not hidden from anybody', () => {
    expect(narrow([offer()], { age: { from: 24, to: 35 } })).toHaveLength(1);
  });
  test('nobody said is free does not count as free', () => {
    expect(narrow([offer({ freeOfCharge: 'unknown' })], { free: true })).toHaveLength(0);
  });
  test('without place, for the whole town, is found in every district', () => {
    expect(narrow([offer({ hasPlace: false })], { areaIds: new Set([areaIds[0]!]) })).toHaveLength(1);
  });
  test('in another district is not', () => {
    expect(narrow([offer({ placeAreaIds: [areaIds[1]!] })], { areaIds: new Set([areaIds[0]!]) })).toHaveLength(0);
  });
});

describe('counts and choices agree with what is then shown', () => {
  const many = fc.array(anyOffer, { maxLength: 20 });

  test('the number beside a topic, language, day or promise is what choosing it finds', () => {
    fc.assert(fc.property(many, anyFilter, (offers, filter) => {
      const choices = countChoices(offers, filter);
      for (const id of fieldIds) expect(choices.fields.get(id) ?? 0).toBe(narrow(offers, { ...filter, fieldId: id }).length);
      for (const language of ['de', 'tr', 'ar']) expect(choices.languages.get(language) ?? 0).toBe(narrow(offers, { ...filter, language }).length);
      for (const weekday of [1, 2, 3]) expect(choices.weekdays.get(weekday) ?? 0).toBe(narrow(offers, { ...filter, weekday }).length);
      expect(choices.free).toBe(narrow(offers, { ...filter, free: true }).length);
      expect(choices.stepFree).toBe(narrow(offers, { ...filter, stepFree: true }).length);
    }));
  });

  test('letting a part go never finds less, and finds what it promised', () => {
    fc.assert(fc.property(many, anyFilter, (offers, filter) => {
      for (const [name, count] of loosened(offers, filter)) {
        expect(count).toBeGreaterThanOrEqual(narrow(offers, filter).length);
        expect(count).toBe(narrow(offers, { ...filter, [name]: undefined }).length);
      }
      for (const name of filterNames) expect(narrowBut(offers, filter, name).length).toBeGreaterThanOrEqual(narrow(offers, filter).length);
    }));
  });
});

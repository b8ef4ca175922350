import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberAreas } from './numbered-areas.ts';
import { anArea, id } from './chain.fixture.ts';
import { countInMonths } from '../areas/child-count.ts';
import { childrenPerYear, need } from './children.ts';

const tree = numberAreas([anArea('town'), anArea('north', 'town'), anArea('south', 'town')]);
const inTown = (figures: Parameters<typeof childrenPerYear>[1]) => childrenPerYear(tree, figures)[tree.numberOf.get(id('town'))!]!;

test('the children of a town are those of its districts where it has no figure of its own', () => {
  const perYear = inTown([{ areaId: id('north'), ageYears: 0, children: 40 }, { areaId: id('south'), ageYears: 0, children: 60 }]);
  expect(perYear[0]).toEqual({ known: 100, unknownParts: 0, estimated: false });
});

test('a figure of the town itself counts before the sum of its districts', () => {
  const perYear = inTown([{ areaId: id('town'), ageYears: 0, children: 103 }, { areaId: id('north'), ageYears: 0, children: 40 }]);
  expect(perYear[0]!.known).toBe(103);
});

test('a district without a figure makes the sum incomplete, not smaller', () => {
  expect(inTown([{ areaId: id('north'), ageYears: 0, children: 40 }])[0]).toEqual({ known: 40, unknownParts: 1, estimated: false });
});

test('a confidential figure is unknown and not zero', () => {
  const perYear = inTown([{ areaId: id('north'), ageYears: 0 }, { areaId: id('south'), ageYears: 0, children: 0 }]);
  expect(need(perYear[0]!)).toBe('unknown');
  expect(need({ known: 0, unknownParts: 0, estimated: false })).toBe('no');
  expect(need({ known: 1, unknownParts: 3, estimated: false })).toBe('yes');
});

test('a phase of whole years adds them up, one of months takes its part of the year', () => {
  const perYear = inTown(Array.from({ length: 18 }, (_, ageYears) => ({ areaId: id('town'), ageYears, children: 120 })));
  expect(countInMonths(perYear, 0, 36)).toEqual({ known: 360, unknownParts: 0, estimated: false });
  expect(countInMonths(perYear, 6, 9)).toEqual({ known: 30, unknownParts: 0, estimated: true });
});

test('nine months of pregnancy stand for nine twelfths of a year of births', () => {
  const perYear = inTown([{ areaId: id('town'), ageYears: 0, children: 120 }]);
  expect(countInMonths(perYear, -9, 0)).toEqual({ known: 90, unknownParts: 0, estimated: true });
});

test('cutting a phase in two loses no child', () => {
  const figures = fc.array(fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }), { minLength: 27, maxLength: 27 });
  fc.assert(fc.property(figures, fc.integer({ min: -9, max: 200 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (years, from, first, second) => {
    const perYear = inTown(years.map((children, ageYears) => ({ areaId: id('town'), ageYears, children })));
    const whole = countInMonths(perYear, from, from + first + second);
    const parts = [[from, from + first], [from + first, from + first + second]].map(([a, b]) => countInMonths(perYear, a!, b!));
    expect(parts[0]!.known + parts[1]!.known).toBeCloseTo(whole.known, 6);
    expect(parts.some((part) => part.unknownParts > 0)).toBe(whole.unknownParts > 0);
  }));
});

import { describe, expect, test } from 'vitest';
import { checkPrintedShare } from '../../src/areas/printed-share.ts';
import { readStreetList } from '../../src/areas/street-list-import.ts';
import { day } from '../../src/platform/day.ts';
import { childrenBetween, demoAreas, demoChildren, demoTable } from './demo-children.fixture.ts';
import { demoSlugs, readDemoFiles } from './demo-files.ts';

describe.each(demoSlugs)('%s', (slug) => {
  test('the table of children is read whole, and its areas add up wherever every count is known', () => {
    const preview = demoChildren(slug);
    expect(preview.refusedRows).toEqual([]);
    expect(preview.notes).toEqual([]);
    expect(preview.checks.filter(({ result }) => result === 'differs')).toEqual([]);
    expect([...new Set(preview.counts.map(({ on }) => on))]).toEqual(expect.arrayContaining(['2023-12-31', '2024-12-31']));
    expect(new Set(preview.counts.map(({ ageYears }) => ageYears)).size).toBe(27);
  });

  test('some counts are unknown and stay unknown', () => {
    const { unknowns, counts } = demoChildren(slug);
    expect(unknowns.length).toBeGreaterThan(0);
    expect(counts.filter(({ count }) => count.kind === 'unknown').length).toBeLessThan(counts.length / 20);
  });

  test('the street list is read whole, with neither holes nor overlaps', () => {
    const preview = readStreetList(demoTable(slug, 'streets.csv'), demoAreas(slug));
    if (!preview.ok) throw new Error(preview.refusals[0]!.code);
    expect(preview.value.refusedRows).toEqual([]);
    expect(preview.value.overlaps).toEqual([]);
    expect(preview.value.holes).toEqual([]);
    expect(preview.value.sections.length).toBeGreaterThanOrEqual(24);
  });
});

test('the Krippe places of Alfeld are the 32.59 % of the under-threes that the paper prints', () => {
  const underThree = childrenBetween(demoChildren('alfeld'), 'alfeld', day('2023-12-31'), 0, 2);
  const care = readDemoFiles('alfeld').services.filter(({ fields, maximumAgeMonths }) => fields.includes('betreuung') && maximumAgeMonths === 35);
  const places = care.reduce((total, { capacityPlaces }) => total + (capacityPlaces ?? 0), 0);
  expect([places, underThree]).toEqual([132, 405]);
  expect(checkPrintedShare({ part: places, whole: underThree, percent: 32.59, decimals: 2 })).toEqual({ result: 'agrees' });
});

test('the only inclusive places of Alfeld are the eight in Föhrste', () => {
  const inclusive = readDemoFiles('alfeld').services.filter(({ name }) => name.startsWith('Inklusive Plätze'));
  expect(inclusive.map(({ capacityPlaces, locations }) => [capacityPlaces, locations])).toEqual([[8, ['kita-regenbogen']]]);
});

test('in the quarter Voerde-Mitte live 2,666 under-twenties, 63 % of them in two of its Bezirke, as the paper prints', () => {
  const on = day('2022-12-31');
  const children = demoChildren('voerde');
  const underTwenty = (area: string) => childrenBetween(children, area, on, 0, 19);
  expect(underTwenty('voerde-mitte')).toBe(2_666);
  const twoDistricts = underTwenty('voerde-mitte-bezirk') + underTwenty('buschmannshof');
  expect(checkPrintedShare({ part: twoDistricts, whole: 2_666, percent: 63, decimals: 0 })).toEqual({ result: 'agrees' });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { NamedArea } from '../../src/areas/area-name.ts';
import { readChildCounts, type ChildCountPreview } from '../../src/areas/child-count-import.ts';
import { checkPrintedShare } from '../../src/areas/printed-share.ts';
import { readStreetList } from '../../src/areas/street-list-import.ts';
import { day, type Day } from '../../src/platform/day.ts';
import { readTable } from '../../src/platform/table-file/read-table.ts';
import { demoPath, demoSlugs, readDemoTown, type DemoSlug } from './read-demo.ts';

const TODAY = day('2026-11-22');

function areasOf(slug: DemoSlug): NamedArea[] {
  return readDemoTown(slug).areas.map(({ key, level, name, parent, validFrom, validUntil }) => ({
    id: key, key, level, name, parentId: parent, validFrom: day(validFrom), validUntil: validUntil ? day(validUntil) : null,
  }));
}

function tableOf(slug: DemoSlug, file: string) {
  const table = readTable(readFileSync(demoPath(slug, file)), file);
  if (!table.ok) throw new Error(table.refusals[0]!.code);
  return table.value;
}

function childrenOf(slug: DemoSlug): ChildCountPreview {
  const preview = readChildCounts(tableOf(slug, 'children.csv'), areasOf(slug), { today: TODAY });
  if (!preview.ok) throw new Error(preview.refusals[0]!.code);
  return preview.value;
}

/** Children of `area` from one year of age to another, both included; throws where one of the counts is unknown. */
function sum({ counts }: ChildCountPreview, area: string, on: Day, from: number, to: number): number {
  const found = counts.filter((count) => count.areaId === area && count.on === on && count.ageYears >= from && count.ageYears <= to);
  return found.reduce((total, { count }) => {
    if (count.kind !== 'number') throw new Error('unknown');
    return total + count.value;
  }, 0);
}

describe.each(demoSlugs)('%s', (slug) => {
  test('the table of children is read whole, and its areas add up wherever every count is known', () => {
    const preview = childrenOf(slug);
    expect(preview.refusedRows).toEqual([]);
    expect(preview.notes).toEqual([]);
    expect(preview.checks.filter(({ result }) => result === 'differs')).toEqual([]);
    expect([...new Set(preview.counts.map(({ on }) => on))]).toEqual(expect.arrayContaining(['2023-12-31', '2024-12-31']));
    expect(new Set(preview.counts.map(({ ageYears }) => ageYears)).size).toBe(27);
  });

  test('some counts are unknown and stay unknown', () => {
    const { unknowns, counts } = childrenOf(slug);
    expect(unknowns.length).toBeGreaterThan(0);
    expect(counts.filter(({ count }) => count.kind === 'unknown').length).toBeLessThan(counts.length / 20);
  });

  test('the street list is read whole, with neither holes nor overlaps', () => {
    const preview = readStreetList(tableOf(slug, 'streets.csv'), areasOf(slug));
    if (!preview.ok) throw new Error(preview.refusals[0]!.code);
    expect(preview.value.refusedRows).toEqual([]);
    expect(preview.value.overlaps).toEqual([]);
    expect(preview.value.holes).toEqual([]);
    expect(preview.value.sections.length).toBeGreaterThanOrEqual(24);
  });
});

test('the Krippe places of Alfeld are the 32.59 % of the under-threes that the paper prints', () => {
  const underThree = sum(childrenOf('alfeld'), 'alfeld', day('2023-12-31'), 0, 2);
  const care = readDemoTown('alfeld').services.filter(({ fields, maximumAgeMonths }) => fields.includes('betreuung') && maximumAgeMonths === 35);
  const places = care.reduce((total, { capacityPlaces }) => total + (capacityPlaces ?? 0), 0);
  expect([places, underThree]).toEqual([132, 405]);
  expect(checkPrintedShare({ part: places, whole: underThree, percent: 32.59, decimals: 2 })).toEqual({ result: 'agrees' });
});

test('the only inclusive places of Alfeld are the eight in Föhrste', () => {
  const inclusive = readDemoTown('alfeld').services.filter(({ name }) => name.startsWith('Inklusive Plätze'));
  expect(inclusive.map(({ capacityPlaces, locations }) => [capacityPlaces, locations])).toEqual([[8, ['kita-regenbogen']]]);
});

test('in the quarter Voerde-Mitte live 2,666 under-twenties, 63 % of them in two of its Bezirke, as the paper prints', () => {
  const on = day('2022-12-31');
  const children = childrenOf('voerde');
  const underTwenty = (area: string) => sum(children, area, on, 0, 19);
  expect(underTwenty('voerde-mitte')).toBe(2_666);
  const twoDistricts = underTwenty('voerde-mitte-bezirk') + underTwenty('buschmannshof');
  expect(checkPrintedShare({ part: twoDistricts, whole: 2_666, percent: 63, decimals: 0 })).toEqual({ result: 'agrees' });
});

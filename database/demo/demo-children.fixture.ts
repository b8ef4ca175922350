import { readFileSync } from 'node:fs';
import type { NamedArea } from '../../src/areas/area-name.ts';
import { readChildCounts, type ChildCountPreview } from '../../src/areas/child-count-import.ts';
import { day, type Day } from '../../src/platform/day.ts';
import type { Uuid } from '../../src/platform/id.ts';
import { readTable } from '../../src/platform/table-file/read-table.ts';
import type { TableFile } from '../../src/platform/table-file/table-file.ts';
import { readDemoFiles, type DemoSlug } from './demo-files.ts';
import { demoPath } from './demo-json.fixture.ts';

export const demoDay = day('2026-11-22');
export const lastStichtag = day('2024-12-31');

/** The areas of a demo municipality as the importers look them up; keys stand for ids. */
export function demoAreas(slug: DemoSlug): NamedArea[] {
  return readDemoFiles(slug).areas.areas.map(({ key, level, name, parent, validFrom, validUntil }) => ({
    id: key as Uuid, key, level, name, parentId: parent as Uuid | null, validFrom: day(validFrom), validUntil: validUntil ? day(validUntil) : null,
  }));
}

export function demoTable(slug: DemoSlug, file: string): TableFile {
  const table = readTable(readFileSync(demoPath(slug, file)), file);
  if (!table.ok) throw new Error(table.refusals[0]!.code);
  return table.value;
}

export function demoChildren(slug: DemoSlug): ChildCountPreview {
  const preview = readChildCounts(demoTable(slug, 'children.csv'), demoAreas(slug), { today: demoDay });
  if (!preview.ok) throw new Error(preview.refusals[0]!.code);
  return preview.value;
}

/** Children of `area` from one year of age to another, both included; throws where one of the counts is unknown. */
export function childrenBetween({ counts }: ChildCountPreview, area: string, on: Day, from: number, to: number): number {
  const found = counts.filter((count) => count.areaId === area && count.on === on && count.ageYears >= from && count.ageYears <= to);
  return found.reduce((total, { count }) => {
    if (count.kind !== 'number') throw new Error('unknown');
    return total + count.value;
  }, 0);
}

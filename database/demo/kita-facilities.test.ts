import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { licenceQuestions, type LicensedGroup } from '../../src/kita/facilities/licence.ts';
import { day } from '../../src/platform/day.ts';

const json = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'alfeld', name), 'utf8'));
const file = json('kita-facilities.json');
const plan = json('kita-plan.json');
const quarterOf = new Map<string, string>(json('areas.json').areas.map((area: { key: string; parent: string }) => [area.key, area.parent]));
const areaOf = new Map<string, string>(json('locations.json').map((location: { externalId: string; area: string }) => [location.externalId, location.area]));
interface Pool { name: string; seats: number; types: { key: string; atMost: number | null }[]; changes?: { seats: number }[] }
interface Facility { externalId: string; kind: string; location: string; name: string; pools: Pool[]; groups: (LicensedGroup & { pool: string; validUntil?: string })[]; concept: Record<string, string> }
const facilities = file.facilities as Facility[];
const bandOf = new Map<string, string>(file.seatTypes.map((type: { key: string; ageBand: string }) => [type.key, type.ageBand]));
const seatsToday = ({ seats, changes = [] }: Pool) => changes.at(-1)?.seats ?? seats;

describe('the Kitas of the demo town', () => {
  test('have as many places in each quarter as its plan of Kita places counts (Vorlage 351/XIX)', () => {
    const count = (quarter: string, band: string) => facilities.filter(({ location }) => quarterOf.get(areaOf.get(location)!) === quarter)
      .flatMap(({ pools }) => pools.filter(({ types }) => bandOf.get(types.at(-1)!.key) === band)).reduce((sum, pool) => sum + seatsToday(pool), 0);
    for (const { key, under3, from3 } of plan.areas) expect([key, count(key, 'under-3'), count(key, 'from-3')]).toEqual([key, under3, from3]);
    expect(facilities.flatMap(({ pools }) => pools).reduce((sum, pool) => sum + seatsToday(pool), 0)).toBe(750);
  });

  test('give out a kind of place from one pool only, and have as many places as their groups are licensed for', () => {
    for (const { name, kind, pools, groups } of facilities) {
      const kinds = pools.flatMap(({ types }) => types.map(({ key }) => key));
      expect(new Set(kinds).size, name).toBe(kinds.length);
      const licensed = groups.filter(({ validUntil }) => !validUntil).reduce((sum, group) => sum + group.licensedPlaces, 0);
      if (kind !== 'childminder') expect(licensed, name).toBe(pools.reduce((sum, pool) => sum + seatsToday(pool), 0));
    }
  });

  test('leave no question of the Land’s rules open, and speak all seven languages', () => {
    const group = (one: Facility['groups'][number]): LicensedGroup => ({ ...one, inclusivePlaces: one.inclusivePlaces ?? 0, sharedPlaces: one.sharedPlaces ?? 0, poolId: null, rulePack: file.rulePack, validFrom: day('2024-08-01'), validUntil: null });
    for (const { name, groups, concept } of facilities) {
      expect(groups.flatMap((one) => licenceQuestions(group(one), day('2026-11-22'))), name).toEqual([]);
      expect(Object.keys(concept).sort(), name).toEqual(['ar', 'de', 'de-easy', 'en', 'ru', 'tr', 'uk']);
    }
    expect(facilities).toHaveLength(15);
  });
});

import { storeChildCounts } from '../../areas/server/child-counts.ts';
import { storeAreas, storeBoundaries } from '../../areas/server/store-areas.ts';
import { sampleDirectory, type SampleDirectory } from '../../offers/server/sample-directory.ts';
import { storeServices } from '../../offers/server/store-services.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import { day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

export interface SampleChain {
  directory: SampleDirectory;
  areas: { town: Uuid; north: Uuid; south: Uuid };
}

/**
 * A town of two districts with 100 children of each year in each, two phases, two topics, and one good offer: advice for
 * families with children under three, in the whole town. Health has none, and neither topic has one from three to six.
 */
export async function sampleChain(tx: Write, municipalityId: Uuid, clock: Clock): Promise<SampleChain> {
  const directory = await sampleDirectory(tx, municipalityId, clock);
  const ids = await storeAreas(tx, municipalityId, (['town', 'north', 'south'] as const).map((key, position) => ({
    key, level: key === 'town' ? 'municipality' : 'district', name: { town: 'Musterstadt', north: 'Nordstadt', south: 'Südstadt' }[key], position,
    validFrom: day('2000-01-01'), ...(key === 'town' ? {} : { parentKey: 'town' }),
  })));
  const areas = { town: ids.get('town')!, north: ids.get('north')!, south: ids.get('south')! };
  const square = (west: number) => ({ type: 'MultiPolygon' as const, coordinates: [[[[west, 52], [west + 0.01, 52], [west + 0.01, 52.01], [west, 52]]]] });
  await storeBoundaries(tx, municipalityId, [
    { areaId: areas.north, geometry: square(9.8), centroid: { longitude: 9.8, latitude: 52 }, squareMetres: 1 },
    { areaId: areas.south, geometry: square(9.9), centroid: { longitude: 9.9, latitude: 52 }, squareMetres: 1 },
  ], 'Test', clock);
  await storeChildCounts(tx, municipalityId, day('2025-12-31'), [areas.north, areas.south].flatMap((areaId) =>
    Array.from({ length: 18 }, (_, ageYears) => ({ areaId, ageYears, children: 100 }))), 'Test', clock);
  await storeServices(tx, municipalityId, [directory.service('Elternberatung', {
    minimumAgeMonths: 0, maximumAgeMonths: 35, fieldIds: [directory.fields.advice], freeOfCharge: 'yes', outreach: 'yes', capacityWeeklyHours: 20,
    assuredAt: day('2026-10-01'), assuredBy: 'Test',
    schedules: [{ weekday: 2, opensAt: '14:00', closesAt: '17:00', intervalWeeks: 1, byAppointment: false, note: '' }],
  })], clock);
  return { directory, areas };
}

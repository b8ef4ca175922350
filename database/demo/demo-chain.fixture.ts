import { createHash } from 'node:crypto';
import type { ChainOffer, ChainTown } from '../../src/chain/chain-input.ts';
import type { CountedSchedule } from '../../src/offers/counted-offer.ts';
import type { NotExpected } from '../../src/chain/matrix.ts';
import { isThresholdName, type ThresholdSetting } from '../../src/chain/threshold.ts';
import { day } from '../../src/platform/day.ts';
import type { Uuid } from '../../src/platform/id.ts';
import { demoChildren, demoDay, lastStichtag } from './demo-children.fixture.ts';
import type { DemoService } from './format.ts';
import { readDemoFiles, type DemoFiles, type DemoSlug } from './demo-files.ts';

/** An id made of a key of the demo's files. */
export function id(key: string): Uuid {
  return createHash('sha256').update(key).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5') as Uuid;
}

/** A demo municipality as the chain sees it on the day of the demo; ids are made of keys. */
export function demoChainTown(slug: DemoSlug, services = readDemoFiles(slug).services): ChainTown {
  const town = readDemoFiles(slug);
  const places = new Map(town.locations.map((place) => [place.externalId, place]));
  const areas = town.areas.areas.filter(({ validUntil }) => validUntil === undefined || validUntil > demoDay);
  return {
    on: demoDay,
    childrenOn: lastStichtag,
    phases: town.phases.map((phase, position) => ({ ...phase, id: id(phase.key), position })),
    transitions: town.transitions.map(({ key, names, from, to }, position) => ({ id: id(key), key, names, fromPhaseId: id(from), toPhaseId: id(to), position })),
    fields: town.fields.map((field, position) => ({ ...field, id: id(field.key), position })),
    areas: areas.map(({ key, parent, name, position }) => ({
      id: id(key), name, position, ...(parent ? { parentId: id(parent) } : {}), centroid: middleOf(town, key),
    })),
    rootAreaId: id(slug),
    children: demoChildren(slug).counts.filter(({ on }) => on === lastStichtag).map(({ areaId, ageYears, count }) => ({
      areaId: id(areaId), ageYears, ...(count.kind === 'number' ? { children: count.value } : {}),
    })),
    offers: services.map((service) => offerOf(service, town, places)),
  };
}

export function demoNotExpected(slug: DemoSlug): NotExpected[] {
  return readDemoFiles(slug).notExpected.map(({ phase, field, reason }) => ({ phaseId: id(phase), fieldId: id(field), reason }));
}

export function demoThresholds(slug: DemoSlug): ThresholdSetting[] {
  return readDemoFiles(slug).thresholds.map(({ name, field, phase, value }) => {
    if (!isThresholdName(name)) throw new Error(`${name} is no threshold`);
    return { name, value, ...(field ? { fieldId: id(field) } : {}), ...(phase ? { phaseId: id(phase) } : {}) };
  });
}

function offerOf(service: DemoService, town: DemoFiles, places: ReadonlyMap<string, DemoFiles['locations'][number]>): ChainOffer {
  const organization = town.organizations.find(({ externalId }) => externalId === service.organization)!;
  return {
    id: id(service.externalId), name: service.name, organizationId: id(service.organization), organizationName: organization.name,
    phaseIds: (service.phases ?? []).map(id), transitionIds: (service.transitions ?? []).map(id), fieldIds: service.fields.map(id), areaIds: (service.areas ?? []).map(id),
    at: service.locations.map((key) => {
      const { area, longitude, latitude } = places.get(key)!;
      return { locationId: id(key), areaId: id(area), point: { longitude, latitude } };
    }),
    languages: service.languages, freeOfCharge: service.freeOfCharge, walkIn: service.walkIn, outreach: service.outreach, responsibleLevel: service.responsibleLevel,
    minimumAgeMonths: service.minimumAgeMonths ?? undefined, maximumAgeMonths: service.maximumAgeMonths ?? undefined,
    places: service.capacityPlaces ?? undefined, weeklyHours: service.capacityWeeklyHours ?? undefined,
    assuredAt: service.assuredAt ? day(service.assuredAt) : undefined, validFrom: service.validFrom ? day(service.validFrom) : undefined,
    validUntil: service.validUntil ? day(service.validUntil) : undefined,
    schedules: service.schedules.map(scheduleOf),
  };
}

function scheduleOf({ weekday, opens, closes, intervalWeeks, firstDay, weekOfMonth, validFrom, validUntil }: DemoService['schedules'][number]): CountedSchedule {
  return {
    weekday, opensAt: minutesOf(opens), closesAt: minutesOf(closes), intervalWeeks: intervalWeeks ?? 1, weekOfMonth,
    firstDay: firstDay ? day(firstDay) : undefined, validFrom: validFrom ? day(validFrom) : undefined, validUntil: validUntil ? day(validUntil) : undefined,
  };
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** Good enough for a test: the mean of the boundary's points. */
function middleOf({ boundaries }: DemoFiles, key: string) {
  const ring = boundaries.get(key)!.coordinates[0]![0]!.slice(1);
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis]!, 0) / ring.length;
  return { longitude: mean(0), latitude: mean(1) };
}

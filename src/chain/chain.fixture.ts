import fc from 'fast-check';
import type { FieldOfAction } from '../offers/field-of-action.ts';
import type { LifePhase, Transition } from '../offers/phase.ts';
import { responsibleLevels, yesNoUnknown } from '../offers/service.ts';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { CountedSchedule } from '../offers/counted-offer.ts';
import type { ChainArea, ChainOffer, ChainTown } from './chain-input.ts';
import { indexTown, type ChainIndex } from './chain-index.ts';
import { chainOf, type Chain } from './matrix.ts';
import type { ThresholdSetting } from './threshold.ts';

/** A readable id: `id('town')`. */
export function id(name: string): Uuid {
  const hex = [...name].map((letter) => letter.codePointAt(0)!.toString(16).padStart(2, '0')).join('').slice(0, 32).padEnd(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Uuid;
}

export const today = day('2026-11-22');

export function aPhase(key: string, fromMonth: number, untilMonth: number, position = fromMonth): LifePhase {
  return { id: id(key), key, names: { de: key }, fromMonth, untilMonth, position };
}

export function aTransition(from: string, to: string): Transition {
  return { id: id(`${from}>${to}`), key: `${from}-${to}`, names: { de: `${from}–${to}` }, fromPhaseId: id(from), toPhaseId: id(to), position: 0 };
}

export function aField(key: string, position = 0): FieldOfAction {
  return { id: id(key), key, names: { de: key }, icon: 'question', position };
}

export function anArea(name: string, parent?: string, centroid?: ChainArea['centroid']): ChainArea {
  return { id: id(name), name, position: 0, ...(parent ? { parentId: id(parent) } : {}), ...(centroid ? { centroid } : {}) };
}

export function anOffer(name: string, known: Partial<ChainOffer> = {}): ChainOffer {
  return {
    id: id(name), name, organizationId: id('provider'), organizationName: 'Träger', phaseIds: [], transitionIds: [],
    fieldIds: [id('health')], areaIds: [], at: [], languages: [], freeOfCharge: 'unknown', walkIn: 'unknown', outreach: 'unknown',
    responsibleLevel: 'unknown', schedules: [], minimumAgeMonths: 0, maximumAgeMonths: 35, ...known,
  };
}

/** An offer of which everything is known and everything is well. */
export function aGoodOffer(name: string, known: Partial<ChainOffer> = {}): ChainOffer {
  return anOffer(name, {
    places: 100, weeklyHours: 40, freeOfCharge: 'yes', walkIn: 'yes', outreach: 'no', languages: ['de', 'tr', 'ar'],
    assuredAt: day('2026-09-01'), schedules: [aSchedule(2, '14:00', '17:00')], at: [{ locationId: id('hall'), areaId: id('north'), point: here }], ...known,
  });
}

export function aSchedule(weekday: number, opens: string, closes: string, known: Partial<CountedSchedule> = {}): CountedSchedule {
  return { weekday, opensAt: minutes(opens), closesAt: minutes(closes), intervalWeeks: 1, ...known };
}

function minutes(clock: string): number {
  const [hours, rest] = clock.split(':').map(Number) as [number, number];
  return hours * 60 + rest;
}

export const here = { longitude: 9.82, latitude: 51.98 };
/** About 5.5 km further north. */
export const farAway = { longitude: 9.82, latitude: 52.03 };

/** A small town of two districts, three phases, two fields and 100 children of each year in each district. */
export function aTown(known: Partial<ChainTown> = {}): ChainTown {
  const areas = [anArea('town'), anArea('north', 'town', here), anArea('south', 'town', farAway)];
  return {
    on: today,
    childrenOn: day('2025-12-31'),
    phases: [aPhase('0-3', 0, 36), aPhase('3-6', 36, 72), aPhase('6-10', 72, 132)],
    transitions: [aTransition('0-3', '3-6'), aTransition('3-6', '6-10')],
    fields: [aField('health'), aField('advice')],
    areas,
    rootAreaId: id('town'),
    children: ['north', 'south'].flatMap((name) => Array.from({ length: 18 }, (_, ageYears) => ({ areaId: id(name), ageYears, children: 100 }))),
    offers: [],
    ...known,
  };
}

export function anIndex(known: Partial<ChainTown> = {}, settings: readonly ThresholdSetting[] = []): ChainIndex {
  return indexTown(aTown(known), settings);
}

export function aChain(known: Partial<ChainTown> = {}, settings: readonly ThresholdSetting[] = []): Chain {
  return chainOf(anIndex(known, settings));
}

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(arbitrary, { nil: undefined });

const anyPlace = fc.record({
  locationId: fc.constantFrom(id('hall'), id('school'), id('church')),
  areaId: maybe(fc.constantFrom(id('north'), id('south'))),
  point: maybe(fc.constantFrom(here, farAway, { longitude: 9.825, latitude: 51.983 })),
});

const anySchedule = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), from: fc.integer({ min: 8, max: 17 }), hours: fc.integer({ min: 1, max: 4 }) })
  .map(({ weekday, from, hours }): CountedSchedule => ({ weekday, opensAt: from * 60, closesAt: (from + hours) * 60, intervalWeeks: 1 }));

/** Any offer there may be in {@link aTown}, known or unknown in every part. */
export const anyOffer: fc.Arbitrary<ChainOffer> = fc.record({
  number: fc.integer({ min: 0, max: 1e9 }),
  organization: fc.constantFrom('club', 'church', 'city'),
  ages: fc.tuple(maybe(fc.integer({ min: -9, max: 120 })), maybe(fc.integer({ min: 0, max: 60 }))),
  phaseIds: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([id('0-3'), id('3-6'), id('6-10')]) }),
  transitionIds: fc.subarray([id('0-3>3-6')]),
  fieldIds: fc.subarray([id('health'), id('advice')]),
  areaIds: fc.oneof(fc.constant([]), fc.subarray([id('north'), id('south')])),
  at: fc.array(anyPlace, { maxLength: 2 }),
  languages: fc.subarray(['de', 'tr', 'ar']),
  freeOfCharge: fc.constantFrom(...yesNoUnknown),
  walkIn: fc.constantFrom(...yesNoUnknown),
  outreach: fc.constantFrom(...yesNoUnknown),
  responsibleLevel: fc.constantFrom(...responsibleLevels),
  places: maybe(fc.integer({ min: 0, max: 300 })),
  weeklyHours: maybe(fc.integer({ min: 0, max: 80 })),
  assuredAt: maybe(fc.constantFrom(day('2020-01-01'), day('2026-10-01'))),
  validUntil: maybe(fc.constantFrom(day('2026-01-01'), day('2027-01-01'), day('2030-01-01'))),
  schedules: fc.array(anySchedule, { maxLength: 2 }),
}).map(({ number, organization, ages: [minimum, length], ...rest }) => ({
  ...rest,
  id: id(`offer ${number}`),
  name: `Angebot ${number}`,
  organizationId: id(organization),
  organizationName: organization,
  minimumAgeMonths: minimum,
  maximumAgeMonths: length === undefined ? undefined : (minimum ?? 0) + length,
}));

import * as fc from 'fast-check';
import { addMonths, day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Catalogue, Criterion, CriterionKind } from './catalogue.ts';
import { factOf, facts, type FactKey } from './fact.ts';
import type { ChildFacts, WishFacts } from './judge.ts';

export const startsOn = day('2027-08-01');

export function criterion(kind: CriterionKind, fact: FactKey, more: Partial<Criterion> = {}): Criterion {
  return {
    id: newId(), position: 1, kind, fact, condition: {}, amount: kind === 'points' ? 10 : kind === 'group' ? 1 : kind === 'reserve' ? 1 : null, share: null,
    reserveKind: kind === 'reserve' ? 'soft' : null, proof: factOf(fact).proof, organizationId: null, facilityId: null, legalBasis: '§ 24 SGB VIII', ...more,
  };
}

export function catalogue(criteria: readonly Criterion[], more: Partial<Catalogue> = {}): Catalogue {
  return {
    id: newId(), name: 'Kriterien', validFrom: day('2027-01-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'last',
    basedOnId: null, adoption: null, criteria: criteria.map((one, index) => ({ ...one, position: index + 1 })), ...more,
  };
}

export const sun = newId();
export const moon = newId();
export const provider = newId();

/** A resident of three and a half years without anything special. */
export function child(more: Partial<ChildFacts> = {}): ChildFacts {
  return {
    childId: newId(), bornOn: day('2024-02-15'), startsOn, rulePack: 'ni-nkitag', areaId: null, isResident: true, needsInclusiveSeat: false, waitsSince: null, proved: new Map(), siblingFacilityIds: [],
    catchmentFacilityIds: [], heldFacilityId: null, heldOrganizationId: null, ...more,
  };
}

export function wish(more: Partial<WishFacts> = {}): WishFacts {
  return { facilityId: sun, organizationId: provider, seatType: { ageBand: 'from-3', weeklyHours: 40, isInclusive: false }, isInCatchment: false, ...more };
}

const range = fc.oneof(
  fc.constant({}), fc.nat(60).map((atLeast) => ({ atLeast })), fc.nat(60).map((atMost) => ({ atMost })), fc.tuple(fc.nat(30), fc.nat(30)).map(([atLeast, more]) => ({ atLeast, atMost: atLeast + more })),
);

/** Any criterion a form can make. */
export const anyCriterion: fc.Arbitrary<Criterion> = fc.record({
  kind: fc.constantFrom<CriterionKind[]>('group', 'points', 'reserve', 'requirement'), fact: fc.constantFrom(...facts), amount: fc.integer({ min: -50, max: 50 }), group: fc.nat(5), range,
  perUnitUpTo: fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }), band: fc.constantFrom<(Criterion['condition']['ageBands'])[]>(undefined, ['under-3'], ['from-3'], ['from-3', 'school']),
  place: fc.constantFrom<Partial<Criterion>[]>({}, { facilityId: sun }, { facilityId: moon }, { organizationId: provider }), isShare: fc.boolean(), share: fc.integer({ min: 1, max: 10_000 }),
}).map(({ kind, fact, amount, group, range: limits, perUnitUpTo, band, place, isShare, share }) => criterion(fact.scope === 'seat-type' && kind === 'reserve' ? 'points' : kind, fact.key, {
  ...(kind === 'group' ? { amount: group } : kind === 'requirement' ? { amount: null } : kind === 'reserve' ? (isShare ? { amount: null, share: share / 10_000 } : { amount: group }) : { amount }),
  ...(kind === 'reserve' && fact.scope === 'seat-type' ? { amount, share: null, reserveKind: null } : {}),
  condition: {
    ...(fact.value === 'truth' ? {} : limits), ...(kind === 'points' && fact.value !== 'truth' && perUnitUpTo !== undefined ? { perUnitUpTo } : {}), ...(kind !== 'reserve' && band ? { ageBands: band } : {}),
  },
  ...place,
}));

export const anyCatalogue = fc.record({
  criteria: fc.array(anyCriterion, { maxLength: 8 }), nonResidents: fc.constantFrom<Catalogue['nonResidents'][]>('refused', 'last', 'equal'),
  lotteryScope: fc.constantFrom<Catalogue['lotteryScope'][]>('market', 'facility'), blocking: fc.constantFrom<Catalogue['blocking'][]>('vacating', 'keeping'), ties: fc.constantFrom<Catalogue['ties'][]>('lottery', 'most-places'),
}).map(({ criteria, ...more }) => catalogue(criteria, more));

const places: readonly Uuid[] = [sun, moon];

export const anyChild: fc.Arbitrary<ChildFacts> = fc.record({
  months: fc.nat(170), isResident: fc.boolean(), needsInclusiveSeat: fc.boolean(), waited: fc.option(fc.nat(40)), siblingFacilityIds: fc.subarray([...places]), catchmentFacilityIds: fc.subarray([...places]),
  held: fc.option(fc.constantFrom(...places)), told: fc.subarray(facts.filter(({ origin }) => origin === 'family')), number: fc.nat(60),
}).map(({ months, waited, held, told, number, ...more }) => child({
  ...more, bornOn: addMonths(startsOn, -months), waitsSince: waited === null ? null : addMonths(startsOn, -waited), heldFacilityId: held, heldOrganizationId: held === sun ? provider : null,
  proved: new Map(told.map(({ key, value }) => [key, value === 'truth' ? true as const : number])),
}));

export const anyWish: fc.Arbitrary<WishFacts> = fc.record({
  facilityId: fc.constantFrom(...places), isInCatchment: fc.boolean(),
  seatType: fc.record({ ageBand: fc.constantFrom<WishFacts['seatType']['ageBand'][]>('under-3', 'from-3', 'school'), weeklyHours: fc.constantFrom(25, 35, 40, 45), isInclusive: fc.boolean() }),
}).map((found) => wish({ ...found, organizationId: found.facilityId === sun ? provider : moon }));

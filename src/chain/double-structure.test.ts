import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberAreas } from './numbered-areas.ts';
import { anOffer, anyOffer, aSchedule, aTown, farAway, here, id, today } from './chain.fixture.ts';
import type { ChainOffer } from './chain-input.ts';
import { doubleStructures } from './double-structure.ts';
import { walkingDistance } from './walking-distance.ts';

const { phases, areas } = aTown();
const rules = { on: today, minimumScore: 0.6, walkingLimitMetres: 1000, detourFactor: 1.3 };
const find = (offers: readonly ChainOffer[], changed: Partial<typeof rules> = {}) => doubleStructures(offers, phases, numberAreas(areas), { ...rules, ...changed });

const hall = [{ locationId: id('hall'), point: here }];
const group = (name: string, known: Partial<ChainOffer> = {}) =>
  anOffer(name, { organizationId: id(name), at: hall, schedules: [aSchedule(2, '09:00', '11:00')], ...known });

test('two toddler groups of two providers in the same hall on the same morning are suspicious', () => {
  const [pair] = find([group('a'), group('b', { schedules: [aSchedule(2, '09:30', '11:00')] })]).pairs;
  expect(pair).toMatchObject({
    offerIds: [id('a'), id('b')], ages: { share: 1, fromMonth: 0, untilMonth: 36 }, fields: { share: 1, fieldIds: [id('health')] },
    space: { share: 1, kind: 'same-place' }, time: { share: 0.75, weeklyMinutes: 90 }, sameOrganization: false,
  });
  expect(pair!.score).toBeCloseTo(0.75 ** 0.25, 10);
});

test('the same provider twice is found as well, and said', () => {
  expect(find([group('a', { organizationId: id('club') }), group('b', { organizationId: id('club') })]).pairs[0]!.sameOrganization).toBe(true);
});

test.each<[string, Partial<ChainOffer>]>([
  ['for other ages', { minimumAgeMonths: 36, maximumAgeMonths: 71 }],
  ['for everybody under 18', { minimumAgeMonths: 0, maximumAgeMonths: 215 }],
  ['in another field', { fieldIds: [id('advice')] }],
  ['at the other end of the town', { at: [{ locationId: id('school'), point: farAway }] }],
  ['on another day', { schedules: [aSchedule(3, '09:00', '11:00')] }],
  ['for other areas', { areaIds: [id('south')] }],
  ['open all week', { schedules: [1, 2, 3, 4, 5].map((weekday) => aSchedule(weekday, '08:00', '16:00')) }],
  ['over since yesterday', { schedules: [aSchedule(2, '09:00', '11:00', { validUntil: today })] }],
])('an offer %s is no double structure', (_, known) => {
  expect(find([group('a', { areaIds: [id('north')] }), group('b', known)]).pairs).toEqual([]);
});

test.each<[string, Partial<ChainOffer>]>([
  ['times', { schedules: [] }],
  ['ages', { minimumAgeMonths: undefined }],
  ['places', { at: [] }],
])('unknown %s are no ground for suspicion', (_, known) => {
  expect(find([group('a'), group('b', known)]).pairs).toEqual([]);
});

test('two places five minutes apart are near, also across the edge of a square', () => {
  const near = { locationId: id('church'), point: { longitude: here.longitude + 0.004, latitude: here.latitude } };
  const [pair] = find([group('a'), group('b', { at: [near] })]).pairs;
  expect(pair!.space.kind).toBe('walking-distance');
  expect(pair!.space.metres).toBeCloseTo(356, -1);
});

test('without coordinates the same area counts, less than the same place', () => {
  const inNorth = (location: string) => [{ locationId: id(location), areaId: id('north') }];
  const [pair] = find([group('a', { at: inNorth('hall') }), group('b', { at: inNorth('school') })]).pairs;
  expect(pair!.space).toEqual({ share: 0.5, kind: 'same-area' });
});

test('the order of the offers changes nothing, and each pair is named once', () => {
  fc.assert(fc.property(fc.array(anyOffer, { maxLength: 12 }), (offers) => {
    const known = [...new Map(offers.map((offer) => [offer.id, offer])).values()];
    const { pairs } = find(known, { minimumScore: 0.1 });
    const named = (list: typeof pairs) => list.map((pair) => [pair.offerIds.join(), pair.score.toFixed(9)]);
    expect(named(find(known.toReversed(), { minimumScore: 0.1 }).pairs)).toEqual(named(pairs));
    expect(new Set(pairs.map((pair) => pair.offerIds.join())).size).toBe(pairs.length);
  }), { numRuns: 60 });
});

test('no pair within walking distance is missed, wherever the squares of the search lie', () => {
  const nearby = fc.record({ longitude: fc.double({ min: 9.8, max: 9.83, noNaN: true }), latitude: fc.double({ min: 51.97, max: 51.99, noNaN: true }) });
  fc.assert(fc.property(fc.array(nearby, { minLength: 2, maxLength: 12 }), (points) => {
    const offers = points.map((point, index) => group(`o${index}`, { at: [{ locationId: id(`l${index}`), point }] }));
    const near = points.flatMap((a, first) => points.flatMap((b, second) =>
      first < second && walkingDistance(a, b, rules.detourFactor) <= rules.walkingLimitMetres ? [[offers[first]!.id, offers[second]!.id].sort().join()] : []));
    expect(find(offers, { minimumScore: 0 }).pairs.map((pair) => pair.offerIds.join()).sort()).toEqual(near.sort());
  }), { numRuns: 60 });
});

test('if too many offers take place at once, the result says that it is incomplete', () => {
  const many = Array.from({ length: 130 }, (_, index) => group(`o${index}`));
  expect(find(many).incomplete).toBe(true);
  expect(find(many.slice(0, 50)).incomplete).toBe(false);
});

import { allocate, canonicalHash, checkMarket, gate, ticket, type Allocation } from '@lueckenlos/fair-allocation';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMarket, marketOf } from './market.ts';
import type { RoundInput } from './round-input.ts';
import { child, creche, facility, held, idOf, longDay, on, pool, pointsFor, catalogue, reserveFor, round, shortDay } from './rounds.fixture.ts';

const seatOf = (allocation: Allocation, word: string) => allocation.placements.find(({ applicant }) => applicant === idOf(word))?.seat?.facility ?? null;
const run = (input: RoundInput) => allocate(marketOf(input));

describe('the market of a round', () => {
  test('gives the place to the child with more points and tells the same by hand', () => {
    const input = round({
      catalogue: { ...catalogue, criteria: [pointsFor('single-parent', 20)] }, pools: [pool('Sonne', 1), pool('Mond', 1)],
      registrations: [child('Ada', ['Sonne', 'Mond']), child('Bo', ['Sonne'], { proved: new Map([['single-parent', true as const]]) })],
    });
    const result = run(input);
    expect([seatOf(result, 'Bo'), seatOf(result, 'Ada')]).toEqual([idOf('Sonne'), idOf('Mond')]);
    expect(gate(marketOf(input), result).open).toBe(true);
  });

  test('never takes the place of a child that wishes another one, nor of one that asks for nothing', () => {
    const input = round({ pools: [pool('Sonne', 1), pool('Mond', 1)], places: [held('Dina', 'Mond'), held('Emil', 'Sonne')], registrations: [child('Dina', ['Sonne'], {}), child('Ada', ['Mond', 'Sonne'])] });
    const result = run(input);
    expect([seatOf(result, 'Dina'), seatOf(result, 'Emil'), seatOf(result, 'Ada')]).toEqual([idOf('Mond'), idOf('Sonne'), null]);
  });

  test('leaves alone what was offered and not answered yet', () => {
    const input = round({ pools: [pool('Sonne', 1), pool('Mond', 2)], places: [held('Ada', 'Mond', { isOffer: true, startsOn: on('2027-08-01') })], registrations: [child('Ada', ['Sonne'])] });
    expect(marketOf(input).applicants[0]).toMatchObject({ locked: true });
    expect(seatOf(run(input), 'Ada')).toBe(idOf('Mond'));
  });

  test('says why a wish cannot be granted: closed, not given out, declined, wrong age', () => {
    const input = round({
      facilities: [facility('Sonne'), { ...facility('Mond'), closedOn: on('2027-06-30') }],
      registrations: [
        child('Ada', ['Mond']), child('Bo', [], { wishes: [{ facilityId: idOf('Sonne'), seatTypeId: creche.id }] }), child('Cem', ['Sonne'], { declined: [{ facilityId: idOf('Sonne'), seatTypeId: longDay.id }] }),
        child('Dina', ['Sonne'], { bornOn: on('2026-01-10') }),
      ],
    });
    const { market, notes } = buildMarket(input);
    const obstacle = (word: string) => market.applicants.find(({ id }) => id === idOf(word))!.wishes[0]!.ineligible;
    expect([obstacle('Ada'), obstacle('Bo'), obstacle('Cem'), obstacle('Dina')]).toEqual(['closed', 'not-offered', 'declined', 'age']);
    expect(notes.notOffered).toEqual([{ childId: idOf('Bo'), facilityId: idOf('Sonne') }]);
    expect(checkMarket(market)).toEqual([]);
  });

  test('a seat that a child leaves in November is for those who begin later, not for those who begin in August', () => {
    const leaving = held('Fay', 'Sonne', { endsOn: on('2027-11-01') });
    const ground = { pools: [pool('Sonne', 1)], facilities: [facility('Sonne')], places: [leaving] };
    const ofAugust = child('Ada', ['Sonne']);
    const ofDecember = child('Bo', ['Sonne'], { wishedStart: on('2027-12-01') });
    expect(seatOf(run(round({ ...ground, registrations: [ofAugust] })), 'Ada')).toBeNull();
    expect(seatOf(run(round({ ...ground, registrations: [ofAugust, ofDecember] })), 'Bo')).toBe(idOf('Sonne'));
  });

  test('a child that moves on in spring keeps its seat until then: nobody begins on it in August', () => {
    const input = round({
      pools: [pool('Sonne', 1), pool('Mond', 1)], places: [held('Dina', 'Sonne')], registrations: [child('Dina', ['Mond'], { wishedStart: on('2028-03-01') }), child('Ada', ['Sonne']), child('Bo', ['Sonne'], { wishedStart: on('2028-04-01') })],
    });
    const result = run(input);
    expect([seatOf(result, 'Dina'), seatOf(result, 'Ada'), seatOf(result, 'Bo')]).toEqual([idOf('Mond'), null, idOf('Sonne')]);
  });

  test('gives out only what is free from the beginning where quotas forbid bounds by month, and says how much is left', () => {
    const input = round({
      catalogue: { ...catalogue, criteria: [reserveFor('hardship', 1)] }, pools: [pool('Sonne', 3)], facilities: [facility('Sonne')],
      places: [held('Fay', 'Sonne', { endsOn: on('2027-11-01') })], registrations: [child('Ada', ['Sonne'])],
    });
    const { market, notes } = buildMarket(input);
    expect(market.pools[0]).toMatchObject({ capacity: 2, reserves: [{ seats: 1 }] });
    expect([...notes.laterSeatsLeftOut.values()]).toEqual([1]);
    expect(checkMarket(market)).toEqual([]);
  });

  test('places twins together on the same kind of seat', () => {
    const twins = { siblingGroup: { id: idOf('Zwillinge'), rule: 'together' as const } };
    const kinds = (first: typeof longDay, second: typeof longDay) => [{ facilityId: idOf('Sonne'), seatTypeId: first.id }, { facilityId: idOf('Sonne'), seatTypeId: second.id }];
    const input = round({ registrations: [child('Eli', [], { ...twins, wishes: kinds(longDay, shortDay) }), child('Fee', [], { ...twins, wishes: kinds(shortDay, longDay) })] });
    const result = run(input);
    const seats = result.placements.map(({ seat }) => seat?.seatType);
    expect(new Set(seats).size).toBe(1);
    expect(marketOf(input).families![0]!.options.every(({ seats: [a, b] }) => a?.seatType === b?.seatType)).toBe(true);
  });

  test('four siblings with forty wishes each do not bring it to a stop', () => {
    const siblingGroup = { id: idOf('Vier'), rule: 'rather-together' as const };
    const kitas = Array.from({ length: 40 }, (_, at) => `Kita ${at}`);
    const input = round({ facilities: kitas.map(facility), pools: kitas.map((kita) => pool(kita, 1)), registrations: ['Ada', 'Bo', 'Cem', 'Dina'].map((word) => child(word, kitas, { siblingGroup })) });
    const { market, notes } = buildMarket(input);
    expect(notes.shortenedFamilies).toEqual([siblingGroup.id]);
    expect(gate(market, allocate(market)).open).toBe(true);
  });

  test('a replacement round draws nobody anew: the ticket is that of the main round', () => {
    const input = round({ kind: 'replacement', lotteryName: 'Kita-Jahr 2027/28', seed: 's', registrations: [child('Ada', ['Sonne'])] });
    const market = marketOf(input);
    expect(ticket(market.lottery.seed, market.round, idOf('Ada'))).toBe(ticket('s', 'Kita-Jahr 2027/28', idOf('Ada')));
  });
});

const towns = fc.record({
  children: fc.array(fc.record({ wishes: fc.shuffledSubarray(['Sonne', 'Mond', 'Stern'], { minLength: 1 }), month: fc.integer({ min: 0, max: 11 }), group: fc.integer({ min: 0, max: 8 }), holds: fc.option(fc.constantFrom('Sonne', 'Mond', 'Stern')), leavesIn: fc.option(fc.integer({ min: 1, max: 11 })), single: fc.boolean() }), { minLength: 1, maxLength: 25 }),
  seats: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
  reserve: fc.boolean(),
});

const monthStart = (offset: number) => on(`${2027 + Math.floor((7 + offset) / 12)}-${String(((7 + offset) % 12) + 1).padStart(2, '0')}-01`);

function townOf({ children, seats, reserve }: typeof towns extends fc.Arbitrary<infer Town> ? Town : never): RoundInput {
  const kitas = ['Sonne', 'Mond', 'Stern'];
  return round({
    catalogue: { ...catalogue, criteria: reserve ? [pointsFor('single-parent', 10), reserveFor('single-parent', 1)] : [pointsFor('single-parent', 10)] },
    facilities: kitas.map(facility), pools: kitas.map((kita, at) => pool(kita, seats[at]!)),
    registrations: children.map(({ wishes, month, group, single }, at) => child(`Kind ${at}`, wishes, {
      wishedStart: monthStart(month), proved: new Map(single ? [['single-parent', true as const]] : []), siblingGroup: group < 3 ? { id: idOf(`Familie ${group}`), rule: (['together', 'rather-together', 'independent'] as const)[group]! } : null,
    })),
    places: children.flatMap(({ holds, leavesIn }, at) => (holds ? [held(`Kind ${at}`, holds, leavesIn === null ? {} : { endsOn: monthStart(leavesIn) })] : [])),
  });
}

describe('whatever the town looks like', () => {
  test('the same rows in another order are the same market, byte for byte', () => {
    fc.assert(fc.property(towns, fc.infiniteStream(fc.nat()), (town, order) => {
      const input = townOf(town);
      const shuffled = <Item>(items: readonly Item[]) => items.map((item) => ({ item, at: order.next().value })).sort((a, b) => a.at - b.at).map(({ item }) => item);
      const other = { ...input, registrations: shuffled(input.registrations), places: shuffled(input.places), pools: shuffled(input.pools), facilities: shuffled(input.facilities), seatTypes: shuffled(input.seatTypes) };
      expect(canonicalHash(marketOf(other))).toBe(canonicalHash(marketOf(input)));
    }), { numRuns: 60 });
  });

  test('the market can be allocated, the result passes the gate, and the same input gives the same result', () => {
    fc.assert(fc.property(towns, (town) => {
      const market = marketOf(townOf(town));
      expect(checkMarket(market)).toEqual([]);
      const result = allocate(market);
      expect(gate(market, result).refused).toEqual([]);
      expect(canonicalHash(allocate(market))).toBe(canonicalHash(result));
    }), { numRuns: 60 });
  });

  test('every child that holds a place through the round has one afterwards', () => {
    fc.assert(fc.property(towns, (town) => {
      const input = townOf(town);
      const { market, holds } = buildMarket(input);
      const seats = new Map(allocate(market).placements.map(({ applicant, seat }) => [applicant, seat]));
      for (const id of holds.byChild.keys()) expect(seats.get(id)).toBeTruthy();
    }), { numRuns: 60 });
  });
});

describe('a seat that two children share', () => {
  const sharing = [held('Ada', 'Sonne'), held('Bo', 'Sonne'), held('Cem', 'Sonne')];
  const given = (registrations: ReturnType<typeof child>[], shared: RoundInput['pools'][number]['shared'] & object) => run(round({ pools: [pool('Sonne', 2, { shared, shares: 1 }), pool('Mond', 3)], places: sharing, registrations }));
  const waits = child('Dora', ['Sonne']);

  test('is one seat: both keep it, and what another child leaves is given out', () => {
    expect(seatOf(given([waits], [longDay.id]), 'Dora')).toBeNull();
    const after = given([waits, child('Cem', ['Mond'])], [longDay.id]);
    expect(['Ada', 'Bo', 'Cem', 'Dora'].map((word) => seatOf(after, word))).toEqual(['Sonne', 'Sonne', 'Mond', 'Sonne'].map(idOf));
  });

  test('is not given out when one of both goes, since the other keeps it', () => {
    const after = given([waits, child('Ada', ['Mond'])], []);
    expect(['Ada', 'Bo', 'Dora'].map((word) => seatOf(after, word))).toEqual([idOf('Mond'), idOf('Sonne'), null]);
  });
});

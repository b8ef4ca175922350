import fc from 'fast-check';
import type { Applicant, Ceiling, Family, Market, Pool, Reserve, SeatChoice, Wish } from './model.ts';

const traits = ['hardship', 'near'];

/** Pools of two facilities; some give out two seat types, some have reserves, some ceilings. */
function pool(id: string, facility: string, seatTypes: string[]): fc.Arbitrary<Pool> {
  const reserve = (r: number): fc.Arbitrary<Reserve> =>
    fc.record({
      id: fc.constant(`${id}-r${r}`),
      trait: fc.constantFrom(...traits),
      seats: fc.integer({ min: 0, max: 1 }),
      kind: fc.constantFrom('soft' as const, 'hard' as const),
    });
  const ceiling: fc.Arbitrary<Ceiling> = fc.oneof(
    fc.record({ id: fc.constant(`${id}-c`), trait: fc.constantFrom(...traits), seats: fc.integer({ min: 0, max: 1 }) }),
    fc.record({ id: fc.constant(`${id}-c`), seatTypes: fc.constant<string[]>([seatTypes[0]!]), seats: fc.integer({ min: 0, max: 1 }) }),
  );
  const plain = { id, facility, seatTypes };
  return fc.oneof(
    fc.record({ capacity: fc.integer({ min: 0, max: 2 }) }).map((more): Pool => ({ ...plain, ...more })),
    fc
      .record({
        capacity: fc.integer({ min: 2, max: 3 }),
        reserves: fc.tuple(reserve(0), reserve(1)).map((two) => two),
        openSeats: fc.constantFrom('first' as const, 'last' as const),
      })
      .map((more): Pool => ({ ...plain, ...more })),
    fc.record({ capacity: fc.integer({ min: 1, max: 3 }), ceilings: ceiling.map((one) => [one]) }).map((more): Pool => ({ ...plain, ...more })),
  );
}

const allSeats: SeatChoice[] = [
  { facility: 'sun', seatType: '35' },
  { facility: 'sun', seatType: '45' },
  { facility: 'moon', seatType: '35' },
  { facility: 'moon', seatType: '45' },
];

function wishes(most: number): fc.Arbitrary<Wish[]> {
  return fc.shuffledSubarray(allSeats, { maxLength: most }).chain((seats) =>
    fc.tuple(
      ...seats.map((seat) =>
        fc
          .record({ group: fc.integer({ min: 0, max: 1 }), points: fc.integer({ min: 0, max: 2 }), barred: fc.integer({ min: 0, max: 9 }) })
          .map(({ group, points, barred }): Wish => ({ ...seat, group, points, ...(barred === 0 ? { ineligible: 'too young' } : {}) })),
      ),
    ),
  );
}

function applicant(id: string, most: number): fc.Arbitrary<Applicant> {
  return fc
    .record({
      wishes: wishes(most),
      traits: fc.subarray(traits),
      holding: fc.integer({ min: 0, max: 9 }),
      holds: fc.constantFrom(...allSeats),
      final: fc.boolean(),
    })
    .map(({ wishes: list, traits: carried, holding, holds, final }) => ({
      id,
      wishes: list,
      traits: carried,
      ...(holding < 2 ? { holds, ...(holding === 0 && final ? { locked: true } : {}) } : {}),
    }));
}

function family(id: string, members: Applicant[]): fc.Arbitrary<Family> {
  const seat = (child: Applicant): fc.Arbitrary<SeatChoice | null> => {
    const wished = child.wishes.filter(({ ineligible }) => ineligible === undefined).map(({ facility, seatType }) => ({ facility, seatType }));
    return fc.constantFrom(...wished, child.holds ?? null);
  };
  return fc
    .array(fc.tuple(...members.map(seat)), { maxLength: 4 })
    .map((options) => ({ id, members: members.map((child) => child.id), options: options.map((seats) => ({ seats })) }));
}

/** Small markets in which everything comes together: reserves, ceilings, holders, siblings, seat types, barred wishes. */
export function mixedMarkets(options: { families: boolean; children?: number }): fc.Arbitrary<Market> {
  const count = options.children ?? 5;
  return fc
    .record({
      sun: pool('sun', 'sun', ['35', '45']),
      moon: fc.tuple(pool('moon-35', 'moon', ['35']), pool('moon-45', 'moon', ['45'])),
      applicants: fc.tuple(...Array.from({ length: count }, (_, i) => applicant(`child-${i}`, options.families && i < 2 ? 4 : 3))),
      seed: fc.constantFrom('one', 'two', 'three'),
      scope: fc.constantFrom('market' as const, 'facility' as const),
      blocking: fc.constantFrom('vacating' as const, 'keeping' as const),
      size: fc.integer({ min: 2, max: 3 }),
      second: fc.boolean(),
    })
    .chain(({ sun, moon, applicants, seed, scope, blocking, size, second }) => {
      const families: fc.Arbitrary<Family[]> = !options.families
        ? fc.constant([])
        : second && count >= size + 2
          ? fc.tuple(family('north', applicants.slice(0, size)), family('south', applicants.slice(size, size + 2)))
          : family('north', applicants.slice(0, size)).map((one) => [one]);
      return families.map(
        (all): Market => ({
          version: 1,
          round: '2026',
          lottery: { seed, scope },
          rules: { blocking },
          seatTypes: [{ id: '35' }, { id: '45' }],
          facilities: [{ id: 'sun' }, { id: 'moon' }],
          pools: [sun, ...moon],
          applicants,
          families: all,
        }),
      );
    });
}

/** Two families and two single children who chase each other through three single seats, in all orders of priority. */
export const chasingMarkets: fc.Arbitrary<Market> = fc
  .array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }), { minLength: 3, maxLength: 3 })
  .map((points): Market => {
    const facilities = ['sun', 'moon', 'star'];
    const seat = (f: number): SeatChoice => ({ facility: facilities[f]!, seatType: 'day' });
    const child = (id: string, number: number, wishes: number[]): Applicant => ({ id, wishes: wishes.map((f) => ({ ...seat(f), points: points[f]![number]! })) });
    return {
      version: 1,
      round: '2026',
      lottery: { seed: 'chase' },
      seatTypes: [{ id: 'day' }],
      facilities: facilities.map((id) => ({ id })),
      pools: facilities.map((id) => ({ id, facility: id, seatTypes: ['day'], capacity: 1 })),
      applicants: [child('a', 0, [0]), child('b', 1, [1]), child('c', 2, [0, 1]), child('d', 3, [2, 0]), child('e', 4, [1, 2]), child('f', 5, [2, 1])],
      families: [
        { id: 'north', members: ['a', 'b'], options: [{ seats: [seat(0), seat(1)] }] },
        { id: 'south', members: ['d', 'e'], options: [{ seats: [seat(2), seat(1)] }, { seats: [seat(0), seat(2)] }] },
      ],
    };
  });

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { asAllocation, blockingFamiliesOf, everySeating, isStable, type Seats } from './oracle.fixture.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';
import type { Allocation, Applicant, Market, Pool, SeatChoice } from './model.ts';
import { ticketDrawer } from './verify-tickets.ts';
import { verify } from './verify.ts';

const sun = { facility: 'sun', seatType: 'day' };
const moon = { facility: 'moon', seatType: 'day' };

function aMarket(applicants: Applicant[], { pool = {}, families = [], rules = {} }: { pool?: Partial<Pool>; families?: Market['families']; rules?: Market['rules'] } = {}): Market {
  return {
    version: 1,
    round: '2026',
    lottery: { seed: 'published' },
    rules,
    seatTypes: [{ id: 'day' }],
    facilities: [{ id: 'sun' }, { id: 'moon' }],
    pools: [
      { id: 'sun', facility: 'sun', seatTypes: ['day'], capacity: 1, ...pool },
      { id: 'moon', facility: 'moon', seatTypes: ['day'], capacity: 1 },
    ],
    applicants,
    families,
  };
}

const given = (market: Market, ...seats: (SeatChoice | null)[]): Allocation =>
  asAllocation(market, new Map(market.applicants.map(({ id }, i) => [id, seats[i] ?? null])));
const kinds = (market: Market, allocation: Allocation): string[] => verify(market, allocation).violations.map(({ key }) => key);

describe('the verifier names', () => {
  const two: Applicant[] = [
    { id: 'ada', wishes: [{ ...sun, points: 2 }, moon] },
    { id: 'bo', wishes: [{ ...sun, points: 1 }, moon] },
  ];

  test('nothing where all is well', () => {
    expect(verify(aMarket(two), given(aMarket(two), sun, moon))).toMatchObject({ ok: true, stable: true, total: 0, counted: { applicants: 2, wishes: 4, pools: 2 } });
  });

  test('a child whose better claim was passed over, and who sits there instead', () => {
    const [violation] = verify(aMarket(two), given(aMarket(two), moon, sun)).violations;
    expect(violation).toMatchObject({
      kind: 'blocking-applicant',
      severity: 'unfair',
      applicant: 'ada',
      pool: 'sun',
      seat: sun,
      displaced: ['bo'],
      claim: { level: 2, points: 2 },
      weakest: { applicant: 'bo', points: 1 },
    });
    expect(violation!.sentence).toContain('ada has moon/day and would rather have sun/day: bo sits there');
  });

  test('a seat left empty though somebody asked for it', () => {
    expect(kinds(aMarket(two), given(aMarket(two), sun, null))).toEqual(['blocking-applicant:bo:moon/day']);
  });

  test('more children than seats', () => {
    expect(kinds(aMarket(two), given(aMarket(two), sun, sun))).toEqual(['over-capacity:sun']);
  });

  test('a seat nobody asked for and a seat that may not be given', () => {
    const market = aMarket([
      { id: 'ada', wishes: [sun] },
      { id: 'bo', wishes: [{ ...sun, ineligible: 'too young' }] },
    ]);
    expect(kinds(market, given(market, moon, sun))).toEqual(['not-wished:ada:moon/day', 'ineligible:bo:sun/day', 'blocking-applicant:ada:sun/day']);
  });

  test('a held seat that was lost, or changed for a worse one, or changed although it was final', () => {
    const holder = (more: Partial<Applicant>): Market => aMarket([{ id: 'ada', wishes: [moon, sun], holds: sun, ...more }]);
    expect(kinds(holder({}), given(holder({}), null))).toContain('held-seat-lost:ada');
    const worse = holder({ wishes: [sun, moon] });
    expect(kinds(worse, given(worse, moon))).toContain('held-seat-lost:ada');
    const final = holder({ locked: true });
    expect(kinds(final, given(final, moon))).toContain('locked-seat-changed:ada');
    expect(kinds(final, given(final, sun))).toEqual([]);
  });

  test('a seat kept for others, an upper bound that was passed', () => {
    const reserved = aMarket([{ id: 'ada', wishes: [sun] }], { pool: { reserves: [{ id: 'r', trait: 'inclusion', seats: 1, kind: 'hard' }] } });
    expect(kinds(reserved, given(reserved, sun))).toEqual(['hard-reserve-misused:ada:sun/day']);
    const bounded = aMarket(two.map((child) => ({ ...child, traits: ['outside'] })), { pool: { capacity: 2, ceilings: [{ id: 'c', trait: 'outside', seats: 1 }] } });
    expect(kinds(bounded, given(bounded, sun, sun))).toEqual(['ceiling-exceeded:sun:c']);
  });

  test('a guaranteed seat that went to somebody else', () => {
    const market = aMarket([{ ...two[0]! }, { ...two[1]!, traits: ['hardship'] }], { pool: { reserves: [{ id: 'r', trait: 'hardship', seats: 1, kind: 'soft' }] } });
    expect(kinds(market, given(market, sun, moon))).toEqual(['blocking-applicant:bo:sun/day']);
    expect(kinds(market, given(market, moon, sun))).toEqual([]);
  });

  test('siblings who got what their family never asked for', () => {
    const market = aMarket(two, { families: [{ id: 'north', members: ['ada', 'bo'], options: [{ seats: [sun, moon] }] }] });
    expect(kinds(market, given(market, sun, null))).toContain('family-option-broken:north');
  });

  test('by the lottery everybody can draw again', () => {
    const tied = aMarket([
      { id: 'ada', wishes: [sun] },
      { id: 'bo', wishes: [sun] },
    ]);
    const adaFirst = ticketDrawer('published', '2026').draw('ada') < ticketDrawer('published', '2026').draw('bo');
    // printf '["published","2026","ada"]' | sha256sum | cut -c1-13
    expect(ticketDrawer('published', '2026').draw('ada')).toBe(0x1a1e0606d0fc0);
    expect(verify(tied, given(tied, adaFirst ? sun : null, adaFirst ? null : sun)).ok).toBe(true);
    expect(verify(tied, given(tied, adaFirst ? null : sun, adaFirst ? sun : null)).ok).toBe(false);
  });

  test('between equals those moved ahead come first, but only where the market asks for most places', () => {
    const tied = aMarket([{ id: 'ada', wishes: [sun] }, { id: 'bo', wishes: [sun] }], { rules: { ties: 'most-places' } });
    for (const [seats, promoted] of [[[sun, null], ['ada']], [[null, sun], ['bo']]] as const) {
      const result: Allocation = { ...given(tied, ...seats), verdict: 'stable', promoted: [...promoted] };
      expect(verify(tied, result)).toMatchObject({ ok: true, stable: true });
      expect(kinds({ ...tied, rules: {} }, result)).toContain('malformed:$.promoted');
      expect(kinds(tied, { ...result, promoted: ['nobody'] })).toContain('malformed:$.promoted');
    }
    expect(verify(tied, { ...given(tied, null, null), verdict: 'stable' }).ok).toBe(false);
  });

  test('at most as many as asked for, and counts the rest', () => {
    const market = aMarket(two);
    const broken = given(market, sun, sun);
    broken.placements.forEach((placement) => (placement.rank = 7));
    expect(verify(market, broken, { limit: 1 })).toMatchObject({ total: 3, ok: false, violations: [{}] });
  });
});

describe('siblings', () => {
  /**
   * No stable allocation (the shape of Roth's couples, 1984): while the siblings sit in sun and moon, cem is before bo in
   * moon; with cem in moon the family is out, sun is free and cem prefers it; with cem in sun the family takes both again.
   */
  const chase = aMarket(
    [
      { id: 'ada', wishes: [{ ...sun, points: 3 }] },
      { id: 'bo', wishes: [{ ...moon, points: 3 }] },
      { id: 'cem', wishes: [{ ...sun, points: 2 }, { ...moon, points: 4 }] },
    ],
    { families: [{ id: 'north', members: ['ada', 'bo'], options: [{ seats: [sun, moon] }] }] },
  );

  test('where no stable allocation exists, the family that blocks is named; who keeps it quiet is caught', () => {
    expect([...everySeating(chase)].filter((seats) => isStable(chase, seats))).toEqual([]);
    const result = allocate(chase);
    expect(result.verdict).not.toBe('stable');
    expect(result.blocking.map(({ family }) => family)).toEqual(['north']);
    expect(verify(chase, result)).toMatchObject({ ok: true, stable: false });
    expect(kinds(chase, { ...result, blocking: [], verdict: 'stable' })).toContain('blocking-family:north');
    expect(kinds(chase, { ...result, blocking: [] })).toContain('blocking-family:north');
    expect(kinds(chase, { ...result, blocking: [{ ...result.blocking[0]!, displaced: [] }] })).toContain('wrong-coalition:north');
  });

  test('by the one definition a family may use the seat its own child leaves, by the other not', () => {
    const market = aMarket(
      [
        { id: 'ada', wishes: [{ ...moon, points: 5 }, { ...sun, points: 5 }] },
        { id: 'bo', wishes: [{ ...sun, points: 1 }, { ...moon, points: 1 }] },
      ],
      { families: [{ id: 'north', members: ['ada', 'bo'], options: [{ seats: [moon, sun] }, { seats: [sun, moon] }] }] },
    );
    const swapped = given(market, sun, moon);
    const { blocking } = verify(market, swapped);
    expect(blocking.vacating).toMatchObject([{ family: 'north', option: 1, displaced: [], weight: 2 }]);
    expect(blocking.keeping).toEqual([]);
    expect(verify({ ...market, rules: { blocking: 'keeping' } }, { ...swapped, blocking: [], verdict: 'stable' }).ok).toBe(true);
  });
});

const seatsOf = (allocation: Allocation): Seats => new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));

/** One small dishonesty. */
const mutations: Record<string, (allocation: Allocation, a: number, b: number, seat: SeatChoice | null) => void> = {
  'two children change seats': ({ placements }, a, b) => {
    [placements[a]!.seat, placements[b]!.seat] = [placements[b]!.seat, placements[a]!.seat];
  },
  'a seat is given by hand': ({ placements }, a, _, seat) => void (placements[a]!.seat = seat),
  'a rank is made nicer': ({ placements }, a) => void (placements[a]!.rank = placements[a]!.rank === 1 ? 2 : 1),
  'a child is said to keep its seat, or not to': ({ placements }, a) => void (placements[a]!.kept = !placements[a]!.kept),
  'the verdict is changed': (allocation) => void (allocation.verdict = allocation.verdict === 'stable' ? 'unproven' : 'stable'),
  'a family is said to have another option': ({ families }) => void (families[0]!.option = families[0]!.option === null ? 1 : families[0]!.option + 1),
  'a child disappears': ({ placements }, a) => void placements.splice(a, 1),
  'two children change their places in the list': ({ placements }, a, b) => {
    [placements[a], placements[b]] = [placements[b]!, placements[a]!];
  },
};

test.each(Object.entries(mutations))('a changed result is caught: %s', (_, mutate) => {
  const seats = [null, ...['sun', 'moon'].flatMap((facility) => ['35', '45'].map((seatType) => ({ facility, seatType })))];
  let caught = 0;
  fc.assert(
    fc.property(mixedMarkets({ families: true }), fc.nat(4), fc.nat(4), fc.constantFrom(...seats), (market, a, b, seat) => {
      const result = allocate(market);
      const changed = structuredClone(result);
      mutate(changed, a, b, seat);
      if (JSON.stringify(changed) === JSON.stringify(result)) return;
      const verification = verify(market, changed);
      if (!verification.ok) {
        caught++;
        return;
      }
      // Not caught: then it must be another truthful result, as stable as the market allows or naming who blocks.
      const other = seatsOf(changed);
      expect(isStable(market, other) || blockingFamiliesOf(market, other).length > 0).toBe(true);
      expect(changed.blocking).toEqual(blockingFamiliesOf(market, other));
      const truth = asAllocation(market, other);
      expect(changed.placements).toEqual(truth.placements);
    }),
    { numRuns: 60 },
  );
  expect(caught).toBeGreaterThan(0);
});

test('whatever is handed in as an allocation, the verifier answers', () => {
  const market = aMarket([{ id: 'ada', wishes: [sun] }, { id: 'bo', wishes: [sun] }], { families: [{ id: 'f', members: ['ada', 'bo'], options: [{ seats: [sun, null] }] }] });
  const good = allocate(market);
  const field = fc.constantFrom('placements', 'families', 'blocking', 'verdict', 'round', 'version');
  fc.assert(
    fc.property(field, fc.anything(), fc.boolean(), (key, value, inList) => {
      const list = (good as unknown as Record<string, unknown>)[key];
      const spoiled = { ...good, [key]: inList && Array.isArray(list) ? list.map(() => value) : value };
      const { ok, total } = verify(market, spoiled as Allocation);
      expect(ok).toBe(total === 0);
      if (ok) expect(JSON.stringify(spoiled)).toBe(JSON.stringify(good));
    }),
    { numRuns: 400 },
  );
  expect(verify(market, null as never).ok).toBe(false);
});

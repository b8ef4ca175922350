import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMarket, parseMarket } from './check-market.ts';
import { follows } from './json-schema.fixture.ts';
import { MarketError, type Market } from './model.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';

const seat = Object.freeze({ facility: 'sun', seatType: 'day' });

function aMarket(change: (market: Market) => unknown = () => undefined): unknown {
  const market: Market = {
    version: 1,
    round: '2026',
    lottery: { seed: 'published' },
    seatTypes: [{ id: 'day' }, { id: 'half' }],
    facilities: [{ id: 'sun' }, { id: 'moon' }],
    pools: [
      { id: 'sun', facility: 'sun', seatTypes: ['day', 'half'], capacity: 2 },
      { id: 'moon', facility: 'moon', seatTypes: ['day'], capacity: 1 },
    ],
    applicants: [{ id: 'ada', wishes: [seat, { facility: 'moon', seatType: 'day', points: 5 }] }, { id: 'bo', wishes: [seat] }, { id: 'cem', wishes: [] }],
    families: [{ id: 'north', members: ['ada', 'bo'], options: [{ seats: [seat, seat] }, { seats: [seat, null] }] }],
  };
  const own = JSON.parse(JSON.stringify(market)) as Market;
  return change(own) ?? own;
}

const first = (value: unknown): [string, string] | undefined => {
  const [problem] = checkMarket(value);
  return problem && [problem.code, problem.path];
};

describe('a market is read with care', () => {
  test('a correct one is accepted', () => {
    expect(checkMarket(aMarket())).toEqual([]);
  });

  test.each<[string, (market: Market) => unknown, [string, string]]>([
    ['a facility nobody knows', (m) => void (m.applicants[0]!.wishes[1]!.facility = 'mars'), ['unknown-facility', '$.applicants[0].wishes[1].facility']],
    ['a seat the facility does not have', (m) => void (m.applicants[0]!.wishes[1]!.seatType = 'half'), ['unknown-seat', '$.applicants[0].wishes[1].seatType']],
    ['a pool of no facility', (m) => void (m.pools[1]!.facility = 'mars'), ['unknown-facility', '$.pools[1].facility']],
    ['a wish made twice', (m) => void m.applicants[1]!.wishes.push({ ...seat }), ['duplicate-wish', '$.applicants[1].wishes[1]']],
    ['fewer seats than none', (m) => void (m.pools[0]!.capacity = -1), ['negative', '$.pools[0].capacity']],
    ['half a seat', (m) => void (m.pools[0]!.capacity = 1.5), ['not-a-whole-number', '$.pools[0].capacity']],
    ['points that are no number', (m) => void (m.applicants[0]!.wishes[0]!.points = Number.NaN), ['not-a-number', '$.applicants[0].wishes[0].points']],
    ['endless points', (m) => void (m.applicants[0]!.wishes[0]!.points = Infinity), ['not-a-number', '$.applicants[0].wishes[0].points']],
    ['points as text', (m) => void (m.applicants[0]!.wishes[0]!.points = '5' as never), ['not-a-number', '$.applicants[0].wishes[0].points']],
    ['a mistyped field', (m) => void Object.assign(m.applicants[0]!.wishes[0]!, { point: 5 }), ['unknown-field', '$.applicants[0].wishes[0].point']],
    ['a child twice', (m) => void (m.applicants[2]!.id = 'ada'), ['duplicate-id', '$.applicants[2].id']],
    ['a family within a family', (m) => void m.families!.push({ id: 'south', members: ['cem', 'north'], options: [] }), ['family-in-family', '$.families[1].members[1]']],
    ['a circle of families', (m) => void (m.families = [{ id: 'a', members: ['b', 'b'], options: [] }, { id: 'b', members: ['a', 'a'], options: [] }]), ['family-in-family', '$.families[0].members[0]']],
    ['a child in two families', (m) => void m.families!.push({ id: 'south', members: ['cem', 'bo'], options: [] }), ['in-two-families', '$.families[1].members[1]']],
    ['a sibling who did not apply', (m) => void (m.families![0]!.members[1] = 'dina'), ['unknown-applicant', '$.families[0].members[1]']],
    ['an option nobody asked for', (m) => void (m.families![0]!.options[0]!.seats[1] = { facility: 'moon', seatType: 'day' }), ['option-not-wished', '$.families[0].options[0].seats[1]']],
    ['an option with too many seats', (m) => void m.families![0]!.options[1]!.seats.push(null), ['option-length', '$.families[0].options[1]']],
    ['an option that takes a held seat away', (m) => void (m.applicants[1]!.holds = { ...seat }), ['option-takes-held-seat', '$.families[0].options[1].seats[1]']],
    ['a final seat that is not named', (m) => void (m.applicants[2]!.locked = true), ['locked-without-seat', '$.applicants[2].locked']],
    ['a seat given out by two pools', (m) => void m.pools.push({ id: 'third', facility: 'sun', seatTypes: ['half'], capacity: 1 }), ['seat-in-two-pools', '$.pools[2].seatTypes[0]']],
    ['more reserved seats than seats', (m) => void (m.pools[1]!.reserves = [{ id: 'r', trait: 'near', seats: 2, kind: 'hard' }]), ['reserves-exceed-capacity', '$.pools[1].reserves']],
    ['an integrative seat that counts as two', (m) => void (m.seatTypes[0]!.counts = 2 as never), ['counts-more-than-one', '$.seatTypes[0].counts']],
    ['a month that is none', (m) => void (m.seatTypes[0]!.startMonth = '2026-13'), ['wrong-form', '$.seatTypes[0].startMonth']],
    ['an empty seed', (m) => void (m.lottery.seed = ''), ['not-a-text', '$.lottery.seed']],
    ['half a character in a name', (m) => void (m.applicants[0]!.id = '\ud800'), ['broken-text', '$.applicants[0].id']],
    ['another version', (m) => void (m.version = 2 as never), ['not-allowed', '$.version']],
    ['no list of children', (m) => ({ ...m, applicants: undefined }), ['missing', '$.applicants']],
    ['a list instead of a market', () => [], ['not-an-object', '$']],
    [
      'reserves and ceilings in one pool',
      (m) => void Object.assign(m.pools[0]!, { reserves: [{ id: 'r', trait: 'near', seats: 1, kind: 'soft' }], ceilings: [{ id: 'c', seats: 1 }] }),
      ['reserves-and-ceilings', '$.pools[0].ceilings'],
    ],
  ])('%s is refused, with the path to it', (_, change, expected) => {
    expect(first(aMarket(change))).toEqual(expected);
  });

  test('ceilings that cross are refused, but only where a child makes them cross', () => {
    const crossing = (traits: string[]) =>
      aMarket((market) => {
        market.pools[0]!.ceilings = [
          { id: 'long-days', seatTypes: ['day'], seats: 1 },
          { id: 'from-outside', trait: 'outside', seats: 1 },
        ];
        market.applicants.push({ id: 'dina', wishes: [{ facility: 'sun', seatType: 'half' }], traits });
        market.applicants[0]!.traits = ['outside'];
      });
    expect(first(crossing(['outside']))).toEqual(['ceilings-cross', '$.pools[0].ceilings[1]']);
    expect(first(crossing([]))).toBeUndefined();
  });

  test('all problems are named, up to the limit', () => {
    const broken = aMarket((market) => {
      for (const pool of market.pools) pool.capacity = -1;
    });
    expect(checkMarket(broken)).toHaveLength(2);
    expect(checkMarket(broken, 1)).toHaveLength(1);
  });

  test('parsing throws the first problem with its path', () => {
    expect(() => parseMarket(aMarket((m) => void (m.pools[0]!.capacity = -1)))).toThrow(MarketError);
    expect(() => parseMarket({})).toThrow('$.version');
  });

  test('whatever is sent, it answers', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (value) => void expect(Array.isArray(checkMarket(value))).toBe(true)), { numRuns: 300 });
  });
});

/** A value somewhere in the document, replaced by something hostile. */
function spoiled(document: unknown, steps: readonly number[], value: unknown): unknown {
  const copy = structuredClone({ root: document }) as Record<string, unknown>;
  let parent: Record<string, unknown> = copy;
  let key = 'root';
  for (const step of steps) {
    const here = parent[key];
    if (typeof here !== 'object' || here === null) break;
    const keys = Object.keys(here);
    if (keys.length === 0) break;
    parent = here as Record<string, unknown>;
    key = keys[step % keys.length]!;
  }
  parent[key] = value;
  return copy.root;
}

const shapeCodes = new Set(['not-an-object', 'missing', 'unknown-field', 'not-a-list', 'too-few', 'not-a-text', 'not-a-boolean', 'not-a-number', 'not-a-whole-number', 'negative', 'too-large', 'not-allowed', 'wrong-form', 'counts-more-than-one']);

describe('the JSON schema', () => {
  test('says the same of the form as the check does, also of spoiled markets', () => {
    const hostile = fc.constantFrom<unknown>(null, '', 'sun', 0, -1, 1.5, 1e300, true, [], {}, ['sun'], { facility: 'sun', seatType: '35' }, '2026-08');
    let refused = 0;
    fc.assert(
      fc.property(mixedMarkets({ families: true }), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), hostile, (market, steps, value) => {
        const input = spoiled(market, steps, value);
        const wellFormed = !checkMarket(input).some(({ code }) => shapeCodes.has(code));
        if (!wellFormed) refused++;
        expect(wellFormed).toBe(follows('market.schema.json', input));
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

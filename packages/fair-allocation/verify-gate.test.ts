import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { market as marketOf } from './market.fixture.ts';
import type { Market } from './model.ts';
import { amend } from './verify-amend.ts';
import { gate } from './verify-gate.ts';

const sun = { facility: 'sun', seatType: 'day' };
const moon = { facility: 'moon', seatType: 'day' };

function aTown(): Market {
  return marketOf({ sun: 1, moon: 1 }, [
    { id: 'ada', wishes: [{ ...sun, points: 3 }, moon] },
    { id: 'bo', wishes: [{ ...sun, points: 2 }, moon] },
    { id: 'cem', wishes: [{ ...sun, points: 1 }] },
  ], { round: '2026', lottery: { seed: 'published' } });
}

describe('the gate before every decision', () => {
  const market = aTown();
  const result = allocate(market);
  const emergency = amend(market, result, [
    { applicant: 'cem', seat: sun },
    { applicant: 'ada', seat: moon },
    { applicant: 'bo', seat: null },
  ]);

  test('opens for the result of the engine', () => {
    expect(gate(market, result)).toMatchObject({ open: true, refused: [], excepted: [], problems: [] });
  });

  test('stays shut for a change by hand that passes others by, and says whom', () => {
    const answer = gate(market, emergency);
    expect(answer.open).toBe(false);
    expect(answer.refused.map(({ key }) => key)).toEqual(['blocking-applicant:ada:sun/day', 'blocking-applicant:bo:sun/day']);
  });

  test('opens when somebody answers for each single case with a reason', () => {
    const exceptions = gate(market, emergency).refused.map(({ key }) => ({ key, reason: 'the youth office asked for an emergency place' }));
    expect(gate(market, emergency, exceptions)).toMatchObject({ open: true, refused: [], excepted: [{}, {}] });
    expect(gate(market, emergency, exceptions.slice(1)).open).toBe(false);
    expect(gate(market, emergency, exceptions.map(({ key }) => ({ key, reason: ' ' }))).open).toBe(false);
  });

  test('stays shut when an exception refers to nothing: it was given for another allocation', () => {
    expect(gate(market, result, [{ key: 'blocking-applicant:ada:sun/day', reason: 'old' }])).toMatchObject({ open: false, unused: [{}] });
  });

  test('nobody can answer for a second child on one seat', () => {
    const impossible = amend(market, result, [{ applicant: 'cem', seat: sun }]);
    const answer = gate(market, impossible, [{ key: 'over-capacity:sun', reason: 'we will manage' }]);
    expect(answer).toMatchObject({ open: false, refused: [{ kind: 'over-capacity' }] });
    const larger = { ...market, pools: [{ ...market.pools[0]!, capacity: 2 }, market.pools[1]!] };
    expect(gate(larger, amend(larger, result, [{ applicant: 'bo', seat: sun }])).open).toBe(true);
  });

  test('looks at the market first', () => {
    const broken = { ...market, facilities: [] };
    const { open, problems } = gate(broken, result);
    expect(open).toBe(false);
    expect(problems[0]).toMatchObject({ code: 'unknown-facility', path: '$.pools[0].facility' });
  });
});

describe('a change by hand', () => {
  test('is described truthfully: rank, kept seat, verdict', () => {
    const market = aTown();
    market.applicants[2]!.holds = moon;
    const result = amend(market, allocate(market), [{ applicant: 'cem', seat: moon }]);
    expect(result.placements[2]).toEqual({ applicant: 'cem', seat: moon, rank: null, kept: true });
    expect(result.verdict).toBe('stable');
    expect(gate(market, result).open).toBe(true);
  });

  test('for a child nobody knows is refused', () => {
    expect(() => amend(aTown(), allocate(aTown()), [{ applicant: 'nobody', seat: null }])).toThrow(RangeError);
  });
});

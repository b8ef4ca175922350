import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { paperMarket } from './bench/paper-market.ts';
import { townMarket } from './bench/town-market.ts';
import { jointOptions } from './joint-options.ts';
import { child, market, seatsOf } from './market.fixture.ts';
import type { Applicant, Family, Market } from './model.ts';
import { verify } from './verify.ts';

const together = (...members: Applicant[]): Family => ({ id: members.map(({ id }) => id).join('+'), members: members.map(({ id }) => id), rule: 'together', options: jointOptions(members, { rule: 'together' }) });

/** No stable allocation: when the siblings sit in sun, x moves to moon, pushes out y, and y pushes one of them out of sun. */
function unsolvable(): Market {
  const [eli, fee] = [child('Eli: sun 90'), child('Fee: sun 30')];
  return market({ sun: 2, moon: 1 }, [eli, fee, child('x: sun 20, moon 90'), child('y: moon 50, sun 40')], { families: [together(eli, fee)] });
}

describe('siblings', () => {
  test('together or not at all: a single seat is left to others', () => {
    const [eli, fee] = [child('Eli: sun 90'), child('Fee: sun 10')];
    const source = market({ sun: 2 }, [eli, fee, child('x: sun 50'), child('y: sun 40')], { families: [together(eli, fee)] });
    expect(seatsOf(allocate(source))).toEqual(['Eli: –', 'Fee: –', 'x: sun', 'y: sun']);
  });

  test('a seat a family gives up goes to the best child who wants it', () => {
    const [eli, fee] = [child('Eli: sun 90'), child('Fee: moon 10')];
    const family = { id: 'f', members: ['Eli', 'Fee'], options: [{ seats: [{ facility: 'sun', seatType: 'day' }, { facility: 'moon', seatType: 'day' }] }] };
    const source = market({ sun: 1, moon: 1 }, [eli, fee, child('x: sun 50'), child('y: sun 60'), child('z: moon 20')], { families: [family] });
    expect(allocate(source)).toMatchObject({ verdict: 'stable', blocking: [] });
    expect(seatsOf(allocate(source))).toEqual(['Eli: –', 'Fee: –', 'x: –', 'y: sun', 'z: moon']);
  });

  test('where no stable allocation exists the result says so and names the one family that keeps a better claim', () => {
    const source = unsolvable();
    const result = allocate(source);
    expect(result.verdict).toBe('unsolvable');
    expect(result.blocking).toMatchObject([{ family: 'Eli+Fee', option: 1, pools: ['sun'], weight: 2 }]);
    expect(verify(source, result)).toMatchObject({ ok: true, stable: false });
  });

  test('the stricter reading of a block calls an exchange of seats between siblings no block', () => {
    // Fee has fewer points for sun than x; only when Eli leaves sun for moon is there a seat for her.
    const [eli, fee] = [child('Eli: sun 90, moon 90'), child('Fee: moon 90, sun 10')];
    const seat = (facility: string) => ({ facility, seatType: 'day' });
    const family: Family = { id: 'f', members: ['Eli', 'Fee'], options: [{ seats: [seat('moon'), seat('sun')] }, { seats: [seat('sun'), seat('moon')] }] };
    const source = market({ sun: 1, moon: 1 }, [eli, fee], { families: [family] });
    expect(seatsOf(allocate(source))).toEqual(['Eli: moon', 'Fee: sun']);
    const swapped = { ...allocate(source), families: [{ family: 'f', option: 2 }], placements: [{ applicant: 'Eli', seat: seat('sun'), rank: 1, kept: false }, { applicant: 'Fee', seat: seat('moon'), rank: 1, kept: false }] };
    expect(verify(source, swapped).stable).toBe(false);
    expect(verify({ ...source, rules: { blocking: 'keeping' } }, swapped).stable).toBe(true);
  });

  test('what a tight town with holders and reserves gets is stable by the independent verifier, and the same however its children are ordered', () => {
    const source = townMarket({ children: 400, seed: 5 });
    const result = allocate(source);
    expect(result.verdict).toBe('stable');
    expect(verify(source, result)).toMatchObject({ ok: true, stable: true });
    const other = allocate({ ...source, applicants: source.applicants.toReversed(), families: source.families!.toReversed(), pools: source.pools.toReversed() });
    expect(other.verdict).toBe('stable');
    expect(other.placements.filter(({ seat }) => seat).length).toBe(result.placements.filter(({ seat }) => seat).length);
  });

  test('the same market gives the same bytes', () => {
    const source = paperMarket({ children: 60, dispersion: 1, seed: 3 });
    expect(JSON.stringify(allocate(structuredClone(source)))).toBe(JSON.stringify(allocate(source)));
  });

  test('too little effort leaves the verdict open instead of claiming anything', () => {
    expect(allocate(paperMarket({ children: 100, dispersion: 1, seed: 8 }), { effort: 0 })).toMatchObject({ verdict: 'unproven' });
  });
});

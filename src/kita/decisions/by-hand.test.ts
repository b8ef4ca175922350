import type { Market } from '@lueckenlos/fair-allocation';
import { describe, expect, test } from 'vitest';
import { gateByHand } from './by-hand.ts';

const seat = { facility: 'sonne', seatType: 'tag' };
const market = (capacity: number): Market => ({
  version: 1, round: 'jetzt', lottery: { seed: 'los' }, seatTypes: [{ id: 'tag' }], facilities: [{ id: 'sonne' }, { id: 'mond' }],
  pools: [{ id: 'p', facility: 'sonne', seatTypes: ['tag'], capacity }, { id: 'q', facility: 'mond', seatTypes: ['tag'], capacity: 1 }],
  applicants: [{ id: 'ada', wishes: [], holds: seat }, { id: 'bo', wishes: [{ ...seat, points: 50 }] }, { id: 'cem', wishes: [{ ...seat, ineligible: 'age' }], holds: { facility: 'mond', seatType: 'tag' } }],
});
const present = (input: Market) => ({ version: 1 as const, round: 'jetzt', families: [], blocking: [], verdict: 'unproven' as const, placements: input.applicants.map(({ id, holds }) => ({ applicant: id, seat: holds ?? null, rank: null, kept: holds !== undefined })) });
const reason = 'Kinderschutz';

describe('A place given by hand', () => {
  test('takes a free seat; who is passed over is excused by the reason', () => {
    const input = market(2);
    expect(gateByHand(input, present(input), { ...seat, childId: 'neu', reason })).toMatchObject({ open: true, isOneMore: false, excused: 1 });
  });

  test('is one seat more where all are taken: nobody loses one', () => {
    const input = market(1);
    expect(gateByHand(input, present(input), { ...seat, childId: 'neu', reason })).toMatchObject({ open: true, isOneMore: true, impossible: [] });
  });

  test('moves a child out of the seat it holds, whatever its age would have said', () => {
    const input = market(1);
    expect(gateByHand(input, present(input), { ...seat, childId: 'cem', reason })).toMatchObject({ open: true, isOneMore: true });
  });

  test('does not pass without a reason, nor for a seat nobody gives out', () => {
    const input = market(2);
    expect(gateByHand(input, present(input), { ...seat, childId: 'neu', reason: ' ' }).open).toBe(false);
    expect(gateByHand(input, present(input), { facility: 'mars', seatType: 'tag', childId: 'neu', reason }).open).toBe(false);
  });

  test('takes one seat more where what is left is kept for other children', () => {
    const input = market(2);
    input.pools[0]!.reserves = [{ id: 'r', trait: 'inclusion', seats: 1, kind: 'hard' }];
    expect(gateByHand(input, present(input), { ...seat, childId: 'neu', reason })).toMatchObject({ open: true, isOneMore: true });
  });

  test('is not held up by what was wrong before', () => {
    const input = market(2);
    const wrong = present(input);
    wrong.placements[2] = { applicant: 'cem', seat: null, rank: null, kept: false };
    expect(gateByHand(input, wrong, { ...seat, childId: 'neu', reason })).toMatchObject({ open: true });
  });
});

import { day, type Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { PoolHistory, TakenSeat } from './capacity.ts';
import type { SeatType } from './facility.ts';

/** A kind of place for tests. */
export function seatType(changes: Partial<SeatType> = {}): SeatType {
  return { id: newId(), key: 'krippe-35', names: { de: 'Krippe, 35 Stunden' }, ageBand: 'under-3', weeklyHours: 35, isInclusive: false, position: 0, ...changes };
}

/** A pool that gives out these kinds from 1 August 2024 on. */
export function poolOf(seats: number, types: readonly { type: SeatType; atMost?: number }[], later: readonly { from: string; seats: number }[] = []): PoolHistory {
  const kinds = types.map(({ type, atMost }) => ({ seatTypeId: type.id, atMost: atMost ?? null }));
  const first = day('2024-08-01');
  return {
    pool: { id: newId(), facilityId: newId(), name: 'Krippe', seats, openSeats: 'last', types: kinds, validFrom: first, validUntil: null },
    states: [{ from: first, seats, openSeats: 'last', types: kinds }, ...later.map((one) => ({ from: day(one.from), seats: one.seats, openSeats: 'last' as const, types: kinds }))],
  };
}

/** A child on a place. */
export function taken(type: SeatType, bornOn: string | null, startsOn = '2026-08-01', expectedEndsOn: string | null = null): TakenSeat {
  return { childId: newId(), seatTypeId: type.id as Uuid, bornOn: bornOn === null ? null : day(bornOn), startsOn: day(startsOn), expectedEndsOn: expectedEndsOn as Day | null };
}

import { day, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Catalogue, Criterion } from '../criteria/catalogue.ts';
import type { SeatType } from '../facilities/facility.ts';
import type { HeldPlace, RoundInput, RoundPool, RoundRegistration } from './round-input.ts';

/** A readable id: the same word gives the same uuid. */
export const idOf = (word: string): Uuid => {
  const hex = [...word].map((letter) => letter.codePointAt(0)!.toString(16).padStart(2, '0')).join('').padEnd(32, '0').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Uuid;
};

export const firstStart = day('2027-08-01');
export const lastStart = day('2028-07-31');

export const shortDay: SeatType = { id: idOf('ü3-25'), key: 'ü3-25', names: { de: 'Ü3, 25 Stunden' }, ageBand: 'from-3', weeklyHours: 25, isInclusive: false, position: 1 };
export const longDay: SeatType = { id: idOf('ü3-40'), key: 'ü3-40', names: { de: 'Ü3, 40 Stunden' }, ageBand: 'from-3', weeklyHours: 40, isInclusive: false, position: 2 };
export const creche: SeatType = { id: idOf('u3-40'), key: 'u3-40', names: { de: 'U3, 40 Stunden' }, ageBand: 'under-3', weeklyHours: 40, isInclusive: false, position: 3 };

export const catalogue: Catalogue = {
  id: idOf('katalog'), name: 'Katalog', validFrom: day('2026-01-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'last', basedOnId: null,
  adoption: { on: day('2026-06-01'), by: 'Rat', resolution: '12/2026' }, criteria: [],
};

export const pointsFor = (fact: Criterion['fact'], amount: number): Criterion => ({
  id: idOf(`p-${fact}`), position: 1, kind: 'points', fact, condition: {}, amount, share: null, reserveKind: null, proof: 'none', organizationId: null, facilityId: null, legalBasis: '§ 24 SGB VIII',
});

export const reserveFor = (fact: Criterion['fact'], amount: number): Criterion => ({ ...pointsFor(fact, amount), id: idOf(`r-${fact}`), kind: 'reserve', reserveKind: 'soft' });

export const facility = (word: string) => ({ id: idOf(word), organizationId: idOf(`träger ${word}`) });

export function pool(kita: string, seats: number, change: Partial<RoundPool> = {}): RoundPool {
  return {
    id: idOf(`pool ${kita}`), facilityId: idOf(kita), openSeats: 'last', types: [{ seatTypeId: longDay.id, atMost: null }, { seatTypeId: shortDay.id, atMost: null }], validFrom: day('2020-01-01'), validUntil: null,
    seats, isConfirmed: true, licensed: seats, lastYear: seats, ...change,
  };
}

/** A child that is four; wishes are names of Kitas, for long days. */
export function child(word: string, wishes: readonly string[], change: Partial<RoundRegistration> = {}): RoundRegistration {
  return {
    childId: idOf(word), registrationId: idOf(`a ${word}`), bornOn: day('2023-09-15'), areaId: null, isResident: true, wishedStart: firstStart, weeklyHours: 40, needsInclusiveSeat: false, waitsSince: null, proved: new Map(),
    pendingCircumstances: 0, siblingGroup: null, siblingIds: [], guardianIds: [idOf(`e ${word}`)], wishes: wishes.map((kita) => ({ facilityId: idOf(kita), seatTypeId: longDay.id })), declined: [], ...change,
  };
}

export function held(word: string, kita: string, change: Partial<HeldPlace> = {}): HeldPlace {
  return {
    childId: idOf(word), bornOn: day('2023-09-15'), areaId: null, isResident: true, facilityId: idOf(kita), seatTypeId: longDay.id, poolId: idOf(`pool ${kita}`), startsOn: day('2026-08-01'), endsOn: null, isOffer: false, ...change,
  };
}

export function round(change: Partial<RoundInput> = {}): RoundInput {
  return {
    rulePack: 'ni-nkitag', kind: 'main', lotteryName: 'Kita-Jahr 2027/28', seed: 'abc', firstStart, lastStart, catalogue, facilities: [facility('Sonne'), facility('Mond')], seatTypes: [shortDay, longDay, creche],
    pools: [pool('Sonne', 2), pool('Mond', 3)], registrations: [], places: [], catchments: [], ...change,
  };
}

export const on = (text: string): Day => day(text);

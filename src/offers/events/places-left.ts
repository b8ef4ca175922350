import type { Day } from '../../platform/day.ts';
import { addDays } from '../../platform/day.ts';
import type { EventDate } from './dates.ts';
import type { EventRecord } from './event.ts';

/** What is counted of a date: how many places are left. Missing: nobody has counted, which is not 0. */
export type PlacesLeft = ReadonlyMap<Day | 'series', number>;

/** How many places are left on a date, if anybody counted. */
export function placesLeftOn(event: Pick<EventRecord, 'placesFor'>, left: PlacesLeft, date: Pick<EventDate, 'key'>): number | undefined {
  return left.get(event.placesFor === 'series' ? 'series' : date.key);
}

/** none: just come; open: register, the last day to do so if there is one; later: from a day on; full, closed: it is too late. */
export type RegistrationState =
  | { kind: 'unknown' | 'none' | 'closed' | 'full' }
  | { kind: 'open'; lastDay?: Day }
  | { kind: 'later'; from: Day };

type Registered = Pick<EventRecord, 'registration' | 'registrationFrom' | 'registrationUntil'>;

/** Whether one can register on a day for a date with so many places left. Its days count only where one has to register. */
export function registrationOn(event: Registered, today: Day, left?: number): RegistrationState {
  if (event.registration === 'unknown' || event.registration === 'none') return left === 0 ? { kind: 'full' } : { kind: event.registration };
  if (event.registration === 'closed') return { kind: 'closed' };
  if (event.registrationUntil !== undefined && today >= event.registrationUntil) return { kind: 'closed' };
  if (left === 0) return { kind: 'full' };
  if (event.registrationFrom !== undefined && today < event.registrationFrom) return { kind: 'later', from: event.registrationFrom };
  return { kind: 'open', ...(event.registrationUntil === undefined ? {} : { lastDay: addDays(event.registrationUntil, -1) }) };
}

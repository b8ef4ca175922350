import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Day } from '../../platform/day.ts';
import { addDays } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalDay, optionalText, optionalUuid, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { editEvent as mayEdit } from '../event-permissions.ts';
import { datesOf, isRegularDay } from '../events/dates.ts';
import type { EventException, EventRecord } from '../events/event.ts';
import { withLocalEdits } from '../events/origin.ts';
import { loadDayCalendar } from './day-calendar.ts';
import { lockEvent } from './edit-event.ts';
import { mayEditFor } from './edit-service.ts';
import { optionalNumber, optionalTime } from './event-input.ts';
import { findLocations } from './locations.ts';
import { storeEvents } from './store-events.ts';

/** What can be done with one date: it falls away, takes place otherwise, or as the series says. */
export const dateChanges = ['cancel', 'change', 'restore'] as const;

const input = v.pipe(
  v.object({
    id: uuidField(), day: optionalDay(), version: optionalNumber(1e9), what: choice([...dateChanges, 'add']), onDay: optionalDay(), opensAt: optionalTime(), closesAt: optionalTime(),
    locationId: optionalUuid(), placeNote: optionalText(200), reason: optionalText(300),
  }),
  v.forward(v.check(({ what, reason }) => what !== 'cancel' || reason !== '', 'reason-missing'), ['reason']),
  v.forward(v.check(({ what, onDay }) => (what !== 'change' && what !== 'add') || onDay !== undefined, 'required'), ['onDay']),
  v.forward(v.check(({ opensAt, closesAt }) => closesAt === undefined || opensAt !== undefined, 'end-without-beginning'), ['opensAt']),
  v.forward(v.check(({ opensAt, closesAt }) => opensAt === undefined || closesAt === undefined || closesAt > opensAt, 'times-order'), ['closesAt']),
);

/** Changes one date of an event, or adds one. Refuses a date that is none of the event's. */
export const changeDate = action({
  may: mayEdit,
  audit: 'offers.event.date-changed',
  input,
  async run({ tx, who, municipalityId, clock, concerns }, typed): Promise<Outcome<{ id: Uuid; key: Day }>> {
    const stored = await lockEvent(tx, municipalityId, typed.id);
    if (!stored || !mayEditFor(who, stored.organizationId)) throw new NotFound();
    if (typed.version !== undefined && typed.version !== stored.version) return refused('stale-form');
    const key = typed.day ?? typed.onDay;
    if (key === undefined) throw new NotFound();
    if (typed.locationId && !(await findLocations(tx, municipalityId, [typed.locationId])).has(typed.locationId)) return refused('choose-one', { field: 'locationId' });
    const dates = datesOf(stored, addDays(key, -1), addDays(key, 1), await loadDayCalendar(tx, municipalityId));
    const isExtra = stored.exceptions.some(({ kind, onDay }) => kind === 'extra' && onDay === key);
    const isKnown = isExtra || isRegularDay(stored, key) || dates.some((date) => date.key === key) || stored.exceptions.some(({ originalDay }) => originalDay === key);
    if (typed.what !== 'add' && !isKnown) throw new NotFound();
    if (typed.what === 'add' && datesOf(stored, typed.onDay!, addDays(typed.onDay!, 1), await loadDayCalendar(tx, municipalityId)).some((date) => date.key === typed.onDay)) return refused('date-there', { field: 'onDay' });
    const exceptions = changedExceptions(stored, { ...typed, key }, isExtra && !isRegularDay(stored, key));
    await storeEvents(tx, municipalityId, [withLocalEdits(stored, { ...stored, exceptions })], clock);
    concerns(stored.id, ['exceptions']);
    return accepted({ id: stored.id, key });
  },
});

type Typed = v.InferOutput<typeof input> & { key: Day };

function changedExceptions(event: EventRecord, typed: Typed, isExtra: boolean): EventException[] {
  const { key, what, onDay, opensAt, closesAt, locationId, placeNote, reason } = typed;
  const differs = { placeNote, reason, ...(opensAt ? { opensAt } : {}), ...(closesAt ? { closesAt } : {}), ...(locationId ? { locationId } : {}) };
  if (what === 'add') return [...event.exceptions, { kind: 'extra', onDay: onDay!, ...differs }];
  // An extra date that falls away was never told as one of the series: it becomes a cancelled one, so that who read of it reads this.
  const rest = event.exceptions.filter((one) => (isExtra ? !(one.kind === 'extra' && one.onDay === key) : true) && one.originalDay !== key);
  if (what === 'restore') return isExtra ? event.exceptions.filter((one) => one.originalDay !== key) : rest;
  if (what === 'cancel') return [...rest, { kind: 'cancelled', originalDay: key, placeNote: '', reason }];
  return [...rest, { kind: 'changed', originalDay: key, onDay: onDay!, ...differs }];
}

import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { addressText } from '../address.ts';
import { lastDayOf } from '../events/dates.ts';
import { newEvent, type EventOrigin, type EventRecord, type EventStatus } from '../events/event.ts';
import { canonical, importFingerprint, mergeImported, type ImportedField, type ImportedValues } from '../events/origin.ts';
import type { Location } from '../location.ts';
import type { CalendarDraft } from './read-calendar.ts';

export type Imported = EventRecord & { origin: EventOrigin };

/** What a reading would change; every event of the calendar stands in exactly one of these lists, every vanished one in the last. */
export interface CalendarPlan {
  added: readonly Imported[];
  changed: readonly { event: Imported; fields: readonly ImportedField[] }[];
  /** the calendar says what it said last time */
  unchanged: readonly Imported[];
  /** a value changed here and there: ours stays unless a person says otherwise */
  kept: readonly { event: Imported; fields: readonly ImportedField[]; incoming: ImportedValues; before: EventOrigin['fields'] }[];
  /** events of this calendar that are no longer in it and not over yet */
  vanished: readonly Imported[];
  /** over before today, and not known yet */
  past: number;
}

export interface CalendarGround {
  source: Uuid;
  organizationId: Uuid;
  newStatus: Extract<EventStatus, 'draft' | 'active'>;
  /** events this calendar has brought, by its UID */
  stored: ReadonlyMap<string, EventRecord>;
  locations: readonly Location[];
  today: Day;
  now: Date;
}

/**
 * What the calendar changes in our events: new ones, changed ones field by field, those where a person here changed the same, those it no longer has.
 * The same file twice changes nothing. O(events × places).
 */
export function planCalendar(drafts: readonly CalendarDraft[], ground: CalendarGround): CalendarPlan {
  const plan = { added: [] as Imported[], changed: [] as CalendarPlan['changed'][number][], unchanged: [] as Imported[], kept: [] as CalendarPlan['kept'][number][], past: 0 };
  for (const draft of drafts) {
    const incoming = placed(draft, ground.locations);
    const stored = ground.stored.get(draft.uid);
    if (!stored?.origin) {
      if (isOver(incoming as EventRecord, ground.today)) plan.past += 1;
      else plan.added.push(newOne(draft, incoming, ground));
      continue;
    }
    const own = stored as Imported;
    const { event, unchanged, kept } = mergeImported(own, incoming, ground.now);
    const fields = changedFields(own, event);
    if (kept.length > 0) plan.kept.push({ event: event as Imported, fields: kept, incoming, before: own.origin.fields });
    if (fields.length > 0) plan.changed.push({ event: event as Imported, fields });
    else if (kept.length === 0) plan.unchanged.push((unchanged ? own : event) as Imported);
  }
  const present = new Set(drafts.map(({ uid }) => uid));
  const vanished = [...ground.stored.values()].filter((event): event is Imported => event.origin !== undefined && !present.has(event.origin.uid) && event.status !== 'retired' && !isOver(event, ground.today));
  return { ...plan, vanished };
}

/** The calendar's values instead of ours, where a person chose them. */
export function takenFromCalendar({ event, fields, incoming }: CalendarPlan['kept'][number]): Imported {
  const values = Object.fromEntries(fields.map((name) => [name, incoming[name]]));
  return { ...event, ...values, origin: { ...event.origin, edited: event.origin.edited.filter((name) => !fields.includes(name as ImportedField)) } };
}

/** The event as the calendar has it otherwise, with the question still open: it comes again with the next reading. */
export function withOpenQuestion({ event, fields, before }: CalendarPlan['kept'][number]): Imported {
  return { ...event, origin: { ...event.origin, fields: { ...event.origin.fields, ...Object.fromEntries(fields.map((name) => [name, before[name]])) } } };
}

function newOne({ uid }: CalendarDraft, incoming: ImportedValues, { source, organizationId, newStatus, now }: CalendarGround): Imported {
  const event = newEvent({ id: newId(), organizationId, ...incoming } as Parameters<typeof newEvent>[0]);
  const isHeldBack = newStatus === 'draft' && event.status === 'active';
  return {
    ...event, kind: event.recurrence === 'once' ? 'event' : 'group', ...(isHeldBack ? { status: 'draft' as const } : {}),
    // A draft is held back here: as soon as it is published, the calendar may cancel it.
    origin: { source, uid, fingerprint: importFingerprint(incoming), fields: incoming as Record<string, unknown>, edited: isHeldBack ? ['status'] : [], seenAt: now },
  };
}

/** A place of the directory, if the calendar names one of them; otherwise its own words. */
function placed({ values, place }: CalendarDraft, locations: readonly Location[]): ImportedValues {
  const location = matchPlace(place, locations);
  const exceptions = (values.exceptions ?? []).map((one) => {
    const own = one.placeNote === '' ? undefined : matchPlace(one.placeNote, locations);
    if (own) return { ...one, locationId: own.id, placeNote: '' };
    // A date keeps the place of its series, and its own words stand behind that: they must not sound as if both were one.
    return one.placeNote !== '' && location ? { ...one, placeNote: `diesmal stattdessen: ${one.placeNote}` } : one;
  });
  return { ...values, exceptions, locationId: location?.id, placeNote: location ? '' : place } as unknown as ImportedValues;
}

/** By its name and address, its address, or its name, if only one place has that. */
export function matchPlace(typed: string, locations: readonly Location[]): Location | undefined {
  const key = keyOf(typed);
  if (key === '') return undefined;
  const waysToSay = [
    (location: Location) => [location.name, addressText(location)].join(', '),
    (location: Location) => [location.name, location.street, location.houseNumber].filter(Boolean).join(' '),
    (location: Location) => [location.name, location.street, location.houseNumber, location.city].filter(Boolean).join(' '),
    (location: Location) => addressText(location),
    (location: Location) => location.name,
  ];
  for (const say of waysToSay) {
    const found = locations.filter((location) => keyOf(say(location)) === key);
    if (found.length === 1) return found[0];
  }
  return undefined;
}

function keyOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/stra(?:ß|ss)e\b|str\./g, 'str').replace(/\bdeutschland\b|\bgermany\b/g, '').replace(/[^\p{L}\p{N}]+/gu, '');
}

function isOver(times: EventRecord, today: Day): boolean {
  const last = lastDayOf({ ...times, exceptions: times.exceptions ?? [], weekdays: times.weekdays ?? [] });
  return last !== undefined && last < today;
}

function changedFields(before: EventRecord, after: EventRecord): ImportedField[] {
  const names = Object.keys(after.origin!.fields) as ImportedField[];
  return names.filter((name) => canonical(before[name]) !== canonical(after[name]));
}

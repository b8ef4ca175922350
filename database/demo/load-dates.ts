import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { mondayOf } from '../../src/offers/events/week.ts';
import { newEvent, type EventRecord } from '../../src/offers/events/event.ts';
import { storeEvents, storePlacesLeft } from '../../src/offers/server/store-events.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { addDays, type Day } from '../../src/platform/day.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';
import type { DemoSlug } from './demo-files.ts';
import type { Keys } from './demo-records.ts';
import { events } from './format-dates.ts';

export interface DateKeys {
  organizations: Keys;
  services: Keys;
  locations: Keys;
  areas: Keys;
}

const WEEKEND_DAYS = 2;

type InWeek = { week: number; weekday: number };

/** Reads a file of a demo municipality; one that is missing is an empty list. */
export function readDates<Schema extends v.GenericSchema<unknown, unknown[]>>(slug: DemoSlug, name: string, schema: Schema): v.InferOutput<Schema> {
  const file = join(import.meta.dirname, slug, name);
  return existsSync(file) ? v.parse(schema, JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** Days are told from the week of the first start; at a weekend from the one that comes, because this one is as good as over. */
export function dayIn(today: Day, { week, weekday }: InWeek): Day {
  return addDays(mondayOf(addDays(today, WEEKEND_DAYS)), week * 7 + weekday - 1);
}

/** Events and groups of a demo municipality, so that this week is alive after the first start. */
export async function loadEventsOfDemo(tx: Write, municipalityId: Uuid, slug: DemoSlug, keys: DateKeys, clock: Clock): Promise<void> {
  const today = clock.today();
  const at = (day: InWeek) => dayIn(today, day);
  const described = readDates(slug, 'events.json', events);
  const records = described.map(({ organization, service, location, area, first, until, registrationUntil, exceptions = [], key: _key, left: _left, recurrence = 'once', ...event }): EventRecord => newEvent({
    ...event, id: newId(), organizationId: keys.organizations.of(organization), firstDay: at(first), isDemo: true, recurrence,
    weekdays: recurrence === 'once' ? [] : (event.weekdays ?? [first.weekday]), assuredAt: addDays(today, -20), assuredBy: 'Träger, per E-Mail',
    ...(service ? { serviceId: keys.services.of(service) } : {}), ...(location ? { locationId: keys.locations.of(location) } : {}), ...(area ? { areaId: keys.areas.of(area) } : {}),
    ...(until ? { untilDay: at(until) } : {}), ...(registrationUntil ? { registrationUntil: at(registrationUntil) } : {}),
    exceptions: exceptions.map(({ original, day, location: place, ...one }) => ({
      placeNote: '', ...one, ...(original ? { originalDay: at(original) } : {}), ...(day ? { onDay: at(day) } : {}), ...(place ? { locationId: keys.locations.of(place) } : {}),
    })),
    texts: event.texts.map((one) => ({ ...one, mark: one.language === 'de-easy' ? 'reviewed' : 'machine-made' })),
  }));
  await storeEvents(tx, municipalityId, records, clock);
  await storePlacesLeft(tx, municipalityId, records.flatMap((record, index) => {
    const { left } = described[index]!;
    return left === undefined ? [] : [{ eventId: record.id, ...(record.placesFor === 'series' ? {} : { key: record.firstDay }), left }];
  }), clock);
}

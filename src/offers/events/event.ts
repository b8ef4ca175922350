import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Ages } from '../age.ts';
import type { WallTime } from '../wall-time.ts';
import type { YesNoUnknown } from '../service.ts';
import type { EventText } from './event-text.ts';

/** event: once or now and then; group: meets again and again; market-day: stall, flea market; outreach: street work, mobile family office. */
export const eventKinds = ['event', 'group', 'market-day', 'outreach'] as const;
export type EventKind = (typeof eventKinds)[number];

/** cancelled: all of it, families are told; retired: is no more, kept for the record. */
export const eventStatuses = ['draft', 'active', 'cancelled', 'retired'] as const;
export type EventStatus = (typeof eventStatuses)[number];

export const recurrences = ['once', 'weekly', 'monthly'] as const;
export type Recurrence = (typeof recurrences)[number];

/** Days on which a series pauses by itself. */
export const pauses = ['nothing', 'public-holidays', 'school-holidays'] as const;
export type Pause = (typeof pauses)[number];

/** none: one may just come; open: one has to register, inside of its days; closed: full or over. */
export const registrations = ['unknown', 'none', 'open', 'closed'] as const;
export type Registration = (typeof registrations)[number];

/** When a series takes place: its first day and a rule in wall time. What differs on a day stands in the exceptions. */
export interface EventTimes {
  firstDay: Day;
  /** missing: all day, or nobody said */
  opensAt?: WallTime;
  /** missing: nobody said when it ends */
  closesAt?: WallTime;
  /** included; of an event of several days, which does not repeat */
  lastDay?: Day;
  recurrence: Recurrence;
  /** 1 Monday … 7 Sunday; empty for a single date */
  weekdays: readonly number[];
  intervalWeeks: number;
  /** of a monthly series: the n-th such weekday; 5 is the last */
  weekOfMonth?: number;
  /** the series ends the day before */
  untilDay?: Day;
  pausesIn: Pause;
  exceptions: readonly EventException[];
}

/**
 * A day of a series that differs. cancelled: `originalDay` does not take place. changed: it takes place on `onDay` (another day: moved); missing
 * times and places are those of the series. extra: `onDay` in addition.
 */
export interface EventException {
  kind: 'cancelled' | 'changed' | 'extra';
  originalDay?: Day;
  onDay?: Day;
  opensAt?: WallTime;
  closesAt?: WallTime;
  locationId?: Uuid;
  placeNote: string;
  /** said to families */
  reason: string;
}

/** Where an imported event comes from, and what was changed here since. */
export interface EventOrigin {
  /** which calendar */
  source: string;
  /** UID of the calendar's event */
  uid: string;
  /** of the imported fields as they came last */
  fingerprint: string;
  /** imported values by field, as they came last */
  fields: Readonly<Record<string, unknown>>;
  /** fields changed here: the next import leaves them alone */
  edited: readonly string[];
  seenAt: Date;
}

/** An event, a group that meets, a market day or a date of street work, with all of its parts. Missing values are unknown. */
export interface EventRecord extends EventTimes, Ages {
  id: Uuid;
  organizationId: Uuid;
  /** the offer it belongs to */
  serviceId?: Uuid;
  kind: EventKind;
  name: string;
  /** one sentence */
  summary: string;
  description: string;
  status: EventStatus;
  /** said to families where all of it is cancelled */
  cancelledBecause: string;
  locationId?: Uuid;
  /** a described spot: „am Brunnen“ */
  placeNote: string;
  /** of a described spot without a place of the directory */
  areaId?: Uuid;
  audience: string;
  /** ISO 639 */
  languages: readonly string[];
  freeOfCharge: YesNoUnknown;
  /** missing is unknown, never 0 */
  costCents?: number;
  reducedCents?: number;
  reducedFor: string;
  costNote: string;
  childCare: YesNoUnknown;
  registration: Registration;
  /** days on which one can register, [from, until) */
  registrationFrom?: Day;
  registrationUntil?: Day;
  registrationPhone?: string;
  registrationEmail?: string;
  registrationWebsite?: string;
  registrationNote: string;
  /** how many can take part */
  places?: number;
  /** places are counted for each date, or once for all of a course */
  placesFor: 'date' | 'series';
  weatherNote: string;
  assuredAt?: Day;
  assuredBy?: string;
  origin?: EventOrigin;
  isDemo: boolean;
  texts: readonly EventText[];
}

/** An event nothing is known about yet but its name, its day and who runs it. */
export function newEvent(known: Pick<EventRecord, 'id' | 'organizationId' | 'name' | 'firstDay'> & Partial<EventRecord>): EventRecord {
  return {
    kind: 'event', summary: '', description: '', status: 'active', cancelledBecause: '', placeNote: '', recurrence: 'once', weekdays: [], intervalWeeks: 1,
    pausesIn: 'nothing', exceptions: [], audience: '', languages: [], freeOfCharge: 'unknown', reducedFor: '', costNote: '', childCare: 'unknown',
    registration: 'unknown', registrationNote: '', placesFor: 'date', weatherNote: '', isDemo: false, texts: [],
    ...known,
  };
}

/** Families see it: also what is cancelled, so that nobody stands before a closed door. */
export function isShown(event: Pick<EventRecord, 'status'>): boolean {
  return event.status === 'active' || event.status === 'cancelled';
}

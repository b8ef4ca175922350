import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { Ages } from './age.ts';
import type { ScheduleException, WeeklyRule } from './schedule.ts';
import type { NotePart } from './note-part.ts';
import type { Provenance, ServicePart, TextLanguage, TextState } from './translation.ts';

export const yesNoUnknown = ['yes', 'no', 'unknown'] as const;
export type YesNoUnknown = (typeof yesNoUnknown)[number];

/** draft: not yet public; active: public; inactive: pauses; retired: is no more, kept for the record. (HSDS service status) */
export const serviceStatuses = ['draft', 'active', 'inactive', 'retired'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

export const staffings = ['professional', 'volunteer', 'both', 'unknown'] as const;
export type Staffing = (typeof staffings)[number];

/** Who answers for an offer: the question of the consultation-hours table in Alfeld 351/XIX. */
export const responsibleLevels = ['city', 'county', 'state', 'provider', 'unknown'] as const;
export type ResponsibleLevel = (typeof responsibleLevels)[number];

/** A note beside a time, place, cost … in another language; it was made from `provenance.source`. */
export interface NoteText {
  part: NotePart;
  text: string;
  provenance: Provenance;
}

/** Texts of an offer in another language; '' where nobody translated a part. */
export interface ServiceText {
  language: TextLanguage;
  name: string;
  summary: string;
  description: string;
  audience?: string;
  applicationProcess?: string;
  /** the worst state of its parts, notes aside */
  state: TextState;
  /** what is known of each part; a part without it was made from today's German and is in the state of the whole */
  parts?: { readonly [Part in ServicePart]?: Provenance };
  /** of times, places, costs …; also what is kept of notes that were worded anew since */
  notes?: readonly NoteText[];
}

/** HSDS service_at_location. */
export interface ServicePlace {
  locationId: Uuid;
  description: string;
}

/** A weekly rule at one of the offer's places, or at all of them. */
export interface ServiceSchedule extends WeeklyRule {
  locationId?: Uuid;
}

export interface Phone {
  number: string;
  description: string;
  /** ISO 639 */
  languages: readonly string[];
}

export interface Contact {
  name: string;
  title: string;
  email?: string;
  phone?: string;
  isPublic: boolean;
}

export interface CostOption {
  /** missing is unknown, never 0 */
  amountCents?: number;
  description: string;
  reducedFor: string;
}

/** An offer with all of its parts (HSDS service), as it is stored and edited. Missing values are unknown. */
export interface ServiceRecord extends Ages {
  id: Uuid;
  externalId?: string;
  organizationId: Uuid;
  name: string;
  /** one sentence */
  summary: string;
  description: string;
  audience: string;
  status: ServiceStatus;
  freeOfCharge: YesNoUnknown;
  walkIn: YesNoUnknown;
  outreach: YesNoUnknown;
  staffing: Staffing;
  responsibleLevel: ResponsibleLevel;
  capacityPlaces?: number;
  capacityWeeklyHours?: number;
  email?: string;
  website?: string;
  /** how to register, in words */
  applicationProcess: string;
  assuredAt?: Day;
  assuredBy?: string;
  validFrom?: Day;
  /** the offer ends the day before */
  validUntil?: Day;
  isDemo: boolean;
  /** of the imported record; `manual` for one typed here */
  fingerprint: string;
  phaseIds: readonly Uuid[];
  transitionIds: readonly Uuid[];
  fieldIds: readonly Uuid[];
  /** ISO 639 */
  languages: readonly string[];
  /** none: the whole municipality */
  areaIds: readonly Uuid[];
  places: readonly ServicePlace[];
  schedules: readonly ServiceSchedule[];
  exceptions: readonly ScheduleException[];
  phones: readonly Phone[];
  contacts: readonly Contact[];
  costs: readonly CostOption[];
  texts: readonly ServiceText[];
}

/** An offer nothing is known about yet but its name and who offers it. */
export function newService(known: Pick<ServiceRecord, 'id' | 'organizationId' | 'name'> & Partial<ServiceRecord>): ServiceRecord {
  return {
    summary: '', description: '', audience: '', status: 'active', freeOfCharge: 'unknown', walkIn: 'unknown', outreach: 'unknown',
    staffing: 'unknown', responsibleLevel: 'unknown', applicationProcess: '', isDemo: false, fingerprint: 'manual',
    phaseIds: [], transitionIds: [], fieldIds: [], languages: [], areaIds: [], places: [], schedules: [], exceptions: [],
    phones: [], contacts: [], costs: [], texts: [],
    ...known,
  };
}

/** Shown to families: active, and its time has not passed (an offer that begins later is shown with its first day). */
export function isPublic(service: Pick<ServiceRecord, 'status' | 'validUntil'>, on: Day): boolean {
  return service.status === 'active' && (service.validUntil === undefined || on < service.validUntil);
}

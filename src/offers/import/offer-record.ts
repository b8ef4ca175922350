import { createHash } from 'node:crypto';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { headerKey } from '../../platform/table-file/header-names.ts';
import type { Address } from '../address.ts';
import type { Ages } from '../age.ts';
import type { StepFree } from '../location.ts';
import type { WeeklyRule } from '../schedule.ts';
import type { CostOption, Phone, ResponsibleLevel, Staffing, YesNoUnknown } from '../service.ts';

/** A place as a row of a table describes it (HSDS location); missing values are unknown. */
export interface OfferPlace extends Address {
  /** never empty: without a name of its own it is called by its address, else by the organization */
  name: string;
  areaId?: Uuid;
  longitude?: number;
  latitude?: number;
  stepFree: StepFree;
  accessibilityNote?: string;
  transportNote?: string;
}

/** Where and when: one row of the table. An offer at several places has several rows. */
export interface OfferAt {
  place?: OfferPlace;
  schedules: WeeklyRule[];
}

/**
 * An offer as it is imported and exported: everything a table can say about it, in words and keys of the municipality, without ids of
 * its own. Missing values are unknown. Texts are trimmed NFC, lists without doubles.
 */
export interface OfferRecord extends Ages {
  /** the table's own key of the offer; with it a row is recognised even when its name changes */
  externalId?: string;
  organizationName: string;
  name: string;
  summary: string;
  description: string;
  audience: string;
  phaseKeys: string[];
  transitionKeys: string[];
  fieldKeys: string[];
  /** ISO 639 */
  languages: string[];
  /** areas it serves; none: the whole municipality */
  areaIds: Uuid[];
  freeOfCharge: YesNoUnknown;
  costs: CostOption[];
  walkIn: YesNoUnknown;
  applicationProcess: string;
  outreach: YesNoUnknown;
  staffing: Staffing;
  responsibleLevel: ResponsibleLevel;
  capacityPlaces?: number;
  capacityWeeklyHours?: number;
  phones: Pick<Phone, 'number' | 'description'>[];
  email?: string;
  website?: string;
  assuredAt?: Day;
  validFrom?: Day;
  /** the offer ends the day before */
  validUntil?: Day;
  /** at least one; several only if each has a place */
  at: OfferAt[];
}

/** What a row is recognised by when the file comes again: its own key, else who offers it and what it is called. */
export function offerIdentity({ externalId, organizationName, name }: Pick<OfferRecord, 'externalId' | 'organizationName' | 'name'>): string {
  return externalId === undefined ? nameIdentity({ organizationName, name }) : `key:${externalId}`;
}

export function nameIdentity({ organizationName, name }: Pick<OfferRecord, 'organizationName' | 'name'>): string {
  return `name:${headerKey(organizationName)}|${headerKey(name)}`;
}

/** SHA-256 over everything the record says: the same file twice changes nothing. Independent of the order of properties. */
export function offerFingerprint(record: OfferRecord): string {
  return createHash('sha256').update(canonicalJson(record)).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
}

/** Two places are one if name and address are the same. */
export function placeIdentity(place: OfferPlace | undefined): string {
  return place ? [place.name, place.street, place.houseNumber, place.postalCode, place.city].map((part) => headerKey(part ?? '')).join('|') : '';
}

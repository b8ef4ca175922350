// Objects of the Human Services Data Specification 3.1 (Open Referral, CC BY-SA 4.0) as we write them; what our profile adds is marked.
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

export const HSDS_VERSION = '3.1';

export interface HsdsTaxonomy { id: Uuid; name: string; description: string; uri: string; version: string }

export interface HsdsTerm {
  id: Uuid; code: string; name: string; description: string; taxonomy: string; taxonomy_id: Uuid; language: string; taxonomy_detail: HsdsTaxonomy;
  /** profile: the name in other languages, by BCP 47 tag */
  translations?: HsdsTranslation[];
  /** profile: of a life phase, in months; -9 is the beginning of pregnancy, the end not included */
  from_month?: number; until_month?: number;
}

export interface HsdsAttribute { id: Uuid; link_id: Uuid; link_entity: 'service'; link_type: string; value?: 'derived'; taxonomy_term_id: Uuid; taxonomy_term: HsdsTerm }

export interface HsdsLanguage { id: Uuid; name: string; code: string }
export interface HsdsPhone { id: Uuid; number: string; type?: 'voice'; description?: string; languages?: HsdsLanguage[] }
export interface HsdsContact { id: Uuid; name: string; title?: string; email?: string; phones?: HsdsPhone[] }
export interface HsdsCost { id: Uuid; service_id: Uuid; option?: string; currency?: 'EUR'; amount?: number; amount_description?: string }

export interface HsdsSchedule {
  id: Uuid; service_id?: Uuid; service_at_location_id?: Uuid; valid_from?: Day; valid_to?: Day; dtstart?: Day; until?: Day; wkst: 'MO'; freq: 'WEEKLY' | 'MONTHLY'; interval: number;
  byday: string; opens_at: string; closes_at: string; attending_type: 'in-person'; notes?: string;
  /** profile: times are those of the clock on the wall there, summer and winter */
  time_zone: 'Europe/Berlin';
  /** profile */
  by_appointment: boolean;
  /** profile */
  on_public_holidays?: true;
  /** profile */
  school_holidays?: 'not' | 'only';
}

/** profile: a day that differs from the weekly rules */
export interface HsdsScheduleException { id: Uuid; service_id: Uuid; date: Day; kind: 'closed' | 'extra' | 'moved'; only_at?: string; to_date?: Day; opens_at?: string; closes_at?: string; location_id?: Uuid; note?: string }

/** profile: one date of the next weeks, exceptions considered */
export interface HsdsEvent { id: Uuid; service_id: Uuid; service_at_location_id?: Uuid; date: Day; opens_at: string; closes_at: string; status: 'scheduled' | 'cancelled' | 'moved' | 'extra'; moved_from?: Day; note?: string }

/** profile: the words of a record in another language */
export interface HsdsTranslation {
  language: string; easy_language?: true; name?: string; summary?: string; description?: string; eligibility_description?: string; application_process?: string;
  state?: 'machine-made' | 'unreviewed' | 'reviewed' | 'outdated';
}

/** profile: a Sozialraum or another area of the municipality */
export interface HsdsArea { id: Uuid; name: string; level: string; key: string; regional_key?: string }
export interface HsdsServiceArea { id: Uuid; service_id: Uuid; name: string; area?: HsdsArea }

export interface HsdsAddress { id: Uuid; location_id: Uuid; address_1: string; city: string; state_province: string; postal_code: string; country: 'DE'; address_type: 'physical' }
export interface HsdsLocation {
  id: Uuid; location_type: 'physical'; name: string; latitude?: number; longitude?: number; transportation?: string; addresses?: HsdsAddress[];
  accessibility?: { id: Uuid; location_id: Uuid; description?: string; details?: string }[];
  /** profile */
  step_free: 'yes' | 'partly' | 'no' | 'unknown';
  /** profile */
  area?: HsdsArea;
}

export interface HsdsServiceAtLocation { id: Uuid; service_id: Uuid; location_id: Uuid; description?: string; location?: HsdsLocation; schedules?: HsdsSchedule[]; service?: HsdsService }

export interface HsdsOrganization {
  id: Uuid; name: string; description: string; alternate_name?: string; website?: string; legal_status?: string;
  /** profile: municipal, welfare, club … */
  sector: string;
  /** of the organization endpoint: what it offers */
  services?: (HsdsService | { id: Uuid; name: string; status: 'active' })[];
}

export interface HsdsService {
  id: Uuid; organization_id: Uuid; name: string; description?: string; url?: string; email?: string; status: 'active'; application_process?: string; fees_description?: string;
  eligibility_description?: string; minimum_age?: number; maximum_age?: number; assured_date?: Day; last_modified: string;
  organization?: HsdsOrganization; phones?: HsdsPhone[]; schedules?: HsdsSchedule[]; service_areas?: HsdsServiceArea[]; service_at_locations?: HsdsServiceAtLocation[];
  languages?: HsdsLanguage[]; cost_options?: HsdsCost[]; contacts?: HsdsContact[]; attributes?: HsdsAttribute[];
  /** profile, from here on */
  summary?: string; minimum_age_months?: number; maximum_age_months?: number; free_of_charge: string; walk_in: string; outreach: string; staffing: string; responsible_level: string;
  capacity_places?: number; capacity_weekly_hours?: number; valid_from?: Day; valid_to?: Day;
  translations?: HsdsTranslation[]; schedule_exceptions?: HsdsScheduleException[]; events?: HsdsEvent[];
}

/** profile: a date of an announced event */
export interface HsdsEventDate {
  key: Day; date: Day; last_date?: Day; opens_at?: string; closes_at?: string; status: 'scheduled' | 'cancelled' | 'moved' | 'extra'; moved_from?: Day; moved_to?: Day; location_id?: Uuid;
  place_note?: string; note?: string; places_left?: number;
}

/** profile: an event, group, market day or date of outreach work, which may belong to a service or to nothing but its organization */
export interface HsdsAnnouncedEvent {
  id: Uuid; organization_id: Uuid; service_id?: Uuid; kind: string; name: string; summary?: string; description?: string; url: string; status: 'active' | 'cancelled'; cancelled_because?: string;
  first_date: Day; last_date?: Day; recurrence: string; dates: HsdsEventDate[]; organization?: HsdsOrganization; location?: HsdsLocation; place_note?: string; area?: HsdsArea;
  minimum_age?: number; maximum_age?: number; minimum_age_months?: number; maximum_age_months?: number; eligibility_description?: string; languages?: HsdsLanguage[];
  free_of_charge: string; cost?: number; reduced_cost?: number; reduced_for?: string; cost_note?: string; currency?: 'EUR'; child_care: string; capacity_places?: number; weather_note?: string;
  registration: string; registration_from?: Day; registration_until?: Day; registration_phone?: string; registration_email?: string; registration_url?: string; registration_note?: string;
  assured_date?: Day; last_modified: string; translations?: HsdsTranslation[];
}

/** Envelope of every list. */
export interface HsdsPage<Item> { total_items: number; total_pages: number; page_number: number; size: number; first_page: boolean; last_page: boolean; empty: boolean; contents: Item[] }

/** A page of a list; pages beyond the last are empty, not an error. */
export function hsdsPage<Item>(contents: Item[], { total, page, perPage }: { total: number; page: number; perPage: number }): HsdsPage<Item> {
  const pages = Math.max(1, Math.ceil(total / perPage));
  return { total_items: total, total_pages: pages, page_number: page, size: contents.length, first_page: page === 1, last_page: page >= pages, empty: contents.length === 0, contents };
}

/** Without the properties nobody knows anything for: HSDS knows no null. */
export function known<Thing extends object>(thing: { [Key in keyof Thing]: Thing[Key] | undefined | '' }): Thing {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined && value !== '')) as Thing;
}

/** Lists without anything in them are left out. */
export function some<Item>(items: readonly Item[]): Item[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}

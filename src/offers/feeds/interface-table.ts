import { DEFAULT_PER_PAGE, MOST_PER_PAGE } from '../hsds/query.ts';
import { parameters as filters, SEARCH } from '../offer-query.ts';

/** What an interface answers with. `of`: the schema of one record; `list`: records in the envelope of a page. */
export type Answer =
  | { kind: 'record' | 'list'; of: string }
  | { kind: 'document'; type: string; description: string };

/** One address machines read: what the routes are mounted from and the OpenAPI document is written from. */
export interface Interface {
  /** name of its function in the routes, and of the operation */
  id: string;
  /** below the town, parts in braces: `/hsds/services/{id}` */
  path: string;
  summary: string;
  /** names of {@link queryParameters} */
  query: readonly string[];
  answer: Answer;
}

export interface QueryParameter {
  description: string;
  schema: Record<string, unknown>;
}

const yesNo = { type: 'boolean', default: false };

/** Every query parameter there is. */
export const queryParameters: Record<string, QueryParameter> = {
  page: { description: 'Number of the page, from 1.', schema: { type: 'integer', minimum: 1, default: 1 } },
  per_page: { description: `Records on a page; more than ${MOST_PER_PAGE} are not sent.`, schema: { type: 'integer', minimum: 1, maximum: MOST_PER_PAGE, default: DEFAULT_PER_PAGE } },
  format: { description: 'ndjson: all records, one on each line, without pages. The Accept header application/x-ndjson asks for the same.', schema: { type: 'string', enum: ['json', 'ndjson'], default: 'json' } },
  search: { description: 'Words to search for.', schema: { type: 'string', maxLength: 200 } },
  full: { description: 'With all parts of each record.', schema: yesNo },
  full_service: { description: 'With all parts of the services of each organization.', schema: yesNo },
  minimal: { description: 'Only id, name, status and modified_date, all on one page.', schema: yesNo },
  modified_after: { description: 'Changed on or after this instant; without an offset it is read as UTC.', schema: { type: 'string', format: 'date-time' } },
  taxonomy_term_id: { description: 'With this term.', schema: { type: 'string', format: 'uuid' } },
  taxonomy_id: { description: 'With any term of this taxonomy.', schema: { type: 'string', format: 'uuid' } },
  organization_id: { description: 'Of this organization.', schema: { type: 'string', format: 'uuid' } },
  postcode: { description: 'At a place with this postal code.', schema: { type: 'string', pattern: '^[0-9]{5}$' } },
  parent_id: { description: 'Terms below this one; ours have none.', schema: { type: 'string', format: 'uuid' } },
  [SEARCH]: { description: 'Words to search for, as in the list of offers.', schema: { type: 'string', maxLength: 200 } },
  [filters.age]: { description: 'Age of the child: schwanger, months (6m) or years (2).', schema: { type: 'string' } },
  [filters.fieldId]: { description: 'Topic, by key.', schema: { type: 'string' } },
  [filters.phaseId]: { description: 'Life phase, by key.', schema: { type: 'string' } },
  [filters.areaIds]: { description: 'Area, by key; what lies in it counts.', schema: { type: 'string' } },
  [filters.weekday]: { description: 'Weekday, 1 is Monday.', schema: { type: 'integer', minimum: 1, maximum: 7 } },
  [filters.language]: { description: 'Spoken there, ISO 639.', schema: { type: 'string', pattern: '^[a-z]{2,3}$' } },
  [filters.free]: { description: 'Free of charge: any value.', schema: { type: 'string' } },
  [filters.stepFree]: { description: 'Without steps: any value.', schema: { type: 'string' } },
};

const PAGING = ['page', 'per_page', 'format'];
const TERMS = ['taxonomy_term_id', 'taxonomy_id'];
const FILTERS = [SEARCH, ...Object.values(filters)];

const record = (of: string): Answer => ({ kind: 'record', of });
const list = (of: string): Answer => ({ kind: 'list', of });
const document = (type: string, description: string): Answer => ({ kind: 'document', type, description });

export const interfaceTable = [
  { id: 'about', path: '/hsds', summary: 'What this interface is', query: [], answer: record('about') },
  { id: 'services', path: '/hsds/services', summary: 'Services (Angebote)', query: ['search', ...PAGING, ...TERMS, 'organization_id', 'modified_after', 'minimal', 'full'], answer: list('service') },
  { id: 'service', path: '/hsds/services/{id}', summary: 'One service with all of its parts', query: [], answer: record('service') },
  { id: 'organizations', path: '/hsds/organizations', summary: 'Organizations (Träger) of public services', query: ['search', ...PAGING, ...TERMS, 'full', 'full_service'], answer: list('organization') },
  { id: 'organization', path: '/hsds/organizations/{id}', summary: 'One organization and what it offers', query: ['full_service'], answer: record('organization') },
  { id: 'serviceAtLocations', path: '/hsds/service_at_locations', summary: 'Services at their places', query: ['search', ...PAGING, ...TERMS, 'organization_id', 'modified_after', 'full', 'postcode'], answer: list('service_at_location') },
  { id: 'serviceAtLocation', path: '/hsds/service_at_locations/{id}', summary: 'One service at one of its places', query: [], answer: record('service_at_location') },
  { id: 'taxonomies', path: '/hsds/taxonomies', summary: 'Life phases, fields of action, transitions', query: ['search', ...PAGING], answer: list('taxonomy') },
  { id: 'taxonomy', path: '/hsds/taxonomies/{id}', summary: 'One taxonomy', query: [], answer: record('taxonomy') },
  { id: 'terms', path: '/hsds/taxonomy_terms', summary: 'Terms of the taxonomies', query: ['search', ...PAGING, 'taxonomy_id', 'parent_id'], answer: list('taxonomy_term') },
  { id: 'term', path: '/hsds/taxonomy_terms/{id}', summary: 'One term', query: [], answer: record('taxonomy_term') },
  { id: 'events', path: '/hsds/events', summary: 'Events, groups, market days and outreach with dates to come (our profile)', query: ['search', ...PAGING, 'organization_id', 'modified_after'], answer: list('event') },
  { id: 'event', path: '/hsds/events/{id}', summary: 'One event with its dates', query: [], answer: record('event') },
  { id: 'profile', path: '/hsds/profile', summary: 'What our profile adds to HSDS 3.1, as JSON merge patches', query: [], answer: document('application/json', 'An object: schema file → merge patch (RFC 7386).') },
  { id: 'openapi', path: '/hsds/openapi.json', summary: 'This document', query: [], answer: document('application/vnd.oai.openapi+json;version=3.1', 'OpenAPI 3.1.') },
  { id: 'calendar', path: '/angebote.ics', summary: 'Dates of the offers a filter finds; events have a calendar of their own, so that nothing is in two', query: FILTERS, answer: document('text/calendar', 'iCalendar (RFC 5545).') },
  { id: 'eventCalendar', path: '/veranstaltungen.ics', summary: 'Dates of all events', query: [], answer: document('text/calendar', 'iCalendar (RFC 5545).') },
  { id: 'atom', path: '/angebote.atom', summary: 'New and changed offers a filter finds, and events', query: FILTERS, answer: document('application/atom+xml', 'Atom (RFC 4287).') },
  { id: 'catalogue', path: '/dcat', summary: 'Description of the open data', query: [], answer: document('application/ld+json', 'DCAT-AP.de as JSON-LD.') },
  { id: 'sitemap', path: '/sitemap.xml', summary: 'Addresses of the public pages', query: [], answer: document('application/xml', 'Sitemap 0.9.') },
] as const satisfies readonly Interface[];

export type InterfaceId = (typeof interfaceTable)[number]['id'];

/** `/hsds/services/{id}` as the router writes it. */
export function routePath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

import { parseDay } from '../../platform/day.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';

/** What a client asked a list of the interface for. */
export interface HsdsQuery {
  page: number;
  perPage: number;
  full: boolean;
  fullService: boolean;
  minimal: boolean;
  search: string;
  modifiedAfter?: Date;
  termId?: Uuid;
  taxonomyId?: Uuid;
  organizationId?: Uuid;
  postcode?: string;
}

export const DEFAULT_PER_PAGE = 50;
/** More on one page are not sent; whoever wants everything asks for ndjson. */
export const MOST_PER_PAGE = 200;

const MOST_SEARCH = 200;

/** Parameters of HSDS we cannot answer: better refused than answered as if they had not been asked. */
const UNANSWERED = ['proximity'];

/**
 * Reads the query of a list. Refuses `not-a-number`, `not-an-id`, `not-a-time`, `not-yes-or-no` and `not-supported` beside the parameter's name;
 * parameters nobody knows are ignored, as HTTP does.
 */
export function readHsdsQuery(query: URLSearchParams): Outcome<HsdsQuery> {
  const refusals: Refusal[] = [];
  const read = <Value>(field: string, code: string, parse: (text: string) => Value | undefined): Value | undefined => {
    const text = query.get(field)?.trim();
    if (!text) return undefined;
    const value = parse(text);
    if (value === undefined) refusals.push(...refused(code, { field }).refusals);
    return value;
  };
  const count = (text: string) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined);
  const yesNo = (text: string) => ({ true: true, false: false, '1': true, '0': false })[text.toLowerCase()];
  const id = (text: string) => (isUuid(text.toLowerCase()) ? (text.toLowerCase() as Uuid) : undefined);
  const asked: HsdsQuery = {
    page: read('page', 'not-a-number', count) ?? 1, perPage: Math.min(read('per_page', 'not-a-number', count) ?? DEFAULT_PER_PAGE, MOST_PER_PAGE),
    full: read('full', 'not-yes-or-no', yesNo) ?? false, fullService: read('full_service', 'not-yes-or-no', yesNo) ?? false, minimal: read('minimal', 'not-yes-or-no', yesNo) ?? false,
    search: (query.get('search') ?? '').trim().slice(0, MOST_SEARCH),
  };
  const optional = {
    modifiedAfter: read('modified_after', 'not-a-time', readInstant), termId: read('taxonomy_term_id', 'not-an-id', id), taxonomyId: read('taxonomy_id', 'not-an-id', id),
    organizationId: read('organization_id', 'not-an-id', id), postcode: read('postcode', 'not-a-number', (text) => (/^\d{5}$/.test(text) ? text : undefined)),
  };
  for (const field of UNANSWERED) if (query.has(field)) refusals.push({ code: 'not-supported', field });
  if (refusals.length > 0) return { ok: false, refusals };
  return accepted({ ...asked, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) });
}

/** A day or an instant of ISO 8601; without an offset it is read as UTC. */
function readInstant(text: string): Date | undefined {
  // A plus sign in an address is a blank unless it was written as %2B: here it can only have been a plus.
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([zZ]|[+ -]\d{2}:?\d{2})?)?$/.exec(text);
  if (!match || !parseDay(match[1]!)) return undefined;
  const offset = (match[3] ?? 'Z').replace(' ', '+').toUpperCase();
  const instant = new Date(`${match[1]}T${match[2] ?? '00:00'}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** ndjson is asked for by `format=ndjson` or, without that, by the Accept header. Undefined: a format nobody knows. */
export function formatOf(query: URLSearchParams, accept: string | undefined): 'json' | 'ndjson' | undefined {
  const named = query.get('format')?.toLowerCase();
  if (named) return named === 'json' || named === 'ndjson' ? named : undefined;
  return /application\/(x-)?(ndjson|jsonl|json-lines)/i.test(accept ?? '') ? 'ndjson' : 'json';
}

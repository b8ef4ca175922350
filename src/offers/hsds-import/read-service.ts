import type { Uuid } from '../../platform/id.ts';
import { languageFacts } from '../../platform/language.ts';
import { sectors, type Organization } from '../../network/organization.ts';
import { addDays } from '../../platform/day.ts';
import { monthsOfYears } from '../hsds/age-years.ts';
import { readLanguages } from '../import/language-words.ts';
import type { OfferAt, OfferRecord } from '../import/offer-record.ts';
import type { ScheduleException } from '../schedule.ts';
import { responsibleLevels, staffings, yesNoUnknown, type Contact, type CostOption, type Phone, type ServiceStatus, type ServiceText } from '../service.ts';
import { textLanguages } from '../translation.ts';
import type { Reporter } from './feed-problem.ts';
import { areaOf, readLocation } from './read-location.ts';
import { readException, readSchedule } from './read-schedule.ts';
import { isRaw, recordReader, says, type Raw, type RecordReader } from './record-reader.ts';

/** What an HSDS service says, in the words of the import of tables, and what only HSDS says. */
export interface FeedRecord extends OfferRecord {
  externalId: string;
  phones: Phone[];
  /** undefined: the feed does not say, or not in a word of the standard */
  status: ServiceStatus | undefined;
  exceptions: ScheduleException[];
  contacts: Contact[];
  texts: ServiceText[];
}

export interface ReadService {
  record: FeedRecord;
  organization: Omit<Organization, 'id' | 'isDemo'>;
}

/** Keys of the municipality's own words and areas. */
export interface FeedWords {
  phases: ReadonlySet<string>;
  fields: ReadonlySet<string>;
  transitions: ReadonlySet<string>;
  areaIds: ReadonlyMap<string, Uuid>;
}

const STATUS: Record<string, ServiceStatus> = { active: 'active', inactive: 'inactive', 'temporarily closed': 'inactive', defunct: 'retired' };

/** Reads one service with everything nested in it; undefined if it cannot be taken at all, with the reason reported. */
export function readService(value: unknown, words: FeedWords, problems: Reporter): ReadService | undefined {
  const row = recordReader('service', value, problems);
  if (!isRaw(value)) return undefined;
  if (row.id === '' || row.id.length > 100) return row.fault('id-missing', 'id', row.raw['name']), undefined;
  const name = row.text('name', 200);
  if (name === '') return row.fault('name-missing', 'name'), undefined;
  const organization = readOrganization(row, problems);
  if (!organization) return undefined;
  const terms = readTerms(row, words, problems);
  const ages = readAges(row);
  const summary = row.text('summary', 400);
  const validTo = row.day('valid_to');
  const whole = row.text('description', 10_000);
  const record: FeedRecord = {
    externalId: row.id, organizationName: organization.name, name, summary, description: summary && whole.startsWith(summary) ? whole.slice(summary.length).trim() : whole,
    audience: row.text('eligibility_description', 500), ...ages, ...terms, status: readStatus(row),
    languages: readSpoken(row, problems), areaIds: row.list('service_areas').flatMap((one) => (isRaw(one) ? areaOf(one['area'], words.areaIds, problems) ?? [] : [])),
    freeOfCharge: row.word('free_of_charge', yesNoUnknown) ?? 'unknown', costs: row.list('cost_options').flatMap((one) => readCost(one, problems)),
    walkIn: row.word('walk_in', yesNoUnknown) ?? 'unknown', applicationProcess: row.text('application_process', 2_000), outreach: row.word('outreach', yesNoUnknown) ?? 'unknown',
    staffing: row.word('staffing', staffings) ?? 'unknown', responsibleLevel: row.word('responsible_level', responsibleLevels) ?? 'unknown',
    capacityPlaces: whole0(row.number('capacity_places', 0, 100_000)), capacityWeeklyHours: row.number('capacity_weekly_hours', 0, 10_000),
    phones: row.list('phones').flatMap((one) => readPhone(one, problems)), email: row.email('email'), website: row.url('url'), assuredAt: row.day('assured_date'),
    validFrom: row.day('valid_from'), validUntil: validTo && addDays(validTo, 1), at: readAt(row, organization.name, words, problems),
    exceptions: row.list('schedule_exceptions').flatMap((one) => readException(one, problems)), contacts: row.list('contacts').flatMap((one) => readContact(one, problems)),
    texts: row.list('translations').flatMap((one) => readTranslation(one, problems)),
  };
  if (record.validFrom && record.validUntil && record.validUntil <= record.validFrom) {
    row.fault('validity-order', 'valid_to', validTo);
    delete record.validUntil;
  }
  return { record, organization };
}

const whole0 = (number: number | undefined) => (number === undefined ? undefined : Math.trunc(number));

function readStatus(row: RecordReader): ServiceStatus | undefined {
  const said = row.text('status', 40);
  const status = STATUS[said];
  if (!status) row.fault(said === '' ? 'status-missing' : 'status-unknown', 'status', said);
  return status;
}

function readOrganization(row: RecordReader, problems: Reporter): ReadService['organization'] | undefined {
  const nested = row.raw['organization'];
  if (!isRaw(nested)) return row.fault(says(row.raw, 'organization_id') ? 'orphaned' : 'organization-missing', 'organization_id', row.raw['organization_id']), undefined;
  const own = recordReader('organization', nested, problems);
  const name = own.text('name', 200);
  if (name === '') return own.fault('name-missing', 'name'), row.fault('organization-missing', 'organization', own.id), undefined;
  const optional = { alternateName: own.text('alternate_name', 200), description: own.text('description', 10_000), legalForm: own.text('legal_status', 200), website: own.url('website') ?? '' };
  return { name, sector: own.word('sector', sectors) ?? 'unknown', ...(own.id ? { externalId: own.id } : {}), ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== '')) };
}

/** Months where the feed says them, else years; ends the wrong way round say nothing. */
function readAges(row: RecordReader): Pick<FeedRecord, 'minimumAgeMonths' | 'maximumAgeMonths'> {
  const end = (which: 'minimum' | 'maximum') => {
    const months = row.number(`${which}_age_months`, -9, 1_500);
    if (months !== undefined || says(row.raw, `${which}_age_months`)) return whole0(months);
    const years = row.number(`${which}_age`, 0, 125);
    return years === undefined ? undefined : monthsOfYears(years, which);
  };
  const [minimumAgeMonths, maximumAgeMonths] = [end('minimum'), end('maximum')];
  if (minimumAgeMonths !== undefined && maximumAgeMonths !== undefined && maximumAgeMonths < minimumAgeMonths) return row.fault('age-order', 'maximum_age', `${minimumAgeMonths}–${maximumAgeMonths}`), {};
  return { minimumAgeMonths, maximumAgeMonths };
}

/** Terms whose code is a key of the municipality's own lists; others are reported once each. A phase that only follows from the ages is none. */
function readTerms(row: RecordReader, words: FeedWords, problems: Reporter): Pick<FeedRecord, 'phaseKeys' | 'fieldKeys' | 'transitionKeys'> {
  const found = { phaseKeys: new Set<string>(), fieldKeys: new Set<string>(), transitionKeys: new Set<string>() };
  for (const attribute of row.list('attributes')) {
    const term = isRaw(attribute) ? attribute['taxonomy_term'] : undefined;
    if (!isRaw(attribute) || !isRaw(term)) {
      if (isRaw(attribute)) problems.report('attribute', String(attribute['id'] ?? ''), 'orphaned', 'taxonomy_term_id', attribute['taxonomy_term_id']);
      continue;
    }
    const code = String(term['code'] ?? '');
    if (words.phases.has(code)) { if (attribute['value'] !== 'derived') found.phaseKeys.add(code); }
    else if (words.fields.has(code)) found.fieldKeys.add(code);
    else if (words.transitions.has(code)) found.transitionKeys.add(code);
    else problems.report('taxonomy_term', String(term['id'] ?? ''), 'term-unknown', 'code', term['name'] ?? code);
  }
  return { phaseKeys: [...found.phaseKeys], fieldKeys: [...found.fieldKeys], transitionKeys: [...found.transitionKeys] };
}

function readSpoken(row: RecordReader, problems: Reporter): string[] {
  return [...new Set(row.list('languages').flatMap((one) => {
    const own = recordReader('language', one, problems);
    const said = own.text('code', 40) || own.text('name', 100);
    if (said === '') return [];
    const read = readLanguages(canonical(said));
    if (!read.ok || read.value.length !== 1) return own.fault('language-unknown', own.raw['code'] ? 'code' : 'name', said), [];
    return read.value;
  }))];
}

/** `deu` and `de-DE` are other spellings of `de`, by BCP 47; everything else stays as it is. */
function canonical(said: string): string {
  if (!/^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(said)) return said;
  try {
    return new Intl.Locale(said.replaceAll('_', '-')).language;
  } catch {
    return said;
  }
}

function readPhone(value: unknown, problems: Reporter): Phone[] {
  const row = recordReader('phone', value, problems);
  const number = row.text('number', 60);
  const digits = number.replace(/\D/g, '').length;
  if (!/^\+?[\d\s()/.\-–]+$/.test(number) || digits < 3 || digits > 20) return row.fault('phone-unreadable', 'number', number), [];
  return [{ number, description: row.text('description', 100), languages: readSpoken(row, problems) }];
}

function readContact(value: unknown, problems: Reporter): Contact[] {
  const row = recordReader('contact', value, problems);
  const name = row.text('name', 120);
  if (name === '') return row.fault('name-missing', 'name'), [];
  const email = row.email('email');
  const phone = row.list('phones').flatMap((one) => readPhone(one, problems))[0]?.number;
  return [{ name, title: row.text('title', 120), ...(email ? { email } : {}), ...(phone ? { phone } : {}), isPublic: true }];
}

function readCost(value: unknown, problems: Reporter): CostOption[] {
  const row = recordReader('cost_option', value, problems);
  const currency = row.text('currency', 10).toUpperCase();
  const amount = row.number('amount', 0, 1_000_000, 'amount-unreadable');
  if (amount !== undefined && currency !== 'EUR') return row.fault('currency-unknown', 'currency', currency || amount), [];
  const description = row.text('option', 200);
  const cents = amount === undefined ? undefined : Math.round(amount * 100);
  if (cents !== undefined && Math.abs(cents - amount! * 100) > 1e-6) return row.fault('amount-unreadable', 'amount', amount), [];
  const reducedFor = row.text('amount_description', 200);
  return cents === undefined && description === '' && reducedFor === '' ? [] : [{ ...(cents === undefined ? {} : { amountCents: cents }), description, reducedFor }];
}

/** Places with their times; times of the whole service hold at each of them. */
function readAt(row: RecordReader, organizationName: string, words: FeedWords, problems: Reporter): OfferAt[] {
  const everywhere = row.list('schedules').flatMap((one) => readSchedule(one, problems));
  const places = row.list('service_at_locations').flatMap((one): OfferAt[] => {
    const own = recordReader('service_at_location', one, problems);
    if (!isRaw(own.raw['location'])) return own.fault('orphaned', 'location_id', own.raw['location_id']), [];
    const place = readLocation(own.raw['location'], organizationName, words.areaIds, problems);
    return place ? [{ place, schedules: [...own.list('schedules').flatMap((rule) => readSchedule(rule, problems)), ...everywhere] }] : [];
  });
  return places.length > 0 ? places : [{ schedules: everywhere }];
}

function readTranslation(value: unknown, problems: Reporter): ServiceText[] {
  const row = recordReader('translation', value, problems);
  const tag = row.text('language', 40);
  const language = textLanguages.find((one) => (one === 'de-easy' ? tag === 'de' && (row.raw as Raw)['easy_language'] === true : languageFacts[one].tag === tag));
  if (!language) return row.fault('language-unknown', 'language', tag), [];
  const state = row.word('state', ['machine-made', 'unreviewed', 'reviewed', 'outdated']) ?? 'unreviewed';
  return [{
    language, name: row.text('name', 300), summary: row.text('summary', 600), description: row.text('description', 15_000), audience: row.text('eligibility_description', 750),
    applicationProcess: row.text('application_process', 3_000), state,
  }];
}

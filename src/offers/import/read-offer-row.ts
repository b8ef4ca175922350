import { areaNames, matchArea, type AreaNames, type NamedArea } from '../../areas/area-name.ts';
import type { Day } from '../../platform/day.ts';
import { addDays } from '../../platform/day.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readCount, readDay, readDecimal, type Count } from '../../platform/table-file/cell-value.ts';
import type { NumberFormat } from '../../platform/table-file/number-format.ts';
import type { Uuid } from '../../platform/id.ts';
import { PREGNANCY, type Ages } from '../age.ts';
import { phoneHref } from '../phone.ts';
import type { YesNoUnknown } from '../service.ts';
import { readAgeRange, readMaximumAge, readMinimumAge, sayMonths, type YearsUntil } from './age-words.ts';
import { readLevel, readStaffing, readStepFree, readYesNo } from './answer-words.ts';
import { readEmail, readPhones, readWebsite } from './contact-words.ts';
import { readCosts } from './cost-words.ts';
import { readLanguages } from './language-words.ts';
import { splitList } from './list-cell.ts';
import type { OfferField } from './offer-fields.ts';
import type { OfferRecord } from './offer-record.ts';
import { placeOf, readPoint, readPostalCode } from './read-place.ts';
import type { RowReader } from './row-reader.ts';
import { readSchedule } from './schedule-words.ts';
import { readTerms, termList, type Term, type TermList } from './term-words.ts';

/** What the words of a row are read against: the municipality's own lists, today, and what „bis 6 Jahre“ means. */
export interface OfferContext {
  phases: readonly Term[];
  transitions: readonly Term[];
  fields: readonly Term[];
  areas: readonly NamedArea[];
  today: Day;
  yearsUntil: YearsUntil;
}

export interface PreparedContext extends Pick<OfferContext, 'today' | 'yearsUntil'> {
  areaNames: AreaNames;
  phases: TermList;
  transitions: TermList;
  fields: TermList;
  /** formats of the columns of numbers, each found out from its whole column */
  formats: Record<'latitude' | 'longitude' | 'capacity_places' | 'capacity_weekly_hours', NumberFormat>;
}

export function prepareContext(context: OfferContext, formats: PreparedContext['formats']): PreparedContext {
  const { today, yearsUntil, phases, transitions, fields, areas } = context;
  return { today, yearsUntil, formats, areaNames: areaNames(areas), phases: termList(phases), transitions: termList(transitions), fields: termList(fields) };
}

const LONGEST_LINE = 300;
const LONGEST_TEXT = 20_000;
const MOST_PLACES = 100_000;
const MOST_HOURS = 9_999;

/** Reads one row as an offer; everything that is wrong with it is collected in the reader, and only a row without faults counts. */
export function readOfferRow(row: RowReader, context: PreparedContext): OfferRecord {
  const organizationName = row.singleLine('organization_name', LONGEST_LINE);
  const name = row.singleLine('name', LONGEST_LINE);
  if (organizationName === '') row.refuse('organization_name', 'organization-missing');
  if (name === '') row.refuse('name', 'name-missing');
  const externalId = row.singleLine('external_id', 200);

  const { costs, freeOfCharge } = readMoney(row);
  const schedule = row.take('schedule', readSchedule(row.words('schedule')), { rules: [], onlyByAppointment: false });
  const application = row.text('application', 2_000);
  const place = readRowPlace(row, context, organizationName);
  const capacity = readCapacity(row, context);
  const assuredAt = optionalDay(row, 'assured_on');
  if (assuredAt !== undefined && assuredAt > context.today) row.refuse('assured_on', 'assured-in-future', { day: assuredAt });

  return {
    ...(externalId ? { externalId } : {}), organizationName, name,
    summary: row.text('summary', 1_000), description: row.text('description', LONGEST_TEXT), audience: row.text('audience', 2_000),
    ...readAges(row, context),
    phaseKeys: row.take('phases', readTerms(row.words('phases'), context.phases), []),
    transitionKeys: row.take('transitions', readTerms(row.words('transitions'), context.transitions), []),
    fieldKeys: row.take('fields', readTerms(row.words('fields'), context.fields), []),
    languages: row.take('languages', readLanguages(row.words('languages')), []),
    areaIds: readServedAreas(row, context),
    freeOfCharge, costs,
    walkIn: row.take('walk_in', readYesNo(row.words('walk_in')), 'unknown'),
    applicationProcess: schedule.onlyByAppointment ? withAppointment(application) : application,
    outreach: row.take('outreach', readYesNo(row.words('outreach')), 'unknown'),
    staffing: row.take('staffing', readStaffing(row.words('staffing')), 'unknown'),
    responsibleLevel: row.take('responsible_level', readLevel(row.words('responsible_level')), 'unknown'),
    ...capacity,
    phones: readRowPhones(row),
    ...contact(row),
    ...(assuredAt ? { assuredAt } : {}),
    ...readValidity(row),
    at: [{ ...(place ? { place } : {}), schedules: schedule.rules }],
  };
}

/** Times that are nothing but „nach Vereinbarung“ are a way to register, and weekly rules are none. */
function withAppointment(application: string): string {
  if (application === '') return 'Nach Vereinbarung';
  return /vereinbarung|absprache/i.test(application) ? application : `Nach Vereinbarung. ${application}`;
}

function readMoney(row: RowReader): Pick<OfferRecord, 'costs' | 'freeOfCharge'> {
  const { costs, free } = row.take('cost', readCosts(row.words('cost')), { costs: [], free: 'unknown' as YesNoUnknown });
  const stated = row.take('free', readYesNo(row.words('free')), 'unknown');
  if (row.has('free') && stated === 'no' && free === 'yes') row.refuse('free', 'cost-contradicts', { text: row.words('cost').trim().slice(0, 60) });
  return { costs, freeOfCharge: row.has('free') && !(stated === 'unknown' && free === 'yes') ? stated : free };
}

function readAges(row: RowReader, { yearsUntil }: PreparedContext): Ages {
  if (row.has('age_range') && (row.has('minimum_age') || row.has('maximum_age'))) row.refuse('age_range', 'age-twice');
  const range = row.has('age_range')
    ? row.take('age_range', readAgeRange(row.words('age_range'), yearsUntil), {})
    : { minimumAgeMonths: row.take('minimum_age', readMinimumAge(row.words('minimum_age')), undefined), maximumAgeMonths: row.take('maximum_age', readMaximumAge(row.words('maximum_age'), yearsUntil), undefined) };
  const pregnancy = row.take('pregnancy', readYesNo(row.words('pregnancy')), 'unknown');
  const minimum = withPregnancy(row, range.minimumAgeMonths, pregnancy);
  const ages: Ages = { ...(minimum === undefined ? {} : { minimumAgeMonths: minimum }), ...(range.maximumAgeMonths === undefined ? {} : { maximumAgeMonths: range.maximumAgeMonths }) };
  const field = row.has('age_range') ? 'age_range' : 'maximum_age';
  if (minimum !== undefined && range.maximumAgeMonths !== undefined && range.maximumAgeMonths < minimum) {
    row.refuse(field, 'age-range-empty', { from: minimum, until: range.maximumAgeMonths });
  } else if (row.has(field)) row.note(field, 'ages-in-months', { text: sayMonths(ages) });
  return ages;
}

/** „Schwangerschaft: ja“ begins the ages at −9 months, which fits to „ab Geburt“ and to no later beginning. */
function withPregnancy(row: RowReader, minimum: number | undefined, pregnancy: YesNoUnknown): number | undefined {
  if (pregnancy === 'no' && minimum !== undefined && minimum < 0) row.refuse('pregnancy', 'pregnancy-contradicts');
  if (pregnancy !== 'yes') return minimum;
  if (minimum !== undefined && minimum > 0) row.refuse('pregnancy', 'pregnancy-and-age', { from: minimum });
  return minimum !== undefined && minimum < 0 ? minimum : PREGNANCY;
}

function readRowPlace(row: RowReader, context: PreparedContext, organizationName: string) {
  const { formats } = context;
  const area = row.has('area') ? matchArea(context.areaNames, row.words('area'), context.today) : accepted(undefined);
  const areaId = row.take<NamedArea | undefined>('area', area, undefined)?.id;
  const houseNumber = row.singleLine('house_number', 30);
  // „12-14“ typed into a spreadsheet becomes 14 December
  if (/^\d{4}-\d{2}-\d{2}/.test(houseNumber)) row.refuse('house_number', 'house-number-became-date', { text: houseNumber });
  const parts = {
    name: row.singleLine('location_name', LONGEST_LINE), street: row.singleLine('street', 200), houseNumber,
    postalCode: row.take('postal_code', readPostalCode(row.words('postal_code')), undefined), city: row.singleLine('city', 200), areaId,
    point: row.take('latitude', readPoint(row.words('latitude'), row.words('longitude'), formats), undefined),
    stepFree: row.take('step_free', readStepFree(row.words('step_free')), 'unknown'),
    accessibilityNote: row.text('accessibility_note', 2_000), transportNote: row.text('transport_note', 2_000),
  };
  const place = placeOf(parts, organizationName);
  if (place && parts.name === '') row.note('location_name', 'place-named', { text: place.name });
  return place;
}

function readServedAreas(row: RowReader, { areaNames: names, today }: PreparedContext): Uuid[] {
  const ids = new Set<Uuid>();
  for (const piece of splitList(row.words('areas'))) {
    const whole = matchArea(names, piece, today);
    const words = whole.ok || !piece.includes(',') ? [piece] : piece.split(',').map((word) => word.trim()).filter(Boolean);
    for (const word of words) {
      const area = row.take<NamedArea | undefined>('areas', matchArea(names, word, today), undefined);
      if (area) ids.add(area.id);
    }
  }
  return names.areas.flatMap(({ id }) => (ids.has(id) ? [id] : []));
}

function readCapacity(row: RowReader, { formats }: PreparedContext): Pick<OfferRecord, 'capacityPlaces' | 'capacityWeeklyHours'> {
  const places = row.take<Count>('capacity_places', readPlaces(row.words('capacity_places'), formats.capacity_places), { kind: 'unknown', why: 'missing', symbol: '' });
  const hours = row.take('capacity_weekly_hours', readHours(row.words('capacity_weekly_hours'), formats.capacity_weekly_hours), undefined);
  if (places.kind === 'number' && places.value > MOST_PLACES) row.refuse('capacity_places', 'count-too-large', { text: places.value });
  return { ...(places.kind === 'number' ? { capacityPlaces: places.value } : {}), ...(hours === undefined ? {} : { capacityWeeklyHours: hours }) };
}

/** In statistics a dash is 0; who lists offers more often means „weiß ich nicht“, and 0 places would make a gap of it. */
function readPlaces(text: string, format: NumberFormat): Outcome<Count> {
  return /^\s*[-–—]\s*$/.test(text) ? refused('dash-unclear') : readCount(text, format);
}

function readHours(text: string, format: NumberFormat): Outcome<number | undefined> {
  if (/^(?:unbekannt|\?|k\. ?a\.)$/i.test(text.trim())) return accepted(undefined);
  if (/^\s*[-–—]\s*$/.test(text)) return refused('dash-unclear');
  const hours = readDecimal(text.trim().slice(0, 60).replace(/ ?(?:std\.?|stunden|h)$/i, ''), format);
  if (!hours.ok || hours.value === undefined) return hours;
  const values = { text: text.trim().slice(0, 60) };
  if (hours.value < 0) return refused('count-negative', { values });
  if (hours.value > MOST_HOURS) return refused('count-too-large', { values });
  return Math.abs(hours.value * 100 - Math.round(hours.value * 100)) > 1e-6 ? refused('hours-too-precise', { values }) : hours;
}

function readRowPhones(row: RowReader): OfferRecord['phones'] {
  const phones = row.take('phone', readPhones(row.words('phone')), []);
  for (const { number } of phones) if (phoneHref(number) === undefined) row.note('phone', 'phone-without-area-code', { text: number });
  return phones;
}

function contact(row: RowReader): Pick<OfferRecord, 'email' | 'website'> {
  const email = row.take('email', readEmail(row.words('email')), undefined);
  const { website, added } = row.take('website', readWebsite(row.words('website')), { added: false });
  if (added && website !== undefined) row.note('website', 'website-https-added', { text: website });
  return { ...(email === undefined ? {} : { email }), ...(website === undefined ? {} : { website }) };
}

function optionalDay(row: RowReader, field: OfferField): Day | undefined {
  return row.has(field) ? row.take<Day | undefined>(field, readDay(row.words(field)), undefined) : undefined;
}

/** „Gültig bis“ is the last day; the record names the day after it. */
function readValidity(row: RowReader): Pick<OfferRecord, 'validFrom' | 'validUntil'> {
  const from = optionalDay(row, 'valid_from');
  const last = optionalDay(row, 'valid_until');
  if (from !== undefined && last !== undefined && last < from) row.refuse('valid_until', 'validity-backwards', { from, until: last });
  return { ...(from ? { validFrom: from } : {}), ...(last ? { validUntil: addDays(last, 1) } : {}) };
}

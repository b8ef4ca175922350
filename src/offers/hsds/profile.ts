// Our HSDS profile: JSON merge patches (RFC 7386) to the schemas of HSDS 3.1, one for each schema we add something to.
// docs/profile holds the same as files; src/offers/hsds-routes.test.ts sees to it that both agree.

type Schema = Record<string, unknown>;

const string = (description: string, more: Schema = {}): Schema => ({ type: 'string', description, ...more });
const oneOf = (description: string, words: readonly string[]): Schema => string(description, { enum: words });
const months = (description: string): Schema => ({ type: 'integer', minimum: -9, description });
const date = (description: string): Schema => string(description, { format: 'date' });
const time = (description: string): Schema => string(description, { pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const uuid = (description: string): Schema => string(description, { format: 'uuid' });
const list = (description: string, items: Schema): Schema => ({ type: 'array', description, items });

const answer = (description: string) => oneOf(`${description} unknown means that nobody has said so.`, ['yes', 'no', 'unknown']);

const area: Schema = {
  type: 'object', description: 'An area of the municipality: quarter (Sozialraum), district or larger.', required: ['id', 'name', 'level', 'key'],
  properties: {
    id: uuid('Stable id of the area in its present boundaries.'), name: string('Its name.'), level: oneOf('Its level.', ['land', 'county', 'municipality', 'quarter', 'district']),
    key: string('The municipality\'s own key of it.'), regional_key: string('ARS or AGS, for what has one.'),
  },
};

const translations = list('The texts in other languages. German is in the fields of HSDS themselves.', {
  type: 'object', required: ['language'],
  properties: {
    language: string('BCP 47 tag.'), easy_language: { type: 'boolean', description: 'True for Einfache Sprache, whose tag is de.' },
    name: string('Name.'), summary: string('One sentence.'), description: string('Description.'), eligibility_description: string('For whom.'), application_process: string('How to register.'),
    state: oneOf('machine-made: nobody has read it; unreviewed: written by a person, read by no other; reviewed: a person says that it is right; outdated: made from an older German text.', ['machine-made', 'unreviewed', 'reviewed', 'outdated']),
  },
});

const exceptions = list('Days that differ from the weekly rules.', {
  type: 'object', required: ['id', 'service_id', 'date', 'kind'],
  properties: {
    id: uuid('Id.'), service_id: uuid('The service.'), date: date('The day.'), kind: oneOf('closed: nothing of the weekly rules takes place; extra: takes place in addition; moved: takes place on to_date instead.', ['closed', 'extra', 'moved']),
    only_at: time('Of a closed or moved day: only the time that usually opens then.'), to_date: date('Of a moved date: its new day.'),
    opens_at: time('Of an extra or moved date.'), closes_at: time('Of an extra or moved date; at or before opens_at: on the next day.'), location_id: uuid('Of an extra or moved date: where, if not where it usually is.'), note: string('Reason.'),
  },
});

const events = list('The dates of the next four weeks, exceptions and holidays considered. A moved date is here twice: on its old day as moved, on its new one as extra with moved_from.', {
  type: 'object', required: ['id', 'service_id', 'date', 'opens_at', 'closes_at', 'status'],
  properties: {
    id: uuid('Id.'), service_id: uuid('The service.'), service_at_location_id: uuid('Where, if it is not everywhere.'), date: date('The day.'), opens_at: time('Wall time in Europe/Berlin.'),
    closes_at: time('Wall time in Europe/Berlin.'), status: oneOf('Whether it takes place. cancelled: also because of a holiday, which note names.', ['scheduled', 'cancelled', 'moved', 'extra']), moved_from: date('The day on which it would have taken place.'), note: string('Note.'),
  },
});

const eventDate: Schema = {
  type: 'object', required: ['key', 'date', 'status'],
  properties: {
    key: date('Names the date for good: the day the rule gave, or the day of an extra date.'), date: date('The day.'), last_date: date('Of an event of several days: its last day.'),
    opens_at: time('Wall time in Europe/Berlin. Missing: all day, or nobody said.'), closes_at: time('Wall time in Europe/Berlin. Missing: nobody said.'),
    status: oneOf('Whether it takes place. A moved date is here twice: on its old day as moved, on its new one as extra with moved_from.', ['scheduled', 'cancelled', 'moved', 'extra']),
    moved_from: date('The day on which it would have taken place.'), moved_to: date('The day on which it takes place instead.'), location_id: uuid('Where.'), place_note: string('A described spot.'),
    note: string('Reason.'), places_left: { type: 'integer', minimum: 0, description: 'Missing: nobody has counted.' },
  },
};

/** HSDS has no such record: the patch to nothing is its whole schema. */
const event: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'event', type: 'object', description: 'An event, a group, a market day or a date of outreach work, of the endpoint /hsds/events. It belongs to an organization, and to a service where service_id names one.',
  required: ['id', 'organization_id', 'kind', 'name', 'url', 'status', 'first_date', 'recurrence', 'dates', 'free_of_charge', 'child_care', 'registration', 'last_modified'],
  properties: {
    id: uuid('Id.'), organization_id: uuid('Who runs it.'), service_id: uuid('The service it belongs to.'), kind: oneOf('What it is.', ['event', 'group', 'market-day', 'outreach']),
    name: string('Name.'), summary: string('One sentence.'), description: string('Description.'), url: string('The page for families.', { format: 'uri' }),
    status: oneOf('cancelled: all of it.', ['active', 'cancelled']), cancelled_because: string('Reason.'), first_date: date('First day.'), last_date: date('Last day. Missing of a series: without an end.'),
    recurrence: oneOf('How it repeats; which days these are stands in dates.', ['once', 'weekly', 'monthly']), dates: list('The dates of the next 91 days, exceptions and holidays considered.', eventDate),
    organization: { type: 'object', description: 'Who runs it, as organization.json says.' }, location: { type: 'object', description: 'Where, as location.json says.' }, place_note: string('A described spot.'), area,
    minimum_age: { type: 'number', description: 'Years.' }, maximum_age: { type: 'number', description: 'Years.' },
    minimum_age_months: months('Lowest age in completed months, included. Missing: unknown.'), maximum_age_months: months('Highest age in completed months, included. Missing: unknown.'),
    eligibility_description: string('For whom.'), languages: list('Spoken there, as language.json says.', { type: 'object' }),
    free_of_charge: answer('Whether it costs nothing.'), cost: { type: 'number', minimum: 0, description: 'Missing: unknown.' }, reduced_cost: { type: 'number', minimum: 0, description: 'Missing: unknown.' },
    reduced_for: string('Who pays less.'), cost_note: string('Note.'), currency: oneOf('Of cost.', ['EUR']), child_care: answer('Whether children are looked after.'),
    capacity_places: { type: 'integer', minimum: 0, description: 'How many can take part.' }, weather_note: string('What holds in bad weather.'),
    registration: oneOf('none: one may just come.', ['unknown', 'none', 'open', 'closed']), registration_from: date('First day to register.'), registration_until: date('Last day to register.'),
    registration_phone: string('Telephone.'), registration_email: string('Mail address.', { format: 'email' }), registration_url: string('Address.', { format: 'uri' }), registration_note: string('How to register.'),
    assured_date: date('When somebody last said that this is right.'), last_modified: string('Last change.', { format: 'date-time' }), translations,
  },
};

/** Records HSDS does not know: there is no official schema of them. */
export const ownRecords: readonly string[] = ['event'];

/** schema file → merge patch */
export const profilePatches: Record<string, Schema> = {
  'service.json': {
    properties: {
      summary: string('One sentence; description begins with it.'),
      minimum_age_months: months('Lowest age in completed months, included; -9 is the beginning of pregnancy, 0 birth. Missing: unknown.'),
      maximum_age_months: months('Highest age in completed months, included: 47 is up to the day before the fourth birthday. Missing: unknown.'),
      free_of_charge: answer('Whether it costs nothing.'), walk_in: answer('Whether one may come without registration.'), outreach: answer('Whether it comes to the families.'),
      staffing: oneOf('Who works there.', ['professional', 'volunteer', 'both', 'unknown']),
      responsible_level: oneOf('Who answers for it.', ['city', 'county', 'state', 'provider', 'unknown']),
      capacity_places: { type: 'integer', minimum: 0, description: 'Places at one time. How many are free is not known, so there are no capacities of HSDS.' },
      capacity_weekly_hours: { type: 'number', minimum: 0, description: 'Hours a week.' },
      valid_from: date('First day.'), valid_to: date('Last day.'), translations, schedule_exceptions: exceptions, events,
    },
  },
  'event.json': event,
  'schedule.json': {
    properties: {
      time_zone: oneOf('opens_at and closes_at are times on the clock on the wall of this zone, in summer and in winter; an offset from UTC would be wrong for half of the year.', ['Europe/Berlin']),
      by_appointment: { type: 'boolean', description: 'True where these are times in which one may get an appointment.' },
      on_public_holidays: { type: 'boolean', description: 'True where it takes place on public holidays of the Land as well; otherwise it does not.' },
      school_holidays: oneOf('not: pauses in school holidays; only: takes place in them alone; missing: at any time.', ['not', 'only']),
    },
  },
  'location.json': { properties: { step_free: oneOf('Whether it can be entered without a step.', ['yes', 'partly', 'no', 'unknown']), area } },
  'service_area.json': { properties: { area } },
  'organization.json': {
    properties: {
      sector: oneOf('Kind of body.', ['city', 'county', 'state', 'welfare', 'church', 'club', 'company', 'self-help', 'health', 'school', 'unknown']),
      services: list('Of the endpoint of an organization: what it offers.', { type: 'object' }),
    },
  },
  'taxonomy_term.json': {
    properties: {
      translations, from_month: months('Of a life phase: its first month.'), until_month: { type: 'integer', description: 'Of a life phase: the first month that no longer belongs to it.' },
    },
  },
  'attribute.json': { properties: { value: string('derived: a life phase nobody has named, which follows from the ages.') } },
};

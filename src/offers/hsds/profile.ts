// Our HSDS profile: JSON merge patches (RFC 7386) to the schemas of HSDS 3.1, one for each schema we add something to.
// docs/profile holds the same as files; src/offers/hsds/profile.test.ts sees to it that both agree.

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

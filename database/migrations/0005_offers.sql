-- The directory of offers in the words of Open Referral HSDS 3.1, plus what a Präventionskette needs.
create schema offers;
comment on schema offers is 'Directory of offers: phases, fields, services, places, times, costs, languages';
grant usage on schema offers to lueckenlos_app;

create table offers.life_phase (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  key text not null,
  names jsonb not null,
  from_month integer not null check (from_month >= -9),
  until_month integer not null,
  position integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, key),
  check (until_month > from_month)
);
comment on table offers.life_phase is 'Life phases of the chain, ages in months [from, until); -9 is the beginning of pregnancy, 0 birth. names: language → name';
call platform.protect('offers.life_phase');

create table offers.transition (
  municipality_id uuid not null,
  id uuid not null,
  key text not null,
  names jsonb not null,
  from_phase_id uuid not null,
  to_phase_id uuid not null,
  position integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, key),
  unique (municipality_id, from_phase_id, to_phase_id),
  foreign key (municipality_id, from_phase_id) references offers.life_phase (municipality_id, id) on delete cascade,
  foreign key (municipality_id, to_phase_id) references offers.life_phase (municipality_id, id) on delete cascade,
  check (from_phase_id <> to_phase_id)
);
comment on table offers.transition is 'Transitions between life phases, e.g. Kita to Grundschule';
call platform.protect('offers.transition');

create table offers.field_of_action (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  key text not null,
  names jsonb not null,
  icon text not null default 'question',
  position integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, key)
);
comment on table offers.field_of_action is 'Handlungsfelder of the municipality (HSDS taxonomy terms). names: language → name';
call platform.protect('offers.field_of_action');

create table offers.location (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  external_id text,
  name text not null,
  street text,
  house_number text,
  postal_code text,
  city text,
  area_id uuid,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  step_free text not null default 'unknown' check (step_free in ('yes', 'partly', 'no', 'unknown')),
  accessibility_note text,
  transport_note text,
  is_demo boolean not null default false,
  primary key (municipality_id, id),
  unique (municipality_id, external_id),
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id),
  check ((longitude is null) = (latitude is null))
);
comment on table offers.location is 'Places where offers take place (HSDS location with address and accessibility)';
create index location_by_area on offers.location (municipality_id, area_id);
call platform.protect('offers.location');

create table offers.service (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  external_id text,
  organization_id uuid not null,
  name text not null,
  summary text not null default '',
  description text not null default '',
  audience text not null default '',
  status text not null default 'active' check (status in ('draft', 'active', 'inactive', 'retired')),
  minimum_age_months integer check (minimum_age_months >= -9),
  maximum_age_months integer,
  free_of_charge text not null default 'unknown' check (free_of_charge in ('yes', 'no', 'unknown')),
  walk_in text not null default 'unknown' check (walk_in in ('yes', 'no', 'unknown')),
  outreach text not null default 'unknown' check (outreach in ('yes', 'no', 'unknown')),
  staffing text not null default 'unknown' check (staffing in ('professional', 'volunteer', 'both', 'unknown')),
  responsible_level text not null default 'unknown' check (responsible_level in ('city', 'county', 'provider', 'state', 'unknown')),
  capacity_places integer check (capacity_places >= 0),
  capacity_weekly_hours numeric(7, 2) check (capacity_weekly_hours >= 0),
  email text,
  website text,
  application_process text not null default '',
  assured_at date,
  assured_by text,
  valid_from date,
  valid_until date,
  is_demo boolean not null default false,
  fingerprint text not null,
  search_terms tsvector not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, external_id),
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id),
  check (maximum_age_months is null or minimum_age_months is null or maximum_age_months >= minimum_age_months),
  check (valid_until is null or valid_from is null or valid_until > valid_from)
);
comment on table offers.service is 'An offer. Ages in completed months, both ends included; -9 is the beginning of pregnancy; null is unknown. fingerprint: hash of the imported record, so that the same file twice changes nothing';
create index service_by_status on offers.service (municipality_id, status, name);
create index service_by_organization on offers.service (municipality_id, organization_id);
call platform.protect('offers.service');

create table offers.service_phase (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  phase_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, phase_id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id)
);
comment on table offers.service_phase is 'Life phases an offer says it serves; where none is named they follow from its ages';
create index service_phase_by_phase on offers.service_phase (municipality_id, phase_id);
call platform.protect('offers.service_phase');

create table offers.service_transition (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  transition_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, transition_id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, transition_id) references offers.transition (municipality_id, id) on delete cascade
);
comment on table offers.service_transition is 'Transitions an offer helps with';
call platform.protect('offers.service_transition');

create table offers.service_field (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  field_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, field_id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, field_id) references offers.field_of_action (municipality_id, id)
);
comment on table offers.service_field is 'Handlungsfelder of an offer, several';
create index service_field_by_field on offers.service_field (municipality_id, field_id);
call platform.protect('offers.service_field');

create table offers.service_language (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  primary key (municipality_id, id),
  unique (municipality_id, service_id, language),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.service_language is 'Languages spoken at an offer, ISO 639';
call platform.protect('offers.service_language');

create table offers.service_area (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  area_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, area_id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id)
);
comment on table offers.service_area is 'Areas an offer serves; none means the whole municipality';
create index service_area_by_area on offers.service_area (municipality_id, area_id);
call platform.protect('offers.service_area');

create table offers.service_at_location (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  location_id uuid not null,
  description text not null default '',
  primary key (municipality_id, id),
  unique (municipality_id, service_id, location_id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, location_id) references offers.location (municipality_id, id)
);
comment on table offers.service_at_location is 'HSDS service_at_location: an offer at a place';
create index service_at_location_by_location on offers.service_at_location (municipality_id, location_id);
call platform.protect('offers.service_at_location');

create table offers.schedule (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  service_at_location_id uuid,
  weekday smallint not null check (weekday between 1 and 7),
  opens_at time not null,
  closes_at time not null,
  interval_weeks smallint not null default 1 check (interval_weeks between 1 and 8),
  first_day date,
  week_of_month smallint check (week_of_month between 1 and 5),
  valid_from date,
  valid_until date,
  by_appointment boolean not null default false,
  note text not null default '',
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, service_at_location_id) references offers.service_at_location (municipality_id, id) on delete cascade,
  check (closes_at > opens_at),
  check (interval_weeks = 1 or first_day is not null),
  check (week_of_month is null or interval_weeks = 1)
);
comment on table offers.schedule is 'Weekly rule in Europe/Berlin wall time (1 Monday … 7 Sunday); every n weeks counted from first_day, or the n-th weekday of the month (5 = last)';
create index schedule_by_service on offers.schedule (municipality_id, service_id);
call platform.protect('offers.schedule');

create table offers.schedule_exception (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  on_day date not null,
  kind text not null check (kind in ('closed', 'extra')),
  opens_at time,
  closes_at time,
  note text not null default '',
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  check ((kind = 'extra') = (opens_at is not null and closes_at is not null))
);
comment on table offers.schedule_exception is 'A day on which an offer is closed or opens in addition';
create index schedule_exception_by_service on offers.schedule_exception (municipality_id, service_id, on_day);
call platform.protect('offers.schedule_exception');

create table offers.phone (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  number text not null,
  number_e164 text,
  description text not null default '',
  languages text[] not null default '{}',
  position integer not null default 0,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.phone is 'Telephone numbers of an offer, as typed and, where clear, E.164';
create index phone_by_service on offers.phone (municipality_id, service_id);
call platform.protect('offers.phone');

create table offers.contact (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  name text not null,
  title text not null default '',
  email text,
  phone text,
  is_public boolean not null default false,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.contact is 'Contact persons of an offer; shown to the public only if is_public';
create index contact_by_service on offers.contact (municipality_id, service_id);
call platform.protect('offers.contact');

create table offers.cost_option (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  amount_cents integer check (amount_cents >= 0),
  description text not null default '',
  reduced_for text not null default '',
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.cost_option is 'What an offer costs in whole cents; null amount is unknown';
create index cost_option_by_service on offers.cost_option (municipality_id, service_id);
call platform.protect('offers.cost_option');

create table offers.service_text (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  language text not null check (language in ('de-easy', 'en', 'uk', 'tr', 'ar', 'ru')),
  name text not null,
  summary text not null default '',
  description text not null default '',
  state text not null check (state in ('machine-made', 'reviewed', 'outdated')),
  reviewed_by text,
  reviewed_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, language),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.service_text is 'An offer''s texts in other languages with their state; German stands in the service itself';
call platform.protect('offers.service_text');

create table offers.import_run (
  municipality_id uuid not null,
  id uuid not null,
  file_id uuid not null,
  file_name text not null,
  file_sha256 bytea not null,
  mapping jsonb not null,
  state text not null check (state in ('previewed', 'accepted', 'discarded')),
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  created_at timestamptz not null,
  created_by uuid,
  accepted_at timestamptz,
  primary key (municipality_id, id)
);
comment on table offers.import_run is 'An import of offers between preview and acceptance, with its mapping of columns';
call platform.protect('offers.import_run');

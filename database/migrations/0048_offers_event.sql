-- Events and groups: what happens on a day. A series is its first day and a rule; what differs on a day stands beside it.
create table offers.event (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  organization_id uuid not null,
  service_id uuid,
  kind text not null check (kind in ('event', 'group', 'market-day', 'outreach')),
  name text not null check (name <> ''),
  summary text not null default '',
  description text not null default '',
  status text not null default 'active' check (status in ('draft', 'active', 'cancelled', 'retired')),
  cancelled_because text not null default '',
  location_id uuid,
  place_note text not null default '',
  area_id uuid,
  first_day date not null,
  opens_at time,
  closes_at time,
  last_day date,
  recurrence text not null default 'once' check (recurrence in ('once', 'weekly', 'monthly')),
  weekdays smallint[] not null default '{}' check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  interval_weeks smallint not null default 1 check (interval_weeks between 1 and 8),
  week_of_month smallint check (week_of_month between 1 and 5),
  until_day date,
  pauses_in text not null default 'nothing' check (pauses_in in ('nothing', 'public-holidays', 'school-holidays')),
  minimum_age_months integer check (minimum_age_months >= -9),
  maximum_age_months integer,
  audience text not null default '',
  languages text[] not null default '{}',
  free_of_charge text not null default 'unknown' check (free_of_charge in ('yes', 'no', 'unknown')),
  cost_cents integer check (cost_cents >= 0),
  reduced_cents integer check (reduced_cents >= 0),
  reduced_for text not null default '',
  cost_note text not null default '',
  child_care text not null default 'unknown' check (child_care in ('yes', 'no', 'unknown')),
  registration text not null default 'unknown' check (registration in ('unknown', 'none', 'open', 'closed')),
  registration_from date,
  registration_until date,
  registration_phone text,
  registration_email text,
  registration_website text,
  registration_note text not null default '',
  places integer check (places >= 0),
  places_for text not null default 'date' check (places_for in ('date', 'series')),
  weather_note text not null default '',
  assured_at date,
  assured_by text,
  origin_source text,
  origin_uid text,
  origin_fingerprint text,
  origin_fields jsonb,
  origin_edited text[] not null default '{}',
  origin_seen_at timestamptz,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, origin_source, origin_uid),
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete set null (service_id),
  foreign key (municipality_id, location_id) references offers.location (municipality_id, id),
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id),
  check (maximum_age_months is null or minimum_age_months is null or maximum_age_months >= minimum_age_months),
  check (closes_at is null or opens_at is not null),
  check (last_day is null or (last_day > first_day and recurrence = 'once')),
  check (closes_at is null or last_day is not null or closes_at > opens_at),
  check (until_day is null or until_day > first_day),
  check (recurrence = 'monthly' or week_of_month is null),
  check (recurrence <> 'monthly' or (week_of_month is not null and interval_weeks = 1)),
  check (recurrence <> 'once' or (interval_weeks = 1 and until_day is null)),
  check (recurrence = 'once' or cardinality(weekdays) > 0),
  check ((origin_source is null) = (origin_uid is null)),
  check (registration_until is null or registration_from is null or registration_until > registration_from)
);
comment on table offers.event is 'An event, group, market day or date of street work: one date or a series. Wall time of Europe/Berlin; opens_at null: all day or not said, closes_at null: end not said; last_day (included) of an event of several days; until_day: exclusive end of the series';
comment on column offers.event.weekdays is '1 Monday … 7 Sunday on which a series takes place; empty for a single date';
comment on column offers.event.week_of_month is 'Of a monthly series: the n-th such weekday of the month, 5 is the last';
comment on column offers.event.place_note is 'A described spot (on the market square, beside the fountain) or what to know about the place';
comment on column offers.event.places is 'How many can take part; null is unknown. How many are left stands in offers.event_places';
comment on column offers.event.registration_from is 'Days on which one can register, [from, until); outside of them an open registration is closed';
comment on column offers.event.origin_fields is 'Imported values as they came last, by field; origin_fingerprint is their hash. A field named in origin_edited was changed here since and is not overwritten by the next import';
create index event_by_day on offers.event (municipality_id, status, first_day);
create index event_by_organization on offers.event (municipality_id, organization_id);
create index event_by_service on offers.event (municipality_id, service_id);
call platform.protect('offers.event');

create table offers.event_exception (
  municipality_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  kind text not null check (kind in ('cancelled', 'changed', 'extra')),
  original_day date,
  on_day date,
  opens_at time,
  closes_at time,
  location_id uuid,
  place_note text not null default '',
  reason text not null default '',
  changed_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, event_id, original_day),
  foreign key (municipality_id, event_id) references offers.event (municipality_id, id) on delete cascade,
  foreign key (municipality_id, location_id) references offers.location (municipality_id, id),
  check ((kind = 'extra') = (original_day is null)),
  check ((kind = 'cancelled') = (on_day is null)),
  check (closes_at is null or (opens_at is not null and closes_at > opens_at)),
  check (kind <> 'cancelled' or (opens_at is null and location_id is null and place_note = ''))
);
comment on table offers.event_exception is 'A day of a series that differs. cancelled: original_day does not take place; changed: it takes place on on_day (another day: moved), where null times and places are those of the series; extra: on_day in addition';
create index event_exception_by_event on offers.event_exception (municipality_id, event_id, on_day);
call platform.protect('offers.event_exception');

create table offers.event_places (
  municipality_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  original_day date,
  places_left integer check (places_left >= 0),
  changed_at timestamptz not null,
  primary key (municipality_id, id),
  unique nulls not distinct (municipality_id, event_id, original_day),
  foreign key (municipality_id, event_id) references offers.event (municipality_id, id) on delete cascade
);
comment on table offers.event_places is 'Places left of one date of a series (by its original day), or of the whole series (null day). No row and null are unknown, never 0. Counts only, nobody''s name';
call platform.protect('offers.event_places');

-- Texts of events are translated as those of offers are.
alter table offers.translation add column event_id uuid;
alter table offers.translation add foreign key (municipality_id, event_id) references offers.event (municipality_id, id) on delete cascade;
do $$
declare
  old name;
begin
  for old in select conname from pg_constraint where conrelid = 'offers.translation'::regclass
      and (contype = 'u' or (contype = 'c' and pg_get_constraintdef(oid) like '%num_nonnulls%')) loop
    execute format('alter table offers.translation drop constraint %I', old);
  end loop;
end $$;
alter table offers.translation add unique nulls not distinct (municipality_id, service_id, location_id, phase_id, transition_id, field_id, event_id, part, language);
alter table offers.translation add check (num_nonnulls(service_id, location_id, phase_id, transition_id, field_id, event_id) = 1);
create index translation_by_event on offers.translation (municipality_id, event_id);

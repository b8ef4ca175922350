-- Still- und Wickelpunkte: places where one may nurse or change a baby, looked at again and again.
create table offers.place_point (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  location_id uuid not null,
  organization_id uuid,
  name text not null check (name <> ''),
  nursing text not null default 'unknown' check (nursing in ('yes', 'no', 'unknown')),
  changing text not null default 'unknown' check (changing in ('yes', 'no', 'unknown')),
  equipment text[] not null default '{}',
  wheelchair text not null default 'unknown' check (wheelchair in ('yes', 'partly', 'no', 'unknown')),
  way_note text not null default '',
  hours_note text not null default '',
  status text not null default 'active' check (status in ('draft', 'active', 'withdrawn')),
  withdrawn_because text not null default '',
  check_every_months integer not null default 12 check (check_every_months between 1 and 60),
  is_demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  foreign key (municipality_id, location_id) references offers.location (municipality_id, id),
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id)
);
comment on table offers.place_point is 'Still- und Wickelpunkt: a place where one may nurse or change a baby without buying anything. Its equipment is what was promised; what was found stands in the checks';
create index place_point_by_status on offers.place_point (municipality_id, status, name);
call platform.protect('offers.place_point');

create table offers.place_point_hours (
  municipality_id uuid not null,
  id uuid not null,
  place_point_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  opens_at time not null,
  closes_at time not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, place_point_id) references offers.place_point (municipality_id, id) on delete cascade,
  check (closes_at > opens_at)
);
comment on table offers.place_point_hours is 'Weekly opening times of a point in Europe/Berlin wall time; none are unknown, not closed';
create index place_point_hours_by_point on offers.place_point_hours (municipality_id, place_point_id);
call platform.protect('offers.place_point_hours');

create table offers.place_point_check (
  municipality_id uuid not null,
  id uuid not null,
  place_point_id uuid not null,
  checked_on date not null,
  checked_by text not null check (checked_by <> ''),
  result text not null check (result in ('good', 'faults', 'gone')),
  equipment text[] not null default '{}',
  note text not null default '',
  valid_until date,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, place_point_id) references offers.place_point (municipality_id, id) on delete cascade,
  check ((result = 'good') = (valid_until is not null)),
  check (valid_until > checked_on)
);
comment on table offers.place_point_check is 'Somebody of the body named looked at a point on that day. valid_until is exclusive; kept, never changed: a later check follows an earlier one';
create index place_point_check_by_point on offers.place_point_check (municipality_id, place_point_id, checked_on);
call platform.protect('offers.place_point_check', array['select', 'insert', 'delete']);

-- Gütesiegel Kinderschutz: applied for by a club, awarded by a body for a time.
create table offers.seal (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  organization_id uuid not null,
  state text not null check (state in ('applied', 'awarded', 'declined', 'withdrawn')),
  applied_on date not null,
  scope text not null default '',
  awarded_on date,
  awarded_by text,
  valid_until date,
  ended_on date,
  ended_because text not null default '',
  renews_id uuid,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id),
  foreign key (municipality_id, renews_id) references offers.seal (municipality_id, id),
  check ((awarded_on is null) = (awarded_by is null) and (awarded_on is null) = (valid_until is null)),
  check (state <> 'awarded' or awarded_on is not null),
  check (state not in ('declined', 'withdrawn') or (ended_on is not null and ended_because <> '')),
  check (valid_until > awarded_on)
);
comment on table offers.seal is 'Gütesiegel Kinderschutz of an organization, from application to withdrawal; valid_until is exclusive. One that ran out is not changed: its day has passed';
create unique index seal_one_application on offers.seal (municipality_id, organization_id) where state = 'applied';
create index seal_by_state on offers.seal (municipality_id, state, valid_until);
call platform.protect('offers.seal');

create table offers.seal_evidence (
  municipality_id uuid not null,
  id uuid not null,
  seal_id uuid not null,
  criterion text not null check (criterion <> ''),
  state text not null check (state in ('missing', 'submitted', 'accepted', 'rejected')),
  note text not null default '',
  answer text not null default '',
  changed_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, seal_id, criterion),
  foreign key (municipality_id, seal_id) references offers.seal (municipality_id, id) on delete cascade
);
comment on table offers.seal_evidence is 'What an organization says of a criterion (note) and what the body made of it (answer). No certificates of persons: only that they were seen';
call platform.protect('offers.seal_evidence');

create table offers.seal_step (
  municipality_id uuid not null,
  id uuid not null,
  seal_id uuid not null,
  step text not null check (step in ('applied', 'awarded', 'declined', 'withdrawn')),
  on_day date not null,
  body text not null,
  reason text not null default '',
  created_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, seal_id) references offers.seal (municipality_id, id) on delete cascade
);
comment on table offers.seal_step is 'What became of a seal, step by step; never changed';
create index seal_step_by_seal on offers.seal_step (municipality_id, seal_id, created_at);
call platform.protect('offers.seal_step', array['select', 'insert', 'delete']);

create table offers.public_code (
  municipality_id uuid not null,
  id uuid not null,
  code text not null check (code ~ '^[2-9A-Z]{8}$'),
  place_point_id uuid,
  seal_id uuid,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, code),
  unique (municipality_id, place_point_id),
  unique (municipality_id, seal_id),
  foreign key (municipality_id, place_point_id) references offers.place_point (municipality_id, id) on delete cascade,
  foreign key (municipality_id, seal_id) references offers.seal (municipality_id, id) on delete cascade,
  check (num_nonnulls(place_point_id, seal_id) = 1)
);
comment on table offers.public_code is 'The code on a sticker: drawn by lot, with a check character, typed by hand at /siegel. It stays the same for good; what it leads to tells whether it holds';
call platform.protect('offers.public_code');

-- Calendars of others (the town's, a club's) that are read into ours, and each reading between preview and acceptance.
create table offers.calendar_source (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null check (name <> ''),
  organization_id uuid not null,
  url text,
  new_status text not null check (new_status in ('draft', 'active')),
  is_daily boolean not null default false,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id),
  check (not is_daily or url is not null)
);
comment on table offers.calendar_source is 'A foreign calendar: whose events they are, where it is fetched (null: files that are handed in), whether it is read every day. Its id is the origin of the events it brought';
call platform.protect('offers.calendar_source');

create table offers.calendar_run (
  municipality_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  kind text not null check (kind in ('file', 'url')),
  is_automatic boolean not null default false,
  state text not null check (state in ('planned', 'reading', 'read', 'accepted', 'failed')),
  file_id uuid,
  added integer not null default 0 check (added >= 0),
  changed integer not null default 0 check (changed >= 0),
  unchanged integer not null default 0 check (unchanged >= 0),
  kept integer not null default 0 check (kept >= 0),
  vanished integer not null default 0 check (vanished >= 0),
  past integer not null default 0 check (past >= 0),
  refused integer not null default 0 check (refused >= 0),
  problems jsonb not null default '[]',
  failure jsonb,
  created_at timestamptz not null,
  created_by uuid,
  read_at timestamptz,
  accepted_at timestamptz,
  primary key (municipality_id, id),
  foreign key (municipality_id, source_id) references offers.calendar_source (municipality_id, id) on delete cascade,
  check ((state = 'failed') = (failure is not null)),
  check (kind = 'url' or file_id is not null)
);
comment on table offers.calendar_run is 'A reading of a foreign calendar: file_id is the file as it came (platform.file, kept for a week); kept: events in which a value changed here and there; vanished: events the calendar no longer has; past: events over before the reading';
create index calendar_run_by_age on offers.calendar_run (municipality_id, created_at);
create index calendar_run_by_source on offers.calendar_run (municipality_id, source_id, created_at);
call platform.protect('offers.calendar_run');

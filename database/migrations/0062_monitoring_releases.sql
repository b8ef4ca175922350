-- What may be seen by everybody: released tables, protected by packages/disclosure-control and attacked before they go out.
create table monitoring.release (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  title text not null,
  state text not null check (state in ('chosen', 'running', 'refused', 'safe', 'published', 'replaced', 'withdrawn')),
  choice jsonb not null,
  method text not null check (method in ('as-is', 'flow', 'gauss', 'exact', 'round')),
  criterion text not null check (criterion in ('E', 'T')),
  minimum_frequency smallint not null check (minimum_frequency >= 3),
  progress smallint not null default 0 check (progress between 0 and 100),
  certificate jsonb,
  summary jsonb,
  findings_sealed bytea,
  licence text not null default 'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
  publisher text not null default '',
  note text not null default '',
  created_at timestamptz not null,
  created_by uuid,
  published_at timestamptz,
  published_by uuid,
  published_by_name text not null default '',
  replaces_id uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text not null default '',
  failure jsonb,
  primary key (municipality_id, id),
  foreign key (municipality_id, replaces_id) references monitoring.release (municipality_id, id),
  check ((state in ('published', 'replaced', 'withdrawn')) = (published_at is not null)),
  check (published_at is null or certificate is not null)
);
comment on table monitoring.release is 'One safe publication of tables: what was chosen, how it was protected, the attacker''s certificate (without true counts), who released it when, what it replaces. findings_sealed: cells given away, social data, encrypted';
create index release_by_state on monitoring.release (municipality_id, state, published_at);
call platform.protect('monitoring.release');

create table monitoring.released_cell (
  municipality_id uuid not null,
  id uuid not null,
  release_id uuid not null,
  measure_key text not null,
  area_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  breakdown text not null default '',
  state text not null check (state in ('shown', 'suppressed', 'unknown', 'nothing')),
  value double precision,
  unknown_why text check (unknown_why in ('confidential', 'later', 'not-meaningful', 'unreliable', 'missing')),
  primary key (municipality_id, id),
  unique (municipality_id, release_id, measure_key, starts_on, ends_on, area_id, breakdown),
  foreign key (municipality_id, release_id) references monitoring.release (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id),
  check ((state in ('shown', 'nothing')) = (value is not null)),
  check (state <> 'nothing' or value = 0),
  check ((state = 'unknown') = (unknown_why is not null))
);
comment on table monitoring.released_cell is 'A count as released: shown, suppressed (primary and secondary alike), unknown, or nothing there (0). Never holds a count that is not shown';
create index released_cell_by_measure on monitoring.released_cell (municipality_id, measure_key, ends_on);
call platform.protect('monitoring.released_cell');

create table monitoring.released_value (
  municipality_id uuid not null,
  id uuid not null,
  release_id uuid not null,
  indicator_key text not null,
  definition_id uuid not null,
  area_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  state text not null check (state in ('shown', 'suppressed', 'unknown', 'too-small')),
  value double precision,
  numerator double precision,
  denominator double precision,
  unknown_why text,
  primary key (municipality_id, id),
  unique (municipality_id, release_id, indicator_key, starts_on, ends_on, area_id),
  foreign key (municipality_id, release_id) references monitoring.release (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id),
  foreign key (municipality_id, definition_id) references monitoring.indicator_definition (municipality_id, id),
  check ((state = 'shown') = (value is not null)),
  check (state = 'shown' or (numerator is null and denominator is null))
);
comment on table monitoring.released_value is 'An indicator''s value worked out of released cells alone; what the public, the chain, evaluation and reports read';
create index released_value_by_indicator on monitoring.released_value (municipality_id, indicator_key, ends_on);
create index released_value_by_area on monitoring.released_value (municipality_id, area_id, indicator_key);
call platform.protect('monitoring.released_value');

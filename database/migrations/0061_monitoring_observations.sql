-- Observations are counts of few people: social data. They lie encrypted in packs, one for each measure and period (ADR 0010).
create table monitoring.recipe (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null,
  settings jsonb not null,
  source text not null default '',
  licence text not null default '',
  created_at timestamptz not null,
  created_by uuid,
  changed_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, name)
);
comment on table monitoring.recipe is 'How a kind of file is read: format, rows, columns and what they mean (src/monitoring/import/recipe.ts). No figures';
call platform.protect('monitoring.recipe');

create table monitoring.import_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  state text not null check (state in ('planned', 'running', 'done', 'failed', 'withdrawn')),
  file_id uuid,
  file_name text not null,
  file_sha256 bytea not null,
  file_bytes bigint not null,
  format text not null,
  recipe_id uuid,
  settings jsonb not null,
  source text not null,
  licence text not null,
  stichtag text not null,
  imported_by uuid,
  imported_by_name text not null default '',
  planned_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  progress smallint not null default 0 check (progress between 0 and 100),
  observations integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused_rows integer not null default 0,
  faults jsonb not null default '[]',
  failure jsonb,
  primary key (municipality_id, id),
  foreign key (municipality_id, recipe_id) references monitoring.recipe (municipality_id, id)
);
comment on table monitoring.import_run is 'Where figures came from: file with SHA-256, source, licence, Stichtag, who and when; faults: refused rows by line number, without figures';
create index import_run_by_time on monitoring.import_run (municipality_id, planned_at);
call platform.protect('monitoring.import_run');

create table monitoring.pack (
  municipality_id uuid not null,
  id uuid not null,
  measure_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  sealed bytea not null,
  observations integer not null check (observations > 0),
  areas integer not null,
  unknown integer not null,
  run_ids uuid[] not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, measure_id, starts_on, ends_on),
  foreign key (municipality_id, measure_id) references monitoring.measure (municipality_id, id),
  check (ends_on >= starts_on)
);
comment on table monitoring.pack is 'All observations of a measure for one Stichtag (starts_on = ends_on) or period: area × breakdown → value or symbol, each with its import run; encrypted as one field (src/monitoring/pack.ts). Outside stands only how many';
call platform.protect('monitoring.pack');

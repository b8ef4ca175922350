-- Monitoring: what is counted (measures) and what is made of it (indicators). Definitions are data and have a time.
create schema monitoring;
comment on schema monitoring is 'Small-area monitoring: measures, indicators, observations, imports, releases, focus areas';
grant usage on schema monitoring to lueckenlos_app;

create table monitoring.measure (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  names jsonb not null,
  unit text not null,
  kind text not null check (kind in ('stock', 'flow')),
  protection text not null check (protection in ('internal', 'social')),
  is_count boolean not null default true,
  decimals smallint not null default 0 check (decimals between 0 and 6),
  note text not null default '',
  from_catalogue boolean not null default false,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, key)
);
comment on table monitoring.measure is 'What is counted, e.g. children in households with SGB II; stock: at a Stichtag, flow: in a period. Its figures lie in monitoring.pack';
call platform.protect('monitoring.measure');

create table monitoring.indicator (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  topic text not null,
  position integer not null default 0,
  from_catalogue boolean not null default false,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, key)
);
comment on table monitoring.indicator is 'An indicator by its lasting key; what it means at a time is in monitoring.indicator_definition';
call platform.protect('monitoring.indicator');

create table monitoring.indicator_definition (
  municipality_id uuid not null,
  id uuid not null,
  indicator_id uuid not null,
  valid_from date not null,
  valid_until date,
  names jsonb not null,
  explanation jsonb not null default '{}',
  formula jsonb not null,
  unit text not null,
  decimals smallint not null check (decimals between 0 and 4),
  polarity text not null check (polarity in ('burden', 'resource', 'neutral')),
  population text not null default '',
  stichtag_rule text not null default '',
  source text not null default '',
  minimum_denominator integer not null default 0 check (minimum_denominator >= 0),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, indicator_id, valid_from),
  foreign key (municipality_id, indicator_id) references monitoring.indicator (municipality_id, id) on delete cascade,
  check (valid_until is null or valid_until > valid_from)
);
comment on table monitoring.indicator_definition is 'What an indicator means for periods ending from valid_from to the day before valid_until. formula: see src/monitoring/formula.ts (share, rate, mean, part, change, index, count); polarity: burden = more is worse';
call platform.protect('monitoring.indicator_definition');

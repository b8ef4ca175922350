-- What another catalogue would change, computed before a body adopts it.
create table kita.simulation (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  catalogue_id uuid not null,
  against_id uuid not null,
  source text not null check (source in ('synthetic', 'round')),
  round_id uuid,
  assumptions jsonb not null default '{}',
  burden_indicator text,
  minimum_frequency smallint not null default 5 check (minimum_frequency between 3 and 100),
  state text not null default 'planned' check (state in ('planned', 'running', 'done', 'failed')),
  progress smallint not null default 0 check (progress between 0 and 100),
  result jsonb,
  failure text,
  planned_at timestamptz not null,
  finished_at timestamptz,
  by_person uuid,
  is_demo boolean not null default false,
  primary key (municipality_id, id),
  foreign key (municipality_id, catalogue_id) references kita.catalogue (municipality_id, id) on delete cascade,
  foreign key (municipality_id, against_id) references kita.catalogue (municipality_id, id),
  foreign key (municipality_id, round_id) references kita.round (municipality_id, id) on delete cascade,
  check (catalogue_id <> against_id),
  check ((source = 'round') = (round_id is not null)),
  check ((state = 'done') = (result is not null))
);
comment on table kita.simulation is 'A catalogue tried out against another one, on the children of a round or on invented ones (assumptions: how many, which seed). result holds only what disclosure control released: no child, no count below minimum_frequency, nothing that could be worked out from the rest';
create index simulation_by_catalogue on kita.simulation (municipality_id, catalogue_id, planned_at);
call platform.protect('kita.simulation');

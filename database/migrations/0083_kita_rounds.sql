-- Rounds (Vergaberunden): what is given out when, each step with who and when, each computation with the hash of its input.
create table kita.round (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null,
  kind text not null default 'main' check (kind in ('main', 'replacement')),
  main_round_id uuid,
  sequence integer not null default 0,
  catalogue_id uuid not null,
  first_start date not null,
  last_start date not null,
  opens_on date not null,
  deadline timestamptz not null,
  answer_days integer not null default 14 check (answer_days between 1 and 60),
  commitment text,
  secret_sealed bytea,
  public_randomness text,
  seed text,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, main_round_id, sequence),
  foreign key (municipality_id, catalogue_id) references kita.catalogue (municipality_id, id),
  foreign key (municipality_id, main_round_id) references kita.round (municipality_id, id),
  check (last_start >= first_start),
  check ((kind = 'main') = (main_round_id is null)),
  check ((kind = 'main') = (sequence = 0)),
  check (seed is null or public_randomness is not null)
);
comment on table kita.round is 'A round gives out places that start from first_start to last_start to registrations submitted by the deadline. Lottery: commitment = hash of the secret, published before the deadline; public_randomness is added after it; seed = both together. Replacement rounds (Nachrücken) follow a main round, sequence 1, 2, …';
call platform.protect('kita.round');

create table kita.round_step (
  municipality_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  position integer not null,
  state text not null check (state in ('open', 'closed', 'checked', 'proposed', 'approved', 'decided', 'answered', 'replaced', 'ended')),
  run_id uuid,
  at timestamptz not null,
  by_person uuid,
  note text not null default '',
  primary key (municipality_id, id),
  unique (municipality_id, round_id, position),
  foreign key (municipality_id, round_id) references kita.round (municipality_id, id) on delete cascade
);
comment on table kita.round_step is 'The round''s states as records: the last one is the state it is in; a step back is one more record with its reason';
call platform.protect('kita.round_step', array['select', 'insert']);

create table kita.round_pool (
  municipality_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  pool_id uuid not null,
  seats integer not null check (seats >= 0),
  confirmed_at timestamptz,
  confirmed_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, round_id, pool_id),
  foreign key (municipality_id, round_id) references kita.round (municipality_id, id) on delete cascade,
  foreign key (municipality_id, pool_id) references kita.seat_pool (municipality_id, id)
);
comment on table kita.round_pool is 'Seats of a pool in this round, those held by children who stay or may move included; confirmed by the provider';
call platform.protect('kita.round_pool');

create table kita.run (
  municipality_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  kind text not null check (kind in ('dry', 'proposal', 'simulation')),
  catalogue_id uuid not null,
  state text not null check (state in ('planned', 'running', 'done', 'failed')),
  market_sealed bytea,
  allocation_sealed bytea,
  input_hash text,
  result_hash text,
  verdict text check (verdict in ('stable', 'unsolvable', 'unproven')),
  checks jsonb not null default '[]',
  figures jsonb not null default '{}',
  exceptions_sealed bytea,
  planned_at timestamptz not null,
  finished_at timestamptz,
  by_person uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, round_id) references kita.round (municipality_id, id) on delete cascade,
  foreign key (municipality_id, catalogue_id) references kita.catalogue (municipality_id, id)
);
comment on table kita.run is 'One computation: frozen input (canonical JSON, gzipped, encrypted: points and traits are Sozialdaten), result, their SHA-256, what the checks found, figures that name nobody. The same input always gives the same result hash';
create index run_by_round on kita.run (municipality_id, round_id, planned_at);
call platform.protect('kita.run');

create table kita.run_acknowledgement (
  municipality_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  check_code text not null,
  note text not null check (note <> ''),
  at timestamptz not null,
  by_person uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id, check_code),
  foreign key (municipality_id, run_id) references kita.run (municipality_id, id) on delete cascade
);
comment on table kita.run_acknowledgement is 'A finding of the dry run somebody answers for, with the reason; invariants cannot be waved through';
call platform.protect('kita.run_acknowledgement', array['select', 'insert', 'delete']);

create table kita.approval (
  municipality_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  side text not null check (side in ('office', 'providers')),
  at timestamptz not null,
  by_person uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id, side),
  unique (municipality_id, run_id, by_person),
  foreign key (municipality_id, run_id) references kita.run (municipality_id, id) on delete cascade
);
comment on table kita.approval is 'Two different people release a proposal: one of the Kita office, one of the providers';
call platform.protect('kita.approval', array['select', 'insert', 'delete']);

create table kita.objection (
  municipality_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  facility_id uuid not null,
  child_id uuid,
  reason_sealed bytea not null,
  raised_at timestamptz not null,
  raised_by uuid not null,
  outcome text check (outcome in ('upheld', 'rejected')),
  answer_sealed bytea,
  decided_at timestamptz,
  decided_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, run_id) references kita.run (municipality_id, id) on delete cascade,
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id),
  check ((outcome is null) = (decided_at is null)),
  check (raised_by <> decided_by)
);
comment on table kita.objection is 'A provider objects to its list before approval, with a reason; somebody else decides it, visible to the provider';
call platform.protect('kita.objection');

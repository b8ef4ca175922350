-- Rounds, second part: how far a run is, what its checks found about single children, changes by hand, and computing again.
alter table kita.run
  add column progress smallint not null default 0 check (progress between 0 and 100),
  add column failure text,
  add column details_sealed bytea,
  add column base_run_id uuid,
  add foreign key (municipality_id, base_run_id) references kita.run (municipality_id, id) on delete cascade;
comment on column kita.run.progress is 'Per cent of the way, for the page that waits';
comment on column kita.run.failure is 'Key of the texts that says why nothing came of it; null while it runs or when it is done';
comment on column kita.run.details_sealed is 'JSON: check code → children concerned; which child has what unproved is social data';
comment on column kita.run.base_run_id is 'The run whose frozen input this one took: the dry run of a proposal, the proposal before a change by hand';

create table kita.amendment (
  municipality_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  child_id uuid not null,
  facility_id uuid,
  seat_type_id uuid,
  reason_sealed bytea not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  outcome text check (outcome in ('approved', 'refused')),
  decided_at timestamptz,
  decided_by uuid,
  result_run_id uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, run_id) references kita.run (municipality_id, id) on delete cascade,
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id),
  foreign key (municipality_id, seat_type_id) references kita.seat_type (municipality_id, id),
  foreign key (municipality_id, result_run_id) references kita.run (municipality_id, id) on delete cascade,
  check ((facility_id is null) = (seat_type_id is null)),
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
  check (decided_by <> proposed_by)
);
comment on table kita.amendment is 'A change by hand of a proposal (no facility: no place), with its reason; a second person of the office decides it, and it passes the same gate as every result';
create unique index amendment_open on kita.amendment (municipality_id, run_id, child_id) where outcome is null;
call platform.protect('kita.amendment');

create table kita.run_again (
  municipality_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  at timestamptz not null,
  by_person uuid not null,
  input_hash text,
  result_hash text,
  finished_at timestamptz,
  primary key (municipality_id, id),
  foreign key (municipality_id, run_id) references kita.run (municipality_id, id) on delete cascade
);
comment on table kita.run_again is 'Somebody had a run computed again from its frozen input; both hashes must be those of the run';
create index run_again_by_run on kita.run_again (municipality_id, run_id, at);
call platform.protect('kita.run_again');

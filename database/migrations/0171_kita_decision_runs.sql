-- A round's decisions are written in the background: planned, how far they are, how it ended.
create table kita.decision_run (
  municipality_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  run_id uuid not null,
  state text not null default 'planned' check (state in ('planned', 'writing', 'done', 'failed')),
  progress smallint not null default 0 check (progress between 0 and 100),
  failure text,
  places integer,
  keeps integer,
  refusals integer,
  planned_at timestamptz not null,
  finished_at timestamptz,
  by_person uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, round_id) references kita.round (municipality_id, id) on delete cascade,
  foreign key (municipality_id, run_id) references kita.run (municipality_id, id) on delete cascade,
  check ((state in ('done', 'failed')) = (finished_at is not null)),
  check ((state = 'failed') = (failure is not null))
);
comment on table kita.decision_run is 'Somebody decided a round: all its decisions are written in one commit with the round''s step, in the background. run_id: the proposal that was released. by_person: who decided';
comment on column kita.decision_run.failure is 'Key of the texts that says why nothing was written; it may be ordered again';
comment on column kita.decision_run.places is 'How many children were offered a place; keeps: keep theirs; refusals: have none. Null until it is done';
-- Of two people who decide at once one finds the other's order.
create unique index decision_run_open on kita.decision_run (municipality_id, round_id) where state in ('planned', 'writing');
create index decision_run_by_round on kita.decision_run (municipality_id, round_id, planned_at);
call platform.protect('kita.decision_run');

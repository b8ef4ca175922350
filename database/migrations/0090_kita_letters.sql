-- Decisions between rounds, letters to print, and families who wait on although they have a place.
alter table kita.decision add column source text not null default 'round' check (source in ('round', 'rolling', 'emergency'));
alter table kita.decision add check ((source = 'round') = (round_id is not null));
comment on column kita.decision.source is 'round: of a round (also a replacement round); rolling: a place that became free between rounds; emergency: approved by two people';
create index decision_to_answer on kita.decision (municipality_id, answer_until) where replaced_at is null and outcome = 'place';

alter table kita.answer add column keeps_waiting boolean not null default false;
comment on column kita.answer.keeps_waiting is 'The family takes this place and stays on the lists of the wishes it would rather have (accepted), or waits on for its other wishes (declined)';

alter table kita.emergency_placement add column decision_id uuid;
alter table kita.emergency_placement add foreign key (municipality_id, decision_id) references kita.decision (municipality_id, id);
comment on column kita.emergency_placement.decision_id is 'The decision written when a second person approved';
create index emergency_by_child on kita.emergency_placement (municipality_id, child_id);

create index answer_link_by_decision on kita.answer_link (municipality_id, decision_id);

create table kita.letter_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  round_id uuid,
  state text not null check (state in ('planned', 'making', 'done', 'failed')),
  letters integer not null default 0 check (letters >= 0),
  made integer not null default 0 check (made >= 0),
  failure jsonb,
  created_at timestamptz not null,
  created_by uuid,
  finished_at timestamptz,
  delete_after timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, round_id) references kita.round (municipality_id, id)
);
comment on table kita.letter_run is 'Letters of decisions to be printed, made in the background; every file is kept for some days only. made grows as files are ready';
call platform.protect('kita.letter_run');

create table kita.letter_run_notice (
  municipality_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  notice_id uuid not null,
  position integer not null check (position > 0),
  primary key (municipality_id, id),
  unique (municipality_id, run_id, position),
  unique (municipality_id, run_id, notice_id),
  foreign key (municipality_id, run_id) references kita.letter_run (municipality_id, id) on delete cascade,
  foreign key (municipality_id, notice_id) references kita.notice (municipality_id, id) on delete cascade
);
comment on table kita.letter_run_notice is 'Which letter stands where in a run: sorted by post code once, so that a run that was interrupted goes on in the same order';
call platform.protect('kita.letter_run_notice');

create table kita.letter_file (
  municipality_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  first_position integer not null,
  last_position integer not null,
  pages integer not null,
  content_sealed bytea not null,
  made_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id, first_position),
  foreign key (municipality_id, run_id) references kita.letter_run (municipality_id, id) on delete cascade,
  check (last_position >= first_position)
);
comment on table kita.letter_file is 'One PDF of up to 500 letters, encrypted: it holds addresses, points and reasons';
call platform.protect('kita.letter_file');

-- The chain: thresholds, ratings, the register of gaps. The matrix itself is computed, not stored.
create schema chain;
comment on schema chain is 'Life phase × field × area: need against supply, ratings, gaps';
grant usage on schema chain to lueckenlos_app;

create table chain.threshold (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null,
  field_id uuid,
  phase_id uuid,
  value numeric(12, 3) not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (municipality_id, id),
  unique nulls not distinct (municipality_id, name, field_id, phase_id),
  foreign key (municipality_id, field_id) references offers.field_of_action (municipality_id, id) on delete cascade,
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id) on delete cascade
);
comment on table chain.threshold is 'Thresholds of the rules for a cell''s state; the most specific one (field and phase) wins, defaults stand in the code';
call platform.protect('chain.threshold');

create table chain.not_expected (
  municipality_id uuid not null,
  id uuid not null,
  phase_id uuid not null,
  field_id uuid not null,
  reason text not null,
  decided_at timestamptz not null,
  decided_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, phase_id, field_id),
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id) on delete cascade,
  foreign key (municipality_id, field_id) references offers.field_of_action (municipality_id, id) on delete cascade
);
comment on table chain.not_expected is 'Cells in which the municipality expects no offer, with the reason (no gap, but visible)';
call platform.protect('chain.not_expected');

create table chain.age_question (
  municipality_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('hole', 'overlap')),
  from_month integer not null,
  until_month integer not null,
  answer text not null,
  answered_at timestamptz not null,
  answered_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, kind, from_month, until_month)
);
comment on table chain.age_question is 'Answers to the questions that holes and overlaps of the age bands raise, e.g. where a ten-year-old belongs';
call platform.protect('chain.age_question');

create table chain.rating_group (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null,
  rated_on date not null,
  note text not null default '',
  created_at timestamptz not null,
  created_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, name, rated_on)
);
comment on table chain.rating_group is 'A named group that rates cells on a day, e.g. a table of the Sozialraumkonferenz';
call platform.protect('chain.rating_group');

create table chain.rating (
  municipality_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  phase_id uuid not null,
  field_id uuid not null,
  area_id uuid,
  question text not null check (question in ('broad-enough', 'used', 'known', 'fits-need', 'know-each-other')),
  answer text not null check (answer in ('yes', 'rather-yes', 'rather-no', 'no', 'unknown')),
  comment text not null default '',
  rated_at timestamptz not null,
  rated_by uuid,
  primary key (municipality_id, id),
  unique nulls not distinct (municipality_id, group_id, phase_id, field_id, area_id, question),
  foreign key (municipality_id, group_id) references chain.rating_group (municipality_id, id) on delete cascade,
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id) on delete cascade,
  foreign key (municipality_id, field_id) references offers.field_of_action (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id) on delete cascade
);
comment on table chain.rating is 'The five questions of the conference paper, rated per cell by a group';
call platform.protect('chain.rating');

create table chain.gap (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  title text not null,
  phase_id uuid,
  transition_id uuid,
  field_id uuid,
  area_id uuid,
  severity text not null check (severity in ('low', 'medium', 'high')),
  owner_name text not null,
  closing_criterion text not null,
  noticed_on date not null,
  registered_at timestamptz not null,
  registered_by uuid,
  closed_on date,
  closing_proof text,
  closed_by uuid,
  version integer not null default 1,
  primary key (municipality_id, id),
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id),
  foreign key (municipality_id, transition_id) references offers.transition (municipality_id, id),
  foreign key (municipality_id, field_id) references offers.field_of_action (municipality_id, id),
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id),
  check ((closed_on is null) = (closing_proof is null)),
  check (closing_proof <> '')
);
comment on table chain.gap is 'Register of gaps (Lückenschluss): what is missing where, who sees to it, when it counts as closed; closing needs proof';
create index gap_open on chain.gap (municipality_id, noticed_on) where closed_on is null;
call platform.protect('chain.gap');

create table chain.gap_evidence (
  municipality_id uuid not null,
  id uuid not null,
  gap_id uuid not null,
  kind text not null check (kind in ('matrix', 'data', 'conference', 'family-voice', 'professional-voice', 'other')),
  description text not null,
  source text not null default '',
  observed_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, gap_id) references chain.gap (municipality_id, id) on delete cascade
);
comment on table chain.gap_evidence is 'Evidence for a gap: computed cell, data, conference card, what families or professionals say';
create index gap_evidence_by_gap on chain.gap_evidence (municipality_id, gap_id);
call platform.protect('chain.gap_evidence');

create table chain.gap_event (
  municipality_id uuid not null,
  id uuid not null,
  gap_id uuid not null,
  kind text not null check (kind in ('registered', 'changed', 'evidence-added', 'closed', 'reopened')),
  note text not null default '',
  changed_fields text[] not null default '{}',
  at timestamptz not null,
  person_id uuid,
  person_name text,
  primary key (municipality_id, id),
  foreign key (municipality_id, gap_id) references chain.gap (municipality_id, id) on delete cascade
);
comment on table chain.gap_event is 'History of a gap: what happened when, and who did it';
create index gap_event_by_gap on chain.gap_event (municipality_id, gap_id, at);
call platform.protect('chain.gap_event', array['select', 'insert']);

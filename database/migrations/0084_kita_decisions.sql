-- Decisions to families, their answers, replacement, emergency places.
create table kita.decision (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  number text not null,
  round_id uuid,
  run_id uuid,
  child_id uuid not null,
  registration_id uuid,
  outcome text not null check (outcome in ('place', 'keeps', 'none')),
  facility_id uuid,
  pool_id uuid,
  seat_type_id uuid,
  starts_on date,
  weekly_hours numeric(4, 1),
  form text not null check (form in ('notice', 'letter')),
  content_sealed bytea not null,
  answer_until date,
  decided_at timestamptz not null,
  decided_by uuid,
  replaced_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, number),
  foreign key (municipality_id, round_id) references kita.round (municipality_id, id),
  foreign key (municipality_id, run_id) references kita.run (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id),
  foreign key (municipality_id, registration_id) references kita.registration (municipality_id, id) on delete set null (registration_id),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id),
  foreign key (municipality_id, pool_id) references kita.seat_pool (municipality_id, id),
  foreign key (municipality_id, seat_type_id) references kita.seat_type (municipality_id, id),
  check ((outcome = 'none') = (facility_id is null) and (outcome = 'none') = (pool_id is null) and (outcome = 'none') = (seat_type_id is null) and (outcome = 'none') = (starts_on is null))
);
comment on table kita.decision is 'What one child was told after a round (or between rounds: round_id null). content_sealed: JSON of the reasons per wish, waiting list places and alternatives the letter says, frozen. replaced_at: a later decision took its place';
create index decision_by_child on kita.decision (municipality_id, child_id, decided_at);
create index decision_by_round on kita.decision (municipality_id, round_id, outcome);
call platform.protect('kita.decision');

create table kita.answer (
  municipality_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  answer text not null check (answer in ('accepted', 'declined', 'lapsed')),
  way text not null check (way in ('account', 'link', 'phone', 'office', 'automatic')),
  at timestamptz not null,
  by_person uuid,
  primary key (municipality_id, id),
  unique (municipality_id, decision_id),
  foreign key (municipality_id, decision_id) references kita.decision (municipality_id, id) on delete cascade
);
comment on table kita.answer is 'The family''s answer to a place; one and final (a change of mind is a new decision by the office)';
call platform.protect('kita.answer', array['select', 'insert']);

create table kita.answer_link (
  municipality_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, decision_id) references kita.decision (municipality_id, id) on delete cascade
);
comment on table kita.answer_link is 'Link of a letter or mail by which a place is answered without an account; the row holds the token''s SHA-256';
call platform.protect('kita.answer_link');

create table kita.notice (
  municipality_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  guardian_id uuid not null,
  way text not null check (way in ('mail', 'post', 'hand-over')),
  kind text not null check (kind in ('decision', 'reminder', 'lapse')),
  made_at timestamptz not null,
  sent_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, decision_id, guardian_id, kind),
  foreign key (municipality_id, decision_id) references kita.decision (municipality_id, id) on delete cascade,
  foreign key (municipality_id, guardian_id) references kita.guardian (municipality_id, id) on delete cascade
);
comment on table kita.notice is 'Which guardian was told what in which way, and when it went out (post: when the letter run was printed)';
create index notice_to_send on kita.notice (municipality_id, way) where sent_at is null;
call platform.protect('kita.notice');

create table kita.emergency_placement (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  pool_id uuid not null,
  seat_type_id uuid not null,
  starts_on date not null,
  reason_sealed bytea not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  outcome text check (outcome in ('approved', 'refused')),
  decided_at timestamptz,
  decided_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id),
  foreign key (municipality_id, pool_id) references kita.seat_pool (municipality_id, id),
  foreign key (municipality_id, seat_type_id) references kita.seat_type (municipality_id, id),
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
  check (decided_by <> proposed_by)
);
comment on table kita.emergency_placement is 'A place outside the rounds for a child in need, with its reason and a second person''s approval';
call platform.protect('kita.emergency_placement');

alter table kita.placement add column decision_id uuid;
alter table kita.placement add foreign key (municipality_id, decision_id) references kita.decision (municipality_id, id);
comment on column kita.placement.decision_id is 'The decision this place comes from, none for imported ones';

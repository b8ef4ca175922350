-- Registration by families: what is typed before it is sent, children that were perhaps registered twice.
create table kita.registration_draft (
  municipality_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  content_sealed bytea not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id) on delete cascade
);
comment on table kita.registration_draft is 'A registration while it is filled in, or changed after it was sent: JSON of src/kita/registration/draft.ts, encrypted. Its id becomes, or is, the registration''s id, so that it is sent once. Deleted when sent, and when untouched for ninety days';
create index registration_draft_by_person on kita.registration_draft (municipality_id, person_id);
create index registration_draft_by_age on kita.registration_draft (municipality_id, updated_at);
call platform.protect('kita.registration_draft');

create table kita.child_duplicate (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  other_child_id uuid not null,
  found_at timestamptz not null,
  outcome text check (outcome in ('same', 'different')),
  decided_at timestamptz,
  decided_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, child_id, other_child_id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  foreign key (municipality_id, other_child_id) references kita.child (municipality_id, id) on delete cascade,
  check (child_id <> other_child_id),
  check ((outcome is null) = (decided_at is null))
);
comment on table kita.child_duplicate is 'Two children of like name and birthday whom different guardians registered: the office looks whether they are one. child_id is the one that came later. No guardian is ever told';
create index child_duplicate_to_check on kita.child_duplicate (municipality_id, found_at) where outcome is null;
call platform.protect('kita.child_duplicate');

-- The second guardian a family names, or one entered from paper, is recognised by the mail address they sign in with.
create index guardian_by_email on kita.guardian (municipality_id, lower(email)) where person_id is null;

alter table kita.registration add column said_facility_id uuid;
alter table kita.registration add foreign key (municipality_id, said_facility_id) references kita.facility (municipality_id, id);
comment on column kita.registration.said_facility_id is 'Where the child is today as the family says it; what counts is kita.placement';

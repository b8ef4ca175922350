-- Children, who may act for them, what they need and wish, and the places they hold.
-- Names and days of birth are personal data and searchable for the office; addresses, circumstances and inclusion are Sozialdaten
-- (§ 35 SGB I, § 67 SGB X) and lie here only encrypted (columns *_sealed: AES-256-GCM, bound to their row).
create table kita.sibling_group (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  rule text not null check (rule in ('together', 'rather-together', 'independent')),
  primary key (municipality_id, id)
);
comment on table kita.sibling_group is 'Siblings and how much it matters that they go to the same facility: together or not at all, rather together, independent';
call platform.protect('kita.sibling_group');

create table kita.child (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  external_id text,
  given_names text not null default '',
  family_name text not null,
  name_key text not null,
  born_on date,
  expected_on date,
  sibling_group_id uuid,
  area_id uuid,
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  languages text[] not null default '{}',
  inclusion_sealed bytea,
  lives_here_from date,
  lives_here_until date,
  comes_from text,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, external_id),
  foreign key (municipality_id, sibling_group_id) references kita.sibling_group (municipality_id, id),
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id),
  check ((born_on is null) <> (expected_on is null)),
  check ((longitude is null) = (latitude is null))
);
comment on table kita.child is 'A child, born or expected. name_key: family and given names for search in any spelling. area_id and the home''s point are null where the address is blocked or not found. comes_from: municipality of residence where it is another one (cost sharing)';
create index child_by_name on kita.child (municipality_id, name_key text_pattern_ops);
create index child_by_birth on kita.child (municipality_id, born_on);
create index child_by_siblings on kita.child (municipality_id, sibling_group_id);
call platform.protect('kita.child');

create table kita.guardian (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  person_id uuid,
  given_names text not null default '',
  family_name text not null,
  name_key text not null,
  email text,
  phone text,
  language text not null default 'de' check (language in ('de', 'de-easy', 'en', 'uk', 'tr', 'ar', 'ru')),
  address_sealed bytea,
  is_address_blocked boolean not null default false,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, person_id),
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id)
);
comment on table kita.guardian is 'A person who cares for a child (Personensorgeberechtigte); person_id: their account, none where the office entered them from paper. address_sealed: JSON of street, houseNumber, addition, postalCode, city. Blocked (§§ 51, 52 BMG): the address is shown nowhere, not even to the guardian''s own pages, and letters are handed out at the office';
create index guardian_by_name on kita.guardian (municipality_id, name_key text_pattern_ops);
call platform.protect('kita.guardian');

create table kita.guardianship (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  guardian_id uuid not null,
  relation text not null default 'parent' check (relation in ('mother', 'father', 'parent', 'foster-parent', 'legal-guardian', 'other')),
  may_read boolean not null default true,
  may_decide boolean not null default true,
  gets_letters boolean not null default true,
  primary key (municipality_id, id),
  unique (municipality_id, child_id, guardian_id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  foreign key (municipality_id, guardian_id) references kita.guardian (municipality_id, id) on delete cascade,
  check (may_read or not may_decide)
);
comment on table kita.guardianship is 'Who may see and decide what about a child. Guardians of one child never see each other''s address, phone or mail';
create index guardianship_by_guardian on kita.guardianship (municipality_id, guardian_id);
call platform.protect('kita.guardianship');

create table kita.registration (
  municipality_id uuid not null,
  id uuid not null,
  number text not null,
  child_id uuid not null,
  state text not null check (state in ('draft', 'submitted', 'ended')),
  wished_start date,
  weekly_hours numeric(4, 1) check (weekly_hours > 0 and weekly_hours <= 60),
  wants_change boolean not null default false,
  needs_inclusive_seat boolean not null default false,
  need_reported_on date,
  source text not null check (source in ('guardian', 'office', 'import')),
  submitted_at timestamptz,
  ended_at timestamptz,
  ended_reason text check (ended_reason in ('placed', 'moved-away', 'too-old', 'no-need')),
  started_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, number),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  check ((state = 'draft') or (submitted_at is not null and wished_start is not null)),
  check ((state = 'ended') = (ended_at is not null))
);
comment on table kita.registration is 'A family asks for a place from a month on (Anmeldung). number: readable, for the phone and the letter. need_reported_on: when the need was reported (§ 24 Abs. 5 SGB VIII). Withdrawn registrations are deleted, with the child if nothing else needs it';
create unique index registration_in_force on kita.registration (municipality_id, child_id) where state in ('draft', 'submitted');
create index registration_by_state on kita.registration (municipality_id, state, wished_start);
call platform.protect('kita.registration');

create table kita.wish (
  municipality_id uuid not null,
  id uuid not null,
  registration_id uuid not null,
  position smallint not null check (position between 1 and 40),
  facility_id uuid not null,
  seat_type_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, registration_id, position) deferrable initially deferred,
  unique (municipality_id, registration_id, facility_id, seat_type_id),
  foreign key (municipality_id, registration_id) references kita.registration (municipality_id, id) on delete cascade,
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id),
  foreign key (municipality_id, seat_type_id) references kita.seat_type (municipality_id, id)
);
comment on table kita.wish is 'Ranked wishes of a registration, 1 is the dearest';
create index wish_by_facility on kita.wish (municipality_id, facility_id);
call platform.protect('kita.wish');

create table kita.circumstance (
  municipality_id uuid not null,
  id uuid not null,
  registration_id uuid not null,
  content_sealed bytea not null,
  state text not null default 'claimed' check (state in ('claimed', 'proved', 'refused')),
  claimed_at timestamptz not null,
  checked_at timestamptz,
  checked_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, registration_id) references kita.registration (municipality_id, id) on delete cascade,
  check ((state = 'claimed') = (checked_at is null))
);
comment on table kita.circumstance is 'One circumstance a family names, and whether the office has seen the proof. content_sealed: JSON of fact (key of src/kita/criteria/fact.ts), value and refusal note; even which fact it is lies encrypted';
create index circumstance_by_registration on kita.circumstance (municipality_id, registration_id);
create index circumstance_to_check on kita.circumstance (municipality_id, claimed_at) where state = 'claimed';
call platform.protect('kita.circumstance');

create table kita.proof (
  municipality_id uuid not null,
  id uuid not null,
  circumstance_id uuid not null,
  name_sealed bytea not null,
  media_type text not null,
  content_sealed bytea not null,
  uploaded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, circumstance_id) references kita.circumstance (municipality_id, id) on delete cascade
);
comment on table kita.proof is 'An uploaded proof, without its file''s metadata; the row is deleted as soon as the office has checked it';
create index proof_by_circumstance on kita.proof (municipality_id, circumstance_id);
call platform.protect('kita.proof');

create table kita.placement (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  facility_id uuid not null,
  pool_id uuid not null,
  seat_type_id uuid not null,
  group_id uuid,
  starts_on date not null,
  ends_on date,
  source text not null check (source in ('round', 'rolling', 'emergency', 'import', 'office')),
  ended_reason text check (ended_reason in ('moved-on', 'moved-away', 'school', 'given-back', 'corrected')),
  created_at timestamptz not null,
  created_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id),
  foreign key (municipality_id, pool_id, facility_id) references kita.seat_pool (municipality_id, id, facility_id),
  foreign key (municipality_id, seat_type_id) references kita.seat_type (municipality_id, id),
  foreign key (municipality_id, group_id) references kita.care_group (municipality_id, id),
  check (ends_on > starts_on)
);
comment on table kita.placement is 'A child has a place from a day to the day before ends_on. Fees, grants and the county''s query will be computed from these rows';
create index placement_by_child on kita.placement (municipality_id, child_id, starts_on);
create index placement_by_pool on kita.placement (municipality_id, pool_id, starts_on);
call platform.protect('kita.placement');

-- A child has one place at a time. Days, half-open; the child's row is locked so that two offices cannot place it at once.
create function kita.refuse_second_place() returns trigger language plpgsql as $$
begin
  perform from kita.child where municipality_id = new.municipality_id and id = new.child_id for update;
  if exists (select from kita.placement other where other.municipality_id = new.municipality_id and other.child_id = new.child_id and other.id <> new.id
      and daterange(other.starts_on, other.ends_on) && daterange(new.starts_on, new.ends_on)) then
    raise exception 'the child has a place at that time' using errcode = 'exclusion_violation', constraint = 'placement_one_at_a_time';
  end if;
  return new;
end $$;
create trigger placement_one_at_a_time before insert or update on kita.placement for each row execute function kita.refuse_second_place();

create table kita.claim_event (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('need-reported', 'offered', 'accepted', 'declined', 'lapsed', 'no-place', 'advised', 'objection', 'court')),
  on_day date not null,
  facility_id uuid,
  starts_on date,
  weekly_hours numeric(4, 1),
  distance_metres integer check (distance_metres >= 0),
  note_sealed bytea,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id)
);
comment on table kita.claim_event is 'Legal-claim file (§ 24 SGB VIII): when the need was reported, what was offered when at which distance (beeline, null: address unknown or blocked), how it was answered. Rows are added, never changed';
create index claim_event_by_child on kita.claim_event (municipality_id, child_id, on_day);
call platform.protect('kita.claim_event', array['select', 'insert', 'delete']);

-- Kitas, Horte and Kindertagespflege: what there is, what is licensed, which places are given out.
create schema kita;
comment on schema kita is 'Kita places: facilities, registrations, criteria, rounds, decisions, the office''s day';
grant usage on schema kita to lueckenlos_app;

create table kita.facility (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  external_id text,
  organization_id uuid not null,
  location_id uuid not null,
  service_id uuid,
  kind text not null default 'kita' check (kind in ('kita', 'hort', 'childminder')),
  name text not null,
  concept jsonb not null default '{}',
  languages text[] not null default '{}',
  email text,
  phone text,
  website text,
  opens_at time,
  closes_at time,
  notice_form text not null default 'notice' check (notice_form in ('notice', 'letter')),
  opened_on date,
  closed_on date,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, external_id),
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id),
  foreign key (municipality_id, location_id) references offers.location (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id),
  check ((opens_at is null) = (closes_at is null)),
  check (closes_at > opens_at),
  check (closed_on > opened_on)
);
comment on table kita.facility is 'A Kita, a Hort or a person of Kindertagespflege. Address and step-free access are its location''s, its Träger is the organization. concept: language → text. notice_form: the town decides by Bescheid (notice) or the Träger concludes a contract (letter)';
create index facility_by_organization on kita.facility (municipality_id, organization_id);
call platform.protect('kita.facility');

create table kita.facility_leader (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  person_id uuid not null,
  starts_on date not null,
  ends_on date,
  primary key (municipality_id, id),
  unique (municipality_id, facility_id, person_id, starts_on),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id) on delete cascade,
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id) on delete cascade,
  check (ends_on > starts_on)
);
comment on table kita.facility_leader is 'Narrows a Kita provider (role kita-provider) to single facilities: whoever has a current row here sees only these, whoever has none sees all of the organization';
create index facility_leader_by_person on kita.facility_leader (municipality_id, person_id);
call platform.protect('kita.facility_leader');

create table kita.childminder (
  municipality_id uuid not null,
  id uuid not null,
  licensed_from date not null,
  licensed_until date,
  children_at_once smallint not null check (children_at_once between 1 and 5),
  substitute_id uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, id) references kita.facility (municipality_id, id) on delete cascade,
  foreign key (municipality_id, substitute_id) references kita.facility (municipality_id, id),
  check (substitute_id <> id),
  check (licensed_until > licensed_from)
);
comment on table kita.childminder is 'Licence of a person of Kindertagespflege (§ 43 SGB VIII: at most five children at once) and who steps in; its id is the facility''s';
call platform.protect('kita.childminder');

create table kita.seat_type (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  key text not null,
  names jsonb not null,
  age_band text not null check (age_band in ('under-3', 'from-3', 'school')),
  weekly_hours numeric(4, 1) not null check (weekly_hours > 0 and weekly_hours <= 60),
  is_inclusive boolean not null default false,
  position integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, key)
);
comment on table kita.seat_type is 'Kinds of places (Platzarten): age band × hours of care a week × inclusive or not. names: language → name';
call platform.protect('kita.seat_type');

create table kita.seat_pool (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  name text not null,
  seats integer not null check (seats >= 0),
  open_seats text not null default 'last' check (open_seats in ('first', 'last')),
  valid_from date not null,
  valid_until date,
  primary key (municipality_id, id),
  unique (municipality_id, facility_id, name, valid_from),
  unique (municipality_id, id, facility_id),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id) on delete cascade,
  check (valid_until > valid_from)
);
comment on table kita.seat_pool is 'Places of one facility that are given out together, from a day to the day before valid_until (fair-allocation: pool)';
call platform.protect('kita.seat_pool');

create table kita.seat_pool_type (
  municipality_id uuid not null,
  id uuid not null,
  pool_id uuid not null,
  seat_type_id uuid not null,
  at_most integer check (at_most >= 0),
  primary key (municipality_id, id),
  unique (municipality_id, pool_id, seat_type_id),
  foreign key (municipality_id, pool_id) references kita.seat_pool (municipality_id, id) on delete cascade,
  foreign key (municipality_id, seat_type_id) references kita.seat_type (municipality_id, id)
);
comment on table kita.seat_pool_type is 'Which kinds of places a pool gives out, and how many at most of a kind (ceiling); at one time a facility gives out a kind from one pool only';
call platform.protect('kita.seat_pool_type');

create table kita.care_group (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  pool_id uuid,
  name text not null,
  rule_pack text not null check (rule_pack in ('ni-nkitag', 'nw-kibiz')),
  form text not null,
  licensed_places integer not null check (licensed_places >= 0),
  inclusive_places integer not null default 0 check (inclusive_places >= 0),
  shared_places integer not null default 0 check (shared_places >= 0),
  core_from time,
  core_until time,
  licence_number text,
  licensed_on date,
  valid_from date not null,
  valid_until date,
  primary key (municipality_id, id),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id) on delete cascade,
  foreign key (municipality_id, pool_id, facility_id) references kita.seat_pool (municipality_id, id, facility_id),
  check (valid_until > valid_from),
  check (inclusive_places <= licensed_places)
);
comment on table kita.care_group is 'A licensed group. form is a key of the Land''s rule pack (NKiTaG: krippe, kindergarten, …; KiBiz: I-a … III-c); shared_places: places two children share by turns (§ 8 Abs. 3 NKiTaG)';
create index care_group_by_facility on kita.care_group (municipality_id, facility_id);
call platform.protect('kita.care_group');

create table kita.closing_time (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  first_day date not null,
  last_day date not null,
  reason text not null default '',
  primary key (municipality_id, id),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id) on delete cascade,
  check (last_day >= first_day)
);
comment on table kita.closing_time is 'Days on which a facility is closed (Schließzeiten), both days included';
create index closing_time_by_facility on kita.closing_time (municipality_id, facility_id, first_day);
call platform.protect('kita.closing_time');

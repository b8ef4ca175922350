-- Pools, groups and licences change from a day on; what was stays readable, and a pool keeps its id, so that placements stay with it.
create table kita.seat_pool_change (
  municipality_id uuid not null,
  id uuid not null,
  pool_id uuid not null,
  valid_from date not null,
  seats integer not null check (seats >= 0),
  open_seats text not null check (open_seats in ('first', 'last')),
  primary key (municipality_id, id),
  unique (municipality_id, pool_id, valid_from),
  foreign key (municipality_id, pool_id) references kita.seat_pool (municipality_id, id) on delete cascade
);
comment on table kita.seat_pool_change is 'From this day a pool has so many places of these kinds, until the next change. Before the first change holds what stands in seat_pool and seat_pool_type';
call platform.protect('kita.seat_pool_change');

create table kita.seat_pool_change_type (
  municipality_id uuid not null,
  id uuid not null,
  change_id uuid not null,
  seat_type_id uuid not null,
  at_most integer check (at_most >= 0),
  primary key (municipality_id, id),
  unique (municipality_id, change_id, seat_type_id),
  foreign key (municipality_id, change_id) references kita.seat_pool_change (municipality_id, id) on delete cascade,
  foreign key (municipality_id, seat_type_id) references kita.seat_type (municipality_id, id)
);
comment on table kita.seat_pool_change_type is 'Kinds of places a pool gives out from a change on, and how many at most of a kind';
call platform.protect('kita.seat_pool_change_type');

alter table kita.seat_pool add column version integer not null default 1;
alter table kita.care_group add column version integer not null default 1;
alter table kita.seat_type add column version integer not null default 1;
create unique index care_group_by_name on kita.care_group (municipality_id, facility_id, name, valid_from);

create table kita.childminder_cover (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  substitute_id uuid not null,
  first_day date not null,
  last_day date not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, facility_id) references kita.childminder (municipality_id, id) on delete cascade,
  foreign key (municipality_id, substitute_id) references kita.childminder (municipality_id, id),
  check (substitute_id <> facility_id),
  check (last_day >= first_day)
);
comment on table kita.childminder_cover is 'Days on which another person of Kindertagespflege steps in (§ 23 Abs. 4 SGB VIII), both included; the children count against that person''s licence too';
create index childminder_cover_by_substitute on kita.childminder_cover (municipality_id, substitute_id, first_day);
call platform.protect('kita.childminder_cover');

-- Planning Kita places: how many children will there be, how many places shall there be for them, what is missing where and when.
-- Children come from areas.child_count; here is what the planner decides or knows.
create table monitoring.kita_plan (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null,
  level text not null check (level in ('municipality', 'quarter', 'district')),
  planning_day text not null check (planning_day in ('10-01', '12-31')),
  first_year smallint not null check (first_year between 2000 and 2100),
  last_year smallint not null,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  created_by uuid,
  primary key (municipality_id, id),
  check (last_year between first_year and first_year + 15)
);
comment on table monitoring.kita_plan is 'A plan of Kita places by areas of one level for the years first_year … last_year; planning_day: month-day on which ages are counted';
call platform.protect('monitoring.kita_plan');

create table monitoring.kita_plan_scenario (
  municipality_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  name text not null,
  quota_under_3 numeric(6, 5) not null check (quota_under_3 between 0 and 1.2),
  quota_from_3 numeric(6, 5) not null check (quota_from_3 between 0 and 1.2),
  position integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, plan_id, name),
  foreign key (municipality_id, plan_id) references monitoring.kita_plan (municipality_id, id) on delete cascade
);
comment on table monitoring.kita_plan_scenario is 'What share of children is to have a place, 0.4481 for 44.81 %; above 1 for places kept for children from elsewhere';
call platform.protect('monitoring.kita_plan_scenario');

create table monitoring.kita_plan_area (
  municipality_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  area_id uuid not null,
  places_under_3 integer check (places_under_3 >= 0),
  places_from_3 integer check (places_from_3 >= 0),
  inclusive_places integer check (inclusive_places >= 0),
  weight numeric(4, 2) not null default 1 check (weight between 0.1 and 10),
  primary key (municipality_id, id),
  unique (municipality_id, plan_id, area_id),
  foreign key (municipality_id, plan_id) references monitoring.kita_plan (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id)
);
comment on table monitoring.kita_plan_area is 'Places there are in an area (null: unknown), inclusive places to be made, and its weight where places are missing („Brennpunkt“ above 1)';
call platform.protect('monitoring.kita_plan_area');

create table monitoring.kita_plan_births (
  municipality_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  area_id uuid not null,
  year smallint not null,
  births integer not null check (births >= 0),
  primary key (municipality_id, id),
  unique (municipality_id, plan_id, area_id, year),
  foreign key (municipality_id, plan_id) references monitoring.kita_plan (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id)
);
comment on table monitoring.kita_plan_births is 'Children under one expected in a year instead of the rolling mean of three cohorts, e.g. for a new housing estate';
call platform.protect('monitoring.kita_plan_births');

create table monitoring.kita_plan_project (
  municipality_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  area_id uuid not null,
  name text not null,
  band text not null check (band in ('under-3', 'from-3')),
  places integer not null check (places <> 0),
  from_day date not null,
  state text not null check (state in ('idea', 'planned', 'decided', 'building', 'open')),
  primary key (municipality_id, id),
  foreign key (municipality_id, plan_id) references monitoring.kita_plan (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id)
);
comment on table monitoring.kita_plan_project is 'Places that come (or, negative, go) with a day; ideas are listed but never counted';
call platform.protect('monitoring.kita_plan_project');

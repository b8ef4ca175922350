-- Areas with their history, children per area, street list.
create schema areas;
comment on schema areas is 'Land > Landkreis > Gemeinde > Quartier > Bezirk: boundaries, children, addresses, history';
grant usage on schema areas to lueckenlos_app;

create table areas.area (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  parent_id uuid,
  level text not null check (level in ('land', 'county', 'municipality', 'quarter', 'district')),
  key text not null,
  name text not null,
  regional_key text,
  position integer not null default 0,
  valid_from date not null,
  valid_until date,
  primary key (municipality_id, id),
  foreign key (municipality_id, parent_id) references areas.area (municipality_id, id) deferrable initially deferred,
  check (valid_until is null or valid_until > valid_from),
  check (parent_id is distinct from id)
);
comment on table areas.area is 'An area in the boundaries of one time, valid from a day to the day before valid_until; a changed boundary is a new area, so last year''s figures keep last year''s areas. key: the municipality''s own number or name of it, unique at any one time';
create unique index area_key_at_a_time on areas.area (municipality_id, level, key, valid_from);
create index area_by_parent on areas.area (municipality_id, parent_id);
call platform.protect('areas.area');

create table areas.area_boundary (
  municipality_id uuid not null,
  id uuid not null,
  geometry jsonb not null,
  centroid_longitude double precision not null,
  centroid_latitude double precision not null,
  square_metres double precision not null,
  source text not null,
  imported_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, id) references areas.area (municipality_id, id) on delete cascade
);
comment on table areas.area_boundary is 'Boundary of an area (GeoJSON MultiPolygon, WGS84), simplified once at import on shared arcs; its id is the area''s id';
call platform.protect('areas.area_boundary');

create table areas.area_succession (
  municipality_id uuid not null,
  id uuid not null,
  predecessor_id uuid not null,
  successor_id uuid not null,
  share numeric(6, 5) not null check (share > 0 and share <= 1),
  primary key (municipality_id, id),
  unique (municipality_id, predecessor_id, successor_id),
  foreign key (municipality_id, predecessor_id) references areas.area (municipality_id, id) on delete cascade,
  foreign key (municipality_id, successor_id) references areas.area (municipality_id, id) on delete cascade
);
comment on table areas.area_succession is 'Which share of an old area''s people lives in which new area since the boundary changed';
call platform.protect('areas.area_succession');

create table areas.child_count (
  municipality_id uuid not null,
  id uuid not null,
  area_id uuid not null,
  age_years smallint not null check (age_years between 0 and 26),
  reference_date date not null,
  children integer check (children >= 0),
  unknown_reason text check (unknown_reason in ('confidential', 'later', 'not-meaningful', 'unreliable', 'missing')),
  source text not null,
  imported_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, area_id, reference_date, age_years),
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id) on delete cascade,
  check ((children is null) = (unknown_reason is not null))
);
comment on table areas.child_count is 'Children per area and single year of age at a Stichtag; an unknown count is null with its reason, never 0';
call platform.protect('areas.child_count');

create table areas.street_section (
  municipality_id uuid not null,
  id uuid not null,
  area_id uuid not null,
  street text not null,
  street_key text not null,
  first_number integer,
  first_suffix text not null default '',
  last_number integer,
  last_suffix text not null default '',
  side text not null check (side in ('all', 'even', 'odd')),
  primary key (municipality_id, id),
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id) on delete cascade
);
comment on table areas.street_section is 'Street list: which house numbers of a street lie in which area; null number is an open end';
create index street_section_by_street on areas.street_section (municipality_id, street_key);
call platform.protect('areas.street_section');

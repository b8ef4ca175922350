-- The choice of focus areas, frozen with the table it was made from.
create table monitoring.focus_decision (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  title text not null,
  decided_on date not null,
  decided_by text not null,
  basis text not null check (basis in ('raw', 'released')),
  criteria jsonb not null,
  table_sealed bytea not null,
  table_sha256 bytea not null,
  note text not null default '',
  created_at timestamptz not null,
  created_by uuid,
  primary key (municipality_id, id)
);
comment on table monitoring.focus_decision is 'Which areas were chosen, by which criteria (indicators, weights, periods, method), on what day, and the table of that day, encrypted because it may hold raw counts; never changed';
call platform.protect('monitoring.focus_decision', array['select', 'insert', 'delete']);
create trigger focus_decision_is_frozen before update on monitoring.focus_decision
  for each row execute function platform.refuse_change();

create table monitoring.focus_area (
  municipality_id uuid not null,
  id uuid not null,
  focus_decision_id uuid not null,
  area_id uuid not null,
  position integer not null,
  reason text not null default '',
  primary key (municipality_id, id),
  unique (municipality_id, focus_decision_id, area_id),
  foreign key (municipality_id, focus_decision_id) references monitoring.focus_decision (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id)
);
comment on table monitoring.focus_area is 'The areas a decision chose, in its order, each with the reason given';
create index focus_area_by_area on monitoring.focus_area (municipality_id, area_id);
call platform.protect('monitoring.focus_area');

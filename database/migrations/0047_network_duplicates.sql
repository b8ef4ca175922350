-- Organizations that are the same, and those that only look so.
alter table network.organization add column merged_into uuid;
alter table network.organization add foreign key (municipality_id, merged_into) references network.organization (municipality_id, id);
alter table network.organization add constraint organization_not_merged_into_itself check (merged_into <> id);
comment on column network.organization.merged_into is 'The organization it was merged into; it is not offered for choice any more and leads there';
create index organization_by_merged on network.organization (municipality_id, merged_into) where merged_into is not null;

create table network.distinct_pair (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  organization_id uuid not null,
  other_id uuid not null,
  reason text not null check (btrim(reason) <> ''),
  decided_on date not null,
  decided_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, organization_id, other_id),
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id) on delete cascade,
  foreign key (municipality_id, other_id) references network.organization (municipality_id, id) on delete cascade,
  check (organization_id < other_id)
);
comment on table network.distinct_pair is 'Two organizations that look alike and are not the same, with the reason';
create index distinct_pair_by_other on network.distinct_pair (municipality_id, other_id);
call platform.protect('network.distinct_pair', array['select', 'insert', 'delete']);

create table network.organization_merge (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  survivor_before jsonb not null,
  survivor_after jsonb not null,
  moved jsonb not null,
  merged_at timestamptz not null,
  merged_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, survivor_id) references network.organization (municipality_id, id),
  foreign key (municipality_id, merged_id) references network.organization (municipality_id, id),
  check (survivor_id <> merged_id),
  check (undone_by is null or undone_at is not null)
);
comment on table network.organization_merge is 'Two organizations that were made one: their data before and after, and by part what was moved (ids of offers, roles, events), so that they can be parted again';
create unique index organization_merge_in_force on network.organization_merge (municipality_id, merged_id) where undone_at is null;
create index organization_merge_by_survivor on network.organization_merge (municipality_id, survivor_id);
call platform.protect('network.organization_merge', array['select', 'insert', 'update']);

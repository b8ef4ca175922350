-- Former versions of offers, and changes that wait for somebody who decides.
create table offers.service_version (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid not null,
  version integer not null check (version >= 1),
  record jsonb not null,
  topics text[] not null,
  origin text not null check (origin in ('form', 'proposal', 'import', 'feed', 'restored', 'lapsed', 'confirmed', 'merged', 'correction', 'other')),
  changed_at timestamptz not null,
  changed_by uuid,
  accepted_by uuid,
  reason text not null default '',
  contacts_removed boolean not null default false,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, version),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.service_version is 'An offer as it was until a change: record by topic, which topics changed, when, by whom, accepted by whom, why. Translations keep their own history. Contact persons are removed after 90 days, the whole after three years';
create index service_version_by_age on offers.service_version (municipality_id, changed_at);
call platform.protect('offers.service_version');

create table offers.proposal (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid not null,
  kind text not null check (kind in ('change', 'new', 'retirement')),
  state text not null default 'waiting' check (state in ('waiting', 'returned', 'approved', 'refused', 'withdrawn')),
  origin text not null check (origin in ('account', 'link')),
  changes jsonb not null,
  note text not null default '',
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text not null default '',
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  check ((origin = 'account') = (proposed_by is not null)),
  check (state = 'waiting' or decided_at is not null)
);
comment on table offers.proposal is 'Changes of an offer by its provider that wait for approval: by topic what it was and what it is to be. waiting → approved, refused, returned (may be proposed again) or withdrawn. A new one of the same way in takes the place of the open one';
create unique index proposal_open on offers.proposal (municipality_id, service_id, origin) where state in ('waiting', 'returned');
create index proposal_waiting on offers.proposal (municipality_id, proposed_at) where state = 'waiting';
create index proposal_by_service on offers.proposal (municipality_id, service_id, proposed_at);
call platform.protect('offers.proposal');

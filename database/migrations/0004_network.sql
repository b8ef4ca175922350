-- Organizations (Träger); ties and working groups come later.
create schema network;
comment on schema network is 'Organizations, later their ties and working groups';
grant usage on schema network to lueckenlos_app;

create table network.organization (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  external_id text,
  name text not null,
  alternate_name text,
  description text,
  legal_form text,
  sector text not null default 'unknown' check (sector in ('city', 'county', 'state', 'welfare', 'church', 'club',
    'company', 'self-help', 'health', 'school', 'unknown')),
  email text,
  phone text,
  website text,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, external_id)
);
comment on table network.organization is 'Open Referral organization: who offers something. Function mailboxes, no private data';
create index organization_by_name on network.organization (municipality_id, lower(name));
call platform.protect('network.organization');

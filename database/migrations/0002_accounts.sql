-- Municipalities as tenants, people, roles with start and end, ways to sign in, sessions.
create schema accounts;
comment on schema accounts is 'Municipalities as tenants, people, roles, sign-in, sessions';
grant usage on schema accounts to lueckenlos_app;

create table accounts.municipality (
  municipality_id uuid not null,
  id uuid not null,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null,
  kind text not null check (kind in ('town', 'county')),
  land text not null,
  regional_key text check (regional_key ~ '^[0-9]{12}$'),
  is_demo boolean not null default false,
  contact_name text,
  contact_email text,
  contact_phone text,
  website text,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id),
  check (municipality_id = id)
);
comment on table accounts.municipality is 'A tenant: a town or county that runs its Präventionskette here. Which ones there are is public';
call platform.protect('accounts.municipality', array['select', 'update']);
-- The list of municipalities is public: the front page names them and addresses begin with their slug.
create policy read_all on accounts.municipality for select using (true);

create table accounts.person (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  display_name text not null,
  email text not null,
  email_key text not null,
  password_hash text,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  oidc_subject text,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, email_key),
  unique (municipality_id, oidc_subject)
);
comment on table accounts.person is 'A person who signs in; per municipality. email_key is the address in lower case, NFC';
comment on column accounts.person.totp_secret is 'Encrypted (AES-256-GCM) with the application''s key';
call platform.protect('accounts.person');

create table accounts.role_assignment (
  municipality_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('provider-editor', 'navigator', 'kita-office', 'planner', 'coordinator',
    'department-head', 'auditor', 'administrator')),
  organization_id uuid,
  starts_on date not null,
  ends_on date,
  granted_at timestamptz not null,
  granted_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id) on delete cascade,
  check (ends_on is null or ends_on > starts_on),
  check ((role = 'provider-editor') = (organization_id is not null))
);
comment on table accounts.role_assignment is 'A role of a person from a day to the day before ends_on; provider editors edit for one organization';
create index role_assignment_by_person on accounts.role_assignment (municipality_id, person_id);
call platform.protect('accounts.role_assignment');

create table accounts.session (
  municipality_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  csrf_secret bytea not null,
  second_factor_at timestamptz,
  method text not null check (method in ('email-link', 'password', 'passkey', 'oidc')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id) on delete cascade
);
comment on table accounts.session is 'Sessions are rows and can be revoked; the cookie holds a random token, the row its SHA-256';
create index session_by_person on accounts.session (municipality_id, person_id);
call platform.protect('accounts.session');

create table accounts.sign_in_link (
  municipality_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id) on delete cascade
);
comment on table accounts.sign_in_link is 'E-mail links: good for 15 minutes and once, consumed by POST only';
call platform.protect('accounts.sign_in_link');

create table accounts.passkey (
  municipality_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, credential_id),
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id) on delete cascade
);
comment on table accounts.passkey is 'Passkeys (WebAuthn) of a person';
call platform.protect('accounts.passkey');

create table accounts.challenge (
  municipality_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('passkey-registration', 'passkey-sign-in', 'oidc')),
  secret bytea not null,
  person_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (municipality_id, id)
);
comment on table accounts.challenge is 'Short-lived state of a passkey or OIDC sign-in, so that any process can finish it; used once';
call platform.protect('accounts.challenge');

-- Sign-in in all its ways: second factors, recovery codes, invitations, and the state that any process can finish.

-- Forms are bound to the session's token itself (src/platform/request-surroundings.ts): a second secret protects nothing.
alter table accounts.session drop column csrf_secret;
alter table accounts.session add column second_factor_waived boolean not null default false;
comment on column accounts.session.second_factor_waived is 'Only for the demo password sign-in of a demo municipality in development mode; ignored in production mode';
comment on column accounts.session.second_factor_at is 'When the second factor was shown; null: first factor only, then whoever needs a second one is nobody yet';
create index session_by_end on accounts.session (municipality_id, expires_at);

alter table accounts.sign_in_link add column purpose text not null default 'sign-in' check (purpose in ('sign-in', 'invitation'));
alter table accounts.sign_in_link add column next_path text not null default '';
comment on column accounts.sign_in_link.next_path is 'Where to go after signing in: a path inside the municipality, or empty; kept here so that the link itself says nothing';
comment on table accounts.sign_in_link is 'E-mail links: good once, for 15 minutes (invitations: 7 days), consumed by POST only';
create index sign_in_link_by_person on accounts.sign_in_link (municipality_id, person_id);

alter table accounts.challenge drop constraint challenge_kind_check;
alter table accounts.challenge add constraint challenge_kind_check
  check (kind in ('passkey-registration', 'passkey-sign-in', 'oidc', 'link-request', 'totp-set-up', 'recovery-codes'));
comment on table accounts.challenge is 'Short-lived state of one step (passkey, OIDC, request for a link, set-up of a second factor), so that any process can finish it; used once';
comment on column accounts.challenge.secret is 'The challenge itself (passkeys), or encrypted (AES-256-GCM) what only the next step may read';
create index challenge_by_end on accounts.challenge (municipality_id, expires_at);

create table accounts.recovery_code (
  municipality_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, person_id, code_hash),
  foreign key (municipality_id, person_id) references accounts.person (municipality_id, id) on delete cascade
);
comment on table accounts.recovery_code is 'Codes for the day the second factor is lost: SHA-256 of 80 random bits, each good once';
call platform.protect('accounts.recovery_code');

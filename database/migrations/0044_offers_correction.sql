-- What people without an account say is wrong in an entry.
create table offers.correction (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid not null,
  topic text not null,
  said text not null check (said <> ''),
  language text not null,
  reply_to bytea,
  state text not null default 'open' check (state in ('open', 'taken', 'refused')),
  made_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  check ((state = 'open') = (decided_at is null)),
  check (state = 'open' or reply_to is null)
);
comment on table offers.correction is 'A correction suggested without an account: which part of the entry, what is right. Nothing of it is published by itself';
comment on column offers.correction.reply_to is 'Encrypted mail address for an answer (personal); removed with the decision, at the latest after 90 days';
create index correction_open on offers.correction (municipality_id, made_at) where state = 'open';
create index correction_by_service on offers.correction (municipality_id, service_id);
call platform.protect('offers.correction');

-- Keeping the directory true: providers are asked by mail whether their entries still hold, reminded, and in the end the entry rests.
create table offers.confirmation_request (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid not null,
  asked_on date not null,
  mailed_on date not null,
  reminders smallint not null default 0 check (reminders >= 0),
  state text not null default 'open' check (state in ('open', 'lapsed', 'confirmed', 'closed')),
  ended_at timestamptz,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  check (mailed_on >= asked_on),
  check ((state = 'open') = (ended_at is null))
);
comment on table offers.confirmation_request is 'One question whether an offer still is as it says. lapsed: nobody answered, the offer rests and counts as unknown until somebody says what is true; closed: it became needless. No address is kept here';
create unique index confirmation_request_open on offers.confirmation_request (municipality_id, service_id) where state in ('open', 'lapsed');
create index confirmation_request_by_service on offers.confirmation_request (municipality_id, service_id, asked_on);
call platform.protect('offers.confirmation_request');

create table offers.confirmation_link (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (municipality_id, id),
  check (expires_at > made_at)
);
comment on table offers.confirmation_link is 'A link of one mail. What stands in the mail is its id with a keyed hash of it; neither the hash nor the mailbox is kept';
create index confirmation_link_by_end on offers.confirmation_link (municipality_id, expires_at);
call platform.protect('offers.confirmation_link');

create table offers.confirmation_link_service (
  municipality_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  service_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, link_id, service_id),
  foreign key (municipality_id, link_id) references offers.confirmation_link (municipality_id, id) on delete cascade,
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade
);
comment on table offers.confirmation_link_service is 'The offers a link of a mail is about: those of one function mailbox';
create index confirmation_link_by_service on offers.confirmation_link_service (municipality_id, service_id);
call platform.protect('offers.confirmation_link_service');

create table offers.freshness_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  on_day date not null,
  asked integer not null default 0,
  reminded integer not null default 0,
  lapsed integer not null default 0,
  mails integer not null default 0,
  without_mailbox integer not null default 0,
  finished_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, on_day)
);
comment on table offers.freshness_run is 'Each day once: how many offers were asked about, reminded of, put to rest; and how many nobody could be asked about';
call platform.protect('offers.freshness_run');

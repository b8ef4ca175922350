-- Ground of the house: protection of rows by municipality, audit, submissions, mail, jobs, files.
create schema platform;
comment on schema platform is 'Ground without domain: audit, submissions, mail outbox, jobs, files, rate limits';
grant usage on schema platform to lueckenlos_app;

create function platform.current_municipality() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.municipality', true), '')::uuid;
comment on function platform.current_municipality() is 'The municipality of this transaction, set with SET LOCAL app.municipality; null sees nothing';

-- Every table with a municipality goes through this procedure: enabled and forced row-level security, a policy for each verb.
create procedure platform.protect(target regclass, verbs text[] default array['select', 'insert', 'update', 'delete'])
  language plpgsql as $$
declare
  mine constant text := 'municipality_id = platform.current_municipality()';
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy read_own_municipality on %s for select using (%s)', target, mine);
  execute format('create policy insert_own_municipality on %s for insert with check (%s)', target, mine);
  execute format('create policy update_own_municipality on %s for update using (%s) with check (%s)', target, mine, mine);
  execute format('create policy delete_own_municipality on %s for delete using (%s)', target, mine);
  execute format('grant %s on %s to lueckenlos_app', array_to_string(verbs, ', '), target);
end $$;

-- Audit: append-only, hash-chained per municipality. No content, only ids and field names.
create table platform.audit_head (
  municipality_id uuid not null,
  id uuid not null,
  sequence bigint not null default 0,
  hash bytea not null default '\x',
  primary key (municipality_id, id),
  unique (municipality_id)
);
comment on table platform.audit_head is 'End of each municipality''s audit chain; locked last in every writing transaction';
call platform.protect('platform.audit_head', array['select', 'insert', 'update']);

create table platform.audit_entry (
  municipality_id uuid not null,
  id uuid not null,
  sequence bigint not null,
  at timestamptz not null,
  person_id uuid,
  name text not null,
  outcome text not null check (outcome in ('done', 'refused', 'denied', 'read')),
  subject_id uuid,
  field_names text[] not null default '{}',
  previous_hash bytea not null,
  hash bytea not null,
  primary key (municipality_id, id),
  unique (municipality_id, sequence)
);
comment on table platform.audit_entry is 'Who did or read what, when: ids and field names only; hash = SHA-256 over the entry and the previous hash';
call platform.protect('platform.audit_entry', array['select', 'insert']);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_is_append_only before update or delete on platform.audit_entry
  for each row execute function platform.refuse_change();

-- The text the hash is made of; `npm run audit verify` builds the same text on its own.
create function platform.audit_text(entry platform.audit_entry) returns text
  language sql immutable
  return concat_ws(E'\x1f', entry.municipality_id, entry.id, entry.sequence,
    to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    coalesce(entry.person_id::text, '-'), entry.name, entry.outcome, coalesce(entry.subject_id::text, '-'),
    array_to_string(entry.field_names, ','), encode(entry.previous_hash, 'hex'));

create function platform.append_audit(entry_id uuid, at timestamptz, person uuid, name text, outcome text, subject uuid, fields text[])
  returns void language plpgsql as $$
declare
  head platform.audit_head;
  entry platform.audit_entry;
begin
  insert into platform.audit_head (municipality_id, id)
    values (platform.current_municipality(), platform.current_municipality()) on conflict do nothing;
  select * into strict head from platform.audit_head where municipality_id = platform.current_municipality() for update;
  entry := row(head.municipality_id, entry_id, head.sequence + 1, at, person, name, outcome, subject, coalesce(fields, '{}'), head.hash, '\x');
  entry.hash := sha256(convert_to(platform.audit_text(entry), 'UTF8'));
  insert into platform.audit_entry values (entry.*);
  update platform.audit_head set sequence = entry.sequence, hash = entry.hash where municipality_id = entry.municipality_id;
end $$;
comment on function platform.append_audit is 'Adds one entry to the chain of the current municipality; call it as the last statement of a transaction';

-- A submit is stored exactly once: the form carries the key, the first answer is kept.
create table platform.submission (
  municipality_id uuid not null,
  id uuid not null,
  action text not null,
  person_id uuid,
  location text not null,
  at timestamptz not null,
  primary key (municipality_id, id)
);
comment on table platform.submission is 'Idempotency key of every accepted form submit and where it led';
create index submission_by_age on platform.submission (municipality_id, at);
call platform.protect('platform.submission');

create table platform.mail (
  municipality_id uuid not null,
  id uuid not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  last_error text,
  primary key (municipality_id, id)
);
comment on table platform.mail is 'Outbox: written in the transaction that causes the mail, sent by a job afterwards; bodies are emptied after sending. Subjects never carry personal data';
create index mail_to_send on platform.mail (municipality_id, created_at) where sent_at is null;
call platform.protect('platform.mail');

create table platform.job (
  municipality_id uuid not null,
  id uuid not null,
  task text not null,
  planned_at timestamptz not null,
  run_after timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'running', 'done', 'failing', 'failed')),
  attempts integer not null default 0,
  finished_at timestamptz,
  last_error text,
  primary key (municipality_id, id)
);
comment on table platform.job is 'What the administrator sees of background work; planned in the same transaction as the job itself';
create index job_by_state on platform.job (municipality_id, state, planned_at);
call platform.protect('platform.job');

create table platform.rate_limit (
  municipality_id uuid not null,
  id uuid not null,
  bucket text not null,
  window_start timestamptz not null,
  used integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, bucket)
);
comment on table platform.rate_limit is 'Counts of attempts per bucket (keyed hash of address or account) and window, shared by all processes';
call platform.protect('platform.rate_limit');

create table platform.file (
  municipality_id uuid not null,
  id uuid not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  content bytea not null,
  purpose text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (municipality_id, id)
);
comment on table platform.file is 'Uploaded files, also between the preview of an import and its acceptance';
call platform.protect('platform.file');

create table platform.setting (
  municipality_id uuid not null,
  id uuid not null,
  name text not null,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, name)
);
comment on table platform.setting is 'Settings of a municipality by name (thresholds, walking distance, texts of the imprint); each part owns its names';
call platform.protect('platform.setting');

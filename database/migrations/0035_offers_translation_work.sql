-- Work on translations that takes its time or has something to report: files read in, machine translations.
create table offers.translation_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  kind text not null check (kind in ('import', 'machine')),
  language text not null check (language in ('de-easy', 'en', 'uk', 'tr', 'ar', 'ru')),
  state text not null check (state in ('planned', 'running', 'done', 'failed')),
  file_name text,
  total integer not null default 0 check (total >= 0),
  done integer not null default 0 check (done >= 0),
  changed integer not null default 0 check (changed >= 0),
  unchanged integer not null default 0 check (unchanged >= 0),
  refused integer not null default 0 check (refused >= 0),
  problems jsonb not null default '[]',
  created_at timestamptz not null,
  created_by uuid,
  finished_at timestamptz,
  primary key (municipality_id, id)
);
comment on table offers.translation_run is 'A file of translations that was read in, or a machine translation: how far it is and what could not be taken, with line and reason';
create index translation_run_by_age on offers.translation_run (municipality_id, created_at);
call platform.protect('offers.translation_run');

-- Leichte Sprache: only with the record of a test, only for the very words that were tested (DIN SPEC 33429; rules of the networks for Leichte Sprache ask for a testing group).
create function offers.easy_language_hash(municipality uuid, service uuid) returns bytea
  language sql stable
  return (select sha256(convert_to(string_agg(part || E'\x1f' || text, E'\x1e' order by part), 'UTF8'))
    from offers.translation where municipality_id = municipality and service_id = service and language = 'de-easy');
comment on function offers.easy_language_hash is 'Fingerprint of an offer''s words in Einfache Sprache; null if there are none';

create table offers.easy_language_audit (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid not null,
  certified_by text not null check (btrim(certified_by) <> ''),
  testing_group text not null check (btrim(testing_group) <> ''),
  certified_on date not null,
  text_hash bytea not null check (length(text_hash) = 32),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  check (certified_on <= (recorded_at at time zone 'Europe/Berlin')::date)
);
comment on table offers.easy_language_audit is 'Proof that an offer''s words are Leichte Sprache: who certified it, which testing group, when. It holds for the words it was given for and no others (text_hash)';
create index easy_language_audit_by_service on offers.easy_language_audit (municipality_id, service_id);
call platform.protect('offers.easy_language_audit', array['select', 'insert']);

-- The fingerprint is taken here, not believed: no audit without words (null is refused), none for other words.
create function offers.seal_easy_language() returns trigger language plpgsql as $$
begin
  new.text_hash := offers.easy_language_hash(new.municipality_id, new.service_id);
  return new;
end $$;
create trigger easy_language_audit_takes_the_hash before insert on offers.easy_language_audit
  for each row execute function offers.seal_easy_language();
create trigger easy_language_audit_is_never_changed before update on offers.easy_language_audit
  for each row execute function platform.refuse_change();

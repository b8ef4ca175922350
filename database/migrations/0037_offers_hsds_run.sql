-- Foreign directories that are read in by the open standard (HSDS): how far the reading is, what was wrong, what it would change.
create table offers.hsds_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  kind text not null check (kind in ('file', 'url')),
  source text not null check (btrim(source) <> ''),
  state text not null check (state in ('planned', 'reading', 'read', 'accepted', 'failed')),
  upload_id uuid,
  feed_id uuid,
  pages integer not null default 0 check (pages >= 0),
  services integer not null default 0 check (services >= 0),
  added integer not null default 0 check (added >= 0),
  changed integer not null default 0 check (changed >= 0),
  unchanged integer not null default 0 check (unchanged >= 0),
  refused integer not null default 0 check (refused >= 0),
  problem_count integer not null default 0 check (problem_count >= 0),
  problems jsonb not null default '[]',
  failure jsonb,
  created_at timestamptz not null,
  created_by uuid,
  read_at timestamptz,
  accepted_at timestamptz,
  primary key (municipality_id, id),
  check ((kind = 'file') = (upload_id is not null)),
  check (state not in ('read', 'accepted') or feed_id is not null),
  check ((state = 'failed') = (failure is not null))
);
comment on table offers.hsds_run is 'A foreign feed (HSDS) that is read in: upload_id is the file as it came, feed_id what was read of it (both in platform.file, kept for a week); counts and problems are those of the preview, after acceptance those of the import';
create index hsds_run_by_age on offers.hsds_run (municipality_id, created_at);
call platform.protect('offers.hsds_run');

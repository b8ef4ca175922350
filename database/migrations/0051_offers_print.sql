-- Paper: booklets of the directory, made in the background and kept until a newer one takes their place.
create table offers.print_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  language text not null check (language in ('de', 'de-easy', 'en', 'uk', 'tr', 'ar', 'ru')),
  paper text not null check (paper in ('a4', 'a5')),
  phase_id uuid,
  area_id uuid,
  is_public boolean not null,
  state text not null check (state in ('planned', 'making', 'done', 'failed')),
  file_id uuid,
  offers integer not null default 0 check (offers >= 0),
  german_only integer not null default 0 check (german_only >= 0),
  pages integer not null default 0 check (pages >= 0),
  replaced integer not null default 0 check (replaced >= 0),
  size_bytes integer not null default 0 check (size_bytes >= 0),
  failure jsonb,
  created_at timestamptz not null,
  created_by uuid,
  made_at timestamptz,
  primary key (municipality_id, id),
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id) on delete cascade,
  foreign key (municipality_id, file_id) references platform.file (municipality_id, id) on delete cascade,
  check ((state = 'done') = (file_id is not null)),
  check ((state = 'failed') = (failure is not null))
);
comment on table offers.print_run is 'A booklet of the directory (or of one life phase, one area) in one language: file_id is the PDF in platform.file; german_only: offers nobody translated; replaced: characters no font has. With its file it goes when a newer one of the same kind is a week old';
create index print_run_by_age on offers.print_run (municipality_id, created_at);
create index print_run_by_kind on offers.print_run (municipality_id, language, paper, phase_id, area_id, made_at);
call platform.protect('offers.print_run');

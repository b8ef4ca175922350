-- Welcome letters to the families of a list, and series letters in several languages.
create table kita.welcome_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  occasion text not null check (occasion in ('birth', 'arrival')),
  file_name text not null,
  columns jsonb not null,
  state text not null check (state in ('previewed', 'making', 'done', 'failed', 'removed')),
  list_sealed bytea,
  pdf_sealed bytea,
  letters integer not null default 0 check (letters >= 0),
  pages integer not null default 0 check (pages >= 0),
  left_out integer not null default 0 check (left_out >= 0),
  refused integer not null default 0 check (refused >= 0),
  failure jsonb,
  created_at timestamptz not null,
  created_by uuid,
  finished_at timestamptz,
  fetched_at timestamptz,
  delete_after timestamptz not null,
  primary key (municipality_id, id),
  check (list_sealed is null or state in ('previewed', 'making')),
  check (pdf_sealed is null or state = 'done')
);
comment on table kita.welcome_run is 'One list of births or arrivals made into letters. list_sealed: the uploaded table, encrypted, gone as soon as the letters are set; pdf_sealed: the letters, encrypted, gone soon after they are fetched; both gone after delete_after. columns: which column of the table says what. What stays are counts. left_out: rows with a blocked address (§§ 51, 52 BMG), of which nothing is kept';
create index welcome_run_to_clear on kita.welcome_run (municipality_id, delete_after) where list_sealed is not null or pdf_sealed is not null;
call platform.protect('kita.welcome_run');

create table kita.letter_series_text (
  municipality_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  language text not null check (language in ('de-easy', 'en', 'uk', 'tr', 'ar', 'ru')),
  subject text not null check (subject <> ''),
  body text not null check (body <> ''),
  primary key (municipality_id, id),
  unique (municipality_id, series_id, language),
  foreign key (municipality_id, series_id) references kita.letter_series (municipality_id, id) on delete cascade
);
comment on table kita.letter_series_text is 'A series in another language. The German text stays the binding one and stands below it; who reads a language without a row gets German';
call platform.protect('kita.letter_series_text');

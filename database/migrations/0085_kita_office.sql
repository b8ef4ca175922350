-- The office's day: names found in any spelling, calls and notes, duplicates, moves, cost sharing, letter series, staff of groups, deadlines, imports.
create table kita.name_word (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  guardian_id uuid,
  word text collate "C" not null check (word <> ''),
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  foreign key (municipality_id, guardian_id) references kita.guardian (municipality_id, id) on delete cascade
);
comment on table kita.name_word is 'By which words a child is found: each word of its own name_key (guardian_id null) and of its guardians'' names. Kept by triggers, whoever writes the names';
-- Byte order ("C"): beginnings are ranges, the very word comes before longer ones, own names before guardians'; comparing texts is leakproof, so
-- that the index serves below row-level security.
create index name_word_by_word on kita.name_word (municipality_id, word, guardian_id nulls first, child_id);
create index name_word_by_child on kita.name_word (municipality_id, child_id, word);
create index name_word_by_guardian on kita.name_word (municipality_id, guardian_id);
call platform.protect('kita.name_word');

create function kita.add_name_words(municipality uuid, child uuid, guardian uuid, name_key text) returns void language sql as $$
  insert into kita.name_word (municipality_id, id, child_id, guardian_id, word)
    select municipality, gen_random_uuid(), child, guardian, word from (select distinct unnest(regexp_split_to_array(name_key, '[[:space:]|,;/.''-]+')) as word) words where word <> '';
$$;

create function kita.keep_child_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.name_key = old.name_key then return new; end if;
    delete from kita.name_word where municipality_id = new.municipality_id and child_id = new.id and guardian_id is null;
  end if;
  perform kita.add_name_words(new.municipality_id, new.id, null, new.name_key);
  return new;
end $$;
create trigger child_words after insert or update on kita.child for each row execute function kita.keep_child_words();

create function kita.keep_guardian_words() returns trigger language plpgsql as $$
begin
  if new.name_key = old.name_key then return new; end if;
  delete from kita.name_word where municipality_id = new.municipality_id and guardian_id = new.id;
  perform kita.add_name_words(new.municipality_id, care.child_id, new.id, new.name_key) from kita.guardianship care where care.municipality_id = new.municipality_id and care.guardian_id = new.id;
  return new;
end $$;
create trigger guardian_words after update on kita.guardian for each row execute function kita.keep_guardian_words();

create function kita.keep_guardianship_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.child_id, new.guardian_id) = (old.child_id, old.guardian_id) then return new; end if;
  end if;
  if tg_op <> 'INSERT' then delete from kita.name_word where municipality_id = old.municipality_id and child_id = old.child_id and guardian_id = old.guardian_id; end if;
  if tg_op <> 'DELETE' then
    perform kita.add_name_words(new.municipality_id, new.child_id, new.guardian_id, guardian.name_key) from kita.guardian guardian where guardian.municipality_id = new.municipality_id and guardian.id = new.guardian_id;
  end if;
  return null;
end $$;
create trigger guardianship_words after insert or update or delete on kita.guardianship for each row execute function kita.keep_guardianship_words();

create table kita.call_note (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  called_at timestamptz not null,
  outcome text not null check (outcome in ('settled', 'call-again', 'not-reached', 'passed-on')),
  call_again_on date,
  content_sealed bytea not null,
  settled_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  check (outcome = 'call-again' or call_again_on is null)
);
comment on table kita.call_note is 'A call with a family. content_sealed: JSON of who called (caller), what about (subject), what was said (text). settled_at: the promised call was made';
create index call_note_by_child on kita.call_note (municipality_id, child_id, called_at);
create index call_note_due on kita.call_note (municipality_id, call_again_on) where settled_at is null and call_again_on is not null;
call platform.protect('kita.call_note');

create table kita.note (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  text_sealed bytea not null,
  written_at timestamptz not null,
  written_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade
);
comment on table kita.note is 'A note of the office in a child''s file; not for what somebody confided (§ 65 SGB VIII)';
create index note_by_child on kita.note (municipality_id, child_id, written_at);
call platform.protect('kita.note');

create table kita.child_merge (
  municipality_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  undo_sealed bytea,
  merged_at timestamptz not null,
  merged_by uuid,
  undo_until timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, kept_id) references kita.child (municipality_id, id) on delete cascade
);
comment on table kita.child_merge is 'A child that was entered twice: what went over from merged_id to kept_id. undo_sealed: JSON of the rows as they were, kept for 30 days and then removed';
create index child_merge_by_kept on kita.child_merge (municipality_id, kept_id);
call platform.protect('kita.child_merge');

alter table kita.registration drop constraint registration_ended_reason_check;
alter table kita.registration add constraint registration_ended_reason_check check (ended_reason in ('placed', 'moved-away', 'too-old', 'no-need', 'merged'));

create table kita.move (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  moved_on date not null,
  other_municipality text not null,
  keeps_place boolean not null default false,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade
);
comment on table kita.move is 'A child moves in from or out to another municipality. keeps_place: it stays in our Kita (then the other municipality may share the cost)';
create index move_by_child on kita.move (municipality_id, child_id, moved_on);
call platform.protect('kita.move');

create table kita.outside_place (
  municipality_id uuid not null,
  id uuid not null,
  child_id uuid not null,
  other_municipality text not null,
  facility_name text not null,
  starts_on date not null,
  ends_on date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  check (ends_on > starts_on)
);
comment on table kita.outside_place is 'A child of ours has a place in a Kita of another municipality, from a day to the day before ends_on';
create index outside_place_by_child on kita.outside_place (municipality_id, child_id);
call platform.protect('kita.outside_place');

create table kita.cost_share (
  municipality_id uuid not null,
  id uuid not null,
  year smallint not null check (year between 2000 and 2100),
  placement_id uuid,
  outside_place_id uuid,
  other_municipality text not null,
  amount_cents integer check (amount_cents >= 0),
  state text not null default 'open' check (state in ('open', 'claimed', 'paid')),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, year, placement_id, other_municipality),
  unique (municipality_id, year, outside_place_id, other_municipality),
  foreign key (municipality_id, placement_id) references kita.placement (municipality_id, id) on delete cascade,
  foreign key (municipality_id, outside_place_id) references kita.outside_place (municipality_id, id) on delete cascade,
  check ((placement_id is null) <> (outside_place_id is null))
);
comment on table kita.cost_share is 'What one municipality pays another for one child''s place in one calendar year; amount_cents null: not known yet';
call platform.protect('kita.cost_share');

create table kita.letter_series (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null check (name <> ''),
  subject text not null,
  body text not null,
  audience jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'sent')),
  pdf_state text not null default 'none' check (pdf_state in ('none', 'making', 'done', 'failed')),
  pdf_sealed bytea,
  pdf_until timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  sent_at timestamptz,
  version integer not null default 1,
  primary key (municipality_id, id)
);
comment on table kita.letter_series is 'A text of the office to many families. audience: by which state the children are chosen. body has placeholders and names nobody. pdf_sealed: the letters to print, sorted by post code, kept for a week';
call platform.protect('kita.letter_series');

create table kita.series_letter (
  municipality_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  child_id uuid not null,
  guardian_id uuid not null,
  way text not null check (way in ('mail', 'post', 'hand-over')),
  made_at timestamptz not null,
  handed_over_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, series_id, child_id, guardian_id),
  foreign key (municipality_id, series_id) references kita.letter_series (municipality_id, id) on delete cascade,
  foreign key (municipality_id, child_id) references kita.child (municipality_id, id) on delete cascade,
  foreign key (municipality_id, guardian_id) references kita.guardian (municipality_id, id) on delete cascade
);
comment on table kita.series_letter is 'Who was told by a series, about which child, in which way; once for each, however often the series is sent';
call platform.protect('kita.series_letter');

create table kita.group_staff (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  group_id uuid,
  label text not null default '',
  qualification text not null,
  weekly_hours numeric(4, 1) not null check (weekly_hours > 0 and weekly_hours <= 60),
  core_hours numeric(4, 1) check (core_hours >= 0 and core_hours <= weekly_hours),
  valid_from date not null,
  valid_until date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id) on delete cascade,
  foreign key (municipality_id, group_id) references kita.care_group (municipality_id, id) on delete cascade,
  check (valid_until > valid_from)
);
comment on table kita.group_staff is 'One person working in a group (or the whole Kita), without a name: qualification is a key of src/kita/office/staff-rules.json, core_hours: hours a week in the core time, null unknown';
create index group_staff_by_facility on kita.group_staff (municipality_id, facility_id);
call platform.protect('kita.group_staff');

create table kita.deadline_done (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  deadline_key text not null,
  due_on date not null,
  done_at timestamptz not null,
  done_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, deadline_key, due_on)
);
comment on table kita.deadline_done is 'A deadline of the year (key of src/kita/office/deadlines.json) that was met, and by whom';
call platform.protect('kita.deadline_done');

create table kita.import_run (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  file_name text not null,
  file_sealed bytea,
  state text not null check (state in ('previewed', 'accepted')),
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  created_at timestamptz not null,
  created_by uuid,
  accepted_at timestamptz,
  expires_at timestamptz not null,
  primary key (municipality_id, id)
);
comment on table kita.import_run is 'A table of children and placements on its way in: seen first, then accepted. file_sealed goes after a week or with the acceptance';
call platform.protect('kita.import_run');

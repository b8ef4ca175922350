-- Texts of public records in other languages, each part by itself with where it comes from and the German it was made from.
create table offers.translation (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid,
  location_id uuid,
  phase_id uuid,
  transition_id uuid,
  field_id uuid,
  part text not null check (part in ('name', 'summary', 'description', 'audience', 'application-process', 'accessibility-note', 'transport-note')),
  language text not null check (language in ('de-easy', 'en', 'uk', 'tr', 'ar', 'ru')),
  text text not null check (text <> ''),
  source text not null,
  mark text not null check (mark in ('machine-made', 'unreviewed', 'reviewed')),
  reviewed_by uuid,
  reviewed_at timestamptz,
  changed_at timestamptz,
  primary key (municipality_id, id),
  unique nulls not distinct (municipality_id, service_id, location_id, phase_id, transition_id, field_id, part, language),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, location_id) references offers.location (municipality_id, id) on delete cascade,
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id) on delete cascade,
  foreign key (municipality_id, transition_id) references offers.transition (municipality_id, id) on delete cascade,
  foreign key (municipality_id, field_id) references offers.field_of_action (municipality_id, id) on delete cascade,
  check (num_nonnulls(service_id, location_id, phase_id, transition_id, field_id) = 1),
  check (reviewed_by is null or reviewed_at is not null)
);
comment on table offers.translation is 'One part of a public record in one language. source: the German it was made from; where that is no longer the German of the record, the text is outdated – always told by comparing, never by a flag. Phases, transitions and fields keep their names in names; here stands what is known of them';
comment on column offers.translation.mark is 'machine-made: nobody has read it; unreviewed: written by a person, nobody else has read it; reviewed: a person says that it is right';
comment on column offers.translation.reviewed_by is 'Person of this municipality; shown to staff only';
create index translation_by_service on offers.translation (municipality_id, service_id, language);
create index translation_by_language on offers.translation (municipality_id, language);
call platform.protect('offers.translation');

-- What was there before knew one state for the whole offer; an outdated one is kept with a source that is no German text of today.
do $$
declare
  town uuid;
begin
  for town in select municipality_id from accounts.municipality loop
    perform set_config('app.municipality', town::text, true);
    insert into offers.translation (municipality_id, id, service_id, part, language, text, source, mark, reviewed_at)
    select old.municipality_id, gen_random_uuid(), old.service_id, part.name, old.language, part.text,
      case when old.state = 'outdated' then '' else part.german end,
      case when old.reviewed_at is null then 'machine-made' else 'reviewed' end, old.reviewed_at
    from offers.service_text old
    join offers.service service on service.municipality_id = old.municipality_id and service.id = old.service_id
    cross join lateral (values ('name', old.name, service.name), ('summary', old.summary, service.summary), ('description', old.description, service.description)) part (name, text, german)
    where old.municipality_id = town and part.text <> '';
  end loop;
  perform set_config('app.municipality', '', true);
end $$;

drop table offers.service_text;

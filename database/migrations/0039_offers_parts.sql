-- All parts of the offers on a page, in one value. As a function, because its plan is kept by the session: planning twelve selects anew
-- took the server four times as long as reading what they find.
create function offers.service_parts(town uuid, ids uuid[]) returns json
  language plpgsql stable as $$
begin
  return (select json_build_object(
    'phases', (select json_agg(own order by own.id) from offers.service_phase own where own.municipality_id = town and own.service_id = any (ids)),
    'transitions', (select json_agg(own order by own.id) from offers.service_transition own where own.municipality_id = town and own.service_id = any (ids)),
    'fields', (select json_agg(own order by own.id) from offers.service_field own where own.municipality_id = town and own.service_id = any (ids)),
    'languages', (select json_agg(own order by own.id) from offers.service_language own where own.municipality_id = town and own.service_id = any (ids)),
    'areas', (select json_agg(own order by own.id) from offers.service_area own where own.municipality_id = town and own.service_id = any (ids)),
    'places', (select json_agg(own order by own.id) from offers.service_at_location own where own.municipality_id = town and own.service_id = any (ids)),
    'schedules', (select json_agg(own order by own.id) from offers.schedule own where own.municipality_id = town and own.service_id = any (ids)),
    'exceptions', (select json_agg(own order by own.id) from offers.schedule_exception own where own.municipality_id = town and own.service_id = any (ids)),
    'phones', (select json_agg(own order by own.id) from offers.phone own where own.municipality_id = town and own.service_id = any (ids)),
    'contacts', (select json_agg(own order by own.id) from offers.contact own where own.municipality_id = town and own.service_id = any (ids)),
    'costs', (select json_agg(own order by own.id) from offers.cost_option own where own.municipality_id = town and own.service_id = any (ids)),
    'texts', (select json_agg(own order by own.id) from offers.translation own where own.municipality_id = town and own.service_id = any (ids))));
end $$;
comment on function offers.service_parts is 'Parts of these offers by kind, each row as JSON; what the reader may not see is not in it (row-level security of the caller)';

create function offers.directory_words(town uuid, on_day date) returns json
  language plpgsql stable as $$
begin
  return (select json_build_object(
    'fields', (select json_agg(own order by own.position) from offers.field_of_action own where own.municipality_id = town),
    'phases', (select json_agg(own order by own.position, own.from_month) from offers.life_phase own where own.municipality_id = town),
    'areas', (select json_agg(json_build_object('id', own.id, 'parent_id', own.parent_id, 'level', own.level, 'key', own.key, 'name', own.name, 'regional_key', own.regional_key,
        'position', own.position, 'valid_from', own.valid_from, 'valid_until', own.valid_until)
        order by array_position(array['land', 'county', 'municipality', 'quarter'], own.level) nulls last, own.position, own.name)
      from areas.area own where own.municipality_id = town and own.valid_from <= on_day and (own.valid_until is null or own.valid_until > on_day))));
end $$;
comment on function offers.directory_words is 'What a page names offers with: topics, life phases, areas of a day';

create function offers.search_ground(town uuid) returns json
  language plpgsql stable as $$
begin
  return (select json_build_object(
    'words', (select string_agg(own.words, ' ') from offers.search_vocabulary own where own.municipality_id = town),
    'needs', (select json_agg(own order by own.updated_at desc) from offers.search_need own where own.municipality_id = town)));
end $$;
comment on function offers.search_ground is 'What a search needs besides the offers: the words of the directory, and the municipality''s own needs';

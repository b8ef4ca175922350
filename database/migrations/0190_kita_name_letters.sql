-- Names are found as they are written, not only as they sound: among 100,000 children two common beginnings („Fisc Jo“) sound like thousands, and a
-- search that looks at the first of them only says that there is nobody. So each name stands among the words twice: as it sounds, and with '=' as it is written.
comment on table kita.name_word is 'By which words a child is found: each word of its own names (guardian_id null) and of its guardians'', as it sounds (name_key) and, after a ''='', in plain letters. Kept by triggers, whoever writes the names';

-- As plainWords in src/kita/office/rank-names.ts writes them: small letters without accents, ß as ss.
create function kita.plain_words(names text) returns text[] language sql stable as $$
  select array(select distinct word from unnest(regexp_split_to_array(
    replace(lower(regexp_replace(normalize(names, NFKD), '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g')), 'ß', 'ss'),
    '[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4-\u00b8\u00bb\u00bf\u2000-\u206f\u3000-\u3003]+')) as word where word <> '');
$$;

drop function kita.add_name_words(uuid, uuid, uuid, text);
create function kita.add_name_words(municipality uuid, child uuid, guardian uuid, name_key text, names text) returns void language sql as $$
  insert into kita.name_word (municipality_id, id, child_id, guardian_id, word)
    select municipality, gen_random_uuid(), child, guardian, word from (
      select unnest(regexp_split_to_array(name_key, '[[:space:]|,;/.''-]+')) as word union select '=' || unnest(kita.plain_words(names))
    ) words where word <> '';
$$;

create or replace function kita.keep_child_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.name_key, new.family_name, new.given_names) = (old.name_key, old.family_name, old.given_names) then return new; end if;
    delete from kita.name_word where municipality_id = new.municipality_id and child_id = new.id and guardian_id is null;
  end if;
  perform kita.add_name_words(new.municipality_id, new.id, null, new.name_key, new.family_name || ' ' || new.given_names);
  return new;
end $$;

create or replace function kita.keep_guardian_words() returns trigger language plpgsql as $$
begin
  if (new.name_key, new.family_name, new.given_names) = (old.name_key, old.family_name, old.given_names) then return new; end if;
  delete from kita.name_word where municipality_id = new.municipality_id and guardian_id = new.id;
  perform kita.add_name_words(new.municipality_id, care.child_id, new.id, new.name_key, new.family_name || ' ' || new.given_names)
    from kita.guardianship care where care.municipality_id = new.municipality_id and care.guardian_id = new.id;
  return new;
end $$;

create or replace function kita.keep_guardianship_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.child_id, new.guardian_id) = (old.child_id, old.guardian_id) then return new; end if;
  end if;
  if tg_op <> 'INSERT' then delete from kita.name_word where municipality_id = old.municipality_id and child_id = old.child_id and guardian_id = old.guardian_id; end if;
  if tg_op <> 'DELETE' then
    perform kita.add_name_words(new.municipality_id, new.child_id, new.guardian_id, guardian.name_key, guardian.family_name || ' ' || guardian.given_names)
      from kita.guardian guardian where guardian.municipality_id = new.municipality_id and guardian.id = new.guardian_id;
  end if;
  return null;
end $$;

-- Names that were entered so far.
do $$
declare
  town uuid;
begin
  for town in select municipality_id from accounts.municipality loop
    perform set_config('app.municipality', town::text, true);
    insert into kita.name_word (municipality_id, id, child_id, guardian_id, word)
      select town, gen_random_uuid(), id, null, '=' || unnest(kita.plain_words(family_name || ' ' || given_names)) from kita.child where municipality_id = town
      union all
      select town, gen_random_uuid(), care.child_id, guardian.id, '=' || unnest(kita.plain_words(guardian.family_name || ' ' || guardian.given_names))
        from kita.guardianship care join kita.guardian guardian on guardian.municipality_id = care.municipality_id and guardian.id = care.guardian_id where care.municipality_id = town;
  end loop;
  perform set_config('app.municipality', '', true);
end $$;

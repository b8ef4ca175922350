-- The legal-claim file says at which distance a place was offered. Two or three distances tell where a family lives: once an address is blocked (§ 51 BMG), the
-- rows forget them as the child forgets its home (0177). What was offered when, and how it was answered, stays.
comment on table kita.claim_event is 'Legal-claim file (§ 24 SGB VIII): when the need was reported, what was offered when at which distance (beeline, null: address unknown or blocked), how it was answered. Rows are added, never changed, but that they forget distances when the address of one of the child''s guardians is blocked';

-- Nobody may change a row of the file, so it is written anew under its own id.
create function kita.forget_distances(town uuid, children uuid[]) returns void language sql as $$
  with gone as (delete from kita.claim_event where municipality_id = town and child_id = any(children) and distance_metres is not null returning *)
  insert into kita.claim_event (municipality_id, id, child_id, kind, on_day, facility_id, starts_on, weekly_hours, distance_metres, note_sealed, recorded_at, recorded_by)
    select municipality_id, id, child_id, kind, on_day, facility_id, starts_on, weekly_hours, null, note_sealed, recorded_at, recorded_by from gone;
$$;

create or replace function kita.forget_homes_of_blocked_guardian() returns trigger language plpgsql as $$
begin
  update kita.child set area_id = null, longitude = null, latitude = null
  where municipality_id = new.municipality_id and (area_id is not null or longitude is not null)
    and id in (select bond.child_id from kita.guardianship bond where bond.municipality_id = new.municipality_id and bond.guardian_id = new.id);
  perform kita.forget_distances(new.municipality_id, array(select bond.child_id from kita.guardianship bond where bond.municipality_id = new.municipality_id and bond.guardian_id = new.id));
  return null;
end $$;

create or replace function kita.forget_home_of_bound_child() returns trigger language plpgsql as $$
begin
  if exists (select from kita.guardian guardian where guardian.municipality_id = new.municipality_id and guardian.id = new.guardian_id and guardian.is_address_blocked) then
    update kita.child set area_id = null, longitude = null, latitude = null
    where municipality_id = new.municipality_id and id = new.child_id and (area_id is not null or longitude is not null);
    perform kita.forget_distances(new.municipality_id, array[new.child_id]);
  end if;
  return null;
end $$;

-- Whichever way a row comes in afterwards: a record merged with another child's.
create function kita.forget_distance_of_blocked() returns trigger language plpgsql as $$
begin
  if exists (
    select from kita.guardianship bond join kita.guardian guardian on guardian.municipality_id = bond.municipality_id and guardian.id = bond.guardian_id
    where bond.municipality_id = new.municipality_id and bond.child_id = new.child_id and guardian.is_address_blocked
  ) then
    new.distance_metres := null;
  end if;
  return new;
end $$;
create trigger claim_event_blocked before insert on kita.claim_event for each row when (new.distance_metres is not null) execute function kita.forget_distance_of_blocked();

-- Distances that were kept so far.
do $$
declare
  town uuid;
begin
  for town in select municipality_id from accounts.municipality loop
    perform set_config('app.municipality', town::text, true);
    perform kita.forget_distances(town, array(
      select bond.child_id from kita.guardianship bond join kita.guardian guardian on guardian.municipality_id = bond.municipality_id and guardian.id = bond.guardian_id
      where bond.municipality_id = town and guardian.is_address_blocked));
  end loop;
  perform set_config('app.municipality', '', true);
end $$;

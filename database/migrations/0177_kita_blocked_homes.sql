-- A blocked address (§§ 51, 52 BMG) leaves no trace of where a child lives, whichever way it came about: a guardian who has the address blocked
-- later, another guardian who writes the child anew, an import, a merged record. So the rows themselves forget area and point.
create function kita.forget_blocked_home() returns trigger language plpgsql as $$
begin
  if (new.area_id is not null or new.longitude is not null) and exists (
    select from kita.guardianship bond join kita.guardian guardian on guardian.municipality_id = bond.municipality_id and guardian.id = bond.guardian_id
    where bond.municipality_id = new.municipality_id and bond.child_id = new.id and guardian.is_address_blocked
  ) then
    new.area_id := null;
    new.longitude := null;
    new.latitude := null;
  end if;
  return new;
end $$;
create trigger child_home_blocked before update on kita.child for each row execute function kita.forget_blocked_home();

create function kita.forget_homes_of_blocked_guardian() returns trigger language plpgsql as $$
begin
  update kita.child set area_id = null, longitude = null, latitude = null
  where municipality_id = new.municipality_id and (area_id is not null or longitude is not null)
    and id in (select bond.child_id from kita.guardianship bond where bond.municipality_id = new.municipality_id and bond.guardian_id = new.id);
  return null;
end $$;
create trigger guardian_home_blocked after update of is_address_blocked on kita.guardian for each row when (new.is_address_blocked) execute function kita.forget_homes_of_blocked_guardian();

create function kita.forget_home_of_bound_child() returns trigger language plpgsql as $$
begin
  update kita.child set area_id = null, longitude = null, latitude = null
  where municipality_id = new.municipality_id and id = new.child_id and (area_id is not null or longitude is not null)
    and exists (select from kita.guardian guardian where guardian.municipality_id = new.municipality_id and guardian.id = new.guardian_id and guardian.is_address_blocked);
  return null;
end $$;
create trigger guardianship_home_blocked after insert or update of guardian_id, child_id on kita.guardianship for each row execute function kita.forget_home_of_bound_child();

-- Homes that were kept so far.
do $$
declare
  town uuid;
begin
  for town in select municipality_id from accounts.municipality loop
    perform set_config('app.municipality', town::text, true);
    update kita.child set area_id = null, longitude = null, latitude = null
    where municipality_id = town and (area_id is not null or longitude is not null) and id in (
      select bond.child_id from kita.guardianship bond join kita.guardian guardian on guardian.municipality_id = bond.municipality_id and guardian.id = bond.guardian_id
      where bond.municipality_id = town and guardian.is_address_blocked);
  end loop;
  perform set_config('app.municipality', '', true);
end $$;

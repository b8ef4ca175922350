-- Criteria anyone can read: catalogues in force from a day, adopted by a body, and the rules in them.
create table kita.catalogue (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  name text not null,
  valid_from date not null,
  valid_until date,
  lottery_scope text not null default 'market' check (lottery_scope in ('market', 'facility')),
  blocking text not null default 'vacating' check (blocking in ('vacating', 'keeping')),
  ties text not null default 'lottery' check (ties in ('lottery', 'most-places')),
  non_residents text not null default 'last' check (non_residents in ('refused', 'last', 'equal')),
  based_on_id uuid,
  adopted_on date,
  adopted_by text,
  resolution text,
  adopted_at timestamptz,
  adopted_by_person uuid,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  primary key (municipality_id, id),
  foreign key (municipality_id, based_on_id) references kita.catalogue (municipality_id, id),
  check (valid_until > valid_from),
  check ((adopted_on is null) = (adopted_by is null) and (adopted_on is null) = (adopted_at is null))
);
comment on table kita.catalogue is 'Vergabekriterien of the municipality for rounds whose deadline lies in its time. Adopted by a body (resolution: number of the paper) it is frozen; a change is a new catalogue based on the old one. non_residents: children of other municipalities get no place, come after all residents, or count like them';
call platform.protect('kita.catalogue');

create table kita.criterion (
  municipality_id uuid not null,
  id uuid not null,
  catalogue_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('group', 'points', 'reserve', 'requirement')),
  fact text not null,
  condition jsonb not null default '{}',
  amount integer check (amount between -10000 and 10000),
  share numeric(5, 4) check (share > 0 and share <= 1),
  reserve_kind text check (reserve_kind in ('soft', 'hard')),
  proof text not null default 'none' check (proof in ('none', 'upload', 'seen')),
  organization_id uuid,
  facility_id uuid,
  legal_basis text not null check (btrim(legal_basis) <> ''),
  primary key (municipality_id, id),
  unique (municipality_id, catalogue_id, position) deferrable initially deferred,
  foreign key (municipality_id, catalogue_id) references kita.catalogue (municipality_id, id) on delete cascade,
  foreign key (municipality_id, organization_id) references network.organization (municipality_id, id),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id),
  check (kind <> 'group' or amount between 0 and 99),
  check (kind <> 'points' or amount is not null),
  check ((kind = 'reserve') = (reserve_kind is not null)),
  check (kind <> 'reserve' or (amount is null) <> (share is null))
);
comment on table kita.criterion is 'One criterion. fact: key of src/kita/criteria/fact.ts; condition: its parameters; group: smaller comes first; points: added; reserve: seats (amount) or a share of each pool kept for children with the fact; requirement: without it the place may not be given. organization_id/facility_id: only there (provider''s own criterion). legal_basis is never empty (OVG Münster 12 B 930/17). Names and sentences are not stored: they are made from these columns, so that they cannot say something else';
call platform.protect('kita.criterion');

-- What a body has adopted nobody changes any more, whichever way the change comes. The catalogue's row is locked first: while somebody
-- adopts it, a change of a criterion waits and is then refused; while a criterion is changed, the adoption waits and sees the change.
create function kita.refuse_adopted_catalogue() returns trigger language plpgsql as $$
begin
  if old.adopted_at is not null then
    raise exception 'the catalogue is adopted' using errcode = 'object_not_in_prerequisite_state', constraint = 'catalogue_frozen';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger catalogue_frozen before update or delete on kita.catalogue for each row execute function kita.refuse_adopted_catalogue();

create function kita.refuse_criterion_of_adopted_catalogue() returns trigger language plpgsql as $$
declare
  touched uuid[] := case tg_op when 'INSERT' then array[new.catalogue_id] when 'DELETE' then array[old.catalogue_id] else array[old.catalogue_id, new.catalogue_id] end;
  home uuid := case tg_op when 'DELETE' then old.municipality_id else new.municipality_id end;
begin
  perform from kita.catalogue where municipality_id = home and id = any (touched) for share;
  if exists (select from kita.catalogue where municipality_id = home and id = any (touched) and adopted_at is not null) then
    raise exception 'the catalogue is adopted' using errcode = 'object_not_in_prerequisite_state', constraint = 'catalogue_frozen';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger criterion_frozen before insert or update or delete on kita.criterion for each row execute function kita.refuse_criterion_of_adopted_catalogue();

create table kita.catchment (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  area_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, facility_id, area_id),
  foreign key (municipality_id, facility_id) references kita.facility (municipality_id, id) on delete cascade,
  foreign key (municipality_id, area_id) references areas.area (municipality_id, id)
);
comment on table kita.catchment is 'Sprengel: areas whose children a facility takes first, where a criterion says so';
call platform.protect('kita.catchment');

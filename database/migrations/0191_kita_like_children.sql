-- Children who may be one are looked for when something about them is written, not whenever somebody opens the office's page: comparing 100,000 with each other takes seconds.
create table kita.like_children (
  municipality_id uuid not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  primary key (municipality_id, id),
  unique (municipality_id, one_id, other_id),
  foreign key (municipality_id, one_id) references kita.child (municipality_id, id) on delete cascade,
  foreign key (municipality_id, other_id) references kita.child (municipality_id, id) on delete cascade,
  check (one_id < other_id)
);
comment on table kita.like_children is 'Two children whom the rules (src/kita/office/child-likeness.ts) hold for perhaps one; found in the background among those compared. What somebody decided about them stands in child_duplicate';
create index like_children_by_other on kita.like_children (municipality_id, other_id);
call platform.protect('kita.like_children');

alter table kita.child add column is_compared boolean not null default false;
comment on column kita.child.is_compared is 'Compared with all others since its names, its day or its guardians were last written; kept by triggers';
create index child_to_compare on kita.child (municipality_id, updated_at) where not is_compared;

create function kita.compare_child_anew() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.is_compared := false;
  elsif (new.name_key, new.family_name, new.given_names, new.born_on, new.expected_on) is distinct from (old.name_key, old.family_name, old.given_names, old.born_on, old.expected_on) then
    new.is_compared := false;
  end if;
  return new;
end $$;
create trigger child_anew before insert or update on kita.child for each row execute function kita.compare_child_anew();

create function kita.compare_bound_child_anew() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then update kita.child set is_compared = false where municipality_id = old.municipality_id and id = old.child_id and is_compared; end if;
  if tg_op <> 'DELETE' then update kita.child set is_compared = false where municipality_id = new.municipality_id and id = new.child_id and is_compared; end if;
  return null;
end $$;
create trigger guardianship_anew after insert or delete or update of child_id, guardian_id on kita.guardianship for each row execute function kita.compare_bound_child_anew();

create function kita.compare_children_of_guardian_anew() returns trigger language plpgsql as $$
begin
  -- Also where it says so already: whoever compares at this moment passes over a row that is locked.
  update kita.child set is_compared = false where municipality_id = new.municipality_id
    and id in (select care.child_id from kita.guardianship care where care.municipality_id = new.municipality_id and care.guardian_id = new.id);
  return null;
end $$;
create trigger guardian_anew after update on kita.guardian for each row
  when ((new.name_key, new.family_name, new.given_names, new.email, new.phone) is distinct from (old.name_key, old.family_name, old.given_names, old.email, old.phone))
  execute function kita.compare_children_of_guardian_anew();

-- Two children share one place on different days of the week (§ 8 Abs. 3 NKiTaG). Numbered after 0080–0090, whose tables it needs.
create table kita.seat_share (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  pool_id uuid not null,
  first_placement_id uuid not null,
  second_placement_id uuid not null,
  first_days smallint[] not null,
  second_days smallint[] not null,
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null,
  created_by uuid,
  version integer not null default 1,
  primary key (municipality_id, id),
  foreign key (municipality_id, pool_id, facility_id) references kita.seat_pool (municipality_id, id, facility_id),
  foreign key (municipality_id, first_placement_id) references kita.placement (municipality_id, id) on delete cascade,
  foreign key (municipality_id, second_placement_id) references kita.placement (municipality_id, id) on delete cascade,
  check (first_placement_id <> second_placement_id),
  check (cardinality(first_days) > 0 and first_days <@ '{1,2,3,4,5}'::smallint[]),
  check (cardinality(second_days) > 0 and second_days <@ '{1,2,3,4,5}'::smallint[]),
  constraint seat_share_different_days check (not first_days && second_days),
  check (ends_on > starts_on)
);
comment on table kita.seat_share is 'Two placements of one pool use one place between them, from a day to the day before ends_on and only while both last. Days are ISO weekdays, 1 Monday to 5 Friday, never the same for both: on no weekday are both children there';
create index seat_share_by_first on kita.seat_share (municipality_id, first_placement_id);
create index seat_share_by_second on kita.seat_share (municipality_id, second_placement_id);
create index seat_share_by_pool on kita.seat_share (municipality_id, pool_id, starts_on);
call platform.protect('kita.seat_share');

-- A placement is part of one share at a time. The pool's row is locked, so that two offices cannot share one place twice.
create function kita.refuse_second_share() returns trigger language plpgsql as $$
begin
  perform from kita.seat_pool where municipality_id = new.municipality_id and id = new.pool_id for update;
  if exists (select from kita.seat_share other where other.municipality_id = new.municipality_id and other.id <> new.id
      and (other.first_placement_id in (new.first_placement_id, new.second_placement_id) or other.second_placement_id in (new.first_placement_id, new.second_placement_id))
      and daterange(other.starts_on, other.ends_on) && daterange(new.starts_on, new.ends_on)) then
    raise exception 'the place is shared at that time' using errcode = 'exclusion_violation', constraint = 'seat_share_one_at_a_time';
  end if;
  return new;
end $$;
create trigger seat_share_one_at_a_time before insert or update on kita.seat_share for each row execute function kita.refuse_second_share();

-- Whoever ends a placement ends what it shares: the other child has the place alone from then on.
create function kita.end_shares_of_placement() returns trigger language plpgsql as $$
begin
  if new.ends_on is null then return null; end if;
  delete from kita.seat_share where municipality_id = new.municipality_id and new.id in (first_placement_id, second_placement_id) and starts_on >= new.ends_on;
  update kita.seat_share set ends_on = new.ends_on, version = version + 1
    where municipality_id = new.municipality_id and new.id in (first_placement_id, second_placement_id) and (ends_on is null or ends_on > new.ends_on);
  return null;
end $$;
create trigger end_shares_of_placement after update of ends_on on kita.placement for each row execute function kita.end_shares_of_placement();

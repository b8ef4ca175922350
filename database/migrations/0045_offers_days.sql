-- Times and the calendar: holidays, moved dates, times over midnight.
alter table offers.schedule add column on_public_holidays boolean not null default false;
alter table offers.schedule add column school_holidays text check (school_holidays in ('not', 'only'));
comment on column offers.schedule.on_public_holidays is 'Holds on public holidays of the Land as well; otherwise it is closed then';
comment on column offers.schedule.school_holidays is 'not: pauses in school holidays; only: takes place in them alone; null: at any time';

-- A time that closes at or before it opens ends on the next day: a night at most, or round the clock (00:00 to 00:00).
alter table offers.schedule drop constraint schedule_check;
alter table offers.schedule add constraint schedule_times_in_order
  check (closes_at > opens_at or closes_at - opens_at <= interval '-10 hours' or (opens_at = '00:00' and closes_at = '00:00'));

alter table offers.schedule_exception drop constraint schedule_exception_check;
alter table offers.schedule_exception drop constraint schedule_exception_kind_check;
alter table offers.schedule_exception add constraint schedule_exception_kind_check check (kind in ('closed', 'extra', 'moved'));
alter table offers.schedule_exception add column only_at time;
alter table offers.schedule_exception add column to_day date;
alter table offers.schedule_exception add column location_id uuid;
alter table offers.schedule_exception add foreign key (municipality_id, location_id) references offers.location (municipality_id, id);
alter table offers.schedule_exception add constraint schedule_exception_has_times check ((kind <> 'closed') = (opens_at is not null and closes_at is not null));
alter table offers.schedule_exception add constraint schedule_exception_moved_to_a_day check ((kind = 'moved') = (to_day is not null));
alter table offers.schedule_exception add constraint schedule_exception_one_time check (only_at is null or kind <> 'extra');
alter table offers.schedule_exception add constraint schedule_exception_place check (location_id is null or kind <> 'closed');
alter table offers.schedule_exception add constraint schedule_exception_times_in_order
  check (opens_at is null or closes_at > opens_at or closes_at - opens_at <= interval '-10 hours' or (opens_at = '00:00' and closes_at = '00:00'));
comment on table offers.schedule_exception is 'A day on which an offer is closed, opens in addition, or a date that is moved: one row for the date that is cancelled and the one that takes its place';
comment on column offers.schedule_exception.only_at is 'Closed, moved: only the time that usually opens then; null: all of that day';
comment on column offers.schedule_exception.location_id is 'Where an extra or moved date takes place, if not where it usually is';
create index schedule_exception_by_location on offers.schedule_exception (municipality_id, location_id) where location_id is not null;

create table offers.holiday_period (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  kind text not null check (kind in ('school', 'public')),
  name text not null check (btrim(name) <> ''),
  first_day date not null,
  last_day date not null,
  is_demo boolean not null default false,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality_id, id),
  unique (municipality_id, kind, name, first_day),
  check (last_day >= first_day),
  check (last_day - first_day < 100)
);
comment on table offers.holiday_period is 'School holidays, and public holidays of this town alone (Mariä Himmelfahrt, Friedensfest); those of the Land are computed. Both days included';
create index holiday_period_by_day on offers.holiday_period (municipality_id, first_day);
call platform.protect('offers.holiday_period');

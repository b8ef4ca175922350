-- The licence of a person of Kindertagespflege has a history (§ 43 Abs. 3 SGB VIII): granted for five years, renewed, changed, withdrawn. Numbered after 0080 and 0086.
create table kita.childminder_licence (
  municipality_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  kind text not null check (kind in ('granted', 'renewed', 'changed', 'withdrawn')),
  valid_from date not null,
  valid_until date,
  children_at_once smallint not null check (children_at_once between 0 and 5),
  restriction text not null default '',
  file_number text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, facility_id, valid_from),
  foreign key (municipality_id, facility_id) references kita.childminder (municipality_id, id) on delete cascade,
  check ((kind = 'withdrawn') = (children_at_once = 0)),
  check (kind <> 'withdrawn' or valid_until is null),
  check (valid_until > valid_from)
);
comment on table kita.childminder_licence is 'What a person of Kindertagespflege may do from valid_from to the day before valid_until, or until the next row begins, whichever comes first; withdrawn: nothing any more. restriction: Nebenbestimmung (§ 43 Abs. 3 Satz 5 SGB VIII)';
call platform.protect('kita.childminder_licence');

-- The owner reads the rows of all municipalities here, once.
alter table kita.childminder no force row level security;
alter table kita.facility no force row level security;
alter table kita.childminder_licence no force row level security;
insert into kita.childminder_licence (municipality_id, id, facility_id, kind, valid_from, valid_until, children_at_once, recorded_at)
  select minder.municipality_id, gen_random_uuid(), minder.id, 'granted', minder.licensed_from, minder.licensed_until, minder.children_at_once, facility.updated_at
  from kita.childminder minder join kita.facility facility on facility.municipality_id = minder.municipality_id and facility.id = minder.id;
alter table kita.childminder force row level security;
alter table kita.facility force row level security;
alter table kita.childminder_licence force row level security;

alter table kita.childminder drop column licensed_from, drop column licensed_until, drop column children_at_once;
alter table kita.childminder add column version integer not null default 1;
comment on table kita.childminder is 'A person of Kindertagespflege and who steps in for it; its id is the facility''s, its licences stand in kita.childminder_licence. version rises with every change of either';

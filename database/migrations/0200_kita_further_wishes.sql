-- What families tell besides: daily times, urgency, a remark, whether the other guardian agrees, the first day. None of it decides who gets a place.
alter table kita.registration
  add column wished_times jsonb check (jsonb_typeof(wished_times) = 'object'),
  add column urgent_by date,
  add column urgent_settled_at timestamptz,
  add column urgent_settled_by uuid,
  add column remark_sealed bytea,
  add check (urgent_settled_at is null or urgent_by is not null);
comment on column kita.registration.wished_times is 'Times of day care is needed: {"daily": {"from": "07:00", "until": "15:00"}, "days": {"3": {...}}}, days 1 (Monday) to 5 other than daily; null: nothing said';
comment on column kita.registration.urgent_by is 'The family says the place is urgent and is needed from this day; why lies sealed in its circumstance (is_urgency)';
comment on column kita.registration.urgent_settled_at is 'When the office noted that it has dealt with the urgency';
comment on column kita.registration.remark_sealed is 'What else the family wants the office to know, in its own words (encrypted)';
create index registration_urgent on kita.registration (municipality_id, urgent_by) where urgent_by is not null and urgent_settled_at is null;

alter table kita.circumstance add column is_urgency boolean not null default false;
comment on column kita.circumstance.is_urgency is 'Why a place is urgent, with its proof: no fact of a catalogue, never counted by a round';

alter table kita.claim_event drop constraint claim_event_kind_check;
alter table kita.claim_event add constraint claim_event_kind_check
  check (kind in ('need-reported', 'urgent-reported', 'offered', 'accepted', 'declined', 'lapsed', 'no-place', 'advised', 'objection', 'court'));

create table kita.agreement (
  municipality_id uuid not null,
  id uuid not null,
  registration_id uuid not null,
  statement text not null check (statement in ('agrees', 'not-asked', 'sole', 'disagrees')),
  said_by text not null check (said_by in ('sender', 'other', 'office')),
  person_id uuid,
  said_at timestamptz not null,
  is_settled boolean not null default false,
  primary key (municipality_id, id),
  foreign key (municipality_id, registration_id) references kita.registration (municipality_id, id) on delete cascade
);
comment on table kita.agreement is 'Whether the other person with parental responsibility agrees to a registration (§ 1627, § 1687 BGB), as somebody said it: the guardian who registered (sender), the other one in the own account (other), the office after speaking to them (office). Rows are added, never changed; the last one holds. is_settled: the office has dealt with it';
create index agreement_by_registration on kita.agreement (municipality_id, registration_id, said_at);
call platform.protect('kita.agreement', array['select', 'insert', 'delete']);

alter table kita.answer add column first_day date;
comment on column kita.answer.first_day is 'The day the family says the child really comes first (settling in); the place itself begins as decided';

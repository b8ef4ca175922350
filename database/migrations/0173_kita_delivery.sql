-- Electronic service of decisions: who agreed to it (§ 37 Abs. 2a SGB X, § 41 Abs. 2a VwVfG), what was retrieved, and when a notice counts as served.
create table kita.delivery_choice (
  municipality_id uuid not null,
  id uuid not null,
  guardian_id uuid not null,
  choice text not null check (choice in ('electronic', 'post')),
  way text not null check (way in ('account', 'paper', 'phone')),
  text_version smallint not null check (text_version > 0),
  language text not null check (language in ('de', 'de-easy', 'en', 'uk', 'tr', 'ar', 'ru')),
  chosen_at timestamptz not null,
  recorded_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, guardian_id) references kita.guardian (municipality_id, id) on delete cascade
);
comment on table kita.delivery_choice is 'How a guardian wants decisions: electronic = consent to retrieve them in the account, post = no consent, or withdrawn for the future. Only added to, the latest counts; nobody who was never asked or said nothing has a row. text_version, language: which text was read (src/kita/registration/delivery.ts). way: in the own account, on a signed paper, on the phone (only post)';
create index delivery_choice_by_guardian on kita.delivery_choice (municipality_id, guardian_id, chosen_at desc);
call platform.protect('kita.delivery_choice', array['select', 'insert']);

alter table kita.notice add column retrieve_until date;
alter table kita.notice add column retrieved_at timestamptz;
alter table kita.notice add column provided_at timestamptz;
alter table kita.notice add column served_on date;
alter table kita.notice add check (retrieve_until is null or provided_at is not null);
comment on column kita.notice.provided_at is 'When the notification of an electronic notice was sent: it lies ready in the account; null: not served electronically';
comment on column kita.notice.retrieve_until is 'Last day to retrieve it: then it goes by post (way becomes post, sent_at null)';
comment on column kita.notice.retrieved_at is 'When the guardian opened it, signed in';
comment on column kita.notice.served_on is 'The day it counts as served (Bekanntgabe); null: not yet. Nobody''s place lapses before';
create index notice_to_retrieve on kita.notice (municipality_id, retrieve_until) where retrieved_at is null and way = 'mail';

-- What was sent before counts as served on the fourth day after.
do $$
declare
  town uuid;
begin
  for town in select municipality_id from accounts.municipality loop
    perform set_config('app.municipality', town::text, true);
    update kita.notice set served_on = (sent_at at time zone 'Europe/Berlin')::date + 4 where municipality_id = town and sent_at is not null;
  end loop;
  perform set_config('app.municipality', '', true);
end $$;

-- Which offers are known and why they are not used. Answers are added to counts at once: there is no row of a person, not for a moment.
create table offers.awareness_round (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  audience text not null check (audience in ('families', 'professionals')),
  title text not null check (btrim(title) <> ''),
  offers_per_sheet smallint not null check (offers_per_sheet between 3 and 15),
  opened_on date not null,
  closed_on date,
  sheets integer not null default 0 check (sheets >= 0),
  primary key (municipality_id, id),
  check (closed_on >= opened_on)
);
comment on table offers.awareness_round is 'One survey of families or professionals about which offers they know; figures are published when it is closed, never before';
create unique index awareness_round_open on offers.awareness_round (municipality_id, audience) where closed_on is null;
call platform.protect('offers.awareness_round');

create table offers.awareness_figure (
  municipality_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  service_id uuid not null,
  name text not null,
  answered integer not null default 0 check (answered >= 0),
  known integer not null default 0 check (known between 0 and answered),
  used integer not null default 0 check (used between 0 and known),
  recommended integer not null default 0 check (recommended between 0 and known),
  shame integer not null default 0 check (shame >= 0),
  time integer not null default 0 check (time >= 0),
  way integer not null default 0 check (way >= 0),
  language integer not null default 0 check (language >= 0),
  form integer not null default 0 check (form >= 0),
  cost integer not null default 0 check (cost >= 0),
  mistrust integer not null default 0 check (mistrust >= 0),
  no_need integer not null default 0 check (no_need >= 0),
  primary key (municipality_id, id),
  unique (municipality_id, round_id, service_id),
  foreign key (municipality_id, round_id) references offers.awareness_round (municipality_id, id) on delete cascade,
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  check (shame + time + way + language + form + cost + mistrust + no_need <= answered - used)
);
comment on table offers.awareness_figure is 'Sums of what was answered about one offer in one round: no persons, no times, no combinations. name: as the offer was called then. Reasons are of people who did not use it, one each; not knowing it is answered - known';
create index awareness_figure_by_service on offers.awareness_figure (municipality_id, service_id);
call platform.protect('offers.awareness_figure');

-- What was published stays: a closed round takes no more answers and is not opened again.
create function offers.refuse_closed_awareness() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'awareness_round' then
    if old.closed_on is not null then
      raise exception 'the round is closed' using errcode = 'check_violation', constraint = 'awareness_round_is_closed';
    end if;
  elsif exists (select from offers.awareness_round round
      where round.municipality_id = old.municipality_id and round.id = old.round_id and round.closed_on is not null) then
    raise exception 'the round is closed' using errcode = 'check_violation', constraint = 'awareness_round_is_closed';
  end if;
  return new;
end $$;
create trigger awareness_round_stays_closed before update on offers.awareness_round for each row execute function offers.refuse_closed_awareness();
create trigger awareness_figure_stays_closed before update on offers.awareness_figure for each row execute function offers.refuse_closed_awareness();

-- At most one machine at a time works on a language.
create unique index translation_run_one_machine on offers.translation_run (municipality_id, language) where kind = 'machine' and state in ('planned', 'running');

-- Calls that check whether an entry still holds; pairs that are no duplicates; offers that were merged, and what is needed to part them again.
create table offers.verification_call (
  municipality_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  outcome text not null check (outcome in ('unchanged', 'changed', 'ended', 'not-reached', 'wrong-number', 'call-again')),
  note text not null default '',
  called_on date not null,
  next_call_on date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  check (next_call_on is null or (outcome in ('not-reached', 'wrong-number', 'call-again') and next_call_on >= called_on)),
  check (outcome <> 'call-again' or next_call_on is not null)
);
comment on table offers.verification_call is 'A call whether an offer is still as it says, and how it ended. What was true is in the offer (assured_at); next_call_on: when to try again, until a later call. No names of those who answered';
comment on column offers.verification_call.recorded_by is 'Person of this municipality';
create index verification_call_by_service on offers.verification_call (municipality_id, service_id, called_on);
call platform.protect('offers.verification_call', array['select', 'insert']);

create table offers.distinct_pair (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  service_id uuid not null,
  other_id uuid not null,
  reason text not null check (btrim(reason) <> ''),
  decided_on date not null,
  decided_by uuid,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, other_id),
  foreign key (municipality_id, service_id) references offers.service (municipality_id, id) on delete cascade,
  foreign key (municipality_id, other_id) references offers.service (municipality_id, id) on delete cascade,
  check (service_id < other_id)
);
comment on table offers.distinct_pair is 'Two offers that look alike and are not the same, with the reason: nobody needs to look at them again';
create index distinct_pair_by_other on offers.distinct_pair (municipality_id, other_id);
call platform.protect('offers.distinct_pair', array['select', 'insert', 'delete']);

create table offers.service_merge (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  survivor_before jsonb not null,
  survivor_after jsonb not null,
  merged_before jsonb not null,
  moved jsonb not null,
  merged_at timestamptz not null,
  merged_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, survivor_id) references offers.service (municipality_id, id),
  foreign key (municipality_id, merged_id) references offers.service (municipality_id, id),
  check (survivor_id <> merged_id),
  check (undone_by is null or undone_at is not null)
);
comment on table offers.service_merge is 'Two offers that were made one. merged_id is retired and leads to survivor_id while undone_at is null. survivor_before, survivor_after, merged_before: whole records, moved: what else went along – so that both can be restored';
create unique index service_merge_in_force on offers.service_merge (municipality_id, merged_id) where undone_at is null;
create index service_merge_by_survivor on offers.service_merge (municipality_id, survivor_id);
call platform.protect('offers.service_merge', array['select', 'insert', 'update']);

-- What was merged away stays so, whoever writes: an import or a form opened before must not bring it back beside the other.
create function offers.refuse_reviving() returns trigger language plpgsql as $$
begin
  if new.status <> 'retired' and exists (select from offers.service_merge merge
      where merge.municipality_id = new.municipality_id and merge.merged_id = new.id and merge.undone_at is null) then
    raise exception 'the offer was merged into another' using errcode = 'check_violation', constraint = 'service_is_merged';
  end if;
  return new;
end $$;
create trigger service_stays_merged before update of status on offers.service
  for each row when (new.status <> 'retired' and old.status = 'retired') execute function offers.refuse_reviving();

create function offers.survivor_of(town uuid, service uuid) returns uuid
  language plpgsql stable as $$
declare
  survivor uuid := service;
  next_id uuid;
begin
  -- A merged offer is never a survivor, so the chain ends; the bound is against hand-made rows.
  for step in 1 .. 50 loop
    select merge.survivor_id into next_id from offers.service_merge merge
      where merge.municipality_id = town and merge.merged_id = survivor and merge.undone_at is null;
    exit when next_id is null;
    survivor := next_id;
    next_id := null;
  end loop;
  return survivor;
end $$;
comment on function offers.survivor_of is 'The offer that took the place of one that was merged away; the offer itself otherwise';

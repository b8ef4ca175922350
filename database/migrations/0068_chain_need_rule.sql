-- When released figures say that the need in an area is high, and how much more is needed then.
create table chain.need_rule (
  municipality_id uuid not null references accounts.municipality (municipality_id),
  id uuid not null,
  indicator_key text not null check (indicator_key ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  field_id uuid,
  phase_id uuid,
  measure text not null check (measure in ('above-average', 'from-value')),
  value numeric(14, 4) check ((value is null) = (measure = 'above-average')),
  factor numeric(4, 2) not null check (factor >= 1 and factor <= 5),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (municipality_id, id),
  unique nulls not distinct (municipality_id, indicator_key, field_id, phase_id),
  foreign key (municipality_id, field_id) references offers.field_of_action (municipality_id, id) on delete cascade,
  foreign key (municipality_id, phase_id) references offers.life_phase (municipality_id, id) on delete cascade
);
comment on table chain.need_rule is 'By which released indicator the need of an area counts as high for a field and phase (null: all), and how many times the places and hours are needed then';
comment on column chain.need_rule.indicator_key is 'Key of an indicator (monitoring.indicator.key); a name, not a foreign key: definitions are replaced, the rule stays';
comment on column chain.need_rule.measure is 'above-average: clearly worse than the municipality, more than chance explains; from-value: from this value on (resources: down to it)';
call platform.protect('chain.need_rule');

-- Which of the Land's forms new groups are counted by, and what inclusion costs where its law names no size.
alter table monitoring.kita_plan
  add column form_under_3 text check (form_under_3 <> ''),
  add column form_from_3 text check (form_from_3 <> ''),
  add column lost_per_inclusive numeric(3, 1) check (lost_per_inclusive between 0 and 10);
comment on column monitoring.kita_plan.form_under_3 is 'Key of the form (group-rules.json) new groups for children under three are counted by; null: the first of the Land';
comment on column monitoring.kita_plan.form_from_3 is 'Key of the form (group-rules.json) new groups for children from three on are counted by; null: the first of the Land';
comment on column monitoring.kita_plan.lost_per_inclusive is 'Places that go for each inclusive place to be made; null: as the Land''s rule says';

-- A gap's evidence may name the released figure behind it: an indicator at a time, to be looked up as everybody sees it.
alter table chain.gap_evidence
  add column indicator_key text check (indicator_key ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  add column period_key text;
alter table chain.gap_evidence add constraint gap_evidence_figure_is_whole check ((indicator_key is null) = (period_key is null));
comment on column chain.gap_evidence.indicator_key is 'Key of a released indicator (monitoring.indicator.key); a name, not a foreign key: releases are replaced, the evidence stays';
